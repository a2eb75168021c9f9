import { sql, type SQL } from 'drizzle-orm'
import { nameOfCommunity } from '../communities/index.ts'
import { nameAsSeen, type Holding, type ViewerContext } from '../residents/index.ts'

/** A helping as one of the two sees it. */
const helping = (ctx: ViewerContext, own: SQL, other: SQL) =>
  sql`select h.id, ${nameAsSeen(ctx, other)} as name, h.asked, h.accepted, h.ended, h.how_ended,
      array(select w.kind from helping_kinds w where w.helping_id = h.id and w.ended is null order by w.kind) as helps_with
    from helpings h where ${own} = ${ctx.viewer.id}`

const byDesk = 'an act for the foundation, which stays with whom it was for'

export const holdings: Holding[] = [
  {
    table: 'helpings',
    column: 'resident_id',
    shows: { part: 'helpers', select: (ctx) => helping(ctx, sql`h.resident_id`, sql`h.helper_id`) },
    erasing: 'remove',
  },
  {
    table: 'helpings',
    column: 'helper_id',
    shows: { part: 'helped', select: (ctx) => helping(ctx, sql`h.helper_id`, sql`h.resident_id`) },
    erasing: 'unname',
    why: 'what was done for somebody stays theirs to read',
  },
  { table: 'helpings', column: 'asked_by', erasing: 'unname', why: byDesk },
  {
    table: 'helpings',
    column: 'ended_by',
    erasing: 'unname',
    why: 'shown with how it ended; it stays with the other of the two',
  },
  {
    table: 'helped_acts',
    column: 'person_id',
    shows: {
      part: 'deeds',
      // What was done with help, by either; whom a helper pointed at sees that among who points at them.
      select: (
        ctx,
      ) => sql`select a.id, a.kind as deed, case when h.helper_id = ${ctx.viewer.id} then 'you' else 'helper' end as by,
          ${nameAsSeen(ctx, sql`case when h.helper_id = ${ctx.viewer.id} then h.resident_id else h.helper_id end`)} as name,
          ${nameOfCommunity(ctx, sql`a.community_id`)} as community, ${nameAsSeen(ctx, sql`a.person_id`)} as person,
          a.begun, a.outcome
        from helpings h join helped_acts a on a.helping_id = h.id
        where ${ctx.viewer.id} in (h.resident_id, h.helper_id)`,
    },
    erasing: 'unname',
    why: 'what was done for somebody stays theirs to read',
  },
]
