import { randomBytes, randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { seal, unseal, unsealWith } from '../../platform/crypto.ts'
import { row } from '../../platform/db/store.ts'
import type { Choice } from './rules/choice.ts'

/**
 * The box of a closed decision: how a ballot lies in it until it is counted, under a key that goes with the counting
 * (docs/decisions/0008).
 */
const purpose = 'ballot-box'

/** Digits and letters of Crockford that nobody mistakes for another. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 10
/** A place for every option there can be, so that the length of a ballot tells nothing. */
const places = 100
const neither = 255
const none = 254

/** A receipt, as a voter keeps it: 50 random bits. */
export function newCode(): string {
  return Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join('')
}

/** A code as somebody typed it, as it was given; undefined when it is none. */
export function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return code.length === codeLength && [...code].every((letter) => letters.includes(letter))
    ? code
    : undefined
}

/** A code in two halves, as it is read. */
export const spaced = (code: string): string => `${code.slice(0, 5)} ${code.slice(5)}`

/** Makes the box of a decision, in the transaction that opens it. */
export async function makeBox(ctx: Context, decisionId: string): Promise<void> {
  const sealed = seal(ctx.services.keys.for(purpose), randomBytes(32), decisionId)
  await ctx.db.execute(sql`insert into decision_keys (decision_id, sealed) values (${decisionId}, ${sealed})`)
}

/** The key of a box that is not counted yet; undefined when there is none, as after a backup was put back. */
export async function keyOf(ctx: Context, decisionId: string): Promise<Buffer | undefined> {
  const found = await row<{ sealed: Uint8Array }>(
    ctx.db,
    sql`select sealed from decision_keys where decision_id = ${decisionId}`,
  )
  return found && unsealWith(ctx.services.keys.each(purpose), found.sealed, decisionId)
}

/** Locks a ballot. */
export function lockBallot(key: Buffer, decisionId: string, code: string, choice: Choice): Buffer {
  const plain = Buffer.alloc(codeLength + places, none)
  plain.write(code, 0, 'latin1')
  choice.forEach((value, i) => plain.writeUInt8(value ?? neither, codeLength + i))
  return seal(key, plain, decisionId)
}

/** Opens what `lockBallot` made. Throws when it was changed. */
export function openBallot(
  key: Buffer,
  decisionId: string,
  sealed: Uint8Array,
): { code: string; choice: Choice } {
  const plain = unseal(key, sealed, decisionId)
  const values = [...plain.subarray(codeLength)].filter((value) => value !== none)
  return {
    code: plain.toString('latin1', 0, codeLength),
    choice: values.map((value) => (value === neither ? null : value)),
  }
}

/** Many hold it at once; the count waits for all of them, and then nobody else comes in. It leaves no trace in any row. */
export async function shareBox(ctx: Context, decisionId: string): Promise<void> {
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock_shared(hashtextextended(${`decision:${decisionId}`}, 0))`,
  )
}

/** Alone with the box, until the transaction ends. */
export async function holdBox(ctx: Context, decisionId: string): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`decision:${decisionId}`}, 0))`)
}
