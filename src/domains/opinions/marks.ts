import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { blindIndexes } from '../../platform/crypto.ts'
import { row } from '../../platform/db/store.ts'

/**
 * Under which mark a resident takes part in the question in this column: of a secret of that resident, which is made with the
 * key of the house, and the question. Who has the store but not the key can tell neither whose a mark is nor which marks of
 * two questions are one person's. The newest key is used first; what was marked with an older one is still found.
 */
export function marksOf(ctx: Context, residentId: string, question: SQL): SQL {
  const secrets = blindIndexes(ctx.services.keys.each('opinions'), residentId)
  const marks = secrets.map(
    (secret) =>
      sql`encode(substr(sha256(decode(${secret.toString('hex')}, 'hex') || uuid_send(${question})), 1, 16), 'hex')::uuid`,
  )
  return sql`array[${sql.join(marks, sql`, `)}]`
}

/** The mark under which this resident takes part, or would: the one that they have, else one of the newest key. */
export async function ownMark(ctx: Context, residentId: string, questionId: string): Promise<string> {
  const marks = marksOf(ctx, residentId, sql`${questionId}::uuid`)
  const found = await row<{ mark: string }>(
    ctx.db,
    sql`select coalesce((select t.mark from opinion_takers t where t.mark = any(${marks}) limit 1), (${marks})[1]) as mark`,
  )
  return found!.mark
}
