import type { Context } from '../../platform/context.ts'
import { SignInNeeded } from '../../platform/errors.ts'
import type { Request } from '../../platform/http.ts'
import type { Language } from '../../platform/i18n.ts'
import { loadViewer } from '../residents/index.ts'
import { clearSessionCookie, describeDevice, readSessionCookie, writeSessionCookie } from './cookie.ts'
import {
  confirmSession,
  endSession,
  findSession,
  startSession,
  type Session,
  type SignInWay,
} from './sessions.ts'

/** The session of this browser. Looked up once for each request. */
export async function sessionOf(c: Request): Promise<Session | undefined> {
  const token = readSessionCookie(c)
  return token ? findSession(c.get('ctx'), token) : undefined
}

/**
 * Who reads on in this browser, asked anew for what stays open for a while: the session may be over by now. Undefined when it is
 * no longer who asked.
 */
export async function readerNow(c: Request): Promise<Context | undefined> {
  const ctx = c.get('ctx')
  if (!ctx.viewer) return ctx
  const session = await sessionOf(c)
  const id = session?.actsFor ?? session?.residentId
  if (!session || id !== ctx.viewer.id) return undefined
  const viewer = await loadViewer(ctx, id)
  return viewer && { ...ctx, viewer: { ...viewer, confirmed: session.confirmed, helper: ctx.viewer.helper } }
}

/** The session of this browser, started now when there is none; only done when a visitor tells us something. */
export async function sessionToWrite(c: Request): Promise<Session> {
  const known = await sessionOf(c)
  if (known) return known
  const ctx = c.get('ctx')
  const token = await startSession(ctx, { language: ctx.language })
  writeSessionCookie(c, token)
  const made = await findSession(ctx, token)
  if (!made) throw new Error('A session that was just started is gone')
  return made
}

/** Signs somebody in on this browser, with a new token: one that was planted before is worth nothing. */
export async function signInBrowser(
  c: Request,
  residentId: string,
  language: Language,
  how: SignInWay = 'mail',
  passkeyId?: string,
): Promise<void> {
  const ctx = c.get('ctx')
  const old = readSessionCookie(c)
  if (old) await endSession(ctx, old)
  const device = describeDevice(c.req.header('user-agent'))
  writeSessionCookie(c, await startSession(ctx, { residentId, language, device, how, passkeyId }))
}

/** Ends the session of this browser; without one nothing happens. */
export async function signOutBrowser(c: Request): Promise<void> {
  const token = readSessionCookie(c)
  if (token) await endSession(c.get('ctx'), token)
  clearSessionCookie(c)
}

/** This browser just showed once more who it is. @throws SignInNeeded when its session was ended meanwhile. */
export async function confirmBrowser(c: Request, session: Session): Promise<void> {
  writeSessionCookie(c, await confirmSession(c.get('ctx'), session))
}

/** The session of a signed-in browser. @throws SignInNeeded */
export async function requireSession(c: Request): Promise<Session> {
  const session = await sessionOf(c)
  if (!session?.residentId) throw new SignInNeeded()
  return session
}
