import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { areasByIds, below, idsInPath, type Area, type Circle } from '../areas/index.ts'
import { competenceAt } from './competence.ts'
import { askedIn, levelAt, type Level } from './level.ts'
import type { ContestKind, Direction, Say } from './rules.ts'

/** A step on the way of a case, from one level to another. */
export interface Move {
  step: number
  direction: Direction
  kind: ContestKind
  from: Area
  to: Area
  /** What residents have after it. */
  say: Say
  asked: number
  counted: number
  moved: Date
}

/** Something laid before neighbours, and at which level it stands. Public. */
export interface LevelCase {
  id: string
  title: string
  /** Where it is told in full. */
  href: string | null
  level: Level
  /** Whom it touches; the first is where it lies. */
  named: Area[]
  start: Area
  circle: Circle | undefined
  moves: Move[]
  opened: Date
  /** Voting opened: it stays where it is. */
  frozen: Date | null
  withdrawn: Date | null
  /** Whether the viewer opened it. */
  mine: boolean
}

/** A case as its row tells. */
export interface CaseRow {
  id: string
  title: string
  href: string | null
  competenceId: number
  competenceVersion: number
  areaId: number
  startAreaId: number
  cell: string | null
  metres: number | null
  opened: Date
  openedBy: string | null
  frozen: Date | null
  withdrawn: Date | null
}

const columns: SQL = sql`k.id, k.title, k.href, k.competence_id as "competenceId", k.competence_version as "competenceVersion",
  k.area_id as "areaId", k.start_area_id as "startAreaId", k.cell::text as cell, k.metres, k.opened, k.opened_by as "openedBy",
  k.frozen, k.withdrawn`

const date = (text: Date | null) => (text === null ? null : new Date(text))

/** The row of a case; with `lock` nobody else changes it until the transaction is over. @throws NotFound */
export async function caseRow(ctx: Context, id: string, { lock = false } = {}): Promise<CaseRow> {
  const found = isId(id)
    ? await row<CaseRow>(
        ctx.db,
        sql`select ${columns} from level_cases k where k.id = ${id} ${lock ? sql`for update` : sql``}`,
      )
    : undefined
  if (!found) throw new NotFound('levelGone')
  return {
    ...found,
    opened: new Date(found.opened),
    frozen: date(found.frozen),
    withdrawn: date(found.withdrawn),
  }
}

/** The areas that a case names, the first where it lies. */
export async function namedIn(ctx: Context, caseId: string): Promise<Area[]> {
  const found = await rows<{ areaId: number }>(
    ctx.db,
    sql`select area_id as "areaId" from level_case_areas where case_id = ${caseId} order by place`,
  )
  return areasByIds(
    ctx,
    found.map(({ areaId }) => areaId),
  )
}

/** A case with its level and the way it went. @throws NotFound */
export async function caseOf(ctx: Context, id: string): Promise<LevelCase> {
  const { areaId, startAreaId, competenceId, competenceVersion, cell, metres, openedBy, ...found } =
    await caseRow(ctx, id)
  const moved = await rows<
    Omit<Move, 'from' | 'to' | 'moved'> & { fromId: number; toId: number; moved: string }
  >(
    ctx.db,
    sql`select step, direction, kind, from_area_id as "fromId", to_area_id as "toId", say, asked, counted, moved
        from level_moves where case_id = ${id} order by step`,
  )
  const areas = new Map(
    (
      await areasByIds(ctx, [areaId, startAreaId, ...moved.flatMap(({ fromId, toId }) => [fromId, toId])])
    ).map((area) => [area.id, area]),
  )
  const competence = await competenceAt(ctx, competenceId, competenceVersion)
  return {
    ...found,
    level: await levelAt(ctx, areas.get(areaId)!, competence),
    named: await namedIn(ctx, id),
    start: areas.get(startAreaId)!,
    circle: cell === null || metres === null ? undefined : { cell, metres },
    moves: moved.map(({ fromId, toId, moved, ...move }) => ({
      ...move,
      from: areas.get(fromId)!,
      to: areas.get(toId)!,
      moved: new Date(moved),
    })),
    mine: openedBy !== null && openedBy === ctx.viewer?.id,
  }
}

/** Whether `residents r` is one of those who are asked for the area that `level_contests s` says was left out, now. */
const askedInTheirs = sql`(s.area_id in (r.street_id, r.buurt_id, r.wijk_id, r.gemeente_id)
  and r.left_at is null and r.level in ('verified', 'assured'))`

/** How many say that it belongs elsewhere, at the level where it stands: of those who are asked there now. */
export interface Contests {
  counts: { kind: ContestKind; area: Area | undefined; count: number }[]
  /** What the viewer said. */
  mine: ContestKind | undefined
}

export async function contestsOf(ctx: Context, { id, level, moves }: LevelCase): Promise<Contests> {
  const found = await rows<{ kind: ContestKind; areaId: number | null; count: number }>(
    ctx.db,
    sql`select s.kind, s.area_id as "areaId", count(*)::int as count
        from level_contests s join residents r on r.id = s.resident_id
        where s.case_id = ${id} and s.step = ${moves.length}
          and (s.kind = 'include' or ${askedIn(level.area)}) and (s.kind <> 'include' or ${askedInTheirs})
        group by s.kind, s.area_id order by count desc, s.kind, s.area_id limit 50`,
  )
  // Also of who moved away since, so that they can take it back.
  const own = await row<{ kind: ContestKind }>(
    ctx.db,
    sql`select kind from level_contests where case_id = ${id} and step = ${moves.length}
          and resident_id = ${ctx.viewer?.id ?? null}::uuid`,
  )
  const areas = new Map(
    (
      await areasByIds(
        ctx,
        found.flatMap(({ areaId }) => (areaId === null ? [] : [areaId])),
      )
    ).map((area) => [area.id, area]),
  )
  return {
    counts: found.map(({ kind, areaId, count }) => ({
      kind,
      count,
      area: areaId === null ? undefined : areas.get(areaId),
    })),
    mine: own?.kind,
  }
}

export interface CaseLine {
  id: string
  title: string
  say: Say
  areaName: string
  opened: Date
  frozen: boolean
}

/** What stands open at this level, or at one around it up to the gemeente, newest first; one more than `limit` when there are more. */
export async function casesHere(ctx: Context, area: Pick<Area, 'path'>, limit = 10): Promise<CaseLine[]> {
  const around = idsInPath(area.path)
  const found = await rows<CaseLine>(
    ctx.db,
    sql`select k.id, k.title, k.say, a.name as "areaName", k.opened, k.frozen is not null as frozen
        from unnest(${sql.param(around)}::int[]) as here (id) join level_cases k on k.area_id = here.id
          join areas a on a.id = k.area_id
        where k.withdrawn is null order by k.opened desc, k.id limit ${limit + 1}`,
  )
  return found.map((line) => ({ ...line, opened: new Date(line.opened) }))
}

/** Whether `areas a` lies within or around another, as a condition on both paths. */
export function touches(one: SQL, other: SQL): SQL {
  return sql`(${below(one, other)} or ${below(other, one)})`
}
