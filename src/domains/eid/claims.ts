import { z } from 'zod'
import type { Attested } from '../proofs/index.ts'
import { oneLine } from '../../platform/line.ts'

/** Where a claim stands: a name, or the names down to it, as in `["address", "postal_code"]`. */
export type ClaimPath = readonly string[]

/** Nobody may ask for these: a citizen service number has no place here, under whatever name. */
const forbidden = /bsn|burgerservicenummer|personal_?administrative|personal_?identif|national_?id|tax_?id/i

const claimPath = z
  .union([z.string().min(1).max(100), z.array(z.string().min(1).max(100)).min(1).max(5)])
  .transform((path): ClaimPath => [path].flat())
  .refine((path) => !path.some((name) => forbidden.test(name)), 'a citizen service number is never asked')

/** Which claims tell what we need to know. Nothing else is asked or read. */
export const claimMap = z.strictObject({
  /** The whole name; takes the place of the three parts below. */
  name: claimPath.optional(),
  givenName: claimPath.default(['given_name']),
  /** "de", "van der", where it is kept apart. */
  prefix: claimPath.optional(),
  familyName: claimPath.default(['family_name']),
  /** "1946-03-01". */
  birth: claimPath.default(['birthdate']),
  postcode: claimPath.default(['address', 'postal_code']),
  /** House number; letter and addition may stand behind it. */
  number: claimPath.default(['address', 'house_number']),
  letter: claimPath.optional(),
  addition: claimPath.optional(),
  /** "Lijnbaan 12 B", read where there is no house number by itself. */
  street: claimPath.optional(),
})
export type ClaimMap = z.output<typeof claimMap>

/** Every path that is asked, for a wallet. */
export function askedPaths(map: ClaimMap): ClaimPath[] {
  const { name, givenName, prefix, familyName, ...others } = map
  const named = name ? [name] : [givenName, prefix, familyName]
  return [...named, ...Object.values(others)].filter((path) => path !== undefined)
}

/** What stands at a path, as one line of text. */
function textAt(claims: unknown, path: ClaimPath | undefined): string {
  let value: unknown = path === undefined ? undefined : claims
  for (const name of path ?? []) {
    const inside: unknown = typeof value === 'object' && value !== null ? value : {}
    value = Object.hasOwn(inside as object, name) ? (inside as Record<string, unknown>)[name] : undefined
  }
  return typeof value === 'string' || typeof value === 'number' ? oneLine(String(value)).slice(0, 200) : ''
}

/**
 * Reads who somebody is from the claims of an eID or a wallet. @returns undefined when the name or the birth date is
 * missing or is no such thing; an address that cannot be read is left out.
 */
export function attestedFrom(kind: Attested['kind'], claims: unknown, map: ClaimMap): Attested | undefined {
  const at = (path: ClaimPath | undefined) => textAt(claims, path)
  const parts = map.name ? [at(map.name)] : [at(map.givenName), at(map.prefix), at(map.familyName)]
  const birth = readBirth(at(map.birth))
  const whole = map.name ? parts[0] !== '' : parts[0] !== '' && parts[2] !== ''
  if (!whole || !birth) return undefined
  return {
    kind,
    name: parts.filter((part) => part !== '').join(' '),
    birth,
    address: readHome({
      postcode: at(map.postcode),
      number: at(map.number) || at(map.street),
      letter: at(map.letter),
      addition: at(map.addition),
    }),
  }
}

/** "1946-03-01", or "19460301", of a day that exists. */
function readBirth(text: string): string | undefined {
  const found = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text)
  const day = found && `${found[1]}-${found[2]}-${found[3]}`
  if (!day) return undefined
  try {
    return Temporal.PlainDate.from(day).toString()
  } catch {
    return undefined
  }
}

const postcodePattern = /^([1-9]\d{3}) ?([a-z]{2})$/i
/** The last number of a line, and what stands behind it: "20", "20 B", "20 B-2", "20-2", "20 bis", "Plein 1945 3". */
const numberPattern = /^(?:.*\s)?(\d{1,5})(?:\s?([a-z])(?![\p{L}]))?(?:[\s/-]*([\p{L}\d]{1,4}))?$/iu

/** A home as the vault writes it; undefined when the postcode or the number cannot be read. */
export function readHome(written: {
  postcode: string
  number: string
  letter: string
  addition: string
}): Attested['address'] {
  const postcode = postcodePattern.exec(written.postcode)
  const number = numberPattern.exec(written.number)
  if (!postcode || !number || Number(number[1]) === 0) return undefined
  return {
    postcode: `${postcode[1]}${postcode[2]!.toUpperCase()}`,
    number: Number(number[1]),
    letter: written.letter || (number[2] ?? ''),
    addition: written.addition || (number[3] ?? ''),
  }
}
