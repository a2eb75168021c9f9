import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Request } from '../../platform/http.ts'

const thirtyDays = 30 * 24 * 60 * 60

/** The one cookie there is. `__Host-` binds it to this very host; browsers demand https for that prefix. */
function nameFor(c: Request): string {
  return isSecure(c) ? '__Host-dhz' : 'dhz'
}

function isSecure(c: Request): boolean {
  return c.get('ctx').services.config.origin.startsWith('https:')
}

/** The session token of this browser, if it has one. */
export function readSessionCookie(c: Request): string | undefined {
  return getCookie(c, nameFor(c))
}

export function writeSessionCookie(c: Request, token: string): void {
  setCookie(c, nameFor(c), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(c),
    maxAge: thirtyDays,
  })
}

export function clearSessionCookie(c: Request): void {
  deleteCookie(c, nameFor(c), { path: '/', secure: isSecure(c) })
}

/** A few words about a browser for the resident's own list: "Firefox, Android". */
export function describeDevice(userAgent: string | undefined): string {
  const text = userAgent ?? ''
  const browser = /Firefox|Edg|OPR|Chrome|Safari/.exec(text)?.[0] ?? ''
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(text)?.[0] ?? ''
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS X': 'macOS' }
  return [browser, system]
    .filter(Boolean)
    .map((part) => names[part] ?? part)
    .join(', ')
}
