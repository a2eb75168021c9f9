import { sql, type SQL } from 'drizzle-orm'
import { minute } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { Invalid } from '../../platform/errors.ts'
import { keeping } from '../../platform/kept.ts'
import {
  areaById,
  areasByIds,
  below,
  idsInPath,
  overlaysOf,
  type Area,
  type AreaKind,
  type Overlay,
} from '../areas/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import { competenceById, type Competence } from './competence.ts'
import {
  commonPath,
  mostAreas,
  neededFor,
  sayAt,
  stepDown,
  stepUp,
  within,
  type Because,
  type Say,
} from './rules.ts'

/** At which level something is decided, by whom, and what residents have there. */
export interface Level {
  /** The smallest area that holds everybody whom it touches. */
  area: Area
  competence: Competence
  say: Say
  because: Because
  /** Who holds the formal power: the name of that area or overlay, where it is known. */
  power: string | undefined
  /** How well somebody must be known to take part. */
  needs: 'verified' | 'assured'
  /** Residents who are known that well. For counting; show `roundedCount` of it. */
  electorate: number
  /** What else holds this area: waterschap, regio, stadsdeel. */
  overlays: Overlay[]
}

export interface Asked {
  /** Whom it touches; the first is where it lies. */
  areaIds: readonly number[]
  competenceId: number
}

/**
 * The level of something: the smallest area that holds all whom it touches, and what residents have there.
 * @throws Invalid (`areas`) when nothing holds them all, or an area does not exist; NotFound without such a row.
 */
export async function levelFor(ctx: Context, asked: Asked): Promise<Level> {
  const competence = await competenceById(ctx, asked.competenceId)
  const { area } = await holding(ctx, asked.areaIds)
  return levelAt(ctx, area, competence)
}

/** The same for an area that is known already. */
export async function levelAt(ctx: Context, area: Area, competence: Competence): Promise<Level> {
  const overlays = await overlaysOf(ctx, area)
  const needs = neededFor(competence.basis)
  return {
    area,
    competence,
    ...sayAt(area.kind, competence),
    power: await powerName(ctx, area, competence, overlays),
    needs,
    electorate: await counted(ctx, `${area.id} ${needs}`, () => electorateOf(ctx, area, needs)),
    overlays,
  }
}

/** The areas that were named, and the smallest one that holds them all. @throws Invalid (`areas`) */
export async function holding(
  ctx: Context,
  areaIds: readonly number[],
): Promise<{ area: Area; named: Area[] }> {
  const ids = [...new Set(areaIds)]
  const named = await areasByIds(ctx, ids)
  if (named.length === 0 || named.length !== ids.length) throw new Invalid({ areas: 'areasMissing' })
  if (named.length > mostAreas) throw new Invalid({ areas: 'areasMany' })
  const last = commonPath(named.map(({ path }) => idsInPath(path))).at(-1)
  const area = last === undefined ? undefined : await areaById(ctx, last)
  if (!area) throw new Invalid({ areas: 'areasApart' })
  return { area, named }
}

async function powerName(
  ctx: Context,
  area: Area,
  { level }: Competence,
  overlays: readonly Overlay[],
): Promise<string | undefined> {
  if (level === 'waterschap') {
    const names = overlays.filter(({ kind }) => kind === 'waterschap').map(({ name }) => name)
    return names.length === 1 ? names[0] : undefined
  }
  return (await areasByIds(ctx, idsInPath(area.path))).find(({ kind }) => kind === level)?.name
}

/** Another level for the same thing, and what residents would have there. */
export type Alternative = Pick<Level, 'area' | 'say' | 'electorate'>

/** What would change one level up, and one level down towards the area that was named first. */
export async function alternatives(
  ctx: Context,
  { area, competence, needs }: Level,
  focus: Pick<Area, 'path'>,
): Promise<{ higher: Alternative | undefined; lower: Alternative | undefined }> {
  const path = idsInPath(area.path)
  const [up, down] = [stepUp(path), stepDown(path, idsInPath(focus.path))]
  const found = await areasByIds(
    ctx,
    [up, down].filter((id) => id !== undefined),
  )
  const at = async (id: number | undefined): Promise<Alternative | undefined> => {
    const other = found.find((each) => each.id === id)
    return (
      other && {
        area: other,
        say: sayAt(other.kind, competence).say,
        electorate: await counted(ctx, `${other.id} ${needs}`, () => electorateOf(ctx, other, needs)),
      }
    )
  }
  return { higher: await at(up), lower: await at(down) }
}

/** Large areas are counted once in ten minutes. */
const counted = keeping<number>({ milliseconds: 10 * minute, most: 2_000 })

const columns: Partial<Record<AreaKind, 'street_id' | 'buurt_id' | 'wijk_id' | 'gemeente_id'>> = {
  street: 'street_id',
  buurt: 'buurt_id',
  wijk: 'wijk_id',
  gemeente: 'gemeente_id',
}

/** Whether `residents r` is one of those who are asked in an area: lives there, is known so well, and did not leave. Now. */
export function askedIn(
  { id, kind, path }: Pick<Area, 'id' | 'kind' | 'path'>,
  needs: 'verified' | 'assured' = 'verified',
): SQL {
  const column = columns[kind]
  const lives = column
    ? sql`r.${sql.identifier(column)} = ${id}`
    : sql`r.gemeente_id in (select g.id from areas g where g.kind = 'gemeente' and ${below(sql`g.path`, path)})`
  const known = needs === 'assured' ? sql`r.level = 'assured'` : sql`r.level in ('verified', 'assured')`
  return sql`(${lives} and r.left_at is null and ${known})`
}

/** How many residents of an area are known so well, now. */
export async function electorateOf(
  ctx: Context,
  area: Pick<Area, 'id' | 'kind' | 'path'>,
  needs: 'verified' | 'assured',
): Promise<number> {
  const found = await row<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from residents r where ${askedIn(area, needs)}`,
  )
  return found?.n ?? 0
}

/** The paths of where the viewer lives, from buurt or what is nearest to it, to street. */
export async function homePaths({ viewer, ...ctx }: ViewerContext): Promise<number[][]> {
  const { streetId, buurtId, wijkId, gemeenteId } = viewer
  const ids = [buurtId ?? wijkId ?? gemeenteId, streetId].filter((id) => id !== null)
  return (await areasByIds({ ...ctx, viewer }, ids)).map(({ path }) => idsInPath(path))
}

/** Whether the viewer lives in an area. */
export async function livesIn(ctx: ViewerContext, area: Pick<Area, 'path'>): Promise<boolean> {
  const around = idsInPath(area.path)
  return (await homePaths(ctx)).some((path) => within(path, around))
}
