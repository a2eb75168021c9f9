import { sql, type SQL } from 'drizzle-orm'
import { transact, type Context } from '../../platform/context.ts'
import { locks } from '../../platform/db/locks.ts'
import { row } from '../../platform/db/store.ts'
import { NotAllowed, NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { conceptsByIds } from '../ambitions/index.ts'
import { areaById } from '../areas/index.ts'
import { belongsFully, changing, requireLiving, requireMember } from '../communities/index.ts'
import type { ViewerContext } from '../residents/index.ts'

/** What a voice is given for, and what a decision is about: a community or an area, whole or on one theme. */
export interface Scope {
  /** Exactly one of community and area. */
  communityId: string | null
  areaId: number | null
  themeId: number | null
}

/** A place without a theme. */
export type Place = Pick<Scope, 'communityId' | 'areaId'>

/** Where a scope lies, for people: enough to name it and to lead there. */
export interface NamedPlace extends Place {
  name: string
  /** Of the page of the community; null of an area. */
  slug: string | null
}

/** Whether it names one place, as far as that can be seen from outside. */
export function isScope({ communityId, areaId, themeId }: Scope): boolean {
  const whole = (id: number | null) => id === null || (Number.isInteger(id) && id > 0 && id < 2 ** 31)
  return (
    (communityId === null) !== (areaId === null) &&
    (communityId === null || isId(communityId)) &&
    whole(areaId) &&
    whole(themeId)
  )
}

/** A condition on `delegations d`: it counts in this place. */
export function inPlace({ communityId, areaId }: Place): SQL {
  return communityId === null ? sql`d.area_id = ${areaId}::int` : sql`d.community_id = ${communityId}::uuid`
}

/** A condition on `delegations d`: it counts now, as `ctx` knows it. */
export function counting(at: Date): SQL {
  const moment = sql`${at.toISOString()}::timestamptz`
  return sql`(d.given <= ${moment} and (d.ends is null or d.ends > ${moment}) and (d.ended is null or d.ended > ${moment}))`
}

/** Whether `residents r` lives in this area, by what others may know of their home. */
export function livesIn(areaId: number): SQL {
  return sql`exists (select 1 from areas home join areas around on around.id = ${areaId}
    where home.id in (r.street_id, r.buurt_id, r.wijk_id, r.gemeente_id) and home.path like around.path || '%')`
}

/**
 * One change of who votes for whom in one place, in a transaction: changes of one place come one after another, so that
 * two who give their voice to each other at once both see the circle.
 * @throws NotFound where there is no such place for the viewer, NotAllowed (`membersOnly`, `guestKeepsVoice`, `livesElsewhere`)
 * for who does not belong there.
 */
export async function within<T>(
  ctx: ViewerContext,
  scope: Scope,
  work: (ctx: ViewerContext, place: NamedPlace) => Promise<T>,
): Promise<T> {
  if (!isScope(scope)) throw new NotFound()
  const { communityId, areaId } = scope
  if (communityId !== null) {
    return changing(ctx, communityId, async (ctx, community) => {
      requireMember(community)
      requireLiving(community)
      if (!(await belongsFully(ctx, communityId, ctx.viewer.id))) throw new NotAllowed('guestKeepsVoice')
      return work(ctx, { communityId, areaId: null, name: community.name, slug: community.slug })
    })
  }
  return transact(ctx, async ({ db }) => {
    const inner: ViewerContext = { ...ctx, db }
    await db.execute(sql`select pg_advisory_xact_lock(${locks.delegations}::int, ${areaId}::int)`)
    const area = await areaById(inner, areaId!)
    if (!area?.current) throw new NotFound()
    const home = await row(
      db,
      sql`select 1 from residents r where r.id = ${ctx.viewer.id} and ${livesIn(area.id)}`,
    )
    if (!home) throw new NotAllowed('livesElsewhere')
    return work(inner, { communityId: null, areaId: area.id, name: area.name, slug: null })
  })
}

/** The scope with a theme that was merged followed to the one that stays. @throws NotFound for what is no theme. */
export async function followTheme(ctx: Context, scope: Scope): Promise<Scope> {
  if (scope.themeId === null) return scope
  const theme = (await conceptsByIds(ctx, [scope.themeId])).get(scope.themeId)
  if (!theme || theme.scheme !== 'theme' || theme.status !== 'accepted') throw new NotFound()
  return { ...scope, themeId: theme.id }
}
