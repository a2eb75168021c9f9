import { sql } from 'drizzle-orm'
import { blindIndexes } from '../../../platform/crypto.ts'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'

/** What a letter is for: to prove where somebody lives, or to come back in after everything was lost. */
export type Purpose = 'address' | 'recovery'

/** asked → printed → posted → used; or withdrawn, or expired. */
export type LetterState = 'asked' | 'printed' | 'posted' | 'used' | 'withdrawn' | 'expired'

/** Letters and figures of the code and of the number of a letter, without their check character. */
export const codeLength = 10
export const numberLength = 7

/** Tries a letter has. */
export const mostTries = 5

export interface Letter {
  id: string
  purpose: Purpose
  state: LetterState
  asked: Date
  posted: Date | undefined
  /** When the code stops working: 21 days after posting. */
  ends: Date | undefined
  triesLeft: number
}

/** The newest letter to a resident. */
export async function newestLetter(ctx: Context, residentId: string): Promise<Letter | undefined> {
  const found = await row<{
    id: string
    purpose: Purpose
    state: LetterState
    asked: Date
    posted: Date | null
    ends: Date | null
    tries: number
  }>(
    ctx.db,
    sql`select id, purpose, state, asked, posted, ends, tries from letters
        where resident_id = ${residentId} order by asked desc limit 1`,
  )
  if (!found) return undefined
  const { id, purpose, state, asked, posted, ends, tries } = found
  return {
    id,
    purpose,
    // What is over is so at once, also before the program cleaned up.
    state: state === 'posted' && ends && new Date(ends) <= ctx.now() ? 'expired' : state,
    asked: new Date(asked),
    posted: posted ? new Date(posted) : undefined,
    ends: ends ? new Date(ends) : undefined,
    triesLeft: mostTries - tries,
  }
}

/** A code as it may be stored for one letter, under each key of the ring; the newest first. */
export function codeIndexes(ctx: Context, letterId: string, code: string): Buffer[] {
  return blindIndexes(ctx.services.keys.each('letter'), `${letterId}:${code}`)
}
