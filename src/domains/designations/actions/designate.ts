import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { conceptsByIds } from '../../ambitions/index.ts'
import { belongsFully, changing, requireLiving, requireMember, tellAbout } from '../../communities/index.ts'
import { areBlocked, requireNotHelper, requireVerified, requireViewer } from '../../residents/index.ts'
import type { Kind } from '../rules.ts'

/** As what, and in which community, somebody is pointed at. An authority has a theme, an ambassador has none. */
export interface Subject {
  communityId: string
  kind: Kind
  themeId?: number | undefined
}

export interface Designation extends Subject {
  toId: string
}

const designating: Limit = { name: 'designate', max: 100, window: day }

/**
 * Points at a fellow member. Both belong to the community now; nobody points at themselves, nor at somebody who said
 * that they would rather not. Somebody who helps the viewer does not point at themselves. Pointing twice is one
 * designation.
 */
export async function designate(ctx: Context, designation: Designation): Promise<void> {
  const known = requireVerified(ctx)
  const { communityId, kind, toId } = designation
  requireNotHelper(known, toId)
  const themeId = await themeOf(known, designation)
  await limit(known, designating, known.viewer.id)
  await changing(known, communityId, async (ctx, community) => {
    requireMember(community)
    requireLiving(community)
    if (!(await belongsFully(ctx, communityId, ctx.viewer.id))) throw new NotAllowed('guestsDoNot')
    if (toId === ctx.viewer.id) throw new Invalid({ to: 'designateSelf' })
    if (!isId(toId) || !(await belongsFully(ctx, communityId, toId))) throw new NotFound()
    if (await areBlocked(ctx, ctx.viewer.id, toId)) throw new NotFound()
    if (await refuses(ctx, { communityId, kind, themeId }, toId)) throw new Conflict('designationRefused')
    const made = await row<{ id: string }>(
      ctx.db,
      sql`insert into designations (id, community_id, kind, theme_id, by_id, to_id, designated)
          values (${newId()}, ${communityId}, ${kind}, ${themeId ?? null}, ${ctx.viewer.id}, ${toId},
            ${ctx.now().toISOString()})
          on conflict (community_id, kind, by_id, to_id, coalesce(theme_id, 0)) where ended is null do nothing
          returning id`,
    )
    if (!made) return
    await tellAbout(ctx, communityId, [toId], 'designation.made', { designation: made.id, as: kind })
    await publish(ctx, 'designation.made', { designation: made.id })
  })
}

/** Takes a designation back, at once. Taking it back twice takes it back once. */
export async function takeBack(ctx: Context, designation: Designation): Promise<void> {
  const known = requireViewer(ctx)
  const { communityId, kind, themeId, toId } = designation
  if (!isId(toId)) throw new NotFound()
  await changing(known, communityId, async (ctx) => {
    const ended = await row<{ id: string }>(
      ctx.db,
      sql`update designations set ended = ${ctx.now().toISOString()}, how_ended = 'taken-back'
          where community_id = ${communityId} and kind = ${kind} and theme_id is not distinct from ${themeId ?? null}::int
            and by_id = ${ctx.viewer.id} and to_id = ${toId} and ended is null returning id`,
    )
    if (ended) await publish(ctx, 'designation.taken-back', { designation: ended.id })
  })
}

/**
 * Would rather not be pointed at for this: ends every designation of that kind (and theme) in the community, and
 * refuses new ones until it is lifted. Who pointed is told. Declining twice declines once.
 */
export async function decline(ctx: Context, subject: Subject): Promise<void> {
  const known = requireViewer(ctx)
  const { communityId, kind } = subject
  const themeId = await themeOf(known, subject)
  await changing(known, communityId, async (ctx, community) => {
    requireMember(community)
    const now = ctx.now().toISOString()
    await ctx.db.execute(
      sql`insert into designation_refusals (community_id, resident_id, kind, theme_id, since)
          values (${communityId}, ${ctx.viewer.id}, ${kind}, ${themeId ?? null}, ${now})
          on conflict (community_id, resident_id, kind, coalesce(theme_id, 0)) where ended is null do nothing`,
    )
    const ended = await rows<{ id: string; by: string }>(
      ctx.db,
      sql`update designations set ended = ${now}, how_ended = 'declined'
          where community_id = ${communityId} and kind = ${kind} and theme_id is not distinct from ${themeId ?? null}::int
            and to_id = ${ctx.viewer.id} and ended is null returning id, by_id as by`,
    )
    for (const { id, by } of ended) {
      await tellAbout(ctx, communityId, [by], 'designation.declined', { designation: id, as: kind })
    }
    await publish(ctx, 'designation.declined', {
      community: communityId,
      resident: ctx.viewer.id,
      count: ended.length,
    })
  })
}

/** May be pointed at again. What was ended stays ended. */
export async function liftRefusal(ctx: Context, subject: Subject): Promise<void> {
  const { viewer } = requireViewer(ctx)
  if (!isId(subject.communityId)) throw new NotFound()
  await ctx.db.execute(
    sql`update designation_refusals set ended = ${ctx.now().toISOString()}
        where community_id = ${subject.communityId} and resident_id = ${viewer.id} and kind = ${subject.kind}
          and theme_id is not distinct from ${subject.themeId ?? null}::int and ended is null`,
  )
}

/** Says whether the viewer earns a living from a theme; shown wherever they are an authority on it. */
export async function stateLivelihood(ctx: Context, themeId: number, earns: boolean): Promise<void> {
  const known = requireViewer(ctx)
  const theme = await themeOf(known, { kind: 'authority', themeId })
  await ctx.db.execute(
    sql`insert into livelihoods (resident_id, theme_id, earns, stated)
        values (${known.viewer.id}, ${theme ?? null}, ${earns}, ${ctx.now().toISOString()})
        on conflict (resident_id, theme_id) do update set earns = excluded.earns, stated = excluded.stated`,
  )
}

/** The theme that is meant, after merging. @throws Invalid when an authority has none or an ambassador has one. */
async function themeOf(
  ctx: Context,
  { kind, themeId }: Omit<Subject, 'communityId'>,
): Promise<number | undefined> {
  if (kind === 'ambassador') return undefined
  if (themeId === undefined) throw new Invalid({ theme: 'themeMissing' })
  const theme = (await conceptsByIds(ctx, [themeId])).get(themeId)
  if (!theme || theme.scheme !== 'theme' || theme.status !== 'accepted')
    throw new Invalid({ theme: 'themeUnknown' })
  return theme.id
}

async function refuses(
  ctx: Context,
  { communityId, kind, themeId }: Subject,
  residentId: string,
): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from designation_refusals where community_id = ${communityId} and resident_id = ${residentId}
          and kind = ${kind} and theme_id is not distinct from ${themeId ?? null}::int and ended is null`,
  )
  return found !== undefined
}
