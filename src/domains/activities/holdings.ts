import { sql } from 'drizzle-orm'
import { nameOfCommunity } from '../communities/index.ts'
import { nameAsSeen, type Holding } from '../residents/index.ts'

/** What stands where a meeting had a name, when who planned it took their words along. */
const meetingGone = 'Afspraak'

export const holdings: Holding[] = [
  {
    table: 'activities',
    column: 'created_by',
    shows: {
      part: 'meetings',
      select: (
        ctx,
      ) => sql`select a.id, ${nameOfCommunity(ctx, sql`a.community_id`)} as community, a.title, a.place, a.about, a.starts,
          a.rrule, a.created, a.cancelled
        from activities a where a.created_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'others came to it; where and what only where the resident said so',
    unlessKept: 'meetings',
    wipes: (me) => [
      // What others were told in those words goes too.
      sql`delete from notices where kind like 'activity.%' and data->>'activity' in (
        select m.id::text from activity_moments m join activities a on a.id = m.activity_id where a.created_by = ${me})`,
      sql`update activity_moments m set place = null from activities a where a.id = m.activity_id and a.created_by = ${me}`,
      sql`update activities set title = ${meetingGone}, place = '…', about = '', about_html = '', about_plain = '' where created_by = ${me}`,
    ],
  },
  {
    table: 'activity_changes',
    column: 'by_id',
    erasing: 'unname',
    why: 'that it was moved or called off stays with it',
    unlessKept: 'meetings',
    wipes: (me) => [sql`update activity_changes set why = '' where by_id = ${me}`],
  },
  {
    table: 'attendances',
    column: 'resident_id',
    shows: {
      part: 'attendances',
      select: (ctx) => sql`select t.moment_id as id, a.title, m.starts, t.answer, t.guests, t.answered
        from attendances t join activity_moments m on m.id = t.moment_id join activities a on a.id = m.activity_id
        where t.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'activity_communities',
    column: 'asked_by',
    erasing: 'unname',
    why: 'asked for a community, not for oneself',
  },
  {
    table: 'activity_hosts',
    column: 'resident_id',
    shows: {
      part: 'hosting',
      select: (ctx) => sql`select h.activity_id as id, a.title, h.asked, h.accepted, h.declined
        from activity_hosts h join activities a on a.id = h.activity_id where h.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'activity_hosts',
    column: 'asked_by',
    erasing: 'unname',
    why: 'who was asked goes on planning it',
  },
  {
    table: 'activity_things',
    column: 'added_by',
    shows: {
      part: 'asked-for',
      select: (ctx) => sql`select t.id, a.title, t.kind, t.what, t.wanted, t.added, t.removed
        from activity_things t join activities a on a.id = t.activity_id where t.added_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'others took it upon them',
    unlessKept: 'meetings',
    wipes: (me) => [sql`update activity_things set what = '…' where added_by = ${me}`],
  },
  {
    table: 'activity_takes',
    column: 'resident_id',
    shows: {
      part: 'taken',
      select: (ctx) => sql`select k.thing_id || ' ' || k.moment_id as id, a.title, t.what, m.starts, k.taken
        from activity_takes k join activity_things t on t.id = k.thing_id join activity_moments m on m.id = k.moment_id
        join activities a on a.id = t.activity_id where k.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'activity_pictures',
    column: 'resident_id',
    shows: {
      part: 'pictures',
      select: (ctx) => sql`select p.file_id as id, a.title, p.alt, p.added
        from activity_pictures p join activity_moments m on m.id = p.moment_id join activities a on a.id = m.activity_id
        where p.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'of all who were there; only where the resident said so',
    unlessKept: 'meetings',
    wipes: (me) => [
      sql`delete from files where id in (select file_id from activity_pictures where resident_id = ${me})`,
    ],
  },
  {
    table: 'activity_remarks',
    column: 'resident_id',
    shows: {
      part: 'remarks',
      select: (ctx) => sql`select q.id, a.title, q.line, q.said
        from activity_remarks q join activity_moments m on m.id = q.moment_id join activities a on a.id = m.activity_id
        where q.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'how it was, for who was not there; only where the resident said so',
    unlessKept: 'meetings',
    wipes: (me) => [sql`delete from activity_remarks where resident_id = ${me}`],
  },
  {
    table: 'activity_thanks',
    column: 'from_id',
    shows: {
      part: 'thanks-given',
      select: (ctx) => sql`select t.id, ${nameAsSeen(ctx, sql`t.to_id`)} as name, t.line, t.given
        from activity_thanks t where t.from_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'activity_thanks',
    column: 'to_id',
    shows: {
      part: 'thanks-got',
      select: (ctx) => sql`select t.id, ${nameAsSeen(ctx, sql`t.from_id`)} as name, t.line, t.given
        from activity_thanks t where t.to_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'activity_feeds',
    column: 'resident_id',
    shows: {
      part: 'calendars',
      select: (
        ctx,
      ) => sql`select f.id, ${nameOfCommunity(ctx, sql`f.community_id`)} as community, f.made, f.ended
        from activity_feeds f where f.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
]
