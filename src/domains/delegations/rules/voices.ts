import { nobody, resolveDelegations, unknown, type Ending } from './delegation.ts'

/** Where the voice of one voter ended. */
export interface Voice {
  /** Who votes with it: themselves, or whom it was carried to. Null when it is not cast. */
  carrier: string | null
  ending: Ending
  /** Whether they gave it to somebody, in this scope. */
  given: boolean
}

/**
 * Follows the voice of everybody who may vote. Whoever is on the way has to be one of them: a voice that is given to
 * somebody else is not cast.
 * @param electorate everybody who may vote, each once.
 * @param delegates what `delegationsFor` gives: whom each gave their voice to, or null for who stopped that.
 * @param voted who voted themselves.
 */
export function resolveVoices(
  electorate: readonly string[],
  delegates: ReadonlyMap<string, string | null>,
  voted: ReadonlySet<string>,
): Map<string, Voice> {
  const people = electorate.length
  const given = new Int32Array(people).fill(nobody)
  const votes = new Uint8Array(people)
  const place = new Map<string, number>()
  const givers: number[] = []
  // Most give nothing: only those who take part in a way are looked up by their id.
  const named = new Set<string>()
  for (const to of delegates.values()) if (to !== null) named.add(to)
  for (let i = 0; i < people; i++) {
    const id = electorate[i]!
    if (voted.has(id)) votes[i] = 1
    if (named.has(id)) place.set(id, i)
    if ((delegates.get(id) ?? null) !== null) givers.push(i)
  }
  for (const i of givers) given[i] = place.get(delegates.get(electorate[i]!)!) ?? unknown
  const { last, ending } = resolveDelegations(given, votes)
  const voices = new Map<string, Voice>()
  for (let i = 0; i < people; i++)
    voices.set(electorate[i]!, {
      carrier: ending[i] === 'voted' ? electorate[last[i]!]! : null,
      ending: ending[i]!,
      given: given[i] !== nobody,
    })
  return voices
}
