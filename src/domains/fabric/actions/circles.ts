import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { eachByItself } from '../../../platform/each.ts'
import { Invalid, NotAllowed } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { conceptsByIds } from '../../ambitions/index.ts'
import { areaById } from '../../areas/index.ts'
import { admit, found, letGo, tellAbout, type Founded } from '../../communities/index.ts'
import { designatedWithin } from '../../designations/index.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import { words } from '../messages/index.ts'
import { circleAreas, following, type CircleKind } from '../rules.ts'

/** What a circle is of: an area, an area and a theme, or a wish. */
export interface CircleOf {
  kind: CircleKind
  areaId: number | null
  conceptId: number | null
}

const foundings: Limit = { name: 'found-circle', max: 5, window: day }

/**
 * Founds a circle in one step, or gives the one that is there: of one area (and theme), or of one wish, there is one at a
 * time. That of designated people is founded by one of them; the others are in it at once. That of a wish is open to
 * everybody verified, wherever they live.
 * @throws Invalid for an area or concept that a circle cannot be of; NotAllowed (`circleDesignated`) for who is not
 * designated there.
 */
export async function foundCircle(ctx: Context, of: CircleOf): Promise<Founded & { there: boolean }> {
  const known = requireVerified(ctx)
  await limit(ctx, foundings, known.viewer.id)
  const { name, purpose } = await wordsFor(known, of)
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    const key = `circle:${of.kind}:${of.areaId}:${of.conceptId}`
    await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`)
    const there = await circleOf(ctx, of)
    if (there) return { ...there, there: true }
    const wish = of.kind === 'ambition'
    if (!wish && !(await designated(ctx, of)).includes(ctx.viewer.id))
      throw new NotAllowed('circleDesignated')
    const founded = await found(ctx, {
      id: newId(),
      name,
      purpose,
      // What authorities lay before each other is nobody else's.
      access: of.kind === 'authorities' ? 'besloten' : 'extranet',
      areaIds: of.areaId === null ? [] : [of.areaId],
      conceptIds: wish && of.conceptId !== null ? [of.conceptId] : [],
    })
    await ctx.db.execute(
      sql`insert into circles (community_id, kind, area_id, concept_id)
          values (${founded.id}, ${of.kind}, ${of.areaId}, ${of.conceptId})`,
    )
    if (!wish) {
      await ctx.db.execute(sql`update communities set by_designation = true where id = ${founded.id}`)
      await follow(ctx, { ...of, communityId: founded.id })
    }
    return { ...founded, there: false }
  })
}

/** Name and purpose that a circle begins with, in the founder's language. */
async function wordsFor(ctx: Context, of: CircleOf): Promise<{ name: string; purpose: string }> {
  const t = words[ctx.language].circles
  const area = of.areaId === null ? undefined : await areaById(ctx, of.areaId)
  const concept =
    of.conceptId === null ? undefined : (await conceptsByIds(ctx, [of.conceptId])).get(of.conceptId)
  const isPlace = area !== undefined && (circleAreas as readonly string[]).includes(area.kind)
  if (of.kind === 'ambassadors' && isPlace) return t.ambassadors(area.name)
  if (of.kind === 'authorities' && isPlace && concept) return t.authorities(area.name, concept.label)
  if (of.kind === 'ambition' && concept && !concept.sensitive) return t.ambition(concept.label)
  throw new Invalid({ of: 'circleUnknown' })
}

/** The living circle of this, also where it is closed: whoever may found it belongs to it. */
async function circleOf(ctx: Context, { kind, areaId, conceptId }: CircleOf): Promise<Founded | undefined> {
  return row<Founded>(
    ctx.db,
    sql`select c.id, c.slug from circles k join communities c on c.id = k.community_id and c.state <> 'ended'
        where k.kind = ${kind} and k.area_id is not distinct from ${areaId}::int
          and k.concept_id is not distinct from ${conceptId}::int limit 1`,
  )
}

async function designated(ctx: Context, { kind, areaId, conceptId }: CircleOf): Promise<string[]> {
  return designatedWithin(ctx, areaId!, kind === 'ambassadors' ? null : conceptId)
}

interface Circle extends CircleOf {
  communityId: string
}

/** Lets the members of a circle follow the designations, within the transaction. Twice does it once. */
async function follow(ctx: Context, circle: Circle): Promise<void> {
  const { communityId } = circle
  // One at a time: two that follow at once would each see half.
  await ctx.db.execute(sql`select 1 from communities where id = ${communityId} for no key update`)
  const belonged = await rows<{ id: string; standing: boolean; away: boolean }>(
    ctx.db,
    sql`select resident_id as id, bool_or(ended is null) as standing,
          coalesce(bool_or(how_ended in ('left', 'removed')), false) as away
        from memberships where community_id = ${communityId} group by resident_id order by min(joined), resident_id`,
  )
  const { come, go } = following(
    await designated(ctx, circle),
    belonged.filter(({ standing }) => standing).map(({ id }) => id),
    new Set(belonged.filter(({ standing, away }) => away && !standing).map(({ id }) => id)),
  )
  for (const id of come) {
    const member = await admit(ctx, communityId, id, ctx.now(), 'designated')
    if (member && id !== ctx.viewer?.id) await tellAbout(ctx, communityId, [id], 'circle.in', { member })
  }
  for (const id of go) {
    if (await letGo(ctx, communityId, id, 'ended'))
      await tellAbout(ctx, communityId, [id], 'circle.out', { at: ctx.now().toISOString() })
  }
}

/** Circles `k` in communities `c` whose members follow designations. */
const follows = sql`k.kind <> 'ambition' and c.state <> 'ended'`

/**
 * Job: designations of a community changed, or its members did. The circles of the areas around it follow.
 * What names no community any more is left to the nightly round.
 */
export async function followCommunity(
  ctx: Context,
  { community, designation }: { community?: string; designation?: string },
): Promise<void> {
  const circles = await rows<Circle>(
    ctx.db,
    sql`select k.community_id as "communityId", k.kind, k.area_id as "areaId", k.concept_id as "conceptId"
        from circles k join communities c on c.id = k.community_id
        where ${follows} and k.area_id in (
          select unnest(string_to_array(trim(both '/' from a.path), '/'))::int
          from community_areas ca join areas a on a.id = ca.area_id
          where ca.community_id = coalesce(${community ?? null}::uuid,
            (select community_id from designations where id = ${designation ?? null}::uuid)))`,
  )
  await followEach(ctx, circles)
}

/** Circles looked at in one night; more wait for the next. */
const mostCircles = 2_000

/** Job: all circles follow once a night, also what happened while a fact was lost. */
export async function followAll(ctx: Context): Promise<void> {
  const circles = await rows<Circle>(
    ctx.db,
    sql`select k.community_id as "communityId", k.kind, k.area_id as "areaId", k.concept_id as "conceptId"
        from circles k join communities c on c.id = k.community_id where ${follows}
        order by k.community_id limit ${mostCircles}`,
  )
  await followEach(ctx, circles)
}

async function followEach(ctx: Context, circles: Circle[]): Promise<void> {
  await eachByItself(circles, (circle) => transact(ctx, (ctx) => follow(ctx, circle)))
}
