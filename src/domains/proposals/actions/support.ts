import { sql } from 'drizzle-orm'
import { hour } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
import { Conflict } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { requireViewer, tell, untell } from '../../residents/index.ts'
import { changingProposal, proposalById, requireGoing, requireOwn } from '../proposal.ts'

const supporting: Limit = { name: 'proposal-support', max: 60, window: hour }

/** "Ik steun dit." Who supports it follows it too. Twice counts once. @throws Conflict for its author. */
export async function support(ctx: Context, id: string): Promise<void> {
  const known = requireOwn(ctx, await proposalById(ctx, id))
  await limit(known, supporting, known.viewer.id)
  await changingProposal(known, id, async (ctx, proposal) => {
    requireOwn(ctx, proposal)
    requireGoing(proposal)
    if (proposal.mine) throw new Conflict('proposalOwnSupport')
    await ctx.db.execute(
      sql`insert into proposal_supports (id, proposal_id, resident_id, since)
          values (${newId()}, ${id}, ${ctx.viewer.id}, ${ctx.now().toISOString()}) on conflict do nothing`,
    )
    await forget(ctx, id)
  })
}

/** Takes it back, at any moment, also for who belongs there no more; nothing remains of it. */
export async function endSupport(ctx: Context, id: string): Promise<void> {
  const { viewer } = ctx
  if (!viewer) return
  await proposalById(ctx, id)
  await ctx.db.execute(
    sql`delete from proposal_supports where proposal_id = ${id} and resident_id = ${viewer.id}`,
  )
  await forget(ctx, id)
}

/** The viewer, who was asked whether their support goes along, answered: nobody asks them again. */
export async function forget(ctx: Context, id: string): Promise<void> {
  const { viewer } = requireViewer(ctx)
  await ctx.db.execute(
    sql`delete from proposal_carries where proposal_id = ${id} and resident_id = ${viewer.id}`,
  )
  await untell(ctx, ['proposal.carry'], { proposal: id })
}

/** Who one change of a proposal is told to at most; the others read it on its page. */
const mostTold = 2000

/** Tells who supports it, and its authors, except the viewer. */
export async function tellFollowers(
  ctx: Context,
  { id, title, authorIds }: { id: string; title: string; authorIds: readonly string[] },
  kind: string,
  more: Record<string, string> = {},
): Promise<void> {
  const found = await rows<{ id: string }>(
    ctx.db,
    sql`select resident_id as id from proposal_supports where proposal_id = ${id} order by since, id limit ${mostTold}`,
  )
  const told = new Set([...authorIds, ...found.map((each) => each.id)])
  if (ctx.viewer) told.delete(ctx.viewer.id)
  await tell(ctx, [...told], kind, { proposal: id, title, ...more })
}
