/** Who may look in: members only, all verified residents, or everyone. */
export const accesses = ['besloten', 'extranet', 'internet'] as const
export type Access = (typeof accesses)[number]

/** How far a community is. */
export type State = 'forming' | 'active' | 'resting' | 'ended'

/** With so many members a forming community becomes active. */
export const membersToStart = 3

/** The state after the number of members changed: three make it active, nobody left lets it rest. */
export function stateWith(state: State, members: number): State {
  if (state === 'forming' && members >= membersToStart) return 'active'
  if (members === 0 && state !== 'ended') return 'resting'
  return state
}

/** The state in which a resting community wakes up. */
export function stateAwake(members: number): State {
  return members >= membersToStart ? 'active' : 'forming'
}

/** Whether so many of the members pass the role of manager on: more than half. */
export function isMajority(votes: number, members: number): boolean {
  return votes * 2 > members
}

/** A member who may be manager and whom some members wish as one. */
export interface Wished {
  id: string
  wishes: number
  joined: Date
}

/**
 * Who is manager after one who goes: whom most members wish, of equals who belongs longest. Nobody gets the role unasked:
 * without a wish there is no successor, and the community rests until its members choose.
 */
export function successor(wished: readonly Wished[]): string | undefined {
  const [first] = wished
    .filter(({ wishes }) => wishes > 0)
    .toSorted(
      (one, other) =>
        other.wishes - one.wishes ||
        one.joined.getTime() - other.joined.getTime() ||
        (one.id < other.id ? -1 : 1),
    )
  return first?.id
}

const longestSlug = 60

/** The part of an address (URL) for a name: plain letters and digits with single hyphens; never empty. */
export function slugFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/['’‘`´]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug)
    .replace(/^-+|-+$/g, '')
  return plain || 'leefomgeving'
}

/** The slug in an address that somebody typed or pasted, or the words themselves. */
export function slugIn(pasted: string): string {
  return (/\/(?:leefomgeving|verhaal)\/([^/?#]+)/.exec(pasted)?.[1] ?? pasted).trim().toLowerCase()
}

/** The n-th way to write a slug: as it is, then -2, -3 … */
export function nthSlug(slug: string, n: number): string {
  return n === 1 ? slug : `${slug}-${n}`
}

/** One line of a pasted list of mail addresses: an address, or words that are not one. */
export interface MailLine {
  line: string
  /** Absent where the line holds no address that mail can be sent to. */
  mail?: string
}

const longestMail = 254
const mailShape = /^[^\s@<>,;"]{1,64}@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z]{2,63}$/i

/**
 * Reads pasted mail addresses, as they come from a mail program: "Noor <noor@voorbeeld.nl>", separated by lines,
 * commas or semicolons. Empty lines are left out, an address that occurs twice counts once.
 */
export function readMailLines(text: string): MailLine[] {
  const seen = new Set<string>()
  return text
    .split(/[\n,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line): MailLine[] => {
      const mail = (/<([^<>]*)>\s*$/.exec(line)?.[1] ?? line).trim()
      if (mail.length > longestMail || !mailShape.test(mail)) return [{ line }]
      const plain = mail.toLowerCase()
      if (seen.has(plain)) return []
      seen.add(plain)
      return [{ line, mail }]
    })
}
