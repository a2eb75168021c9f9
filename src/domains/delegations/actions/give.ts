import { sql, type SQL } from 'drizzle-orm'
import { after, day } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { requireVerified, requireViewer, tell, type ViewerContext } from '../../residents/index.ts'
import { voiceFor } from '../queries/chain.ts'
import { choosable } from '../queries/eligible.ts'
import { lasts, mostGiven } from '../rules/terms.ts'
import { followTheme, inPlace, isScope, within, type NamedPlace, type Scope } from '../scope.ts'

export interface Gift {
  scope: Scope
  toId: string
}

const giving: Limit = { name: 'delegate', max: 60, window: day }
/** To one and the same neighbour. Not of all givers together: one could else keep a neighbour from being given anything. */
const givingTo: Limit = { name: 'delegate-to', max: 12, window: day }

/**
 * Lets a neighbour vote for the viewer, in a place or on one theme there, for a year. Both belong there now; the neighbour
 * is a verified adult, did not say that they would rather not, and nobody blocked the other. Who gave it to somebody else
 * for exactly this takes that back with it. A circle is not refused: it carries nobody, and everybody in it is told. Who is
 * given something again in the same place within a day is not told again.
 * @throws NotAllowed (`helperMayNot`) in a session in which a neighbour helps.
 */
export async function give(ctx: Context, { scope, toId }: Gift): Promise<void> {
  const known = await trying(ctx, scope)
  if (toId === known.viewer.id) throw new Invalid({ to: 'giveSelf' })
  await limit(known, givingTo, `${known.viewer.id} ${toId}`)
  const followed = await followTheme(known, scope)
  await within(known, followed, async (ctx, place) => {
    await holdBoth(ctx, toId)
    const person = await choosable(ctx, place, toId)
    if (!person) throw new NotFound()
    if (person.refuses) throw new Conflict('voiceRefused')
    const id = await put(ctx, followed, toId)
    if (!id) return
    await tell(
      ctx,
      await untold(ctx, [toId], 'delegation.given', sql`d.by_id = ${ctx.viewer.id} and ${inPlace(followed)}`),
      'delegation.given',
      { delegation: id, by: ctx.viewer.id },
    )
    await tellOfCircle(ctx, followed, place, id)
  })
}

/**
 * On this theme nobody votes for the viewer, whatever they gave for a broader theme or for the whole place.
 * @throws Invalid without a theme: then taking back is enough.
 */
export async function stop(ctx: Context, scope: Scope): Promise<void> {
  const known = await trying(ctx, scope)
  if (scope.themeId === null) throw new Invalid({ theme: 'stopTheme' })
  const followed = await followTheme(known, scope)
  await within(known, followed, async (ctx) => {
    await put(ctx, followed, null)
  })
}

/** Takes a voice back, or a stop, at once. Whoever it is of may do so always. Twice does it once. */
export async function takeBack(ctx: Context, id: string): Promise<void> {
  const known = requireSelf(requireViewer(ctx))
  if (!isId(id)) throw new NotFound()
  const now = known.now().toISOString()
  const own = await row<{ id: string }>(
    known.db,
    sql`update delegations set ended = coalesce(ended, ${now}), how_ended = coalesce(how_ended, 'taken-back'),
          told = coalesce(told, ${now})
        where id = ${id} and by_id = ${known.viewer.id} returning id`,
  )
  if (!own) throw new NotFound()
}

/** Lets a voice that was given stand for another year. */
export async function confirm(ctx: Context, id: string): Promise<void> {
  const known = requireSelf(requireVerified(ctx))
  if (!isId(id)) throw new NotFound()
  const now = known.now()
  const confirmed = await row(
    known.db,
    sql`update delegations set ends = ${after(now, lasts * day).toISOString()}, reminded = null
        where id = ${id} and by_id = ${known.viewer.id} and ended is null and ends > ${now.toISOString()} returning id`,
  )
  if (!confirmed) throw new Conflict('voiceOver')
}

/** @throws NotAllowed in a session in which a neighbour helps: whose voice it is decides that themselves. */
export function requireSelf(known: ViewerContext): ViewerContext {
  if (known.viewer.helper) throw new NotAllowed('helperMayNot')
  return known
}

async function trying(ctx: Context, scope: Scope): Promise<ViewerContext> {
  const known = requireSelf(requireVerified(ctx))
  if (!isScope(scope)) throw new NotFound()
  await limit(known, giving, known.viewer.id)
  return known
}

/** Until the transaction ends neither moves, leaves, falls back a level or blocks the other. */
async function holdBoth(ctx: ViewerContext, toId: string): Promise<void> {
  if (!isId(toId)) throw new NotFound()
  await ctx.db.execute(
    sql`select 1 from residents where id = any(${arrayOf([ctx.viewer.id, toId], 'uuid')}) order by id for share`,
  )
}

/** Writes it in the place of what stood for exactly this. @returns the id, or nothing where it stood already. */
async function put(ctx: ViewerContext, scope: Scope, toId: string | null): Promise<string | undefined> {
  const now = ctx.now()
  const moment = now.toISOString()
  const standing = await row<{ id: string; toId: string | null; over: boolean }>(
    ctx.db,
    sql`select id, to_id as "toId", coalesce(ends <= ${moment}, false) as over from delegations
        where by_id = ${ctx.viewer.id} and ended is null and community_id is not distinct from ${scope.communityId}::uuid
          and area_id is not distinct from ${scope.areaId}::int and theme_id is not distinct from ${scope.themeId}::int
        for update`,
  )
  if (standing && !standing.over && standing.toId === toId) {
    await ctx.db.execute(
      sql`update delegations set ends = ${endOf(now, toId)}, reminded = null where id = ${standing.id}`,
    )
    return undefined
  }
  const count = await row<{ standing: number }>(
    ctx.db,
    sql`select count(*)::int as standing from delegations where by_id = ${ctx.viewer.id} and ended is null`,
  )
  if (!standing && (count?.standing ?? 0) >= mostGiven) throw new Conflict('voicesMany', { most: mostGiven })
  if (standing)
    await ctx.db.execute(
      sql`update delegations set ended = ${moment}, how_ended = 'renewed', told = ${moment} where id = ${standing.id}`,
    )
  const id = newId()
  await ctx.db.execute(
    sql`insert into delegations (id, by_id, to_id, community_id, area_id, theme_id, given, ends)
        values (${id}, ${ctx.viewer.id}, ${toId}::uuid, ${scope.communityId}::uuid, ${scope.areaId}::int,
          ${scope.themeId}::int, ${moment}, ${endOf(now, toId)}::timestamptz)`,
  )
  await publish(ctx, 'delegation.changed', { delegation: id })
  return id
}

/** A stop stands until it is taken back. */
function endOf(now: Date, toId: string | null): string | null {
  return toId === null ? null : after(now, lasts * day).toISOString()
}

/** A voice that comes back to its owner carries nobody: everybody who hands it round hears so. */
async function tellOfCircle(ctx: ViewerContext, scope: Scope, place: NamedPlace, id: string): Promise<void> {
  const way = await voiceFor(ctx, scope)
  if (way.at(-1)?.end !== 'circle') return
  const everybody = way.map(({ residentId }) => residentId)
  const same = sql`${inPlace(scope)} and d.theme_id is not distinct from ${scope.themeId}::int`
  await tell(ctx, await untold(ctx, everybody, 'delegation.circle', same), 'delegation.circle', {
    delegation: id,
    place: place.name,
  })
}

/** Of these, who was not told so within a day about a voice of this kind: giving and taking back must not flood them. */
async function untold(
  ctx: ViewerContext,
  ids: readonly string[],
  kind: string,
  which: SQL,
): Promise<string[]> {
  const told = await rows<{ id: string }>(
    ctx.db,
    sql`select n.resident_id as id from notices n join delegations d on d.id = (n.data->>'delegation')::uuid
        where n.resident_id = any(${arrayOf(ids, 'uuid')}) and n.kind = ${kind}
          and n.created > ${after(ctx.now(), -day).toISOString()} and ${which}`,
  )
  const already = new Set(told.map(({ id }) => id))
  return ids.filter((id) => !already.has(id))
}
