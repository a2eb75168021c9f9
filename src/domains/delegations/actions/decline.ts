import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { requireViewer, tell } from '../../residents/index.ts'
import { requireSelf } from './give.ts'

/** Gives one voice back to whose it is, who is told. Twice gives it back once. */
export async function giveBack(ctx: Context, id: string): Promise<void> {
  const known = requireSelf(requireViewer(ctx))
  if (!isId(id)) throw new NotFound()
  await transact(known, async (ctx) => {
    const now = ctx.now().toISOString()
    const ended = await row<{ by: string }>(
      ctx.db,
      sql`update delegations set ended = ${now}, how_ended = 'declined', told = ${now}
          where id = ${id} and to_id = ${known.viewer.id} and ended is null returning by_id as by`,
    )
    if (ended) await tell(ctx, [ended.by], 'delegation.declined', { delegation: id, by: known.viewer.id })
  })
}

/** Votes only for themselves from now on: every voice goes back, and no new ones come until `acceptVoices`. */
export async function refuseVoices(ctx: Context): Promise<void> {
  const known = requireSelf(requireViewer(ctx))
  const { id: me } = known.viewer
  await transact(known, async (ctx) => {
    const now = ctx.now().toISOString()
    // Whoever is giving a voice now holds this row: it is written before, and goes back too.
    await ctx.db.execute(sql`select 1 from residents where id = ${me} for no key update`)
    const refusal = await row<{ id: string }>(
      ctx.db,
      sql`insert into delegation_refusals (id, resident_id, since) values (${newId()}, ${me}, ${now})
          on conflict (resident_id) where ended is null do nothing returning id`,
    )
    if (!refusal) return
    const ended = await rows<{ by: string }>(
      ctx.db,
      sql`update delegations set ended = ${now}, how_ended = 'declined', told = ${now}
          where to_id = ${me} and ended is null returning by_id as by`,
    )
    const givers = [...new Set(ended.map(({ by }) => by))]
    await tell(ctx, givers, 'delegation.declined', { delegation: refusal.id, by: me })
  })
}

/** May carry voices again. What went back stays back. */
export async function acceptVoices(ctx: Context): Promise<void> {
  const { viewer } = requireSelf(requireViewer(ctx))
  await ctx.db.execute(
    sql`update delegation_refusals set ended = ${ctx.now().toISOString()}
        where resident_id = ${viewer.id} and ended is null`,
  )
}
