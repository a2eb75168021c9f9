import { sql, type SQL } from 'drizzle-orm'
import { day } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict, NotFound } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { publish } from '../../platform/outbox.ts'
import { mailInLanguage } from '../identity/index.ts'
import { requireConfirmed, requireViewer, tell, type ViewerContext } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { mostTrusted } from './rules.ts'

/** Somebody whom one may name: a neighbour one shares a community with. */
export interface Choosable {
  id: string
  name: string
  /** Where one knows them from. */
  from: string
}

/** Whom a resident named, or who named them. */
export interface Trusted {
  id: string
  /** The other of the two. */
  residentId: string
  name: string
  named: Date
}

/** Whom a resident named, in the order of naming. */
export async function trustedOf(ctx: Context, residentId: string): Promise<Trusted[]> {
  return standing(ctx, sql`t.resident_id = ${residentId}`, sql`t.neighbour_id`)
}

/** Who named the viewer. */
export async function trustedBy(ctx: ViewerContext): Promise<Trusted[]> {
  return standing(ctx, sql`t.neighbour_id = ${ctx.viewer.id}`, sql`t.resident_id`)
}

async function standing(ctx: Context, condition: SQL, other: SQL): Promise<Trusted[]> {
  const found = await rows<Trusted>(
    ctx.db,
    sql`select t.id, r.id as "residentId", r.display_name as name, t.named
        from trusted_neighbours t join residents r on r.id = ${other} and r.left_at is null
        where ${condition} and t.ended is null order by t.named, t.id limit 50`,
  )
  return found.map((one) => ({ ...one, named: new Date(one.named) }))
}

const naming: Limit = { name: 'trusted-name', max: 20, window: day }

/**
 * Names a neighbour, out of those one may choose. They are told, and can refuse. Naming twice names once.
 * @throws ConfirmNeeded, NotFound for whom one may not choose, Conflict (`trustedFull`) after three
 */
export async function nameTrusted(
  ctx: Context,
  neighbourId: string,
  choosable: readonly Choosable[],
): Promise<void> {
  const { viewer } = requireConfirmed(ctx)
  await limit(ctx, naming, viewer.id)
  const name = choosable.find(({ id }) => id === neighbourId)?.name
  if (name === undefined) throw new NotFound()
  await transact(ctx, async (ctx) => {
    await ctx.db.execute(sql`select 1 from residents where id = ${viewer.id} for update`)
    const named = await trustedOf(ctx, viewer.id)
    if (named.some(({ residentId }) => residentId === neighbourId)) return
    if (named.length >= mostTrusted) throw new Conflict('trustedFull')
    const id = newId()
    await ctx.db.execute(
      sql`insert into trusted_neighbours (id, resident_id, neighbour_id, named)
          values (${id}, ${viewer.id}, ${neighbourId}, ${ctx.now().toISOString()})`,
    )
    await publish(ctx, 'recovery.trusted', { trusted: id })
    await tell(ctx, [neighbourId], 'recovery.named', { trusted: id, by: viewer.id })
    await tell(ctx, [viewer.id], 'recovery.trusted-changed', { trusted: id, how: 'named', by: neighbourId })
    const link = `${ctx.services.config.origin}/ik/vertrouwden`
    await mailInLanguage(ctx, neighbourId, (language) => words[language].mail.named(viewer.displayName, link))
    await mailInLanguage(ctx, viewer.id, (language) => words[language].mail.trustedChanged(name, link))
  })
}

/** The viewer no longer counts on a neighbour; that neighbour is told. Twice takes back once. */
export async function takeBackTrust(ctx: Context, id: string): Promise<void> {
  const { viewer } = requireViewer(ctx)
  await end(ctx, id, 'taken-back', sql`resident_id = ${viewer.id}`)
}

/** The viewer would rather not be counted on; who named them is told. Twice refuses once. */
export async function refuseTrust(ctx: Context, id: string): Promise<void> {
  const { viewer } = requireViewer(ctx)
  await end(ctx, id, 'refused', sql`neighbour_id = ${viewer.id}`)
}

async function end(ctx: Context, id: string, how: 'taken-back' | 'refused', whose: SQL): Promise<void> {
  if (!isId(id)) throw new NotFound()
  await transact(ctx, async (ctx) => {
    const ended = await row<{ residentId: string; neighbourId: string }>(
      ctx.db,
      sql`update trusted_neighbours set ended = ${ctx.now().toISOString()}, how_ended = ${how}
          where id = ${id} and ended is null and ${whose}
          returning resident_id as "residentId", neighbour_id as "neighbourId"`,
    )
    if (!ended) return
    const { residentId, neighbourId } = ended
    await publish(ctx, 'recovery.trust-ended', { trusted: id })
    await tell(ctx, [residentId], 'recovery.trusted-changed', { trusted: id, how, by: neighbourId })
    if (how === 'taken-back')
      await tell(ctx, [neighbourId], 'recovery.unnamed', { trusted: id, by: residentId })
  })
}
