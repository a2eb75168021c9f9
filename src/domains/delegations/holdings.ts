import { sql, type SQL } from 'drizzle-orm'
import { conceptLabel } from '../ambitions/index.ts'
import { nameOfCommunity } from '../communities/index.ts'
import { nameAsSeen, type Holding, type ViewerContext } from '../residents/index.ts'

/** A voice as one of the two sees it. Why it ended by itself is not told: that could be a block. */
const voice = (
  ctx: ViewerContext,
  own: SQL,
  other: SQL,
) => sql`select d.id, ${nameOfCommunity(ctx, sql`d.community_id`)} as community,
    (select a.name from areas a where a.id = d.area_id) as place, ${conceptLabel(sql`d.theme_id`, ctx.language)} as theme,
    ${nameAsSeen(ctx, other)} as name, d.given, d.ends, d.ended,
    case when d.how_ended in ('left', 'moved', 'level', 'parted') then 'stopped' else d.how_ended end as how_ended
  from delegations d where ${own} = ${ctx.viewer.id}`

export const holdings: Holding[] = [
  {
    table: 'delegations',
    column: 'by_id',
    shows: { part: 'voice', select: (ctx) => voice(ctx, sql`d.by_id`, sql`d.to_id`) },
    erasing: 'remove',
  },
  {
    table: 'delegations',
    column: 'to_id',
    shows: { part: 'voices', select: (ctx) => voice(ctx, sql`d.to_id`, sql`d.by_id`) },
    erasing: 'remove',
  },
  {
    table: 'delegation_refusals',
    column: 'resident_id',
    shows: {
      part: 'voice-refusals',
      select: (ctx) => sql`select f.id, f.since, f.ended from delegation_refusals f
        where f.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
]
