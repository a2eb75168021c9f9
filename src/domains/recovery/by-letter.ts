import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { hashToken } from '../../platform/crypto.ts'
import { row } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { useCode } from '../proofs/index.ts'
import { begin, dated, recoveryColumns, type Recovery } from './recoveries.ts'

/** What became of a code: `typo` cannot be one, `not` is everything else. */
export type LetterOutcome = 'begun' | 'typo' | 'not'

/**
 * Takes the number and code of the letter, on the page that the asker was mailed. Whether there is such a request, such a
 * letter, or only another code is not told: it would tell who has an account.
 * @throws TooMany
 */
export async function proveByLetter(
  ctx: Context,
  given: { key: string; number: string; code: string },
  visitor: string,
): Promise<LetterOutcome> {
  const found = await row<Recovery>(
    ctx.db,
    sql`select ${recoveryColumns} from recoveries where page_hash = ${hashToken(given.key)}
          and way = 'letter' and state = 'asked' and ends > ${ctx.now().toISOString()}`,
  )
  const recovery = found && dated(found)
  const { outcome } = await useCode(
    { ...ctx, viewer: undefined },
    { number: given.number, code: given.code },
    visitor,
    {
      residentId: recovery?.residentId ?? newId(),
      async proven(ctx) {
        if (recovery) await begin(ctx, recovery)
      },
    },
  )
  if (outcome === 'proven') return 'begun'
  return outcome === 'typo' ? 'typo' : 'not'
}
