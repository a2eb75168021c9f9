import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import type { Language } from '../../../platform/i18n.ts'
import type { NewsSource } from '../../communities/index.ts'
import { followsOf } from '../../conversations/index.ts'
import { unseenNotices, type Notice, type NoticeWords } from '../../residents/index.ts'
import { groupsFor, isTalk, isToldAtOnce, mostGroups, type NewsGroup, type Reading } from '../rules.ts'
import { GatheredNews } from './gather.ts'

/** What other domains give: their news, and the words for what they tell residents. */
export interface Feeds {
  news: readonly NewsSource[]
  notices: readonly NoticeWords[]
}

/** Who gets a bundle, of which stretch of time. */
export interface Reader {
  id: string
  language: Language
  from: Date
  until: Date
}

/** A line of a bundle. */
export interface Line {
  text: string
  href: string | undefined
  /** The conversation that it is about: it can be answered, followed and kept quiet. */
  conversation: string | undefined
}

/** What happened, in words: what is for the reader alone, and of each community. */
export interface Bundle {
  language: Language
  from: Date
  until: Date
  own: Line[]
  groups: { name: string; href: string; lines: Line[]; more: number }[]
  /** Communities that have news too and did not fit. */
  moreGroups: number
}

export function isEmpty({ own, groups }: Bundle): boolean {
  return own.length === 0 && groups.length === 0
}

/** Notices of the house that one bundle tells. */
const mostOwn = 10

/**
 * The bundles of many residents, with a number of queries that does not depend on how many they are. Each of them tells
 * only what that resident may read now: of communities they belong to, nothing they did themselves, nothing of somebody
 * they blocked or who blocked them. Who left has none.
 */
export async function composeBundles(
  ctx: Context,
  feeds: Feeds,
  readers: readonly Reader[],
  gathered: GatheredNews,
): Promise<Map<string, Bundle>> {
  if (readers.length === 0) return new Map()
  const belongs = await membershipsOf(ctx, readers)
  await gathered.load(ctx, new Set(belongs.map(({ community }) => community)))
  const readings = await readingsOf(ctx, readers, belongs, gathered)
  const groups = new Map(
    readings.map((reading) => [reading.viewer, groupsFor(reading, (id) => gathered.of(id))]),
  )
  const told = new Set([...groups.values()].flat().map(({ community }) => community))
  const names = await namesOf(ctx, told)
  const own = await unseenNotices(ctx, readers)
  return new Map(
    readers.map((reader) => [
      reader.id,
      inWords(feeds, reader, groups.get(reader.id) ?? [], names, own.get(reader.id) ?? []),
    ]),
  )
}

function inWords(
  feeds: Feeds,
  { language, from, until }: Reader,
  groups: readonly NewsGroup[],
  names: ReadonlyMap<string, { name: string; slug: string }>,
  own: readonly Notice[],
): Bundle {
  const told = groups.slice(0, mostGroups).flatMap(({ community, things, more }) => {
    const named = names.get(community)
    const lines = things.flatMap((thing): Line[] => {
      const text = feeds.news.map((source) => source.say(language, thing)).find(Boolean)
      const conversation = thing.kinds.some((kind) => isTalk({ kind })) ? thing.id : undefined
      return text ? [{ text, href: thing.href, conversation }] : []
    })
    return named && lines.length > 0
      ? [{ name: named.name, href: `/leefomgeving/${named.slug}`, lines, more }]
      : []
  })
  return {
    language,
    from,
    until,
    own: own
      .filter(({ kind }) => !isToldAtOnce(kind))
      .slice(0, mostOwn)
      .flatMap((notice): Line[] => {
        const said = feeds.notices.map((find) => find(language, notice)).find(Boolean)
        return said ? [{ text: said.text, href: said.href, conversation: undefined }] : []
      }),
    groups: told,
    moreGroups: Math.max(0, groups.length - mostGroups),
  }
}

interface Belonging {
  resident: string
  community: string
  joined: Date
}

const idsOf = (readers: readonly Reader[]) =>
  arrayOf(
    readers.map(({ id }) => id),
    'uuid',
  )

async function membershipsOf(ctx: Context, readers: readonly Reader[]): Promise<Belonging[]> {
  return rows<Belonging>(
    ctx.db,
    sql`select m.resident_id as resident, m.community_id as community, m.joined from memberships m
        join residents r on r.id = m.resident_id and r.left_at is null
        where m.resident_id = any(${idsOf(readers)}) and m.ended is null`,
  )
}

/** What each of them may read, and wants to. */
async function readingsOf(
  ctx: Context,
  readers: readonly Reader[],
  belongs: readonly Belonging[],
  gathered: GatheredNews,
): Promise<Reading[]> {
  const ids = idsOf(readers)
  const quiets = await rows<{ resident: string; community: string }>(
    ctx.db,
    sql`select resident_id as resident, community_id as community from digest_quiets where resident_id = any(${ids})`,
  )
  const blocks = await rows<{ resident: string; other: string }>(
    ctx.db,
    sql`select blocker_id as resident, blocked_id as other from blocks where blocker_id = any(${ids}) and lifted is null
        union all
        select blocked_id, blocker_id from blocks where blocked_id = any(${ids}) and lifted is null`,
  )
  const talks = new Set(
    belongs.flatMap(({ community }) =>
      gathered
        .of(community)
        .filter(isTalk)
        .map(({ id }) => id),
    ),
  )
  const follows =
    talks.size > 0
      ? await followsOf(
          ctx,
          readers.map(({ id }) => id),
          [...talks],
        )
      : []
  const of = <Row extends { resident: string }>(found: readonly Row[]) =>
    Map.groupBy(found, (each) => each.resident)
  const [mine, quiet, blocked, follow] = [of(belongs), of(quiets), of(blocks), of(follows)]
  return readers.map(({ id, from, until }) => {
    const said = (how: string) =>
      (follow.get(id) ?? []).filter((each) => each.follow === how).map(({ conversation }) => conversation)
    return {
      viewer: id,
      from,
      until,
      communities: new Map(
        (mine.get(id) ?? []).map(({ community, joined }) => [community, new Date(joined)]),
      ),
      quiet: new Set([...(quiet.get(id) ?? []).map(({ community }) => community), ...said('quiet')]),
      followed: new Set(said('follow')),
      blocked: new Set((blocked.get(id) ?? []).map(({ other }) => other)),
    }
  })
}

async function namesOf(
  ctx: Context,
  communityIds: ReadonlySet<string>,
): Promise<Map<string, { name: string; slug: string }>> {
  if (communityIds.size === 0) return new Map()
  const found = await rows<{ id: string; name: string; slug: string }>(
    ctx.db,
    sql`select id, name, slug from communities where id = any(${arrayOf(communityIds, 'uuid')})`,
  )
  return new Map(found.map(({ id, ...named }) => [id, named]))
}
