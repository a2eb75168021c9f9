import { sql } from 'drizzle-orm'
import { after, week } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { Invalid, NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { publish } from '../../platform/outbox.ts'
import { conceptBySlug } from '../ambitions/index.ts'
import { planActivity } from '../activities/index.ts'
import { found, invite } from '../communities/index.ts'
import { requireVerified } from '../residents/index.ts'
import { findCandidates } from './neighbours.ts'
import { familyOf } from './queries.ts'
import { surroundings } from './reach.ts'
import { meetingInTime, spread, type Reach } from './rules.ts'

const beginnings: Limit = { name: 'begin', max: 5, window: 24 * 60 * 60_000 }

export interface Beginning {
  /** Made when the form was shown, so that sending it twice begins once. */
  id: string
  slug: string
  reach: Reach
  name: string
  place: string
  starts: Date
}

/** What came of it. The founder learns how many were asked, never who. */
export interface Begun {
  slug: string
  invited: number
}

/**
 * Begin samen: makes the community (forming), its first meeting in person, and at most twenty invitations spread over
 * streets and circles. Sending the same form twice leaves one community.
 */
export async function begin(ctx: Context, beginning: Beginning): Promise<Begun> {
  const known = requireVerified(ctx)
  if (!isId(beginning.id)) throw new NotFound()
  const earlier = await begun(ctx, beginning.id, known.viewer.id)
  if (earlier) return earlier
  if (!meetingInTime(beginning.starts, ctx.now())) throw new Invalid({ day: 'meetingTime' })
  await limit(ctx, beginnings, known.viewer.id)
  return transact(known, async (inner) => {
    const ctx = { ...known, db: inner.db }
    const concept = await conceptBySlug(ctx, beginning.slug)
    if (!concept) throw new NotFound()
    const around = await surroundings(ctx, beginning.reach)
    const areaId = around?.areaId ?? ctx.viewer.buurtId ?? ctx.viewer.gemeenteId
    const { slug } = await found(ctx, {
      id: beginning.id,
      name: beginning.name,
      purpose: '',
      access: 'extranet',
      areaIds: areaId === null ? [] : [areaId],
      conceptIds: [concept.id],
    })
    const meeting = { place: beginning.place, starts: beginning.starts }
    await planActivity(ctx, { communityId: beginning.id, title: beginning.name, ...meeting })
    const { family } = await familyOf(ctx, concept)
    const candidates =
      around && !concept.sensitive ? await findCandidates(ctx, family, around, after(ctx.now(), -week)) : []
    const chosen = spread(candidates)
    let invited = 0
    for (const residentId of chosen) {
      const invitation = {
        communityId: beginning.id,
        residentId,
        formed: true,
        conceptId: concept.id,
        meeting,
      }
      if (await invite(ctx, invitation)) invited += 1
    }
    await publish(ctx, 'formation.begun', { community: beginning.id, concept: concept.id })
    return { slug, invited }
  })
}

/** What an earlier sending of the same form already made. */
async function begun(ctx: Context, id: string, founderId: string): Promise<Begun | undefined> {
  return row<Begun>(
    ctx.db,
    sql`select c.slug, (select count(*)::int from invitations i where i.community_id = c.id and (i.formed or i.why_concept_id is not null)) as invited
        from communities c where c.id = ${id} and c.founder_id = ${founderId}`,
  )
}
