import { sql } from 'drizzle-orm'
import { nameOfCommunity } from '../communities/index.ts'
import type { Holding } from '../residents/index.ts'

export const holdings: Holding[] = [
  {
    table: 'digest_settings',
    column: 'resident_id',
    shows: {
      part: 'bundleSettings',
      select: (ctx) => sql`select resident_id as id, rhythm, weekday, by_post, changed from digest_settings
        where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'digest_quiets',
    column: 'resident_id',
    shows: {
      part: 'bundleQuiets',
      select: (
        ctx,
      ) => sql`select q.community_id as id, ${nameOfCommunity(ctx, sql`q.community_id`)} as community, q.since
        from digest_quiets q where q.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'digests',
    column: 'resident_id',
    shows: {
      part: 'bundles',
      select: (ctx) =>
        sql`select id, way, starts, ends, made, sent from digests where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'digests',
    column: 'printed_by',
    erasing: 'unname',
    why: 'an act for the foundation, which stays with whom it was for',
  },
  {
    table: 'mail_troubles',
    column: 'resident_id',
    shows: {
      part: 'mailTroubles',
      select: (ctx) =>
        sql`select id, kind, status, noted, ended from mail_troubles where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
]
