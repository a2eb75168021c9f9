import { sql, type SQL } from 'drizzle-orm'
import { row } from '../../../platform/db/store.ts'
import { isId } from '../../../platform/ids.ts'
import { mayEnter, notBlocked } from '../../communities/index.ts'
import { maybeFound, recognised } from '../../designations/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import { livesIn, type Place } from '../scope.ts'

/** Whether somebody would rather vote only for themselves, as a condition on `residents r`. */
const refuses = sql`exists (select 1 from delegation_refusals f where f.resident_id = r.id and f.ended is null)`

/**
 * Whom the viewer may let vote for them in a place, as `residents r` with everything behind `from`. Verified adults, nobody
 * who is blocked either way. In a community its members, but no guests. In an area who lives there, as far as the
 * viewer can know of them: who shares a community with them, or is recognised as ambassador or authority.
 * @param refusing also those who would rather vote only for themselves.
 */
export function eligible(ctx: ViewerContext, { communityId, areaId }: Place, refusing = false): SQL {
  const me = ctx.viewer.id
  const anybody = sql`r.left_at is null and r.adult and r.level <> 'applicant' and r.id <> ${me}
    and ${notBlocked(me, sql`r.id`)} ${refusing ? sql`` : sql`and not ${refuses}`}`
  if (communityId !== null)
    return sql`memberships m join residents r on r.id = m.resident_id
      where m.community_id = ${communityId}::uuid and m.ended is null and m.guest_since is null and ${anybody}`
  return sql`(
      select theirs.resident_id as id from memberships mine
      join memberships theirs on theirs.community_id = mine.community_id and theirs.ended is null
      where mine.resident_id = ${me} and mine.ended is null
      union
      select s.resident_id from standings s join communities c on c.id = s.community_id
      join residents r on r.id = s.resident_id
      where s.gemeente_id = ${ctx.viewer.gemeenteId}::int and c.state in ('active', 'resting') and ${recognised}
        and ${mayEnter(ctx)} and ${maybeFound(ctx)}
    ) known join residents r on r.id = known.id where ${livesIn(areaId!)} and ${anybody}`
}

/** Whether the viewer may choose this resident, and whether that resident would rather not be. */
export async function choosable(
  ctx: ViewerContext,
  place: Place,
  residentId: string,
): Promise<{ id: string; name: string; refuses: boolean } | undefined> {
  if (!isId(residentId)) return undefined
  return row(
    ctx.db,
    sql`select r.id, r.display_name as name, ${refuses} as refuses from ${eligible(ctx, place, true)} and r.id = ${residentId}`,
  )
}
