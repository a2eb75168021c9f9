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
  const place = new Map(electorate.map((id, i) => [id, i]))
  const given = Int32Array.from(electorate, (id) => {
    const to = delegates.get(id)
    return to === undefined || to === null ? nobody : (place.get(to) ?? unknown)
  })
  const { last, ending } = resolveDelegations(
    given,
    electorate.map((id) => voted.has(id)),
  )
  return new Map(
    electorate.map((id, i) => [
      id,
      {
        carrier: ending[i] === 'voted' ? electorate[last[i]!]! : null,
        ending: ending[i]!,
        given: given[i] !== nobody,
      },
    ]),
  )
}
