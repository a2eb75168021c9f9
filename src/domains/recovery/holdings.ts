import { sql } from 'drizzle-orm'
import { nameAsSeen, type Holding } from '../residents/index.ts'

/** What this domain has of a resident. */
export const holdings: Holding[] = [
  {
    table: 'trusted_neighbours',
    column: 'resident_id',
    shows: {
      part: 'trusted',
      select: (
        ctx,
      ) => sql`select t.id, ${nameAsSeen(ctx, sql`t.neighbour_id`)} as name, t.named as since, t.ended, t.how_ended
        from trusted_neighbours t where t.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'trusted_neighbours',
    column: 'neighbour_id',
    shows: {
      part: 'trustedBy',
      select: (
        ctx,
      ) => sql`select t.id, ${nameAsSeen(ctx, sql`t.resident_id`)} as name, t.named as since, t.ended, t.how_ended
        from trusted_neighbours t where t.neighbour_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'recoveries',
    column: 'resident_id',
    shows: {
      part: 'recoveries',
      select: (ctx) =>
        sql`select id, way as how, state, asked, due, closed as ended from recoveries where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'recovery_codes',
    column: 'used_by',
    erasing: 'remove',
    why: 'that somebody met a neighbour is about that neighbour, who may not be back yet',
  },
]
