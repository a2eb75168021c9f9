import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import type { Circle } from '../../areas/index.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import { caseRow } from '../case.ts'
import { competenceById } from '../competence.ts'
import { holding, livesIn } from '../level.ts'
import { mostAreas, sayAt } from '../rules.ts'

export interface NewCase {
  /** Made when the form was shown, so that sending it twice opens one. */
  id: string
  title: string
  /** Path on this site where it is told in full. */
  href?: string | undefined
  /** Whom it touches; the first is where it lies. */
  areaIds: readonly number[]
  circle?: Circle | undefined
  competenceId: number
}

const opening: Limit = { name: 'level-open', max: 10, window: day }

/**
 * Lays something before neighbours at the level that holds all whom it touches. For verified residents who live there.
 * Sending the same form twice opens it once. Within a transaction of the caller the rate limit is the caller's.
 * @throws Invalid (`areas`) as `levelFor`, NotAllowed (`levelNotHome`) for who lives elsewhere.
 */
export async function openCase(ctx: Context, wanted: NewCase): Promise<void> {
  const known = requireVerified(ctx)
  if (ctx.db === ctx.services.store.db) await limit(known, opening, known.viewer.id)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    const { area, named } = await holding(ctx, wanted.areaIds.slice(0, mostAreas + 1))
    if (!(await livesIn(ctx, area))) throw new NotAllowed('levelNotHome')
    const competence = await competenceById(ctx, wanted.competenceId)
    if (competence.retired) throw new Invalid({ topic: 'topicGone' })
    const { say } = sayAt(area.kind, competence)
    const made = await row(
      ctx.db,
      sql`insert into level_cases (id, title, href, competence_id, competence_version, area_id, start_area_id, say, cell, metres, opened, opened_by)
          values (${wanted.id}, ${wanted.title}, ${wanted.href ?? null}, ${competence.id}, ${competence.version}, ${area.id}, ${area.id},
            ${say}, ${wanted.circle?.cell ?? null}::bigint, ${wanted.circle?.metres ?? null}, ${ctx.now().toISOString()}, ${ctx.viewer.id})
          on conflict (id) do nothing returning id`,
    )
    if (!made) return
    await ctx.db.execute(
      sql`insert into level_case_areas (case_id, place, area_id)
          select ${wanted.id}, place, id from unnest(${sql.param(named.map(({ id }) => id))}::int[]) with ordinality as named (id, place)`,
    )
    await publish(ctx, 'level.opened', { case: wanted.id })
  })
}

/**
 * Voting opens: the case stays at its level from now on. For the domain that lets people vote; twice does it once.
 * @throws NotFound, Conflict (`levelWithdrawn`)
 */
export async function freezeCase(ctx: Context, id: string): Promise<void> {
  await transact(ctx, async (ctx) => {
    const { frozen, withdrawn } = await caseRow(ctx, id, { lock: true })
    if (withdrawn) throw new Conflict('levelWithdrawn')
    if (frozen) return
    await ctx.db.execute(
      sql`update level_cases set frozen = ${ctx.now().toISOString()} where id = ${id} and frozen is null`,
    )
    await publish(ctx, 'level.frozen', { case: id })
  })
}

/** What it was about is over before anybody votes: nobody is asked any more. For the domain whose thing it is; twice does it once. */
export async function endCase(ctx: Context, id: string): Promise<void> {
  await transact(ctx, async (ctx) => {
    const { frozen, withdrawn } = await caseRow(ctx, id, { lock: true })
    if (frozen || withdrawn) return
    await withdraw(ctx, id)
  })
}

/** Who opened it takes it back, as long as nobody votes on it. Twice does it once. */
export async function withdrawCase(ctx: Context, id: string): Promise<void> {
  const known = requireVerified(ctx)
  await transact(known, async (ctx) => {
    const { openedBy, frozen, withdrawn } = await caseRow(ctx, id, { lock: true })
    if (openedBy !== known.viewer.id) throw new NotFound('levelGone')
    if (frozen) throw new Conflict('levelFrozen')
    if (withdrawn) return
    await withdraw(ctx, id)
  })
}

async function withdraw(ctx: Context, id: string): Promise<void> {
  await ctx.db.execute(sql`update level_cases set withdrawn = ${ctx.now().toISOString()} where id = ${id}`)
}
