import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { contributions, type Contribution, type ViewerContext } from '../residents/index.ts'
import { holdings } from './holdings.ts'

/** An erasure that was asked and not stopped. */
export interface Erasure {
  due: Date
  keeps: Contribution[]
}

/** The erasure that waits for this resident. */
export async function erasureOf(ctx: Context, residentId: string): Promise<Erasure | undefined> {
  const found = await row<{ due: Date; keeps: string[] }>(
    ctx.db,
    sql`select due, keeps from erasures where resident_id = ${residentId} and stopped is null`,
  )
  return (
    found && {
      due: new Date(found.due),
      keeps: contributions.filter((kind) => found.keeps.includes(kind)),
    }
  )
}

/** How many contributions of each kind the viewer made, as far as they may let them stand. */
export async function countContributions(ctx: ViewerContext): Promise<Map<Contribution, number>> {
  const kept = holdings.flatMap(({ table, column, unlessKept }) =>
    unlessKept ? [{ table, column, kind: unlessKept }] : [],
  )
  const counted = await rows<{ kind: Contribution; n: number }>(
    ctx.db,
    sql`select kind, sum(n)::int as n from (${sql.join(
      kept.map(
        ({ table, column, kind }) =>
          sql`select ${kind} as kind, count(*)::int as n from ${sql.identifier(table)}
              where ${sql.identifier(column)} = ${ctx.viewer.id}`,
      ),
      sql` union all `,
    )}) counted group by kind`,
  )
  const counts = new Map<Contribution, number>()
  // One kind may lie in several tables.
  for (const { kind, n } of counted) counts.set(kind, (counts.get(kind) ?? 0) + n)
  return counts
}
