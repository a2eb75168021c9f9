import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { after, day, hour } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { areasByCodes, streetCode } from '../areas/index.ts'
import { caseOf, competenceBySlug, contest, openCase, type ContestKind } from '../levels/index.ts'
import { loadViewer, type ViewerContext } from '../residents/index.ts'
import { idOf } from './dice.ts'

/** What lies before residents of the demo town, as it stands in `levels.json`. */
interface Lying {
  key: string
  /** A persona. */
  by: string
  daysAgo: number
  title: string
  topic: string
  buurt: string
  streets: string[]
  /** In which direction neighbours moved it. */
  moves?: ContestKind
  /** How many said that it belongs higher, where that was not enough. */
  say?: number
}

/** Contests at most, in a town of this size. */
const mostContests = 120

/** The case with this key in `levels.json`. */
export function demoCase(key: string): string {
  return idOf(`level:${key}`)
}

/** Lays things before neighbours through the ordinary actions, and lets neighbours say where they belong. */
export async function writeLevels(ctx: Context, folder: string): Promise<void> {
  const lying = JSON.parse(await readFile(join(folder, 'levels.json'), 'utf8')) as Lying[]
  for (const each of lying) {
    const opened = after(ctx.now(), -each.daysAgo * day)
    const by = await as(ctx, idOf(`persona:${each.by}`), opened)
    const areas = await areasByCodes(
      ctx,
      each.streets.map((street) => streetCode(each.buurt, street.toLowerCase())),
    )
    const { id: competenceId } = await competenceBySlug(ctx, each.topic)
    await openCase(by, {
      id: demoCase(each.key),
      title: each.title,
      areaIds: areas.map(({ id }) => id),
      competenceId,
    })
    await speak(ctx, each, by.viewer.id, after(opened, 2 * day - hour))
  }
}

/** Neighbours say where it belongs, one after another, until it moves or enough have spoken. */
async function speak(
  ctx: Context,
  { key, moves, say = mostContests }: Lying,
  by: string,
  from: Date,
): Promise<void> {
  const { level } = await caseOf(ctx, demoCase(key))
  const near = await rows<{ id: string }>(
    ctx.db,
    sql`select r.id from residents r where ${level.area.id} in (r.street_id, r.buurt_id) and r.left_at is null
          and r.level <> 'applicant' and r.id <> ${by} order by r.id limit ${say}`,
  )
  for (const [n, { id }] of near.entries()) {
    const who = await as(ctx, id, new Date(Math.min(after(from, n * hour).getTime(), ctx.now().getTime())))
    if (await contest(who, demoCase(key), moves ?? 'higher')) return
  }
}

async function as(ctx: Context, id: string, at: Date): Promise<ViewerContext> {
  const viewer = await loadViewer(ctx, id)
  if (!viewer) throw new Error(`There is no resident ${id}`)
  return { ...ctx, viewer, now: () => at }
}
