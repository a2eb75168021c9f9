import { sql } from 'drizzle-orm'
import { after, day } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { publish } from '../../platform/outbox.ts'
import { communityById, requireLiving, requireMember } from '../communities/index.ts'
import {
  areBlocked,
  block,
  requireNotHelper,
  requireVerified,
  tell,
  type ViewerContext,
} from '../residents/index.ts'
import { exchangeById, turnById } from './queries.ts'
import { mayNearby, mostStanding, renewableFor, stands, type Kind, type Side } from './rules.ts'
import { giveTurn, isTaken, lockAsk, moveOn, tellOne, type Ask } from './turns.ts'

export interface Posting {
  /** Made when the form was shown, so that sending it twice posts once. */
  id: string
  kind: Kind
  words: string
  /** Absent: for neighbours within two kilometres. */
  communityId?: string | undefined
}

const posting: Limit = { name: 'exchange-post', max: 8, window: day }
/** Each gives a first name, so that nobody presses through a list of asks to gather them. */
const taking: Limit = { name: 'exchange-take', max: 6, window: day }
const answering: Limit = { name: 'exchange-answer', max: 40, window: day }

/**
 * Offers help, a thing or a skill, for four weeks. Sending the same form twice offers once.
 * @throws Invalid (`who`) where somebody may not be found by distance, or has enough standing already.
 */
export async function postOffer(ctx: Context, offer: Posting): Promise<void> {
  const known = requireVerified(ctx)
  await limit(known, posting, known.viewer.id)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    if (!(await post(ctx, 'offer', offer))) return
    await publish(ctx, 'exchange.posted', {
      exchange: offer.id,
      ...(offer.communityId && { community: offer.communityId }),
    })
  })
}

/**
 * Asks: the nearest neighbour who offered that is asked at once, privately; when an offer was pressed, who made it comes
 * first. Sending the same form twice asks once. @throws Invalid as `postOffer`, NotFound when that offer is over.
 */
export async function postAsk(ctx: Context, ask: Posting & { offerId?: string | undefined }): Promise<void> {
  const known = requireVerified(ctx)
  await limit(known, posting, known.viewer.id)
  const offer = ask.offerId ? await exchangeById(known, ask.offerId) : undefined
  if (offer && (offer.side !== 'offer' || offer.kind !== ask.kind)) throw new NotFound('exchangeOver')
  // An offer within a community is asked for within that community, and one by distance by distance.
  if (offer && (offer.communityId ?? undefined) !== ask.communityId) throw new Invalid({ who: 'whoOther' })
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    if (!(await post(ctx, 'ask', ask))) return
    const locked = await lockAsk(ctx, ask.id)
    if (!locked) return
    if (offer) await giveTurn(ctx, locked, offer.residentId, offer.id)
    else await moveOn(ctx, locked)
  })
}

/** Writes it down. @returns whether it is new. */
async function post(ctx: ViewerContext, side: Side, posting: Posting): Promise<boolean> {
  const { viewer } = ctx
  if (posting.communityId !== undefined) {
    const community = await communityById(ctx, posting.communityId)
    requireMember(community)
    requireLiving(community)
    if (community.state === 'resting') throw new Invalid({ who: 'whoResting' })
  } else if (!mayNearby(viewer)) {
    throw new Invalid({
      who: viewer.adult ? (viewer.isProtected ? 'whoProtected' : 'whoNowhere') : 'whoYoung',
    })
  }
  // Those of one resident come one after another, so that the bound holds.
  await ctx.db.execute(sql`select 1 from residents where id = ${viewer.id} for no key update`)
  const counted = await row<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from exchanges
        where resident_id = ${viewer.id} and side = ${side} and ended is null and id <> ${posting.id}`,
  )
  if ((counted?.n ?? 0) >= mostStanding) throw new Invalid({ words: 'manyStanding' })
  const made = await row(
    ctx.db,
    sql`insert into exchanges (id, side, kind, words, resident_id, community_id, posted, ends)
        values (${posting.id}, ${side}, ${posting.kind}, ${posting.words}, ${viewer.id}, ${posting.communityId ?? null},
          ${ctx.now().toISOString()}, ${after(ctx.now(), stands).toISOString()})
        on conflict (id) do nothing returning id`,
  )
  return made !== undefined
}

/**
 * Who is asked says yes or no. After a yes the two read each other's first name; after a no the next nearest is asked, and
 * who asks is not told of it. @throws Conflict when the day was over, or the ask.
 */
export async function answerTurn(
  ctx: Context,
  turnId: string,
  answer: 'yes' | 'no',
  note = '',
): Promise<void> {
  const known = requireVerified(ctx)
  await limit(known, answering, known.viewer.id)
  const { askId, received } = await turnById(known, turnId)
  if (!received) throw new NotFound('exchangeOver')
  await stepping(known, askId, async (ctx, ask) => {
    const turn = await turnNow(ctx, turnId)
    if (turn === answer) return
    if (ask.over || turn === 'stopped') throw new Conflict('askOver')
    if (turn !== null) throw new Conflict(turn === 'late' ? 'turnLate' : 'turnAnswered')
    await setAnswer(ctx, turnId, answer, note)
    if (answer === 'yes') await tellYes(ctx, ask)
    else await moveOn(ctx, ask)
  })
}

/**
 * A neighbour says yes to an ask that was shown: the first has it. @returns the id of their turn.
 * @throws Conflict (`askTaken`) kindly for who comes second.
 */
export async function takeAsk(ctx: Context, askId: string, note = ''): Promise<string> {
  const known = requireVerified(ctx)
  await limit(known, taking, known.viewer.id)
  const seen = isId(askId) ? await exchangeById(known, askId).catch(() => undefined) : undefined
  return stepping(known, askId, async (ctx, ask) => {
    // What was seen a moment ago may be taken now; what was never seen does not exist.
    if (!seen) throw (await wasShown(ctx, ask)) ? new Conflict('askTaken') : new NotFound('exchangeOver')
    if (seen.side !== 'ask' || !ask.shown) throw new NotFound('exchangeOver')
    if (ask.over) throw new Conflict('askOver')
    if (await isTaken(ctx, askId)) throw new Conflict('askTaken')
    const taken = await row<{ id: string }>(
      ctx.db,
      sql`insert into exchange_turns (id, ask_id, resident_id, asked, answer, answered, helper_note)
          values (${newId()}, ${askId}, ${ctx.viewer.id}, ${ctx.now().toISOString()}, 'yes', ${ctx.now().toISOString()}, ${note || null})
          on conflict (ask_id, resident_id) do update set answer = 'yes', answered = excluded.answered, helper_note = excluded.helper_note
          returning id`,
    )
    await tellYes(ctx, ask)
    return taken!.id
  })
}

/** Whether the viewer could have seen this ask until somebody took it, so that they may hear that it is taken. */
async function wasShown(ctx: ViewerContext, ask: Ask): Promise<boolean> {
  if (!ask.shown || !(await isTaken(ctx, ask.id)) || ask.residentId === ctx.viewer.id) return false
  if (await areBlocked(ctx, ctx.viewer.id, ask.residentId)) return false
  const found = await row(
    ctx.db,
    ask.communityId === null
      ? sql`select 1 from residents r where r.id = ${ask.residentId} and r.gemeente_id = ${ctx.viewer.gemeenteId}
          and ${ctx.viewer.adult}::boolean and ${ask.listed}::boolean`
      : sql`select 1 from memberships where community_id = ${ask.communityId} and resident_id = ${ctx.viewer.id} and ended is null`,
  )
  return found !== undefined
}

/** Who said yes cannot come after all: the ask goes on to the next, and who asked is told. Twice does it once. */
export async function release(ctx: Context, turnId: string): Promise<void> {
  const known = requireVerified(ctx)
  const { askId, received } = await turnById(known, turnId)
  if (!received) throw new NotFound('exchangeOver')
  await stepping(known, askId, async (ctx, ask) => {
    if ((await turnNow(ctx, turnId)) !== 'yes' || ask.over) return
    await setAnswer(ctx, turnId, 'released')
    await tellOne(ctx, ask.residentId, 'exchange.released', `/vraag-en-aanbod/${askId}`, { exchange: askId })
    await moveOn(ctx, ask)
  })
}

/** Either of the two leaves a note for the other, after the yes: when, where, a telephone number. */
export async function leaveNote(ctx: Context, turnId: string, note: string): Promise<void> {
  const known = requireVerified(ctx)
  await limit(known, answering, known.viewer.id)
  const turn = await turnById(known, turnId)
  if (turn.answer !== 'yes') throw new NotFound('exchangeOver')
  const column = sql.raw(turn.received ? 'helper_note' : 'asker_note')
  await known.db.execute(
    sql`update exchange_turns set ${column} = ${note || null} where id = ${turnId} and answer = 'yes'`,
  )
}

/** It worked out: the ask is done, and who helped may read a line of thanks. Only who asked says so, once. */
export async function finish(ctx: Context, turnId: string, thanks = ''): Promise<void> {
  const known = requireVerified(ctx)
  const { askId, received, otherId } = await turnById(known, turnId)
  if (received) throw new NotFound('exchangeOver')
  requireNotHelper(known, otherId)
  await stepping(known, askId, async (ctx, ask) => {
    if (ask.over) return
    if ((await turnNow(ctx, turnId)) !== 'yes') throw new Conflict('askMoved')
    await end(ctx, askId, 'done')
    if (!thanks) return
    await ctx.db.execute(sql`update exchange_turns set thanks = ${thanks} where id = ${turnId}`)
    await tell(ctx, [otherId], 'exchange.thanked', { turn: turnId })
    await publish(ctx, 'exchange.thanked', { turn: turnId })
  })
}

/** Takes an own ask or offer away. Who gave their word is told; who still had to answer need not any more. */
export async function withdraw(ctx: Context, id: string): Promise<void> {
  const known = requireVerified(ctx)
  await requireOwn(known, id)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await ctx.db.execute(sql`select 1 from exchanges where id = ${id} for update`)
    if (!(await end(ctx, id, 'withdrawn'))) return
    const stopped = await row<{ id: string; residentId: string; answer: string | null }>(
      ctx.db,
      sql`with had as (select id, resident_id, answer from exchange_turns where ask_id = ${id} and (answer is null or answer = 'yes'))
          update exchange_turns t set answer = 'stopped', answered = ${ctx.now().toISOString()} from had where t.id = had.id
          returning t.id, t.resident_id as "residentId", had.answer`,
    )
    if (stopped?.answer !== 'yes') return
    await tellOne(ctx, stopped.residentId, 'exchange.stopped', `/vraag-en-aanbod/beurt/${stopped.id}`, {
      turn: stopped.id,
    })
  })
}

/** Lets an own ask or offer stand for four weeks more, also when it was over not long ago. */
export async function renew(ctx: Context, id: string): Promise<void> {
  const known = requireVerified(ctx)
  await requireOwn(known, id)
  await limit(known, posting, known.viewer.id)
  const renewed = await row(
    known.db,
    sql`update exchanges set ends = ${after(known.now(), stands).toISOString()}, ended = null, how_ended = null
        where id = ${id} and (ended is null or (how_ended = 'over' and ended > ${after(known.now(), -renewableFor).toISOString()}))
        returning id`,
  )
  if (!renewed) throw new Conflict('askOver')
}

/** The two of a promise may block each other; the ask then goes on to another. */
export async function blockOther(ctx: Context, turnId: string): Promise<void> {
  const known = requireVerified(ctx)
  const { answer, askId, otherId } = await turnById(known, turnId)
  // Before the yes there is no name to block.
  if (answer !== 'yes') throw new NotAllowed()
  await block(known, otherId)
  await stepping(known, askId, async (ctx, ask) => {
    if (ask.over || (await turnNow(ctx, turnId)) !== 'yes') return
    await setAnswer(ctx, turnId, 'released')
    await moveOn(ctx, ask)
  })
}

/** One step of one ask: its row is locked first, so that of two at once the second sees what the first did. */
async function stepping<T>(
  known: ViewerContext,
  askId: string,
  work: (ctx: ViewerContext, ask: Ask) => Promise<T>,
): Promise<T> {
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    const ask = isId(askId) ? await lockAsk(ctx, askId) : undefined
    if (!ask) throw new NotFound('exchangeOver')
    return work(ctx, ask)
  })
}

async function turnNow(ctx: Context, turnId: string): Promise<string | null | undefined> {
  return (
    await row<{ answer: string | null }>(ctx.db, sql`select answer from exchange_turns where id = ${turnId}`)
  )?.answer
}

async function setAnswer(ctx: Context, turnId: string, answer: string, note = ''): Promise<void> {
  await ctx.db.execute(
    sql`update exchange_turns set answer = ${answer}, answered = ${ctx.now().toISOString()},
          helper_note = coalesce(${note || null}, helper_note) where id = ${turnId}`,
  )
}

async function tellYes(ctx: Context, ask: Ask): Promise<void> {
  await tellOne(ctx, ask.residentId, 'exchange.yes', `/vraag-en-aanbod/${ask.id}`, { exchange: ask.id })
  await publish(ctx, 'exchange.promised', { exchange: ask.id })
}

async function end(ctx: Context, id: string, how: 'done' | 'withdrawn'): Promise<boolean> {
  const ended = await row(
    ctx.db,
    sql`update exchanges set ended = ${ctx.now().toISOString()}, how_ended = ${how} where id = ${id} and ended is null returning id`,
  )
  return ended !== undefined
}

async function requireOwn({ db, viewer }: ViewerContext, id: string): Promise<void> {
  const own = isId(id)
    ? await row(db, sql`select 1 from exchanges where id = ${id} and resident_id = ${viewer.id}`)
    : undefined
  if (!own) throw new NotFound('exchangeOver')
}
