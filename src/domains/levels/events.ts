import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { unlessNotFound } from '../../platform/errors.ts'
import { on, type Subscription } from '../../platform/outbox.ts'
import { areasByIds } from '../areas/index.ts'
import { ambassadorsTouching } from '../designations/index.ts'
import { tell } from '../residents/index.ts'
import { caseRow } from './case.ts'

/** Who is told in person of one move at most, beside the ambassadors. */
const mostTold = 500

export const subscriptions: Subscription[] = [
  on('level.opened', 'levels-tell-opened', async (ctx, { case: id }: { case: string }) => {
    const found = await caseRow(ctx, id).catch(unlessNotFound)
    if (!found) return
    const told = await ambassadorsTouching(ctx, await areasByIds(ctx, [found.areaId]))
    await tell(
      ctx,
      told.filter((each) => each !== found.openedBy),
      'level.opened',
      { case: id },
    )
  }),
  on(
    'level.moved',
    'levels-tell-moved',
    async (ctx, { case: id, step, from, to }: { case: string; step: number; from: number; to: number }) => {
      const found = await caseRow(ctx, id).catch(unlessNotFound)
      if (!found) return
      // Both levels: the ambassadors of the communities that either touches.
      const told = new Set([
        ...(await ambassadorsTouching(ctx, await areasByIds(ctx, [from, to]))),
        ...(await whoSaid(ctx, id, step - 1)),
        ...(found.openedBy ? [found.openedBy] : []),
      ])
      await tell(ctx, [...told], 'level.moved', { case: id, step })
    },
  ),
]

/** Who said something about the level where it stood. */
async function whoSaid(ctx: Context, caseId: string, step: number): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    sql`select k.resident_id as id from level_contests k join residents r on r.id = k.resident_id and r.left_at is null
        where k.case_id = ${caseId} and k.step = ${step} order by k.made, k.id limit ${mostTold}`,
  )
  return found.map(({ id }) => id)
}
