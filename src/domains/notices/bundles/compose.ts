import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { recordsOf } from '../../../platform/db/bulk.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import type { Language } from '../../../platform/i18n.ts'
import type { NewsSource } from '../../communities/index.ts'
import type { Notice, NoticeWords } from '../../residents/index.ts'
import { groupsFor, isToldAtOnce, mostGroups, type NewsGroup, type Reading } from '../rules.ts'
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
  adult: boolean
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

/** Notices of the house that one bundle tells, of so many newest that are looked through. */
const mostOwn = 10
const ownLookedAt = 40

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
  const readings = await readingsOf(ctx, readers)
  const communities = new Set(readings.flatMap((reading) => [...reading.communities.keys()]))
  await gathered.load(ctx, communities)
  const groups = new Map(
    readings.map((reading) => [reading.viewer, groupsFor(reading, (id) => gathered.of(id))]),
  )
  const told = new Set(
    [...groups.values()].flatMap((found) => found.slice(0, mostGroups).map((one) => one.community)),
  )
  const names = await namesOf(ctx, told)
  const own = await noticesFor(ctx, readers)
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
      const conversation = thing.kind === 'conversation' ? thing.id : undefined
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
    own: own.flatMap((notice): Line[] => {
      const said = feeds.notices.map((find) => find(language, notice)).find(Boolean)
      return said ? [{ text: said.text, href: said.href, conversation: undefined }] : []
    }),
    groups: told,
    moreGroups: Math.max(0, groups.length - mostGroups),
  }
}

/** What each of them may read, and wants to. */
async function readingsOf(ctx: Context, readers: readonly Reader[]): Promise<Reading[]> {
  const ids = arrayOf(
    readers.map(({ id }) => id),
    'uuid',
  )
  const belongs = await rows<{ resident: string; community: string; joined: Date }>(
    ctx.db,
    sql`select m.resident_id as resident, m.community_id as community, m.joined from memberships m
        join residents r on r.id = m.resident_id and r.left_at is null
        where m.resident_id = any(${ids}) and m.ended is null`,
  )
  const choices = await rows<{ resident: string; thing: string; how: 'follow' | 'quiet' }>(
    ctx.db,
    sql`select resident_id as resident, thing_id as thing, how from digest_choices where resident_id = any(${ids})`,
  )
  const blocks = await rows<{ resident: string; other: string }>(
    ctx.db,
    sql`select blocker_id as resident, blocked_id as other from blocks where blocker_id = any(${ids}) and lifted is null
        union all
        select blocked_id, blocker_id from blocks where blocked_id = any(${ids}) and lifted is null`,
  )
  const mine = byResident(belongs)
  const chosen = byResident(choices)
  const blocked = byResident(blocks)
  return readers.map(({ id, adult, from, until }) => {
    const chose = chosen.get(id) ?? []
    const things = (how: string) =>
      new Set(chose.filter((each) => each.how === how).map(({ thing }) => thing))
    return {
      viewer: id,
      adult,
      from,
      until,
      communities: new Map(
        (mine.get(id) ?? []).map(({ community, joined }) => [community, new Date(joined)]),
      ),
      quiet: things('quiet'),
      followed: things('follow'),
      blocked: new Set((blocked.get(id) ?? []).map(({ other }) => other)),
    }
  })
}

function byResident<Row extends { resident: string }>(found: readonly Row[]): Map<string, Row[]> {
  const grouped = new Map<string, Row[]>()
  for (const each of found) {
    const known = grouped.get(each.resident)
    if (known) known.push(each)
    else grouped.set(each.resident, [each])
  }
  return grouped
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

/** What the house told them that they did not see yet, and that was not mailed already. */
async function noticesFor(ctx: Context, readers: readonly Reader[]): Promise<Map<string, Notice[]>> {
  const asked = readers.map(({ id, from, until }) => ({
    id,
    after: from.toISOString(),
    until: until.toISOString(),
  }))
  const found = await rows<Notice & { resident: string }>(
    ctx.db,
    sql`select n.resident_id as resident, n.id::int as id, n.kind, n.data, n.created, false as seen
        from ${recordsOf({ id: 'uuid', after: 'timestamptz', until: 'timestamptz' }, asked)}
        join residents who on who.id = r.id and who.left_at is null
        cross join lateral (
          select * from notices own where own.resident_id = r.id order by own.id desc limit ${ownLookedAt}) n
        where n.seen is null and n.created > r.after and n.created <= r.until
        order by n.id desc`,
  )
  const grouped = byResident(found.filter(({ kind }) => !isToldAtOnce(kind)))
  return new Map(
    [...grouped].map(([id, notices]) => [
      id,
      notices.slice(0, mostOwn).map((notice) => ({ ...notice, created: new Date(notice.created) })),
    ]),
  )
}
