import { sql, type SQL } from 'drizzle-orm'
import { after } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import { isOwn, mayEnter, readCursor, type Community, type Part } from '../../communities/index.ts'
import { homeAreas, mayRead } from '../conversation.ts'
import { words } from '../messages/index.ts'
import { isNew, listLength, newFor, withoutNames, type AboutKind } from '../rules.ts'
import type { ViewerContext } from '../../residents/index.ts'
import { hiddenFrom, isFellow, nameFor } from './names.ts'

/** A conversation as a list shows it: what was said last, and by whom. */
export interface Line {
  id: string
  title: string
  kind: 'talk' | 'question'
  answered: boolean
  closed: boolean
  pinned: boolean
  about: AboutKind | undefined
  /** Besides the opening. */
  replies: number
  lastAt: Date
  /** Of who said the last words, as this viewer may know it. */
  by: string | undefined
  /** The last words in short; empty where they were withdrawn, or are not shown to this viewer. */
  excerpt: string
  /** Something was said since the viewer read it. */
  fresh: boolean
  /** Another community reads along; where that was asked for, those of which the viewer may know. */
  together: string[] | undefined
}

interface Found {
  id: string
  title: string
  kind: Line['kind']
  answered: boolean
  closed: boolean
  pinned: boolean
  about: AboutKind | null
  lastSeq: number
  lastAt: Date
  by: string | null
  hidden: boolean
  excerpt: string
  known: boolean
  together: boolean
  read: number | null
}

/** Conversations with their last words. `order` and `limit` belong to the part that chooses among `v`. */
function lines(ctx: Context, own: boolean, chosen: SQL, communityId?: string): Promise<Found[]> {
  const viewerId = ctx.viewer?.id ?? null
  // Many read the page of a community that this is for, so it tells the names of its own people and of nobody else.
  const known =
    communityId && own ? sql`(not v.shared or ${isFellow([communityId], 'w')})` : isFellow(own, 'w')
  return rows<Found>(
    ctx.db,
    sql`select v.id, v.title, v.kind, v.answer_id is not null as answered, v.closed is not null as closed,
          v.pinned is not null as pinned, v.about_kind as about, v.last_seq as "lastSeq", v.last_at as "lastAt",
          case when ${known} or ${own ? sql`false` : sql`true`} then ${nameFor(ctx, own, 'w')} end as by, ${known} as known,
          v.shared and exists (select 1 from conversation_shares s
            where s.conversation_id = v.id and s.accepted is not null and s.ended is null) as together, ${hiddenFrom(ctx, sql`l.author_id`)} as hidden, l.excerpt, rd.last_seq as read
        from (${chosen}) v join replies l on l.conversation_id = v.id and l.seq = v.last_seq
        left join residents w on w.id = l.author_id
        left join reads rd on rd.resident_id = ${viewerId}::uuid and rd.conversation_id = v.id
        order by v.pinned desc nulls last, v.last_at desc, v.id desc`,
  )
}

function lineOf(ctx: Context, found: Found): Line {
  const lastAt = new Date(found.lastAt)
  return {
    id: found.id,
    title: found.title,
    kind: found.kind,
    answered: found.answered,
    closed: found.closed,
    pinned: found.pinned,
    about: found.about ?? undefined,
    replies: found.lastSeq - 1,
    lastAt,
    by: found.hidden ? undefined : (found.by ?? undefined),
    excerpt: found.hidden
      ? ''
      : found.known
        ? found.excerpt
        : withoutNames(found.excerpt, words[ctx.language].neighbour),
    fresh: ctx.viewer !== undefined && isNew({ lastSeq: found.lastSeq, lastAt }, found.read, ctx.now()),
    together: found.together ? [] : undefined,
  }
}

/** A list that is leafed through: what is kept on top, and the rest with the newest words first. */
export type Listed = Part<Line>

const columns = sql`id, title, kind, answer_id, closed, pinned, about_kind, last_seq, last_at, shared`

/** What stands under a condition, newest words first, from where an earlier part ended. */
async function part(
  ctx: Context,
  own: boolean,
  among: SQL,
  {
    after,
    limit = listLength,
    pinned,
    communityId,
  }: { after?: string | undefined; limit?: number; pinned?: SQL; communityId?: string },
): Promise<Listed> {
  const from = readCursor(after)
  const order = sql`${from ? sql`and (last_at, id) < (${from.moment}::timestamptz, ${from.id}::uuid)` : sql``}
    order by last_at desc, id desc limit ${limit + 1}`
  const standing = sql`select ${columns} from conversations where ${among} ${pinned ? sql`and pinned is null` : sql``} ${order}`
  // What stands in another community has its place among the others by time, and is on top only there.
  const newest =
    communityId && own
      ? sql`select * from ((${standing}) union all (select id, title, kind, answer_id, closed, null::timestamptz as pinned,
            about_kind, last_seq, last_at, shared from conversations
          where id in (${sharedWith(sql`${communityId}`)}) ${order})) both_kinds order by last_at desc, id desc limit ${limit + 1}`
      : standing
  const chosen =
    pinned && !from
      ? sql`(select ${columns} from conversations where ${pinned} and pinned is not null limit 3) union all (${newest})`
      : newest
  const found = (await lines(ctx, own, chosen, communityId)).map((one) => lineOf(ctx, one))
  const [top, rest] = [
    found.filter((one) => pinned && one.pinned),
    found.filter((one) => !pinned || !one.pinned),
  ]
  const shown = rest.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: [...top, ...shown],
    next: rest.length > limit && last ? `${last.lastAt.getTime()}.${last.id}` : undefined,
  }
}

/** The conversations of a community, for who may read them; nothing for anybody else. */
export async function conversationsOf(
  ctx: Context,
  community: Community,
  { named = false, ...range }: { after?: string | undefined; limit?: number; named?: boolean } = {},
): Promise<Listed> {
  if (!mayRead(community)) return { items: [], next: undefined }
  const listed = await part(ctx, isOwn(community), sql`community_id = ${community.id}`, {
    ...range,
    pinned: sql`community_id = ${community.id}`,
    communityId: community.id,
  })
  return named ? { ...listed, items: await withNames(ctx, community.id, listed.items) } : listed
}

/** Conversations of other communities that are shared with this one. */
function sharedWith(communityId: SQL): SQL {
  return sql`select s.conversation_id from conversation_shares s
    where s.community_id = ${communityId} and s.accepted is not null and s.ended is null`
}

/** Says of those that are shared with whom, as far as the viewer may know of them. */
async function withNames(ctx: Context, communityId: string, lines: Line[]): Promise<Line[]> {
  const ids = lines.filter(({ together }) => together).map(({ id }) => id)
  if (ids.length === 0) return lines
  const found = await communitiesIn(ctx, ids)
  return lines.map((line) => ({
    ...line,
    together:
      line.together &&
      found.flatMap((one) =>
        one.conversation === line.id && one.id !== communityId && one.name ? [one.name] : [],
      ),
  }))
}

/** Who takes part in shared conversations: where each stands, and with whom it is shared; without a name where it is closed. */
export async function communitiesIn(
  ctx: Context,
  conversationIds: readonly string[],
): Promise<
  { conversation: string; id: string; share: string | null; name: string | null; slug: string | null }[]
> {
  const ids = arrayOf(conversationIds, 'uuid')
  return rows(
    ctx.db,
    sql`select part.conversation, c.id, part.share, case when ${mayEnter(ctx)} then c.name end as name,
          case when ${mayEnter(ctx)} then c.slug end as slug
        from (select id as conversation, community_id as community, null::uuid as share from conversations where id = any(${ids})
          union all select conversation_id, community_id, id from conversation_shares
            where conversation_id = any(${ids}) and accepted is not null and ended is null) part
        join communities c on c.id = part.community order by part.share nulls first limit 200`,
  )
}

/** Of the conversations of a community that its page shows: ids of those that are new to the viewer (`isNew`), as text[]. */
export function freshIn(ctx: ViewerContext, communityId: SQL): SQL {
  return sql`array(select v.id::text from (
      (select id, last_seq, last_at from conversations where community_id = ${communityId}
      order by last_at desc, id desc limit ${listLength})
      union all select id, last_seq, last_at from conversations where id in (${sharedWith(communityId)})) v
    left join reads rd on rd.resident_id = ${ctx.viewer.id} and rd.conversation_id = v.id
    where case when rd.last_seq is null then v.last_at > ${after(ctx.now(), -newFor).toISOString()}::timestamptz
      else rd.last_seq < v.last_seq end)`
}

/** The conversations of an area, all of them or on one ambition, for verified residents of it; nothing for anybody else. */
export async function conversationsIn(
  ctx: Context,
  where: { areaId: number; ambitionId?: number | undefined },
  range: { after?: string | undefined; limit?: number } = {},
): Promise<Listed> {
  if (!homeAreas(ctx).includes(where.areaId)) return { items: [], next: undefined }
  const { areaId, ambitionId } = where
  return part(
    ctx,
    true,
    ambitionId === undefined
      ? sql`area_id = ${areaId}`
      : sql`ambition_id = ${ambitionId} and area_id = ${areaId}`,
    range,
  )
}

/** What is said on an ambition in the areas of the viewer's home, newest first. */
export async function conversationsOn(ctx: Context, ambitionId: number, limit = 5): Promise<Line[]> {
  const areas = homeAreas(ctx)
  if (areas.length === 0) return []
  const chosen = sql`select ${columns} from conversations
    where ambition_id = ${ambitionId} and area_id = any(${arrayOf(areas, 'int')}) order by last_at desc, id desc limit ${limit}`
  return (await lines(ctx, true, chosen)).map((one) => ({ ...lineOf(ctx, one), pinned: false }))
}

/** A conversation that went from a community to another. */
export interface Moved {
  title: string
  done: Date
  /** Where it is now, for who may enter that. */
  to: { name: string; slug: string } | undefined
}

/** What went elsewhere in the past month; a line for who looks for it where it was. */
export async function movedFrom(ctx: Context, community: Community): Promise<Moved[]> {
  if (!mayRead(community)) return []
  const found = await rows<{ title: string; done: Date; name: string | null; slug: string | null }>(
    ctx.db,
    sql`select act.title, act.done, c.name, c.slug from conversation_acts act
        left join communities c on c.id = act.to_id and ${mayEnter(ctx)}
        where act.from_id = ${community.id} and act.done > ${ctx.now().toISOString()}::timestamptz - interval '30 days'
        order by act.done desc limit 5`,
  )
  return found.map(({ title, done, name, slug }) => ({
    title,
    done: new Date(done),
    to: name && slug ? { name, slug } : undefined,
  }))
}
