import { randomBytes } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { isLoopback } from '../platform/config.ts'
import { formBytes, type Env, type Request } from '../platform/http.ts'
import { NotAllowed, NotFound, Refusal } from '../platform/errors.ts'

/** Bytes a form with files may have, by its path; only from who is signed in. */
const formsWithFiles: [RegExp, number][] = [
  [/^\/afspraak\/[0-9a-f-]{36}\/foto$/, 13 * 1024 * 1024],
  // Four photos, each as large as a photo may be.
  [/^\/gesprek\/[0-9a-f-]{36}\/schrijf$/, 49 * 1024 * 1024],
  [/^\/gesprek\/over\/[a-z]+\/[0-9a-f-]{36}$/, 49 * 1024 * 1024],
  [/^\/(leefomgeving|gebied)\/[^/]+(\/[^/]+)?\/gesprekken\/nieuw$/, 49 * 1024 * 1024],
  [/^\/leefomgeving\/[^/]+\/documenten\/bestand$/, 26 * 1024 * 1024],
  [/^\/(?:leefomgeving\/[^/]+(?:\/ambitie\/[^/]+)?|ambities\/[^/]+)\/einde$/, 49 * 1024 * 1024],
]

/** A new nonce for each page; pages load nothing from elsewhere. */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export function newNonce(): string {
  return randomBytes(16).toString('base64')
}

/** Headers that every answer carries. */
export function safeHeaders(secure: boolean): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next()
    const { headers } = c.res
    headers.set('X-Content-Type-Options', 'nosniff')
    headers.set('Referrer-Policy', 'same-origin')
    headers.set('Permissions-Policy', 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()')
    headers.set('Cross-Origin-Opener-Policy', 'same-origin')
    headers.set('Cross-Origin-Resource-Policy', 'same-origin')
    if (secure) headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
  }
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * What a program posts that is no browser page, and so without `Origin`; keep this list short. It is safe for what acts
 * on nobody's behalf: the handler looks at no cookie and no viewer, so another site that makes a browser post there
 * borrows nothing. A wallet's answer counts by what is in it: encrypted to a key of one question, signed by an issuer
 * that is trusted, and taken up only by the browser that asked. The button that mail programs show above a bundle (RFC 8058)
 * ends the bundles of whom its sealed token names.
 */
const postedByPrograms = [/^\/eid\/wallet\/antwoord\/[0-9a-f-]{36}$/, /^\/uit\/[\w-]{40,200}$/]

/**
 * Refuses anything that writes unless this very site sent it. Browsers send `Origin` with every POST; where it is
 * absent `Sec-Fetch-Site` decides. A request with neither does not come from a browser page and carries no one's cookie
 * by surprise, but it is refused too: nothing of ours sends it.
 */
export function sameOrigin(origin: string): MiddlewareHandler<Env> {
  return async (c, next) => {
    const byProgram = c.req.method === 'POST' && postedByPrograms.some((path) => path.test(c.req.path))
    if (!safeMethods.has(c.req.method) && !byProgram) {
      const from = c.req.header('origin')
      const site = c.req.header('sec-fetch-site')
      const ours = from === undefined ? site === 'same-origin' : from === origin
      if (!ours) throw new NotAllowed('otherSite')
    }
    await next()
  }
}

/** Holds every form to its bound. Stands after the session is read: a larger one is taken only from a resident. */
export const boundedBody: MiddlewareHandler<Env> = (c, next) => {
  const known = c.get('ctx').viewer !== undefined
  const [, maxSize = formBytes] = (known && formsWithFiles.find(([path]) => path.test(c.req.path))) || []
  return bodyLimit({ maxSize, onError: tooLarge })(c, next)
}

function tooLarge(): never {
  throw new Refusal(413, 'tooLarge')
}

/** Whether a proxy handed this request on: then the connection says nothing about where the visitor is. */
export function cameByProxy(c: Request): boolean {
  return ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'].some((name) =>
    c.req.header(name),
  )
}

/**
 * A demo is for whoever sits at this machine: in it anybody can step in as anybody. A request that came from elsewhere,
 * because a proxy was put in front and DHZ_ORIGIN was forgotten, gets nothing.
 */
export const onlyHere: MiddlewareHandler<Env> = async (c, next) => {
  const { host } = new URL(c.req.url)
  if (cameByProxy(c) || !isLoopback(`http://${c.req.header('host') ?? host}`))
    throw new NotAllowed('demoElsewhere')
  await next()
}

/** NUL cannot be stored, so nothing that holds one can be found. */
export const withoutNul: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.url.includes('%00')) throw new NotFound()
  await next()
}

/** What one visitor is counted by: an IPv4 address, or the /64 that one IPv6 connection comes with. */
export function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const front = head.split(':').filter(Boolean)
  const back = tail?.split(':').filter(Boolean) ?? []
  const whole =
    tail === undefined
      ? front
      : [...front, ...Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0'), ...back]
  return plain === '::1' ? plain : `${whole.slice(0, 4).join(':')}::/64`
}
