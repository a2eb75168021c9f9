import { sql } from 'drizzle-orm'
import { rows } from '../../platform/db/store.ts'
import type { ViewerContext } from '../residents/index.ts'
import { openEntries, type Field, type OpeningReason, type VaultEntry } from './vault.ts'

/** What the vault holds of the viewer; looking is itself an opening. Undefined for who is not in it. */
export async function ownEntry(ctx: ViewerContext): Promise<VaultEntry | undefined> {
  return (await openEntries(ctx, [ctx.viewer.id], 'own')).get(ctx.viewer.id)
}

/** Openings of one day for one reason; those for bundles of one month. */
export interface Openings {
  day: Date
  why: OpeningReason
  fields: (Field | 'all')[]
  /** By whom: the viewer, somebody of the foundation, or the program itself. */
  by: 'you' | 'steward' | 'neighbour' | 'program'
}

/** Openings that are looked back at. */
const mostOpenings = 500

/** Who opened the viewer's entry in the vault, what and why; newest first, taken together by day; for bundles by month. */
export async function openingsOf(ctx: ViewerContext): Promise<Openings[]> {
  const found = await rows<Openings>(
    ctx.db,
    sql`with newest as (select * from vault_openings where resident_id = ${ctx.viewer.id} order by id desc limit ${mostOpenings})
        select max(opened) as day, why, array_agg(distinct field order by field) as fields,
          -- Whoever opened it may be gone; only people do it for these reasons.
          case when opened_by = resident_id then 'you'
            when why = 'latchstring' then 'neighbour'
            when opened_by is not null or why in ('letter', 'case', 'desk', 'desk.known') then 'steward' else 'program' end as by
        from newest group by date_trunc(case why when 'mail.bundle' then 'month' else 'day' end, opened), why, opened_by, resident_id order by max(id) desc`,
  )
  return found.map((opening) => ({ ...opening, day: new Date(opening.day) }))
}
