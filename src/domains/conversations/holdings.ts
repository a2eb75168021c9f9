import { sql, type SQL } from 'drizzle-orm'
import { nameOfCommunity } from '../communities/index.ts'
import type { Holding, ViewerContext } from '../residents/index.ts'

/** What a conversation is called when who started it took their words along. */
const titleGone = 'Gesprek'

/** Where it stands: the community as the viewer may know it now, or the area. */
const placeOf = (ctx: ViewerContext): SQL =>
  sql`coalesce(${nameOfCommunity(ctx, sql`v.community_id`)}, (select a.name from areas a where a.id = v.area_id))`

const ownReplies = (me: string) => sql`select id from replies where author_id = ${me}`

export const holdings: Holding[] = [
  {
    table: 'conversations',
    column: 'started_by',
    shows: {
      part: 'conversations',
      select: (
        ctx,
      ) => sql`select v.id, v.title, ${placeOf(ctx)} as place, v.started, v.closed from conversations v
        where v.started_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'others spoke in it; what it is called only where the resident said so',
    unlessKept: 'talks',
    wipes: (me) => [
      sql`update conversation_acts set title = '' where conversation_id in (select id from conversations where started_by = ${me})`,
      sql`update polls set question = ${titleGone} where conversation_id in (select id from conversations where started_by = ${me})`,
      sql`update poll_options set label = '…' where starts is null and poll_id in
        (select p.id from polls p join conversations v on v.id = p.conversation_id where v.started_by = ${me})`,
      sql`update conversations set title = ${titleGone} where started_by = ${me}`,
    ],
  },
  {
    table: 'replies',
    column: 'author_id',
    shows: {
      part: 'replies',
      select: (
        ctx,
      ) => sql`select r.id, v.title as conversation, ${placeOf(ctx)} as place, r.words, r.posted, r.edited, r.withdrawn
        from replies r join conversations v on v.id = r.conversation_id where r.author_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'that something was said stays where others answered; the words only where the resident said so',
    unlessKept: 'talks',
    wipes: (me, now) => [
      sql`update replies set quote = '' where quote_id in (${ownReplies(me)})`,
      sql`delete from reply_versions where reply_id in (${ownReplies(me)})`,
      sql`delete from reply_pictures where reply_id in (${ownReplies(me)})`,
      sql`update replies set words = '', html = '', excerpt = '', quote = '', pictures = 0, withdrawn_why = '',
          withdrawn = coalesce(withdrawn, ${now}::timestamptz) where author_id = ${me}`,
    ],
  },
  {
    table: 'mentions',
    column: 'resident_id',
    shows: {
      part: 'mentions',
      select: (
        ctx,
      ) => sql`select m.reply_id as id, r.posted from mentions m join replies r on r.id = m.reply_id
        where m.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'reads',
    column: 'resident_id',
    shows: {
      part: 'reads',
      select: (ctx) => sql`select v.id, v.title as conversation, rd.read, rd.follow from reads rd
        join conversations v on v.id = rd.conversation_id
        where rd.resident_id = ${ctx.viewer.id} and (v.started_by = ${ctx.viewer.id}
          or exists (select 1 from memberships m where m.community_id = v.community_id
            and m.resident_id = ${ctx.viewer.id} and m.ended is null)
          or exists (select 1 from conversation_shares s join memberships m on m.community_id = s.community_id
            and m.resident_id = ${ctx.viewer.id} and m.ended is null
            where s.conversation_id = v.id and s.accepted is not null and s.ended is null))`,
    },
    erasing: 'remove',
  },
  {
    table: 'conversation_acts',
    column: 'by_id',
    shows: {
      part: 'tended',
      select: (ctx) => sql`select id, kind, why, done from conversation_acts where by_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'how a conversation went stays with it',
    wipes: (me) => [
      sql`update conversations v set closed_why = '' where v.closed_why <> '' and v.id in
        (select conversation_id from conversation_acts where by_id = ${me} and kind = 'close')`,
      sql`update conversation_acts set why = '' where by_id = ${me}`,
    ],
  },
  ...(['asked_by', 'accepted_by', 'ended_by'] as const).map((column): Holding => ({
    table: 'conversation_shares',
    column,
    erasing: 'unname',
    why: 'it was done in the name of a community',
  })),
  {
    table: 'poll_votes',
    column: 'resident_id',
    shows: {
      part: 'choices',
      select: (
        ctx,
      ) => sql`select v.option_id as id, p.question, coalesce(nullif(o.label, ''), o.starts::text) as choice, v.voted
        from poll_votes v join poll_options o on o.id = v.option_id join polls p on p.id = o.poll_id
        where v.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
]
