import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { arrayOf, rows } from '../../platform/db/store.ts'
import type { Searchable } from '../communities/index.ts'
import { isVerified } from '../residents/index.ts'
import {
  eraLength,
  longestText,
  markEnd,
  markStart,
  mostWords,
  piecesOf,
  spansOf,
  tiers,
  writeCursor,
  type Asked,
  type Cursor,
  type Piece,
  type Span,
  type Tier,
} from './rules.ts'

/** What was asked, as the words of this house know it for this viewer. */
export interface Question {
  asked: Asked[]
  /** How many different words were typed; more than `mostWords` are not asked for. */
  typed: number
  /** Stems of other names of the ambition that it is called by. */
  others: string[][]
  /** What the viewer may know of: the keys of `search_rows`. */
  keys: string[]
  /** The newest row there is. */
  newest: number
}

/** Memberships and invitations that count; nobody lives in more. */
const mostKeys = 200
/** Shorter words are a part of too many others. */
const shortestPart = 4
const mostParts = 6
/** Who types more words says well enough what is meant. */
const mostWithParts = 2
const shortestTypo = 5
const mostLikely = 4
const leastLike = 0.42

/** What the viewer may know of; each kind looks once more by its own rule. */
function keysOf(ctx: Context): SQL {
  const { viewer } = ctx
  if (!viewer) return sql`array['p']`
  const areas = isVerified(ctx)
    ? [viewer.streetId, viewer.buurtId, viewer.wijkId, viewer.gemeenteId].filter((id) => id !== null)
    : []
  const open = isVerified(ctx) ? ['p', 'r', ...areas.map((id) => `a${id}`)] : ['p']
  return sql`${sql.param(open)}::text[] || array(
    (select 'c' || own.community_id from memberships own where own.resident_id = ${viewer.id} and own.ended is null
      order by own.joined desc limit ${mostKeys})
    union all
    (select 'c' || i.community_id from invitations i where i.resident_id = ${viewer.id} and i.answer is null
      and i.ends > ${ctx.now().toISOString()}::timestamptz limit ${mostKeys}))`
}

/**
 * Reads what was typed: its words without accents and signs, their stems, and words like them among those that the viewer may
 * read. Words like them are only looked for and never shown, so that they tell nothing by themselves.
 */
export async function readQuestion(ctx: Context, text: string): Promise<Question> {
  const found = await rows<
    Asked & { count: number; others: string[][] | null; keys: string[]; newest: string }
  >(
    ctx.db,
    sql`with viewer as materialized (select ${keysOf(ctx)} as keys),
        typed as materialized (select trim(search_plain(${text.slice(0, longestText)})) as plain),
        asked as materialized (
          select word, min(place) as place, tsvector_to_array(search_stems(word)) as stems, count(*) over () as count
            from typed, unnest(string_to_array(plain, ' ')) with ordinality as u (word, place)
            where word <> '' group by word order by 2 limit ${mostWords}
        )
        select asked.word, asked.stems, asked.count::int as count, coalesce(longer.parts, '{}') as parts, coalesce(alike.likely, '{}') as likely, viewer.keys,
          (select coalesce(max(n), 0)::text from search_rows) as newest,
          case when asked.place = 1 then (select jsonb_agg(distinct tsvector_to_array(search_stems(other.text)))
            from typed, concept_texts called join concepts c on c.id = called.concept_id and c.status = 'accepted'
              join concept_texts other on other.concept_id = c.id and other.kind in ('pref', 'alt')
            where called.search = typed.plain and called.kind in ('pref', 'alt')) end as others
        from asked cross join viewer
        left join lateral (
          select array_agg(stem) as parts from (
            select distinct w.stem, length(w.stem) from search_words w
              where length(asked.stems[1]) >= ${shortestPart} and asked.count <= ${mostWithParts} and w.stem like '%' || asked.stems[1] || '%'
                and w.stem <> all(asked.stems) and w.key = any(viewer.keys)
              order by 2, 1 limit ${mostParts}) p) longer on true
        left join lateral (
          select array_agg(stem) as likely from (
            select w.stem, max(greatest(similarity(w.stem, asked.word), similarity(w.stem, asked.stems[1]))) as like_it
              from search_words w
              where length(asked.word) >= ${shortestTypo} and longer.parts is null and w.key = any(viewer.keys)
                and w.stem % asked.stems[1]
                and not exists (select from search_words known
                  where known.stem = any(asked.stems) and known.key = any(viewer.keys))
              group by 1 having max(greatest(similarity(w.stem, asked.word), similarity(w.stem, asked.stems[1]))) >= ${leastLike}
              order by 2 desc, 1 limit ${mostLikely}) l) alike on true
        order by asked.place`,
  )
  const [first] = found
  return {
    typed: first?.count ?? 0,
    asked: found.map(({ word, stems, parts, likely }) => ({ word, stems, parts, likely })),
    others: first?.others ?? [],
    keys: first?.keys ?? [],
    newest: Number(first?.newest ?? 0),
  }
}

/** Something that was found, as a list shows it. */
export interface Hit {
  kind: string
  title: Piece[]
  /** Some of its words, with those that were found. */
  snippet: Piece[]
  href: string
  place: string | undefined
  at: Date | undefined
  /** How near it is, where that was asked. */
  tier: Tier | undefined
}

/** A part of what was found of one kind. */
export interface Part {
  hits: Hit[]
  /** From where there may be more. */
  next: string | undefined
}

interface Found {
  kind: string
  tier: number
  n: string
  title: string
  snippet: string
  href: string
  place: string | null
  at: Date | null
}

/** The areas of somebody's home, from near to far: what lies in none of them is further. */
export type Home = readonly (number | null)[]

/** How much of a text is shown where it was found. */
const mostLetters = 6000

/**
 * Finds what `query` (a tsquery) asks among what the viewer may know of, of each of these kinds: what came last first, or
 * with `home` what is near first. Looks through one era after the other until there is enough, so that a word that
 * stands everywhere costs no more than a rare one.
 */
export async function findWords(
  ctx: Context,
  question: Question,
  query: string,
  from: { kinds: readonly Searchable[]; limit: number; after?: Cursor | undefined; home?: Home | undefined },
): Promise<Map<string, Part>> {
  const { kinds, limit, home, after = { tier: 0, below: question.newest + 1 } } = from
  const spansIn = (kind: string) => spansOf(kind, question.newest, after, home ? tiers.length : 1)
  const found = await rows<Found>(
    ctx.db,
    sql`select kind, tier, n::text, ts_headline('search_nl', title, ${query}::tsquery, ${headline('HighlightAll=true')}) as title,
          ts_headline('search_nl', left(words, ${mostLetters}), ${query}::tsquery,
            ${headline('MaxFragments=2, MaxWords=20, MinWords=8, FragmentDelimiter=" … "')}) as snippet, href, place, at
        from (${sql.join(
          kinds.map(
            ({
              kind,
              read,
            }) => sql`(select ${kind}::text as kind, e.tier, s.n, ${clean(sql`t.title`)} as title,
                ${clean(sql`t.words`)} as words, t.href, t.place, t.at
              from (${eras(spansIn(kind))}) e
              cross join lateral (
                select sr.n, sr.ref from search_rows sr
                  where sr.doc @@ (${query}::tsquery && ${keysIn(kind, question.keys)} ${home ? sql`&& ${tierOf(home)}` : sql``})
                    and (e.tier > ${after.tier} or sr.n < ${after.below})
                  order by sr.n desc offset 0) s
              cross join lateral (${read(ctx, sql`s.ref`)} offset 0) t
              limit ${limit + 1})`,
          ),
          sql` union all `,
        )}) f`,
  )
  const ordered = found.sort((a, b) => a.tier - b.tier || Number(b.n) - Number(a.n))
  const byKind = Map.groupBy(ordered, ({ kind }) => kind)
  return new Map(
    kinds.map(({ kind }) => [kind, partOf(kind, byKind.get(kind) ?? [], limit, home, spansIn(kind))]),
  )
}

/** Eras from the newest down, tier after tier. */
const eras = (spans: readonly Span[]): SQL =>
  sql`select span.tier, era from unnest(${arrayOf(
    spans.map(({ tier }) => tier),
    'int',
  )}, ${arrayOf(
    spans.map(({ top }) => top),
    'int',
  )}, ${arrayOf(
    spans.map(({ bottom }) => bottom),
    'int',
  )}) as span (tier, top, bottom) cross join lateral generate_series(span.top, span.bottom, -1) era offset 0`

/** Rows of this kind and era that the viewer may know of. */
const keysIn = (kind: string, keys: readonly string[]): SQL =>
  sql`(select string_agg('''' || ${kind} || '~' || key || '~' || e.era || '''', '|') from unnest(${sql.param(keys)}::text[]) key)::tsquery`

/** Rows that lie in the area of this tier and in none that is nearer. */
function tierOf(home: Home): SQL {
  const inside = home.map((id) => (id === null ? '~none' : `~${id}`))
  const nearer = (n: number) => inside.slice(0, n).map((lexeme) => `!'${lexeme}'`)
  return sql`(${sql.param(tiers.map((_, n) => [...(n < inside.length ? [`'${inside[n]}'`] : []), ...nearer(n)].join(' & ')))}::text[])[e.tier + 1]::tsquery`
}

const headline = (how: string) => `StartSel=${markStart}, StopSel=${markEnd}, ${how}`

/** Without the signs that mark what was found. */
const clean = (words: SQL): SQL => sql`translate(${words}, ${markStart + markEnd}, '')`

function partOf(
  kind: string,
  found: Found[],
  limit: number,
  home: Home | undefined,
  spans: readonly Span[],
): Part {
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const unseen = spans.findLast(({ bottom }) => bottom > 0)
  const next =
    found.length > limit && last
      ? { tier: last.tier, below: Number(last.n) }
      : unseen && { tier: unseen.tier, below: unseen.bottom * eraLength(kind) }
  return {
    hits: shown.map(({ kind, tier, title, snippet, href, place, at }) => ({
      kind,
      title: piecesOf(title),
      snippet: piecesOf(snippet),
      href,
      place: place ?? undefined,
      at: at ? new Date(at) : undefined,
      tier: home && tiers[tier],
    })),
    next: next && writeCursor(next),
  }
}

/** Learns anew what words stand in the newest texts: those that a text took along when it went are used by others too. */
export async function learnWords(ctx: Context): Promise<void> {
  await ctx.db.execute(
    sql`select search_learn(doc, keys) from (select doc, keys from search_rows order by n desc limit ${newestLearned}) newest`,
  )
}
const newestLearned = 20_000
