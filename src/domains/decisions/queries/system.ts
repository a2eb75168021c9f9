import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { asDecision, decisionColumns, decisionTables, type Decision } from '../decision.ts'

/** A decision for work that nobody asked for, such as the count: whoever may read it. Never for a page. */
export async function systemDecision(ctx: Context, id: string): Promise<Decision | undefined> {
  const found = await row<Parameters<typeof asDecision>[0]>(
    ctx.db,
    sql`select ${decisionColumns({ ...ctx, viewer: undefined })} from ${decisionTables} where d.id = ${id}`,
  )
  return found && asDecision(found)
}
