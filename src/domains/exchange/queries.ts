import { sql, type SQL } from 'drizzle-orm'
import { after } from '../../platform/clock.ts'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import type { Context } from '../../platform/context.ts'
import { NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { cellsWithin, rangesOf, streetsNamedLike } from '../areas/index.ts'
import { mayEnter, notBlocked } from '../communities/index.ts'
import { requireVerified, type ViewerContext } from '../residents/index.ts'
import { furthest, renewableFor, type Band, type Kind, type Side } from './rules.ts'

/** An ask or an offer of a neighbour, without a name. */
export interface Exchange {
  id: string
  side: Side
  kind: Kind
  words: string
  /** How near; absent for what is within a community. */
  band: Band | undefined
  /** The community it is within. */
  community: string | null
  posted: Date
}

interface Found extends Omit<Exchange, 'band' | 'posted'> {
  band: Band | null
  posted: string
}

const asSeen = ({ band, posted, ...found }: Found): Exchange => ({
  ...found,
  band: band ?? undefined,
  posted: new Date(posted),
})

/** Where somebody looks from: the cells around a home with their bands, and the areas that carry the name of its street. */
export interface From {
  cells: readonly string[]
  bands: readonly number[]
  streets: readonly number[]
}

export async function lookFrom(
  ctx: Context,
  { cell, streetId }: { cell: string | null; streetId: number | null },
): Promise<From> {
  const near = cell === null ? { cells: [], bands: [] } : cellsWithin(cell, furthest)
  return { ...near, streets: streetId === null ? [] : await streetsNamedLike(ctx, streetId) }
}

/**
 * `exchanges e` that are listed within two kilometres, with `band`, as a table `nearby`. Ranges of cells instead of a
 * thousand of them, because each cell would be a look of its own.
 */
export function nearby({ cells, bands, streets }: From, only: SQL): SQL {
  const { from, to } = rangesOf(cells)
  return sql`near (cell, band) as materialized (
      select * from unnest(${arrayOf(cells, 'bigint')}, ${arrayOf(bands, 'int')})),
    nearby as (
      select e.*, case when e.street_id = any(${arrayOf(streets, 'int')}) then 0 else n.band end as band
      from unnest(${arrayOf(from, 'bigint')}, ${arrayOf(to, 'bigint')}) as ranges (low, high)
      join exchanges e on e.cell between ranges.low and ranges.high and e.listed and e.ended is null and ${only}
      join near n on n.cell = e.cell)`
}

/** Whether `exchanges e` can be seen by neighbours at all: offers always, asks once nobody who offered could. */
const standing = (
  ctx: ViewerContext,
): SQL => sql`e.ended is null and e.ends > ${ctx.now().toISOString()}::timestamptz
  and (e.side = 'offer' or (e.shown is not null and not exists (
    select 1 from exchange_turns t where t.ask_id = e.id and (t.answer is null or t.answer = 'yes'))))`

const notMine = (ctx: ViewerContext): SQL =>
  sql`e.resident_id <> ${ctx.viewer.id} and ${notBlocked(ctx.viewer.id, sql`e.resident_id`)}`

/** Shown at most on one page; who does not fit is said to be there. */
export const mostShown = 24

export interface Shown {
  items: Exchange[]
  more: boolean
}

const shown = (found: Found[]): Shown => ({
  items: found.slice(0, mostShown).map(asSeen),
  more: found.length > mostShown,
})

/** What neighbours within two kilometres ask or offer, nearest first. Nothing by distance for who is under eighteen. */
export async function exchangesNear(
  ctx: ViewerContext,
  side: Side,
  { kind, from }: { kind?: Kind | undefined; from?: From } = {},
): Promise<Shown> {
  const { viewer } = requireVerified(ctx)
  if (!viewer.adult || viewer.cell === null) return { items: [], more: false }
  const around = from ?? (await lookFrom(ctx, viewer))
  const only = sql`e.side = ${side} ${kind ? sql`and e.kind = ${kind}` : sql``}`
  return shown(
    await rows<Found>(
      ctx.db,
      sql`with ${nearby(around, only)}
          select e.id, e.side, e.kind, e.words, e.band, null as community, e.posted from nearby e
          where ${standing(ctx)} and ${notMine(ctx)}
          order by e.band, e.posted desc, e.id limit ${mostShown + 1}`,
    ),
  )
}

/** What fellow members ask and offer within the viewer's communities, newest first. */
export async function exchangesWithin(ctx: ViewerContext): Promise<Shown> {
  requireVerified(ctx)
  return shown(
    await rows<Found>(
      ctx.db,
      sql`select e.id, e.side, e.kind, e.words, null::int as band, c.name as community, e.posted
          from memberships m join communities c on c.id = m.community_id and c.state in ('forming', 'active')
          join exchanges e on e.community_id = m.community_id
          where m.resident_id = ${ctx.viewer.id} and m.ended is null and ${standing(ctx)} and ${notMine(ctx)} and ${stillMember}
          order by e.posted desc, e.id limit ${mostShown + 1}`,
    ),
  )
}

/** Who left a community asks and offers there no longer. */
const stillMember = sql`exists (select 1 from memberships own where own.community_id = e.community_id
  and own.resident_id = e.resident_id and own.ended is null)`

/**
 * One ask or offer of a neighbour that the viewer may see, with its band. @throws NotFound for what is over, answered,
 * or not for them.
 */
export async function exchangeById(
  ctx: ViewerContext,
  id: string,
): Promise<Exchange & { residentId: string; communityId: string | null }> {
  const { viewer } = requireVerified(ctx)
  if (!isId(id)) throw new NotFound('exchangeOver')
  const from = await lookFrom(ctx, viewer)
  const found = await row<Found & { residentId: string; communityId: string | null }>(
    ctx.db,
    sql`with ${nearby(from, sql`e.id = ${id}::uuid and ${viewer.adult}::boolean`)}
        select e.id, e.side, e.kind, e.words, e.band, null as community, null::uuid as "communityId", e.posted, e.resident_id as "residentId"
        from nearby e where ${standing(ctx)} and ${notMine(ctx)}
        union all
        select e.id, e.side, e.kind, e.words, null, c.name, c.id, e.posted, e.resident_id
        from exchanges e join communities c on c.id = e.community_id and c.state in ('forming', 'active')
        join memberships m on m.community_id = c.id and m.resident_id = ${viewer.id} and m.ended is null
        where e.id = ${id} and ${standing(ctx)} and ${notMine(ctx)} and ${stillMember}`,
  )
  if (!found) throw new NotFound('exchangeOver')
  const { residentId, communityId, ...rest } = found
  return { ...asSeen(rest), residentId, communityId }
}

/** How an own ask or offer stands. */
export type Standing =
  | 'asking'
  | 'waiting'
  | 'shown'
  | 'promised'
  | 'standing'
  | 'done'
  | 'withdrawn'
  | 'over'

export interface OwnExchange {
  id: string
  side: Side
  kind: Kind
  words: string
  community: string | null
  posted: Date
  ends: Date
  standing: Standing
  /** The turn of who said yes. */
  turn: string | null
}

const ownColumns = (ctx: ViewerContext): SQL => sql`e.id, e.side, e.kind, e.words, e.posted, e.ends,
  (select c.name from communities c where c.id = e.community_id and ${mayEnter(ctx)}) as community,
  (select t.id from exchange_turns t where t.ask_id = e.id and t.answer = 'yes') as turn,
  case when e.ended is not null then e.how_ended
    when e.ends <= ${ctx.now().toISOString()}::timestamptz then 'over'
    when e.side = 'offer' then 'standing'
    when exists (select 1 from exchange_turns t where t.ask_id = e.id and t.answer = 'yes') then 'promised'
    when e.shown is not null then 'shown'
    when exists (select 1 from exchange_turns t where t.ask_id = e.id and t.answer is null) then 'asking'
    else 'waiting' end as standing`

const asOwn = (found: OwnExchange): OwnExchange => ({
  ...found,
  posted: new Date(found.posted),
  ends: new Date(found.ends),
})

/** The viewer's own asks and offers, newest first, also those that ended in the past weeks. */
export async function ownExchanges(ctx: ViewerContext): Promise<OwnExchange[]> {
  const found = await rows<OwnExchange>(
    ctx.db,
    sql`select ${ownColumns(ctx)} from exchanges e where e.resident_id = ${ctx.viewer.id}
          and (e.ended is null or e.ended > ${after(ctx.now(), -renewableFor).toISOString()}::timestamptz)
        order by e.posted desc, e.id limit 30`,
  )
  return found.map(asOwn)
}

/** One of the viewer's own; undefined for anybody else's. */
export async function ownExchange(ctx: ViewerContext, id: string): Promise<OwnExchange | undefined> {
  if (!isId(id)) return undefined
  const found = await row<OwnExchange>(
    ctx.db,
    sql`select ${ownColumns(ctx)} from exchanges e where e.id = ${id} and e.resident_id = ${ctx.viewer.id}`,
  )
  return found && asOwn(found)
}

/** An ask at somebody's door, as one of the two sees it. */
export interface Turn {
  id: string
  askId: string
  kind: Kind
  words: string
  /** Whether the viewer is asked; otherwise they ask. */
  received: boolean
  answer: 'yes' | 'no' | 'late' | 'released' | 'stopped' | null
  asked: Date
  community: string | null
  /** How near the two live, as a band; absent within a community. */
  band: Band | undefined
  /** Whether the ask itself is over. */
  over: 'done' | 'withdrawn' | 'over' | null
  /** The other's first name, only after a yes. */
  name: string | undefined
  otherId: string
  ownNote: string | null
  otherNote: string | null
  thanks: string | null
}

type FoundTurn = Omit<Turn, 'band' | 'name' | 'asked'> & {
  asked: string
  name: string | null
  cell: string | null
  streetId: number | null
}

const turnColumns = (ctx: ViewerContext): SQL => sql`t.id, e.id as "askId", e.kind, e.words,
  t.resident_id = ${ctx.viewer.id} as received, t.answer, t.asked,
  (select c.name from communities c where c.id = e.community_id and ${mayEnter(ctx)}) as community,
  e.cell::text as cell, e.street_id as "streetId", e.how_ended as over, other.id as "otherId",
  case when t.answer = 'yes' then other.display_name end as name,
  case when t.resident_id = ${ctx.viewer.id} then t.helper_note else t.asker_note end as "ownNote",
  case when t.resident_id = ${ctx.viewer.id} then t.asker_note else t.helper_note end as "otherNote", t.thanks`
const turnTables = (ctx: ViewerContext): SQL => sql`exchange_turns t join exchanges e on e.id = t.ask_id
  join residents other on other.id = case when t.resident_id = ${ctx.viewer.id} then e.resident_id else t.resident_id end
    and other.left_at is null and ${notBlocked(ctx.viewer.id, sql`other.id`)}`

async function tidy(ctx: ViewerContext, found: FoundTurn[], known?: From): Promise<Turn[]> {
  const from = found.length === 0 ? undefined : (known ?? (await lookFrom(ctx, ctx.viewer)))
  return found.map(({ cell, streetId, name, asked, ...turn }) => ({
    ...turn,
    asked: new Date(asked),
    name: name ?? undefined,
    band: turn.community === null && from ? bandIn(from, { cell, streetId }) : undefined,
  }))
}

function bandIn(from: From, home: { cell: string | null; streetId: number | null }): Band | undefined {
  if (home.streetId !== null && from.streets.includes(home.streetId)) return 0
  const at = home.cell === null ? -1 : from.cells.indexOf(home.cell)
  return at < 0 ? undefined : (from.bands[at] as Band)
}

/** Asks at the viewer's door: those that wait for an answer, and those the viewer said yes to. Oldest first. */
export async function turnsFor(ctx: ViewerContext, from?: From): Promise<Turn[]> {
  return tidy(
    ctx,
    await rows<FoundTurn>(
      ctx.db,
      sql`select ${turnColumns(ctx)} from ${turnTables(ctx)}
          where t.resident_id = ${ctx.viewer.id} and (t.answer is null or t.answer = 'yes') and e.ended is null
            and e.ends > ${ctx.now().toISOString()}::timestamptz
          order by t.answer is not null, t.asked limit 20`,
    ),
    from,
  )
}

/** Whether an ask waits at the viewer's door. */
export async function hasTurn(ctx: ViewerContext): Promise<string | undefined> {
  const found = await row<{ id: string }>(
    ctx.db,
    sql`select t.id from ${turnTables(ctx)} where t.resident_id = ${ctx.viewer.id} and t.answer is null and e.ended is null
        order by t.asked limit 1`,
  )
  return found?.id
}

/**
 * One turn, for who is asked; for who asks only after the yes, because before that they know of nobody.
 * @throws NotFound for anybody else, and when the two blocked each other.
 */
export async function turnById(ctx: ViewerContext, id: string): Promise<Turn> {
  const found = isId(id)
    ? await row<FoundTurn>(
        ctx.db,
        sql`select ${turnColumns(ctx)} from ${turnTables(ctx)}
            where t.id = ${id} and (t.resident_id = ${ctx.viewer.id} or (e.resident_id = ${ctx.viewer.id} and t.answer = 'yes'))`,
      )
    : undefined
  const [turn] = found ? await tidy(ctx, [found]) : []
  if (!turn) throw new NotFound('exchangeOver')
  return turn
}
