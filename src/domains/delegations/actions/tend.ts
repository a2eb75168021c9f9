import { sql, type SQL } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
import { tell } from '../../residents/index.ts'
import { remindedBefore } from '../rules/terms.ts'

/** Rows that one transaction takes, and transactions of one round; what is left waits for the next. */
const portion = 500
const mostPortions = 100

/**
 * Job: ends what is a year old, tells of what ended without its owner, and reminds of what ends within a month. May be
 * stopped at any moment and run by several at once: what somebody was told is written with the telling.
 */
export async function tendDelegations(ctx: Context): Promise<void> {
  const now = ctx.now().toISOString()
  await inPortions(ctx, {
    due: sql`d.ended is null and d.ends <= ${now}`,
    set: sql`ended = d.ends, how_ended = 'lapsed', told = ${now}`,
    kind: 'delegation.lapsed',
  })
  await inPortions(ctx, {
    due: sql`d.ended is not null and d.told is null`,
    set: sql`told = ${now}`,
    kind: 'delegation.ended',
  })
  await inPortions(ctx, {
    due: sql`d.ended is null and d.reminded is null
      and d.ends <= ${now}::timestamptz + ${remindedBefore}::int * interval '1 day'`,
    set: sql`reminded = ${now}`,
    kind: 'delegation.ending',
  })
}

async function inPortions(
  ctx: Context,
  { due, set, kind }: { due: SQL; set: SQL; kind: string },
): Promise<void> {
  for (let n = 0; n < mostPortions; n++) {
    const done = await transact(ctx, async (ctx) => {
      const found = await rows<{
        id: string
        by: string
        to: string | null
        place: string
        ends: string | null
      }>(
        ctx.db,
        sql`update delegations t set ${set} from (
              select d.id, d.ends from delegations d where ${due} limit ${portion} for update skip locked
            ) d where t.id = d.id
            returning t.id, t.by_id as by, t.to_id as to, t.ends::text as ends, coalesce(
              (select c.name from communities c where c.id = t.community_id),
              (select a.name from areas a where a.id = t.area_id), '') as place`,
      )
      for (const { id, by, to, place, ends } of found) {
        // Where a stop ends, nothing was given: there is nothing to tell.
        if (to !== null) await tell(ctx, [by], kind, { delegation: id, by: to, place, until: ends ?? '' })
      }
      return found.length
    })
    if (done < portion) return
  }
}
