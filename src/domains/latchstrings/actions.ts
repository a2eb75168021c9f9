import { sql } from 'drizzle-orm'
import { day } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { arrayOf, row } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { streetsNamedLike } from '../areas/index.ts'
import { communityById, requireLiving, requireMember } from '../communities/index.ts'
import { mailInLanguage } from '../identity/index.ts'
import { areBlocked, block, requireVerifiedAdult, tell, type ViewerContext } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { latchstringById, over } from './queries.ts'
import { closesAt, mostVisits, reachesFor, type Reach } from './rules.ts'

export interface Opening {
  /** Made when the form was shown, so that sending it twice opens once. */
  id: string
  words: string
  reach: Reach
  communityId?: string | undefined
  minutes: number
}

const openings: Limit = { name: 'latchstring-open', max: 6, window: day }
const visits: Limit = { name: 'latchstring-visit', max: 20, window: day }

/**
 * Opens the viewer's door for at most four hours. Sending the same form twice opens it once. No fact is published and
 * nothing is counted: it leaves no history.
 * @throws Invalid where somebody in protected mode would tell a street, Conflict (`latchstringOpen`) while another is open.
 */
export async function openLatchstring(ctx: Context, opening: Opening): Promise<void> {
  const known = requireVerifiedAdult(ctx)
  if (!reachesFor(known.viewer).includes(opening.reach))
    throw new Invalid({ who: known.viewer.isProtected ? 'whoProtected' : 'whoNowhere' })
  await limit(known, openings, known.viewer.id)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    const communityId = opening.reach === 'community' ? await ownCommunity(ctx, opening.communityId) : null
    const { streetId, cell, id: me } = ctx.viewer
    const streets =
      streetId === null ? [] : opening.reach === 'street' ? await streetsNamedLike(ctx, streetId) : [streetId]
    const ends = closesAt(ctx.now(), opening.minutes)
    await ctx.db.execute(over(ctx))
    const opened = await row(
      ctx.db,
      sql`insert into latchstrings (id, resident_id, words, reach, community_id, cell, street_ids, opened, ends)
          values (${opening.id}, ${me}, ${opening.words}, ${opening.reach}, ${communityId},
            ${opening.reach === 'closest' ? cell : null}::bigint, ${arrayOf(opening.reach === 'community' ? [] : streets, 'int')},
            ${ctx.now().toISOString()}, ${ends.toISOString()})
          on conflict do nothing returning id`,
    )
    if (opened) return
    const same = await row(
      ctx.db,
      sql`select 1 from latchstrings where id = ${opening.id} and resident_id = ${me}`,
    )
    if (!same) throw new Conflict('latchstringOpen')
  })
}

async function ownCommunity(ctx: ViewerContext, id: string | undefined): Promise<string> {
  const community = await communityById(ctx, id ?? '')
  requireMember(community)
  requireLiving(community)
  if (community.state === 'resting') throw new Invalid({ who: 'whoResting' })
  return community.id
}

/** Closes the viewer's door, and forgets it. Twice closes it once. */
export async function closeLatchstring(ctx: Context): Promise<void> {
  const { viewer, db } = requireVerifiedAdult(ctx)
  await db.execute(sql`delete from latchstrings where resident_id = ${viewer.id}`)
}

/**
 * The viewer would like to come: the opener reads their first name and is told at once. Twice asks once.
 * @throws NotFound (`latchstringOver`) when the door is closed or not open for them, Conflict when it is full.
 */
export async function askToVisit(ctx: Context, id: string): Promise<void> {
  const known = requireVerifiedAdult(ctx)
  await limit(known, visits, known.viewer.id)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    // Held until the end, so that it is not closed, and not filled by another, meanwhile.
    await ctx.db.execute(sql`select 1 from latchstrings where id = ${isId(id) ? id : null}::uuid for update`)
    const { openerId } = await latchstringById(ctx, id)
    const asked = await row(
      ctx.db,
      sql`insert into latchstring_visits (id, latchstring_id, resident_id, asked)
          select ${newId()}::uuid, ${id}::uuid, ${ctx.viewer.id}::uuid, ${ctx.now().toISOString()}::timestamptz
          where (select count(*) from latchstring_visits where latchstring_id = ${id}) < ${mostVisits}
             or exists (select 1 from latchstring_visits where latchstring_id = ${id} and resident_id = ${ctx.viewer.id})
          on conflict (latchstring_id, resident_id) do nothing returning id`,
    )
    if (asked) return news(ctx, openerId, id, 'latchstring.asked')
    const before = await row(
      ctx.db,
      sql`select 1 from latchstring_visits where latchstring_id = ${id} and resident_id = ${ctx.viewer.id}`,
    )
    if (!before) throw new Conflict('latchstringFull')
  })
}

/**
 * The opener answers who would like to come. After a yes that neighbour sees street and number, until the door closes.
 * The same answer twice answers once. @throws NotFound for anybody else, and when the two blocked each other.
 */
export async function answerVisit(ctx: Context, visitId: string, answer: 'yes' | 'no'): Promise<void> {
  const known = requireVerifiedAdult(ctx)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    const visit = await visitAtMyDoor(ctx, visitId)
    if (visit.answer === answer) return
    if (visit.answer) throw new Conflict('visitAnswered')
    await ctx.db.execute(
      sql`update latchstring_visits set answer = ${answer}, answered = ${ctx.now().toISOString()} where id = ${visitId}`,
    )
    await news(ctx, visit.residentId, visit.latchstringId, `latchstring.${answer}`)
  })
}

interface Visit {
  residentId: string
  latchstringId: string
  answer: 'yes' | 'no' | null
}

async function visitAtMyDoor(ctx: ViewerContext, visitId: string): Promise<Visit> {
  const visit = isId(visitId)
    ? await row<Visit>(
        ctx.db,
        sql`select v.resident_id as "residentId", l.id as "latchstringId", v.answer
            from latchstring_visits v join latchstrings l on l.id = v.latchstring_id
            join residents r on r.id = v.resident_id and r.left_at is null
            where v.id = ${visitId} and l.resident_id = ${ctx.viewer.id} and l.ends > ${ctx.now().toISOString()}::timestamptz
            for update of v`,
      )
    : undefined
  if (!visit || (await areBlocked(ctx, ctx.viewer.id, visit.residentId)))
    throw new NotFound('latchstringOver')
  return visit
}

/** The opener blocks who would like to come: neither sees a door of the other any more. */
export async function blockVisitor(ctx: Context, visitId: string): Promise<void> {
  const known = requireVerifiedAdult(ctx)
  await block(known, (await visitAtMyDoor(known, visitId)).residentId)
}

/** Who sees a door blocks who opened it. */
export async function blockOpener(ctx: Context, id: string): Promise<void> {
  const known = requireVerifiedAdult(ctx)
  await block(known, (await latchstringById(known, id)).openerId)
}

/** Job: deletes every door that is over, also when nobody looks. */
export async function dropOver(ctx: Context): Promise<void> {
  for (;;) {
    const gone = await row(ctx.db, sql`with gone as (${over(ctx)} returning 1) select 1 from gone limit 1`)
    if (!gone) return
  }
}

/** Tells inside the house, and by mail without any of the words. The notice goes when the door closes. */
async function news(
  ctx: ViewerContext,
  residentId: string,
  id: string,
  kind: 'latchstring.asked' | 'latchstring.yes' | 'latchstring.no',
): Promise<void> {
  await tell(ctx, [residentId], kind, { latchstring: id })
  const path = kind === 'latchstring.asked' ? '/touwtje' : `/touwtje/${id}`
  await mailInLanguage(ctx, residentId, (language) =>
    words[language].mail[kind](`${ctx.services.config.origin}${path}`),
  )
}
