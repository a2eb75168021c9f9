import { timingSafeEqual } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { hour } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { holdForTwin, lookForNamesake } from '../cases/twins.ts'
import { readCode } from '../code.ts'
import { giveProof } from '../give.ts'
import { codeIndexes, codeLength, mostTries, numberLength, type Purpose } from './letter.ts'

/** Guessing costs. Each letter has five tries of its own, and a home gets few letters (docs/decisions/0006). */
const perVisitor: Limit = { name: 'code-visitor', max: 20, window: hour }

export type CodeOutcome =
  /** `held`: the code was right, and the proof waits until a person of the foundation looked. */
  | { outcome: 'proven'; purpose: Purpose; own: boolean; held: boolean }
  /** It cannot be a code: a slip of the pen. Costs no try. */
  | { outcome: 'typo' }
  /** There is no such letter that waits for its code: unknown, used, withdrawn or too old; not told which. */
  | { outcome: 'over' }
  | { outcome: 'wrong'; left: number }
  | { outcome: 'blocked' }
  /** A letter to come back in: its code is for the page that its asker was mailed, and for nowhere else. */
  | { outcome: 'elsewhere' }

/** Who comes back in with a letter: the code counts for what they asked, and starts it in the same transaction. */
export interface Returning {
  residentId: string
  proven(ctx: Context): Promise<void>
}

/**
 * Takes the code of a letter. Somebody who is signed in gives the code only; on anybody's phone the number of the letter
 * goes with it. The row of the letter stays locked while the code is compared, so that of many guesses at the same moment
 * no more than five are looked at. Works once.
 *
 * A letter to come back in is asked for by somebody who is not signed in, perhaps not by whom it is for. So its code counts
 * only where `returning` says for which request it is: otherwise whoever asked first, with a mail address of their own,
 * would be let in by the code that the real resident fills in later.
 */
export async function useCode(
  ctx: Context,
  given: { number?: string | undefined; code: string },
  visitor: string,
  returning?: Returning,
): Promise<CodeOutcome> {
  await limit(ctx, perVisitor, visitor)
  const code = readCode(given.code, codeLength)
  const number = given.number ? readCode(given.number, numberLength) : undefined
  if (!code || (given.number && !number)) return { outcome: 'typo' }
  const target = await letterFor(ctx, number)
  if (!target || (returning && !isFor(returning, target))) return { outcome: 'over' }
  if (!returning && target.purpose === 'recovery') return { outcome: 'elsewhere' }
  return transact(ctx, async (inner) => {
    const compared = await compare({ ...ctx, db: inner.db }, target.id, code)
    if (compared.outcome === 'proven') await returning?.proven(inner)
    return compared
  })
}

interface Target {
  id: string
  residentId: string
  purpose: Purpose
}

function isFor({ residentId }: Returning, target: Target): boolean {
  return target.purpose === 'recovery' && target.residentId === residentId
}

async function letterFor(ctx: Context, number: string | undefined): Promise<Target | undefined> {
  const which = number
    ? sql`number = ${number}`
    : ctx.viewer
      ? sql`resident_id = ${ctx.viewer.id}`
      : sql`false`
  return row(
    ctx.db,
    sql`select id, resident_id as "residentId", purpose from letters
        where ${which} and state = 'posted' and ends > ${ctx.now().toISOString()}`,
  )
}

async function compare(ctx: Context, letterId: string, code: string): Promise<CodeOutcome> {
  const letter = await row<{ residentId: string; purpose: Purpose; tries: number; code: Uint8Array }>(
    ctx.db,
    sql`select resident_id as "residentId", purpose, tries, code from letters
        where id = ${letterId} and state = 'posted' and ends > ${ctx.now().toISOString()} for update`,
  )
  if (!letter) return { outcome: 'over' }
  if (letter.tries >= mostTries) return { outcome: 'blocked' }
  const stored = Buffer.from(letter.code)
  const right = codeIndexes(ctx, letterId, code).some((index) => timingSafeEqual(index, stored))
  if (!right) {
    await ctx.db.execute(sql`update letters set tries = tries + 1 where id = ${letterId}`)
    const left = mostTries - letter.tries - 1
    return left > 0 ? { outcome: 'wrong', left } : { outcome: 'blocked' }
  }
  const { residentId, purpose } = letter
  await ctx.db.execute(
    sql`update letters set state = 'used', code = null, closed = ${ctx.now().toISOString()} where id = ${letterId}`,
  )
  let held = false
  if (purpose === 'address') {
    // By hand of whoever typed it, also a neighbour: the proof is the letter's, not theirs.
    held = !(await prove({ ...ctx, viewer: undefined }, residentId))
  }
  await publish(ctx, 'letter.used', { letter: letterId, resident: residentId, purpose })
  return { outcome: 'proven', purpose, own: ctx.viewer?.id === residentId, held }
}

/** What the letter proves counts, unless this person has another account. @returns whether it counts now. */
async function prove(ctx: Context, residentId: string): Promise<boolean> {
  const proof = { kind: 'letter' as const, address: true, person: false }
  if (await holdForTwin(ctx, residentId, proof)) return false
  await giveProof(ctx, residentId, proof)
  await lookForNamesake(ctx, residentId)
  return true
}
