import { sql, type SQL } from 'drizzle-orm'
import { conceptLabel } from '../ambitions/index.ts'
import { nameOfCommunity } from '../communities/index.ts'
import { nameAsSeen, type Holding, type ViewerContext } from '../residents/index.ts'

/** A designation as one of the two sees it. */
const designation = (
  ctx: ViewerContext,
  own: SQL,
  other: SQL,
) => sql`select d.id, ${nameOfCommunity(ctx, sql`d.community_id`)} as community,
    d.kind, ${conceptLabel(sql`d.theme_id`, ctx.language)} as theme, ${nameAsSeen(ctx, other)} as name, d.designated, d.ended, d.how_ended
  from designations d where ${own} = ${ctx.viewer.id}`

const call = (
  ctx: ViewerContext,
  own: SQL,
  other: SQL,
) => sql`select k.id, ${nameOfCommunity(ctx, sql`k.community_id`)} as community, k.kind,
    ${conceptLabel(sql`k.theme_id`, ctx.language)} as theme, ${nameAsSeen(ctx, other)} as name, k.words, k.sent, k.answer, k.reply, k.answered,
    k.thanks
  from calls k where ${own} = ${ctx.viewer.id}`

export const holdings: Holding[] = [
  {
    table: 'designations',
    column: 'by_id',
    shows: { part: 'pointing', select: (ctx) => designation(ctx, sql`d.by_id`, sql`d.to_id`) },
    erasing: 'remove',
  },
  {
    table: 'designations',
    column: 'to_id',
    shows: { part: 'pointed', select: (ctx) => designation(ctx, sql`d.to_id`, sql`d.by_id`) },
    erasing: 'remove',
  },
  {
    table: 'standings',
    column: 'resident_id',
    erasing: 'remove',
    why: 'only the count of the designations above',
  },
  {
    table: 'designation_refusals',
    column: 'resident_id',
    shows: {
      part: 'refusals',
      select: (
        ctx,
      ) => sql`select f.community_id || f.kind || coalesce(f.theme_id, 0) || f.since as id, f.kind,
          ${conceptLabel(sql`f.theme_id`, ctx.language)} as theme, f.since, f.ended
        from designation_refusals f where f.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'livelihoods',
    column: 'resident_id',
    shows: {
      part: 'livelihoods',
      select: (
        ctx,
      ) => sql`select l.theme_id as id, ${conceptLabel(sql`l.theme_id`, ctx.language)} as theme, l.earns, l.stated
        from livelihoods l where l.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'calls',
    column: 'from_id',
    shows: { part: 'asked', select: (ctx) => call(ctx, sql`k.from_id`, sql`k.to_id`) },
    erasing: 'remove',
  },
  {
    table: 'calls',
    column: 'to_id',
    shows: { part: 'received', select: (ctx) => call(ctx, sql`k.to_id`, sql`k.from_id`) },
    erasing: 'unname',
    why: 'the words are of who asked; the answer goes',
    wipes: (me, now) => [
      sql`update calls set reply = null, answer = coalesce(answer, 'declined'), answered = coalesce(answered, ${now}::timestamptz)
        where to_id = ${me}`,
    ],
  },
]
