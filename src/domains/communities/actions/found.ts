import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { arrayOf, row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { hasLink, oneLine } from '../../../platform/line.ts'
import { publish } from '../../../platform/outbox.ts'
import { below, cellAt } from '../../areas/index.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import { noteChange } from '../community.ts'
import { nthSlug, slugFrom, type Access, type State } from '../rules.ts'
import { admit } from './admit.ts'

/** What somebody says when founding a community. */
export interface Founding {
  /** Chosen beforehand where sending twice must found once. */
  id?: string | undefined
  name: string
  purpose: string
  access: Access
  areaIds: number[]
  conceptIds: number[]
  /** Claims its areas: admits every verified resident of them. */
  openToArea?: boolean
  /** The viewer, unless said otherwise. */
  founderId?: string
  /** Only seeds start anywhere else than at the beginning. */
  state?: State
  founded?: Date
}

export interface Founded {
  id: string
  slug: string
}

const foundings: Limit = { name: 'found-community', max: 5, window: day }
const mostAreas = 12
const mostConcepts = 10

/**
 * Founds a community in the viewer's gemeente; the viewer is its first member and its manager.
 * Sending the same form twice founds once.
 * @throws Invalid for words that do not fit, or areas outside the viewer's gemeente.
 */
export async function foundCommunity(ctx: Context, founding: Founding): Promise<Founded> {
  const known = requireVerified(ctx)
  const { gemeenteId, streetId, buurtId, wijkId } = known.viewer
  const earlier = await foundEarlier(known, founding.id)
  if (earlier) return earlier
  const near = await rows<{ id: number }>(
    ctx.db,
    sql`select a.id from areas a left join areas g on g.id = ${gemeenteId}
        where a.id = any(${arrayOf(founding.areaIds, 'int')}) and a.current
          and (${below(sql`a.path`, sql`g.path`)} or a.id = any(${arrayOf([streetId, buurtId, wijkId], 'int')}))`,
  )
  if (near.length < new Set(founding.areaIds).size) throw new Invalid({ areas: 'areaFar' })
  await limit(ctx, foundings, known.viewer.id)
  try {
    return await transact(known, (inner) => found({ ...known, db: inner.db }, founding))
  } catch (error) {
    const meanwhile = error instanceof Conflict ? await foundEarlier(known, founding.id) : undefined
    if (meanwhile) return meanwhile
    throw error
  }
}

/** What an earlier sending of the same form already made. */
async function foundEarlier(ctx: ViewerContext, id: string | undefined): Promise<Founded | undefined> {
  if (id === undefined) return undefined
  return row<Founded>(
    ctx.db,
    sql`select id, slug from communities where id = ${id} and founder_id = ${ctx.viewer.id}`,
  )
}

/** The same without limits, within the caller's transaction: for formation and for seeds. */
export async function found(ctx: Context, founding: Founding): Promise<Founded> {
  const { purpose, access, openToArea = false, state = 'forming' } = founding
  const name = oneLine(founding.name)
  checkWords({ name, purpose })
  checkAccess(access, openToArea, founding.areaIds.length)
  if (founding.areaIds.length > mostAreas) throw new Invalid({ areas: 'areasMany' })
  if (founding.conceptIds.length > mostConcepts) throw new Invalid({ ambitions: 'ambitionsMany' })
  const founderId = founding.founderId ?? ctx.viewer?.id
  if (!founderId) throw new Error('Nobody founds this community')
  const founded = (founding.founded ?? ctx.now()).toISOString()
  return transact(ctx, async (ctx) => {
    const id = founding.id ?? newId()
    const cell = await middleOf(ctx, founding.areaIds, founderId)
    const slug = await claimSlug(ctx, access, slugFrom(name), async (slug) => {
      const made = await row(
        ctx.db,
        sql`insert into communities (id, slug, name, purpose, access, state, open_to_area, cell, founder_id, founded)
            values (${id}, ${slug}, ${name.trim()}, ${purpose.trim()}, ${access}, ${state}, ${openToArea}, ${cell}::bigint,
              ${founderId}, ${founded})
            on conflict do nothing returning id`,
      )
      if (!made && (await row(ctx.db, sql`select 1 from communities where id = ${id}`))) {
        throw new Conflict('alreadyFounded')
      }
      return made !== undefined
    })
    await ctx.db.execute(
      sql`insert into community_areas (community_id, area_id)
          select ${id}::uuid, id from areas where id = any(${arrayOf(founding.areaIds, 'int')})`,
    )
    await ctx.db.execute(
      sql`insert into community_ambitions (community_id, concept_id)
          select distinct ${id}::uuid, coalesce(replaced_by, id) from concepts
          where id = any(${arrayOf(founding.conceptIds, 'int')}) and scheme = 'ambition' and status <> 'withdrawn'`,
    )
    await noteChange(ctx, id, { kind: 'state', value: state })
    await admit(ctx, id, founderId)
    await publish(ctx, 'community.founded', { community: id, resident: founderId })
    return { id, slug }
  })
}

/**
 * Finds an address that is free. That of a closed community cannot be guessed: otherwise a name that is taken would
 * tell that it exists.
 */
export async function claimSlug(
  ctx: Context,
  access: Access,
  slug: string,
  claim: (slug: string) => Promise<boolean>,
): Promise<string> {
  if (access !== 'besloten') {
    for (let n = 1; n <= 20; n++) {
      const numbered = nthSlug(slug, n)
      if (await claim(numbered)) return numbered
    }
  }
  for (;;) {
    const unguessable = `${slug}-${newId().slice(0, 8)}`
    if (await claim(unguessable)) return unguessable
  }
}

/**
 * Where it gathers: the middle of its first area; without one that of the founder's buurt or gemeente. Never where the
 * founder lives: others see how far away a community is.
 */
async function middleOf(ctx: Context, areaIds: number[], founderId: string): Promise<string | null> {
  const middle = await row<{ lat: number; lon: number }>(
    ctx.db,
    sql`select a.lat, a.lon from residents r join areas a on a.id in (${areaIds[0] ?? null}::int, r.buurt_id, r.gemeente_id)
        where r.id = ${founderId} and a.lat is not null and a.lon is not null
        order by a.id is not distinct from ${areaIds[0] ?? null}::int desc, a.id is not distinct from r.buurt_id desc
        limit 1`,
  )
  return middle ? cellAt(middle.lat, middle.lon) : null
}

/** @throws Invalid when the name or purpose cannot be used. */
export function checkWords(words: { name: string; purpose: string }): void {
  const name = oneLine(words.name)
  if (name.length < 2) throw new Invalid({ name: 'nameMissing' })
  if (name.length > 80) throw new Invalid({ name: 'nameLong' })
  if (hasLink(name)) throw new Invalid({ name: 'lineLink' })
  if (words.purpose.trim().length > 1000) throw new Invalid({ purpose: 'purposeLong' })
}

/** @throws Invalid: who claims an area cannot be closed to the residents of it. */
export function checkAccess(access: Access, openToArea: boolean, areas: number): void {
  if (openToArea && access === 'besloten') throw new Invalid({ access: 'accessClaims' })
  if (openToArea && areas === 0) throw new Invalid({ areas: 'areaClaims' })
}
