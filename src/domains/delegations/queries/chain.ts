import { sql, type SQL } from 'drizzle-orm'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import { conceptsByIds } from '../../ambitions/index.ts'
import { nameAsSeen, type ViewerContext } from '../../residents/index.ts'
import { counting, inPlace, type Scope } from '../scope.ts'
import { themeRanks } from './resolving.ts'

/** Why a voice goes on from somebody: they gave it for this theme, for a broader one, or for the whole place. */
export type Through = 'theme' | 'broader' | 'whole'

/** How it ends with somebody: they keep it, stopped it here, or gave it to who stood on the way already. */
export type HopEnd = 'keeps' | 'stops' | 'circle' | 'further'

/** One person on the way of a voice. The first is whose voice it is. */
export interface Hop {
  residentId: string
  /** Null of whom the viewer does not see: they blocked each other. */
  name: string | null
  /** Why it goes on to the next. Null where it ends. */
  through: Through | null
  /** The broader theme by which it goes on. */
  theme: string | null
  /** How it ends here. Null where it goes on. */
  end: HopEnd | null
}

/** Hops that are shown at most. Counting follows every chain to its end, however long. */
const mostHops = 50

/** A choice that is not saved yet: whom the viewer would give their voice to, or null for nobody. */
export interface Tried {
  toId: string | null
}

/** Which row counts for the one in this column: the nearest in this scope. */
function nearest(who: SQL, scope: Scope, ranks: ReadonlyMap<number, number>, at: Date): SQL {
  const themes = arrayOf(ranks.keys(), 'int')
  return sql`select d.to_id, d.theme_id from delegations d
    where d.by_id = ${who} and ${inPlace(scope)} and d.ended is null and ${counting(at)}
      and (d.theme_id is null or d.theme_id = any(${themes}))
    order by coalesce(array_position(${themes}, d.theme_id), 1000) limit 1`
}

/**
 * The way of the viewer's voice in this scope as it is now, with the reason of each hop: they themselves first. With
 * `tried` as it would be after that choice.
 */
export async function voiceFor(ctx: ViewerContext, scope: Scope, tried?: Tried): Promise<Hop[]> {
  const ranks = await themeRanks(ctx, scope.themeId)
  const themes = [...ranks.keys()]
  const own = tried
    ? sql`select ${tried.toId}::uuid as to_id, ${themes[0] ?? null}::int as theme_id`
    : nearest(sql`${ctx.viewer.id}::uuid`, scope, ranks, ctx.now())
  const found = await rows<{
    id: string
    name: string | null
    toId: string | null
    themeId: number | null
    chose: boolean
    circle: boolean
  }>(
    ctx.db,
    sql`with recursive way (n, id, to_id, theme_id, chose, passed) as (
          select 0, ${ctx.viewer.id}::uuid, own.to_id, own.theme_id, own.found is not null, array[${ctx.viewer.id}::uuid]
          from (values (1)) one left join lateral (select picked.*, true as found from (${own}) picked) own on true
          union all
          select way.n + 1, way.to_id, next.to_id, next.theme_id, next.found is not null, way.passed || way.to_id
          from way left join lateral (
            select picked.*, true as found from (${nearest(sql`way.to_id`, scope, ranks, ctx.now())}) picked
          ) next on true
          where way.to_id is not null and not way.to_id = any(way.passed) and way.n < ${mostHops}
        )
        select way.id, ${nameAsSeen(ctx, sql`way.id`)} as name, way.to_id as "toId", way.theme_id as "themeId",
          way.chose, coalesce(way.to_id = any(way.passed), false) as circle
        from way order by way.n`,
  )
  const named = await conceptsByIds(
    ctx,
    found.flatMap(({ themeId }) => themeId ?? []),
  )
  return found.map(({ id, name, toId, themeId, chose, circle }, n) => {
    const last = n === found.length - 1
    const end = !last ? null : circle ? 'circle' : toId !== null ? 'further' : chose ? 'stops' : 'keeps'
    const through =
      toId === null ? null : themeId === null ? 'whole' : themeId === themes[0] ? 'theme' : 'broader'
    return {
      residentId: id,
      name,
      through,
      theme: through === 'broader' ? (named.get(themeId!)?.label ?? '') : null,
      end,
    }
  })
}
