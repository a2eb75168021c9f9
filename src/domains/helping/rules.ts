import type { HelpKind } from '../residents/index.ts'

/** How many neighbours may help one resident, and how many one neighbour may help. */
export const mostHelpers = 3
export const mostHelped = 5

/** How long somebody helps after one press of the button; then the session is their own again. */
export const helpLasts = 60 * 60_000

/**
 * What a neighbour may post for somebody: patterns of paths as they are registered, each with what the resident must have
 * ticked. All that is not here is refused, also what will be built later. Leaving, taking back a designation and saying no
 * to an invitation are not here on purpose: who gains from them can be the helper.
 */
export const helpable: Readonly<Record<string, HelpKind>> = {
  '/leefomgeving/:slug/doe-mee': 'join',
  '/afspraak/:id': 'rsvp',
  '/leefomgeving/:slug/mensen': 'designate',
}

/** What a neighbour may look at for somebody: what they need for that, and what is public. Never what is only mine. */
export const readable: ReadonlySet<string> = new Set([
  '/helpen',
  '/agenda',
  '/leefomgevingen',
  '/leefomgeving/:slug',
  '/leefomgeving/:slug/mensen',
  '/afspraak/:id',
  '/omgangsvormen',
  '/bewaren',
  '/open',
  '/verhalen',
  '/verhaal/:slug',
])

/** The way out is always open. */
export const stopPath = '/helpen/stop'

export type Verdict = 'open' | 'refused' | { kind: HelpKind }

/**
 * What becomes of a request for somebody else, by all patterns that its path fits: each of them has to be allowed, so that
 * it does not matter which of them answers.
 */
export function judge(method: string, patterns: readonly string[], may: readonly HelpKind[]): Verdict {
  const [first] = patterns
  if (method === 'GET' || method === 'HEAD')
    return patterns.every((pattern) => readable.has(pattern)) ? 'open' : 'refused'
  if (method !== 'POST' || first === undefined || patterns.some((pattern) => pattern !== first))
    return 'refused'
  if (first === stopPath) return 'open'
  const kind = Object.hasOwn(helpable, first) ? helpable[first] : undefined
  return kind && may.includes(kind) ? { kind } : 'refused'
}

/**
 * What may be opened and sent for somebody who ticked these things, by its path: what is not, pages do not offer. The brand
 * leads to the page of who helps.
 */
export function whatMayOpen(may: readonly HelpKind[]): (method: 'GET' | 'POST', path: string) => boolean {
  return (method, path) =>
    method === 'GET'
      ? path === '/' || [...readable].some((pattern) => fits(pattern, path))
      : path === stopPath ||
        Object.entries(helpable).some(([pattern, kind]) => fits(pattern, path) && may.includes(kind))
}

function fits(pattern: string, path: string): boolean {
  const [open, said] = [pattern.split('/'), path.split('/')]
  return (
    open.length === said.length &&
    open.every((part, n) => (part.startsWith(':') ? said[n] !== '' : part === said[n]))
  )
}

/** The words of a path that a pattern leaves open: `/afspraak/:id` and `/afspraak/7` give `{ id: '7' }`. */
export function openWords(pattern: string, path: string): Record<string, string> {
  const said = path.split('/')
  return Object.fromEntries(
    pattern.split('/').flatMap((part, n) => (part.startsWith(':') ? [[part.slice(1), said[n] ?? '']] : [])),
  )
}
