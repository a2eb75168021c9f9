import { sql } from 'drizzle-orm'
import { after, day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { arrayOf, row, rows } from '../../../platform/db/store.ts'
import { NotFound } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import { householdsOf } from '../../identity/index.ts'
import { logAct, requireSteward } from '../../residents/index.ts'
import { say } from '../levels.ts'

/** How far is looked back at what went to a home. */
const lately = 90 * day

/** A letter that waits because many went to its home. Nothing of the vault: no name and no address. */
export interface HeldLetter {
  id: string
  held: Date
  /** Letters that were printed for that home lately, and for how many accounts. */
  letters: number
  accounts: number
  /** Of those, to this very resident: who never got one is more likely to be kept out. */
  own: number
}

/** Letters that wait for somebody of the foundation to look, the longest first. At most 20. */
export async function heldLetters(ctx: Context): Promise<HeldLetter[]> {
  const { db } = requireSteward(ctx, 'identity')
  const waiting = await rows<{ id: string; residentId: string; held: Date }>(
    db,
    sql`select l.id, l.resident_id as "residentId", l.held from letters l
          join residents r on r.id = l.resident_id and r.left_at is null
        where l.state = 'asked' and l.held is not null and l.released is null order by l.held limit 20`,
  )
  if (waiting.length === 0) return []
  const homes = await householdsOf(
    ctx,
    waiting.map(({ residentId }) => residentId),
  )
  const printed = await rows<{ id: string; count: number }>(
    db,
    sql`select resident_id as id, count(*)::int as count from letters
        where resident_id = any(${arrayOf([...new Set([...homes.values()].flat())], 'uuid')})
          and printed > ${after(ctx.now(), -lately).toISOString()} group by resident_id`,
  )
  const counts = new Map(printed.map(({ id, count }) => [id, count]))
  return waiting.map(({ id, residentId, held }) => {
    const of = (homes.get(residentId) ?? []).map((each) => counts.get(each) ?? 0)
    return {
      id,
      held: new Date(held),
      letters: of.reduce((sum, count) => sum + count, 0),
      accounts: of.filter((count) => count > 0).length,
      own: counts.get(residentId) ?? 0,
    }
  })
}

/** The letter goes on the pile after all. @throws NotFound when it does not wait any more */
export async function releaseLetter(ctx: Context, id: string): Promise<void> {
  const steward = requireSteward(ctx, 'identity')
  await settle(steward, id, async (ctx) => {
    await ctx.db.execute(
      sql`update letters set released = ${ctx.now().toISOString()}, released_by = ${steward.viewer.id} where id = ${id}`,
    )
    await logAct(ctx, { task: 'identity', kind: 'letter.released' })
  })
}

/** No letter goes; who asked for it is told, with how else it can be done. @throws NotFound when it does not wait any more */
export async function refuseLetter(ctx: Context, id: string): Promise<void> {
  const steward = requireSteward(ctx, 'identity')
  await settle(steward, id, async (ctx, residentId) => {
    await ctx.db.execute(
      sql`update letters set state = 'withdrawn', closed = ${ctx.now().toISOString()} where id = ${id}`,
    )
    await logAct(ctx, { task: 'identity', kind: 'letter.refused' })
    await say({ ...ctx, viewer: undefined }, residentId, 'letterRefused')
  })
}

async function settle(
  ctx: Context,
  id: string,
  how: (ctx: Context, residentId: string) => Promise<void>,
): Promise<void> {
  if (!isId(id)) throw new NotFound()
  await transact(ctx, async (inner) => {
    const inside = { ...inner, viewer: ctx.viewer }
    const held = await row<{ residentId: string }>(
      inside.db,
      sql`select resident_id as "residentId" from letters
          where id = ${id} and state = 'asked' and held is not null and released is null for update`,
    )
    if (!held) throw new NotFound()
    await how(inside, held.residentId)
  })
}
