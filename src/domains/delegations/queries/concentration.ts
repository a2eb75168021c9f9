import { sql } from 'drizzle-orm'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import { isOwn, notBlocked, type Community } from '../../communities/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import type { Context } from '../../../platform/context.ts'
import { concentrationOf, type Concentration } from '../rules/delegation.ts'
import { resolveVoices } from '../rules/voices.ts'
import { delegationsFor } from './resolving.ts'

/** Fewer members than this see no figures: they would tell who gave to whom. */
export const fewestShown = 5

/** A name stands with a figure from so many voices of others on: fewer would tell whose they are. */
const fewestNamed = 3

/** How the voices of a community lie, if everybody who gave nothing votes. */
export interface Spread extends Concentration {
  members: number
  /** Voices that are given to somebody. */
  given: number
  /** Of those, how many reach nobody: they go round. */
  lost: number
  /** Who carries many voices, their own included; only for members. */
  carriers: { name: string; voices: number }[]
  /** Voices of others that the viewer carries, also those that came through somebody else. */
  mine: number
}

/** How far the voices of a community lie in few hands, on one theme or in the whole. Nothing where it is too small. */
export async function spreadOf(
  ctx: Context,
  community: Community,
  themeId: number | null,
): Promise<Spread | undefined> {
  const scope = { communityId: community.id, areaId: null, themeId }
  const members = await rows<{ id: string }>(
    ctx.db,
    sql`select m.resident_id as id from memberships m
        where m.community_id = ${community.id} and m.ended is null and m.guest_since is null`,
  )
  if (members.length < fewestShown) return undefined
  const electorate = members.map(({ id }) => id)
  const delegates = await delegationsFor(ctx, scope, ctx.now())
  const voted = new Set(electorate.filter((id) => (delegates.get(id) ?? null) === null))
  const weights = new Map<string, number>()
  let [given, lost] = [0, 0]
  for (const { carrier, given: gave } of resolveVoices(electorate, delegates, voted).values()) {
    if (gave) given++
    if (carrier === null) lost++
    else weights.set(carrier, (weights.get(carrier) ?? 0) + 1)
  }
  const heavy = [...weights].filter(([, voices]) => voices > fewestNamed).sort(([, a], [, b]) => b - a)
  return {
    ...concentrationOf([...weights.values()]),
    members: electorate.length,
    given,
    lost,
    carriers: ctx.viewer && isOwn(community) ? await named(ctx as ViewerContext, heavy.slice(0, 10)) : [],
    mine: Math.max(0, (weights.get(ctx.viewer?.id ?? '') ?? 0) - 1),
  }
}

async function named(ctx: ViewerContext, heavy: [string, number][]): Promise<Spread['carriers']> {
  if (heavy.length === 0) return []
  const found = await rows<{ id: string; name: string }>(
    ctx.db,
    sql`select r.id, r.display_name as name from residents r
        where r.id = any(${arrayOf(
          heavy.map(([id]) => id),
          'uuid',
        )}) and r.left_at is null and ${notBlocked(ctx.viewer.id, sql`r.id`)}`,
  )
  const names = new Map(found.map(({ id, name }) => [id, name]))
  return heavy.flatMap(([id, voices]) => {
    const name = names.get(id)
    return name === undefined ? [] : [{ name, voices }]
  })
}

/** Themes on which voices are given in a community, in the order of how many. */
export async function themesGiven(ctx: Context, communityId: string): Promise<number[]> {
  const found = await rows<{ id: number }>(
    ctx.db,
    sql`select d.theme_id as id from delegations d
        where d.community_id = ${communityId} and d.theme_id is not null and d.to_id is not null and d.ended is null
        group by d.theme_id order by count(*) desc, d.theme_id limit 20`,
  )
  return found.map(({ id }) => id)
}
