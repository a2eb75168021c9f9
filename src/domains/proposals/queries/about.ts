import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { NotFound } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import type { ViewerContext } from '../../residents/index.ts'
import type { Proposal } from '../proposal.ts'
import { most, type Part, type Stage, type Words } from '../rules.ts'
import { mayReadProposal, nameFor } from '../visible.ts'

/** Whether the resident in this column is the viewer. */
const mineIs = (ctx: Context, column: ReturnType<typeof sql>) =>
  sql`coalesce(${column} = ${ctx.viewer?.id ?? null}::uuid, false)`

/** A step on the way, as it was entered. */
export interface Entered {
  stage: Stage
  by: string | null
  why: string
  entered: Date
}

/** How a proposal came where it is; the newest fifty, in their order. And who wrote it, as the viewer may know it. */
export async function wayOf(
  ctx: Context,
  { id }: Proposal,
): Promise<{ entered: Entered[]; authors: string[] }> {
  const found = await row<{ entered: Entered[] | null; author: string | null; other: string | null }>(
    ctx.db,
    sql`select (select json_agg(w order by w.id) from (select w.id, w.stage, ${nameFor(ctx, sql`w.by_id`)} as by, w.why, w.entered
            from proposal_stages w where w.proposal_id = p.id order by w.id desc limit 50) w) as entered,
          ${nameFor(ctx, sql`p.author_id`)} as author, ${nameFor(ctx, sql`p.with_id`)} as other
        from proposals p where p.id = ${id}`,
  )
  return {
    entered: (found?.entered ?? []).map((one) => ({ ...one, entered: new Date(one.entered) })),
    authors: [found?.author, found?.other].filter((name): name is string => typeof name === 'string'),
  }
}

/** Names of supporters that a page shows. */
export const mostNamed = 40

/** First names of who supports it, for who belongs there; the earliest first. */
export async function supportersOf(ctx: ViewerContext, { id, own }: Proposal): Promise<string[]> {
  if (!own) return []
  const found = await rows<{ name: string | null }>(
    ctx.db,
    sql`select ${nameFor(ctx, sql`s.resident_id`)} as name from proposal_supports s join proposals p on p.id = s.proposal_id
        where s.proposal_id = ${id} order by s.since, s.id limit ${mostNamed}`,
  )
  return found.flatMap(({ name }) => name ?? [])
}

/** Other words that somebody suggested. */
export interface Suggestion {
  id: string
  part: Part
  base: number
  before: string
  words: string
  why: string
  by: string | null
  mine: boolean
  state: 'open' | 'taken' | 'declined' | 'withdrawn'
  reason: string
  made: Date
}

const suggestionColumns = (
  ctx: Context,
) => sql`a.id, a.part, a.base, a.before, a.words, a.why, ${nameFor(ctx, sql`a.by_id`)} as by,
  ${mineIs(ctx, sql`a.by_id`)} as mine, a.state, a.reason, a.made`

/** What was suggested: what waits first, then the newest. */
export async function suggestionsOf(ctx: Context, { id }: Proposal, limit = 20): Promise<Suggestion[]> {
  const found = await rows<Suggestion>(
    ctx.db,
    sql`select ${suggestionColumns(ctx)} from proposal_amendments a join proposals p on p.id = a.proposal_id
        where a.proposal_id = ${id} and a.state <> 'withdrawn' order by a.state = 'open' desc, a.made desc, a.id limit ${limit}`,
  )
  return found.map((one) => ({ ...one, made: new Date(one.made) }))
}

/** One of them. @throws NotFound */
export async function suggestionById(
  ctx: Context,
  { id }: Proposal,
  suggestionId: string,
): Promise<Suggestion> {
  const found = isId(suggestionId)
    ? await row<Suggestion>(
        ctx.db,
        sql`select ${suggestionColumns(ctx)} from proposal_amendments a join proposals p on p.id = a.proposal_id
            where a.id = ${suggestionId} and a.proposal_id = ${id}`,
      )
    : undefined
  if (!found) throw new NotFound()
  return { ...found, made: new Date(found.made) }
}

/** A text as it was. */
export interface Version extends Words {
  version: number
  writer: string | null
  why: string
  written: Date
  restored: number | null
  aside: boolean
  /** Whose words were taken over in it. */
  credited: string | null
}

const versionColumns = (
  ctx: Context,
) => sql`v.version, v.title, v.body, v.costs, v.who, v.sources, v.why, v.written, v.restored, v.aside,
  ${nameFor(ctx, sql`v.written_by`)} as writer, ${nameFor(ctx, sql`a.by_id`)} as credited`
const versionTables = sql`proposal_versions v join proposals p on p.id = v.proposal_id
  left join proposal_amendments a on a.id = v.amendment_id`

/** How the text came to be, newest first. */
export async function versionsOf(
  ctx: Context,
  { id }: Proposal,
  { before, limit = 20 }: { before?: number | undefined; limit?: number } = {},
): Promise<{ items: Version[]; next: number | undefined }> {
  const found = await rows<Version>(
    ctx.db,
    sql`select ${versionColumns(ctx)} from ${versionTables} where v.proposal_id = ${id} ${before ? sql`and v.version < ${before}` : sql``}
        order by v.version desc limit ${limit + 1}`,
  )
  const items = found.slice(0, limit).map((one) => ({ ...one, written: new Date(one.written) }))
  return { items, next: found.length > limit ? items.at(-1)?.version : undefined }
}

/** One text as it was, with the one before it. @throws NotFound */
export async function versionOf(
  ctx: Context,
  { id }: Proposal,
  version: number,
): Promise<Version & { before: Version | undefined }> {
  const found = await rows<Version>(
    ctx.db,
    sql`(select ${versionColumns(ctx)} from ${versionTables} where v.proposal_id = ${id} and v.version = ${version})
        union all (select ${versionColumns(ctx)} from ${versionTables}
          where v.proposal_id = ${id} and v.version < ${version} and not v.aside order by v.version desc limit 1)`,
  )
  const [one, before] = found.map((each) => ({ ...each, written: new Date(each.written) }))
  if (one?.version !== version) throw new NotFound()
  return { ...one, before }
}

/** What has to be done. */
export interface StepLine {
  id: string
  words: string
  who: string
  /** A day ("2026-06-20"). */
  due: string | null
  done: Date | undefined
}

/** What was told on the way. */
export interface ReportLine {
  id: string
  kind: 'progress' | 'sent' | 'answer'
  party: string
  words: string
  by: string | null
  told: Date
}

/** Steps and reports of a proposal that is being done, or was. */
export async function doingOf(
  ctx: Context,
  { id }: Proposal,
): Promise<{ steps: StepLine[]; reports: ReportLine[] }> {
  const found = await row<{
    steps: (Omit<StepLine, 'done'> & { done: string | null })[] | null
    reports: (Omit<ReportLine, 'told'> & { told: string })[] | null
  }>(
    ctx.db,
    sql`select (select json_agg(json_build_object('id', s.id, 'words', s.words, 'who', s.who, 'due', s.due, 'done', s.done)
            order by s.due nulls last, s.made, s.id) from proposal_steps s where s.proposal_id = p.id) as steps,
          (select json_agg(json_build_object('id', r.id, 'kind', r.kind, 'party', r.party, 'words', r.words,
            'by', ${nameFor(ctx, sql`r.by_id`)}, 'told', r.told) order by r.told, r.id)
            from (select * from proposal_reports where proposal_id = p.id order by told desc, id limit ${most.reports}) r) as reports
        from proposals p where p.id = ${id}`,
  )
  return {
    steps: (found?.steps ?? []).map((one) => ({ ...one, done: one.done ? new Date(one.done) : undefined })),
    reports: (found?.reports ?? []).map((one) => ({ ...one, told: new Date(one.told) })),
  }
}

/** Another proposal, as far as the viewer may know of it. */
export interface Relative {
  id: string
  title: string
  stage: Stage
  place: string
}

/** What a proposal has to do with others. */
export interface Relatives {
  /** Where it was taken over from; `hidden` where the viewer may not read that one, or it is gone. */
  origin: Relative | 'hidden' | undefined
  /** Where it was taken over to, the newest first; and how many more there are that the viewer may not read. */
  travelled: Relative[]
  others: number
  /** What it became part of. */
  into: Relative | undefined
  /** What came together in it. */
  from: Relative[]
}

const mostShown = 12
const relative = sql`p.id, p.title, p.stage, coalesce(c.name, a.name) as place`
const relativeTables = sql`proposals p left join communities c on c.id = p.community_id left join level_cases k on k.id = p.case_id
  left join areas a on a.id = k.area_id`

/** Where it came from, where it went, and what became of it there; a closed community is counted, never named. */
export async function relativesOf(ctx: Context, { id, originId, mergedInto }: Proposal): Promise<Relatives> {
  const may = mayReadProposal(ctx)
  const found = await rows<Relative & { kind: string; may: boolean; total: number }>(
    ctx.db,
    sql`select ${relative}, 'origin' as kind, ${may} as may, 1 as total from ${relativeTables} where p.id = ${originId}::uuid
        union all select ${relative}, 'into', ${may}, 1 from ${relativeTables} where p.id = ${mergedInto}::uuid
        union all select ${relative}, 'from', ${may}, 1 from ${relativeTables} where p.merged_into = ${id}
        union all (select ${relative}, 'travelled', ${may}, count(*) over ()::int from ${relativeTables}
          where p.origin_id = ${id} and p.stage <> 'withdrawn' order by ${may} desc, p.made desc, p.id limit ${mostShown})`,
  )
  const of = (kind: string) =>
    found
      .filter((one) => one.kind === kind && one.may)
      .map(({ id, title, stage, place }) => ({ id, title, stage, place }))
  const travelled = of('travelled')
  return {
    origin: originId ? (of('origin')[0] ?? 'hidden') : undefined,
    travelled,
    others: (found.find(({ kind }) => kind === 'travelled')?.total ?? 0) - travelled.length,
    into: of('into')[0],
    from: of('from'),
  }
}

/** A request to become one that waits for an answer. */
export interface MergeAsked {
  id: string
  /** Of the viewer, who asked it; otherwise they are the one who is asked. */
  asking: boolean
  other: { id: string; title: string }
  why: string
}

/** What waits of requests to become one, for its authors. */
export async function mergesOf(ctx: ViewerContext, { id, mine }: Proposal): Promise<MergeAsked[]> {
  if (!mine) return []
  return rows(
    ctx.db,
    sql`select m.id, m.from_id = ${id} as asking, json_build_object('id', o.id, 'title', o.title) as other, m.why
        from proposal_merges m join proposals o on o.id = case when m.from_id = ${id} then m.to_id else m.from_id end
        where m.answer is null and (m.from_id = ${id} or m.to_id = ${id}) order by m.asked, m.id limit 20`,
  )
}

/** Whether the viewer supported one that went into this, and was not heard yet. */
export async function isAskedToCarry(ctx: ViewerContext, { id }: Proposal): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from proposal_carries where proposal_id = ${id} and resident_id = ${ctx.viewer.id}`,
  )
  return found !== undefined
}

/** Others in the same place that this can become one with, the newest first. */
export async function mergeable(
  ctx: ViewerContext,
  { id, community, level }: Proposal,
): Promise<{ id: string; title: string }[]> {
  return rows(
    ctx.db,
    sql`select p.id, p.title from proposals p left join level_cases k on k.id = p.case_id
        where ${community ? sql`p.community_id = ${community.id}` : sql`k.area_id = ${level!.area.id}`} and p.id <> ${id}
          and p.stage in ('idea', 'talk', 'proposal') and p.author_id <> ${ctx.viewer.id} and p.with_id is null
        order by p.made desc, p.id limit 30`,
  )
}
