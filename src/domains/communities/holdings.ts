import { sql, type SQL } from 'drizzle-orm'
import { nameAsSeen, nobody, type Holding, type ViewerContext } from '../residents/index.ts'
import { mayEnter } from './visible.ts'

/** The name of a community, for who may enter it now; a closed one may have another name than they knew. */
export const nameOfCommunity = (ctx: ViewerContext, id: SQL): SQL =>
  sql`(select c.name from communities c where c.id = ${id} and ${mayEnter(ctx)})`

/** Communities whose purpose this resident wrote as it is now: with the newest change, or by founding it. */
const wrotePurpose = (me: string) => sql`coalesce((select coalesce(h.by_id, ${nobody}::uuid)
    from community_changes h where h.community_id = c.id and h.kind = 'purpose' order by h.id desc limit 1),
  c.founder_id) = ${me}`

export const holdings: Holding[] = [
  {
    table: 'communities',
    column: 'founder_id',
    shows: {
      part: 'founded',
      select: (ctx) => sql`select c.id, c.name, c.purpose, c.access, c.state, c.founded from communities c
        where c.founder_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'a community is of its members, its name too',
    unlessKept: 'texts',
    wipes: (me) => [
      sql`update communities c set purpose = '' where ${wrotePurpose(me)}
        and (c.founder_id = ${me} or c.id in (select community_id from community_changes where by_id = ${me}))`,
      sql`update community_changes h set value = '' where h.kind = 'purpose' and h.by_id = ${me}`,
      sql`update community_changes set why = '' where by_id = ${me}`,
    ],
  },
  {
    table: 'community_changes',
    column: 'by_id',
    shows: {
      part: 'changes',
      select: (ctx) => sql`select h.id, ${nameOfCommunity(ctx, sql`h.community_id`)} as community, h.kind,
          case when h.kind = 'manager' then '' else h.value end as value, h.why, h.changed
        from community_changes h where h.by_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'how a community went stays with it',
    // Who became manager stands there by id.
    wipes: (me) => [sql`update community_changes set value = '' where kind = 'manager' and value = ${me}`],
  },
  {
    table: 'memberships',
    column: 'resident_id',
    shows: {
      part: 'memberships',
      select: (
        ctx,
      ) => sql`select m.id, ${nameOfCommunity(ctx, sql`m.community_id`)} as community, m.joined, m.ended,
          m.how_ended, m.reason
        from memberships m where m.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'memberships',
    column: 'ended_by',
    erasing: 'unname',
    why: 'who was removed goes on reading why',
  },
  {
    table: 'manager_terms',
    column: 'resident_id',
    shows: {
      part: 'managed',
      select: (
        ctx,
      ) => sql`select t.community_id || ' ' || t.since as id, ${nameOfCommunity(ctx, sql`t.community_id`)} as community,
          t.since, t.ended
        from manager_terms t where t.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'manager_wishes',
    column: 'resident_id',
    shows: {
      part: 'wished',
      select: (
        ctx,
      ) => sql`select w.community_id || ' ' || w.since as id, ${nameOfCommunity(ctx, sql`w.community_id`)} as community,
          ${nameAsSeen(ctx, sql`w.candidate_id`)} as name, w.since, w.ended
        from manager_wishes w where w.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'manager_wishes',
    column: 'candidate_id',
    erasing: 'remove',
    why: 'who wishes whom as manager is not told',
  },
  {
    table: 'join_requests',
    column: 'resident_id',
    shows: {
      part: 'knocks',
      // The name of a community behind a closed door is not told to who knocked.
      select: (ctx) => sql`select q.id, q.words, q.asked, q.answer, q.answered, q.reason from join_requests q
        where q.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'join_requests',
    column: 'answered_by',
    erasing: 'unname',
    why: 'who was answered goes on reading why',
  },
  {
    table: 'invitations',
    column: 'resident_id',
    shows: {
      part: 'invitations',
      select: (
        ctx,
      ) => sql`select i.id, ${nameOfCommunity(ctx, sql`i.community_id`)} as community, i.invited, i.answer, i.answered
        from invitations i where i.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'invitations',
    column: 'invited_by',
    shows: {
      part: 'invited',
      // Whom they asked is told only once somebody said yes.
      select: (ctx) => sql`select i.id, ${nameOfCommunity(ctx, sql`i.community_id`)} as community, i.invited,
          case when i.answer = 'accepted' then ${nameAsSeen(ctx, sql`i.resident_id`)} end as name
        from invitations i where i.invited_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'it belongs to who was invited; an open one is taken back',
    wipes: (me) => [sql`delete from invitations where invited_by = ${me} and answer is null`],
  },
  {
    table: 'community_links',
    column: 'asked_by',
    erasing: 'unname',
    why: 'asked for a community, not for oneself',
  },
]
