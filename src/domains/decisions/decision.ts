import { sql, type SQL } from 'drizzle-orm'
import { systemClock } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { mayReadInside } from '../communities/index.ts'
import type { MethodName } from './rules/choice.ts'
import type { Told } from './rules/count-ballots.ts'

export type Form = 'open' | 'closed'
export type State = 'open' | 'amending' | 'decided' | 'withdrawn' | 'void'

/** Why the viewer votes, or does not. */
export type Standing =
  | 'may'
  /** Not signed in. */
  | 'visitor'
  /** Does not belong to the community, or does not live in the area. */
  | 'elsewhere'
  /** Came to the community or the area after it was opened, or was known well enough only then. */
  | 'late'
  /** Is a guest in the community, who moved away. */
  | 'guest'
  /** Is not known well enough yet. */
  | 'level'

export interface Option {
  words: string
  cost: number | null
  starts: Date | null
}

/** A decision as this viewer sees it. */
export interface Decision {
  id: string
  community: { id: string; slug: string; name: string } | null
  area: { id: number; code: string; name: string; kind: string } | null
  themeId: number | null
  origin: string | null
  method: MethodName
  form: Form
  needs: 'verified' | 'assured'
  question: string
  html: string
  explanation: string
  seats: number | null
  budget: number | null
  quorum: number | null
  round: 1 | 2
  openedById: string | null
  opened: Date
  opens: Date
  closes: Date
  state: State
  electorate: number | null
  voices: number | null
  result: Told | null
  digest: string | null
  standing: Standing
  /** Whether the viewer's voice is in the box. */
  voted: boolean
  /** Whether the viewer asked for a ballot of paper. */
  onPaper: boolean
  /** Whether the viewer may enter ballots of paper: who opened it, and whom they asked and who said yes. */
  teller: boolean
  /** Whether the viewer was asked to be teller, and did not say yes yet. */
  askedTeller: boolean
  /** Whether it is the time to vote. */
  running: boolean
  options: Option[]
}

/**
 * The moment that decides whether a ballot is in time: that of the database, which is one for every server. A clock that
 * a test brought counts for the whole program, so there it is that one.
 */
export function votingMoment(ctx: Context): SQL {
  return ctx.services.clock === systemClock
    ? sql`clock_timestamp()`
    : sql`${ctx.now().toISOString()}::timestamptz`
}

/** The column of residents that says whether they live in `areas a`; none for areas larger than a gemeente. */
const lives = sql`(case a.kind when 'street' then r.street_id when 'buurt' then r.buurt_id when 'wijk' then r.wijk_id
  when 'gemeente' then r.gemeente_id end)`

/**
 * Whether `residents r` could have voted in an area when `decisions d` was opened: was here, did not move after it, and was
 * known well enough. Where somebody moved from is kept nowhere, so any move after the opening counts.
 */
const since = sql`(r.joined <= d.opened
  and not exists (select 1 from moves gone where gone.resident_id = r.id and gone.moved > d.opened)
  and exists (select 1 from resident_levels known where known.resident_id = r.id and known.since <= d.opened
    and (known.level = 'assured' or (known.level = 'verified' and d.needs = 'verified'))))`

/** Everybody who may vote on a decision, as a query of ids. */
export function electorateOf({ id, community, area, needs }: Asked): SQL {
  const known = sql`r.left_at is null and r.level = any(${needs === 'assured' ? sql`array['assured']` : sql`array['verified', 'assured']`})`
  if (community)
    return sql`select r.id from decisions d join memberships m on m.community_id = d.community_id and m.ended is null
        and m.guest_since is null and m.joined <= d.opened
      join residents r on r.id = m.resident_id and ${known} where d.id = ${id}`
  const column = { street: 'street_id', buurt: 'buurt_id', wijk: 'wijk_id', gemeente: 'gemeente_id' }[
    area?.kind ?? ''
  ]
  if (!column) return sql`select id from residents where false`
  return sql`select r.id from decisions d join residents r on r.${sql.identifier(column)} = d.area_id and ${known} and ${since}
    where d.id = ${id}`
}

/** What has to be known of a decision to look up who may vote. */
export type Asked = Pick<Decision, 'id' | 'community' | 'area' | 'needs'>

/** Kinds of areas whose residents decide. */
export const decidingKinds = ['street', 'buurt', 'wijk', 'gemeente'] as const

/** Why this resident votes on `decisions d` (with `areas a`), or does not; see `Standing`. */
export const standingOf = (viewerId: string | undefined): SQL =>
  viewerId === undefined
    ? sql`'visitor'`
    : sql`coalesce((select case
        when d.community_id is not null and own.id is null then 'elsewhere'
        when d.area_id is not null and d.area_id is distinct from ${lives} then 'elsewhere'
        when own.guest_since is not null then 'guest'
        when own.joined > d.opened then 'late'
        when r.level = 'applicant' or (d.needs = 'assured' and r.level <> 'assured') then 'level'
        when d.area_id is not null and not ${since} then 'late'
        else 'may' end
      from residents r left join memberships own on own.community_id = d.community_id and own.resident_id = r.id and own.ended is null
      where r.id = ${viewerId} and r.left_at is null), 'elsewhere')`

type Found = Omit<Decision, 'opened' | 'opens' | 'closes' | 'options'> & {
  opened: string
  opens: string
  closes: string
  options: { words: string; cost: number | null; starts: string | null }[]
}

/** Columns of a `Decision` on `decisions d`, with `communities c` and `areas a` beside it. */
export function decisionColumns(ctx: Context): SQL {
  const me = ctx.viewer?.id ?? null
  return sql`d.id, case when c.id is not null then json_build_object('id', c.id, 'slug', c.slug, 'name', c.name) end as community,
    case when a.id is not null then json_build_object('id', a.id, 'code', a.code, 'name', a.name, 'kind', a.kind) end as area,
    d.theme_id as "themeId", d.origin, d.method, d.form, d.needs, d.question, d.html, d.explanation, d.seats, d.budget, d.quorum,
    d.round, d.opened_by as "openedById", d.opened, d.opens, d.closes, d.state, d.electorate, d.voices, d.result, d.digest,
    ${standingOf(ctx.viewer?.id)} as standing,
    (exists (select 1 from decision_ballots b where b.decision_id = d.id and b.round = d.round and b.resident_id = ${me}::uuid)
      or exists (select 1 from decision_marks m where m.decision_id = d.id and m.resident_id = ${me}::uuid and not m.paper)) as voted,
    exists (select 1 from decision_marks m where m.decision_id = d.id and m.resident_id = ${me}::uuid and m.paper) as "onPaper",
    (d.opened_by = ${me}::uuid or exists (select 1 from decision_tellers t where t.decision_id = d.id and t.resident_id = ${me}::uuid
      and t.accepted is not null)) as teller,
    exists (select 1 from decision_tellers t where t.decision_id = d.id and t.resident_id = ${me}::uuid and t.accepted is null) as "askedTeller",
    (d.state = 'open' and d.opens <= ${votingMoment(ctx)} and d.closes > ${votingMoment(ctx)}) as running,
    (select coalesce(json_agg(json_build_object('words', o.words, 'cost', o.cost, 'starts', o.starts) order by o.place), '[]')
      from decision_options o where o.decision_id = d.id) as options`
}

export const decisionTables = sql`decisions d left join communities c on c.id = d.community_id
  left join areas a on a.id = d.area_id`

/**
 * Whether the viewer may read `decisions d`: what is decided in an area is public, in a community it is as the community.
 * Who is only invited to a closed community reads nothing of it yet.
 */
export const mayRead = (ctx: Context): SQL => sql`(d.community_id is null
  or ${mayReadInside(ctx)})`

export const asDecision = (found: Found): Decision => ({
  ...found,
  opened: new Date(found.opened),
  opens: new Date(found.opens),
  closes: new Date(found.closes),
  options: found.options.map((option) => ({
    ...option,
    starts: option.starts === null ? null : new Date(option.starts),
  })),
})

/** One decision. @throws NotFound, also when the viewer may not know that it exists. */
export async function decisionById(ctx: Context, id: string): Promise<Decision> {
  const found = isId(id)
    ? await row<Found>(
        ctx.db,
        sql`select ${decisionColumns(ctx)} from ${decisionTables} where d.id = ${id} and ${mayRead(ctx)}`,
      )
    : undefined
  if (!found) throw new NotFound()
  return asDecision(found)
}

/** Those that a condition on `decisions d` finds, in this order. */
export async function decisionsBy(ctx: Context, where: SQL, order: SQL, limit: number): Promise<Decision[]> {
  const found = await rows<Found>(
    ctx.db,
    sql`select ${decisionColumns(ctx)} from ${decisionTables}
        where ${where} and ${mayRead(ctx)} order by ${order} limit ${limit}`,
  )
  return found.map(asDecision)
}

export const hrefOf = (id: string): string => `/besluit/${id}`
