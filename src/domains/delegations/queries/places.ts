import { sql } from 'drizzle-orm'
import { rows } from '../../../platform/db/store.ts'
import type { AreaKind } from '../../areas/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import type { NamedPlace } from '../scope.ts'

/** A place where the viewer may give their voice. */
export interface OwnPlace extends NamedPlace {
  kind: 'community' | AreaKind
}

/** Communities that are offered at most; areas are never more than a few. */
const mostCommunities = 60

/** Where the viewer belongs: their communities, longest first, and the areas they live in, smallest first. */
export async function ownPlaces(ctx: ViewerContext): Promise<OwnPlace[]> {
  return rows(
    ctx.db,
    sql`(select c.id as "communityId", null::int as "areaId", c.name, c.slug, 'community' as kind
          from memberships m join communities c on c.id = m.community_id and c.state <> 'ended'
          where m.resident_id = ${ctx.viewer.id} and m.ended is null and m.guest_since is null
          order by m.joined, m.id limit ${mostCommunities})
        union all
        (select null, around.id, around.name, null, around.kind from areas home
          join areas around on around.id = any(string_to_array(trim(both '/' from home.path), '/')::int[])
            and around.current and around.kind in ('street', 'buurt', 'wijk', 'gemeente', 'provincie')
          where home.id = coalesce(${ctx.viewer.streetId}::int, ${ctx.viewer.buurtId}::int, ${ctx.viewer.wijkId}::int,
            ${ctx.viewer.gemeenteId}::int)
          order by length(around.path) desc)`,
  )
}
