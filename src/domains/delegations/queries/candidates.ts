import { sql } from 'drizzle-orm'
import { escapeLike, rows } from '../../../platform/db/store.ts'
import { conceptLabel } from '../../ambitions/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import type { Scope } from '../scope.ts'
import { eligible } from './eligible.ts'
import { themeRanks } from './resolving.ts'

/** Somebody who may be asked to vote for the viewer, and why they stand here. */
export interface Candidate {
  id: string
  name: string
  /** Street or buurt, as fellow members may know it: null of who is protected. */
  place: string | null
  /** Why: neighbours point at them for this theme, for another, or as ambassador; otherwise they belong here. */
  as: 'authority' | 'ambassador' | null
  /** The theme of an authority, in the reader's language. */
  theme: string
}

/** Candidates that a page offers at once. */
export const mostOffered = 12

/**
 * Whom the viewer may choose in a scope: first authorities on its theme, then ambassadors, then who belongs longest. With
 * letters of a name only those.
 */
export async function candidatesFor(ctx: ViewerContext, scope: Scope, named = ''): Promise<Candidate[]> {
  const themes = [...(await themeRanks(ctx, scope.themeId)).keys()]
  const letters = named.trim().toLowerCase().slice(0, 60)
  return rows(
    ctx.db,
    sql`select r.id, r.display_name as name, case when r.protected then null
            else (select home.name from areas home where home.id = coalesce(r.street_id, r.buurt_id)) end as place,
          known.kind as as, ${conceptLabel(sql`known.theme_id`, ctx.language)} as theme
        from (select r.* from ${eligible(ctx, scope)}
            ${letters ? sql`and lower(r.display_name) like ${`%${escapeLike(letters)}%`}` : sql``}) r
          left join lateral (
            select s.kind, s.theme_id, s.standing from standings s
            where s.resident_id = r.id and (s.kind = 'ambassador' or s.theme_id = any(${sql.param(`{${themes.join(',')}}`)}::int[]))
              and (${scope.communityId}::uuid is null or s.community_id = ${scope.communityId}::uuid)
            order by s.kind = 'ambassador', s.standing desc limit 1
          ) known on true
        order by known.kind is null, known.kind = 'ambassador', known.standing desc nulls last, r.joined, r.id
        limit ${mostOffered + 1}`,
  )
}
