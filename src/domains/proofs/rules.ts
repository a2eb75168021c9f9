import type { Level } from '../residents/index.ts'

/** Somebody with what stands for them now. */
export interface Standing {
  id: string
  /** A letter, eID or wallet proved the address. */
  address: boolean
  /** A letter with a code reached them at home. */
  letter: boolean
  /** An eID or wallet proved the person. */
  person: boolean
  /** A steward met them in person: the address still takes two vouches, the person does not. */
  desk: boolean
  /** Their date of birth is known, so that they can be one person only. */
  birth: boolean
  /** A person of the foundation looks first: vouches that nobody looked at yet do not count meanwhile. */
  held: boolean
  vouches: readonly Vouch[]
}

export interface Vouch {
  by: string
  /** The home the voucher lives in now: two of one home are one voice. */
  household: string
  /** It was there when a person of the foundation found the circle fine: it counts while newer ones are looked at. */
  looked?: boolean
}

/** Vouches that prove an address, from as many homes. */
const vouchesForAddress = 2

/**
 * How well each is known (algorithms, Levels of being known), as the least that follows from what stands: a circle of
 * people who only vouch for each other proves nothing. `others` tells the level of vouchers who are not among `people`.
 * Repeats until nothing changes, at most twice for each of `people`, since a level only rises on the way.
 */
export function levelsOf(people: readonly Standing[], others: (id: string) => Level): Map<string, Level> {
  const levels = new Map<string, Level>(people.map(({ id }) => [id, 'applicant']))
  for (let changed = true; changed;) {
    changed = false
    for (const person of people) {
      const level = levelOf(person, (id) => levels.get(id) ?? others(id))
      if (level === levels.get(person.id)) continue
      levels.set(person.id, level)
      changed = true
    }
  }
  return levels
}

/** verified: the address is proven. assured: the person too, by eID, or by a letter and a vouch of another home. */
function levelOf(person: Standing, level: (id: string) => Level): Level {
  const counting = person.vouches.filter(
    ({ by, looked }) => (!person.held || looked) && level(by) !== 'applicant',
  )
  const homes = new Set(counting.map(({ household }) => household)).size
  const address = person.address || homes >= vouchesForAddress
  if (!address) return 'applicant'
  const known = person.person || ((person.letter || person.desk) && homes >= 1 && person.birth)
  return known ? 'assured' : 'verified'
}

/** A voucher, as the check for closed circles sees them. */
export interface Voucher {
  id: string
  /** A letter, eID or wallet of their own: they stand without anybody's word. */
  rooted: boolean
  /** When they were first verified. */
  since: Date
  /** For whom they vouch now. */
  vouchesFor: readonly string[]
}

/** An account counts as new for ninety days. */
const newFor = 90 * 24 * 60 * 60 * 1000

/**
 * Whether a person of the foundation looks first, because those who vouch may be one circle: nobody among them stands
 * without the word of others, or all of them are new and vouch among themselves.
 */
export function isCircle(vouchers: readonly Voucher[], now: Date): boolean {
  if (vouchers.length < vouchesForAddress) return false
  if (!vouchers.some(({ rooted }) => rooted)) return true
  const allNew = vouchers.every(({ since }) => now.getTime() - since.getTime() < newFor)
  const ids = new Set(vouchers.map(({ id }) => id))
  const tied = vouchers.every(
    ({ id, vouchesFor }) =>
      vouchesFor.some((other) => ids.has(other)) || vouchers.some((other) => other.vouchesFor.includes(id)),
  )
  return allNew && tied
}

/** From so many proven residents on at one address a person of the foundation has a look. */
export const manyAtOneAddress = 9
