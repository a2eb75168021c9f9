import { createHash, randomBytes } from 'node:crypto'
import { onTheWall } from '../../platform/clock.ts'
import { canonical } from '../decisions/index.ts'

/** Of a leaf: another number when it is written in another way. */
const version = 1

/** What an act is about: codes, counts and short words. Never a resident. */
export type About = Record<string, string | number | boolean | null | readonly (string | number)[]>

/** An act as its text tells it. */
export interface Told {
  kind: string
  about: About
  /** A moment (ISO 8601, UTC), or a day where the hour is nobody's business. */
  at: string
}

/** The text of an act: canonical JSON (names in order, no white space). */
export function textOf({ kind, about, at }: Told): string {
  return canonical({ v: version, kind, about, at })
}

/** The day on the wall here. */
export const dayOf = (moment: Date): string => onTheWall(moment).toPlainDate().toString()

export const newSalt = (): Buffer => randomBytes(32)

/** What stands in the log instead of a text: nobody without the salt can tell what it is, nor try out what it could be. */
export function commitmentTo(salt: Uint8Array, text: string): string {
  return createHash('sha256').update(salt).update(text).digest('hex')
}

/** The leaf of an act that is not for everybody: the day and a commitment, and no more. */
export function sealedLeaf(day: string, sealed: string): string {
  return canonical({ v: version, at: day, sealed })
}

/** What a leaf says. */
export type Read = (Told & { sealed?: undefined }) | { at: string; sealed: string }

/** Reads a text or a leaf that was written here. */
export function readLeaf(leaf: Uint8Array | string): Read {
  return JSON.parse(typeof leaf === 'string' ? leaf : Buffer.from(leaf).toString('utf8')) as Read
}
