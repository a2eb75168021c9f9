import { sql, type SQL } from 'drizzle-orm'
import { after } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { publish } from '../../platform/outbox.ts'
import { notBlocked } from '../communities/index.ts'
import { mailInLanguage } from '../identity/index.ts'
import { tell } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { lookFrom, nearby } from './queries.ts'
import { answerWithin } from './rules.ts'

/** An ask as the next step needs it. */
export interface Ask {
  id: string
  residentId: string
  kind: string
  communityId: string | null
  cell: string | null
  streetId: number | null
  listed: boolean
  shown: boolean
  over: boolean
}

/** An ask, held until the end of the transaction: its steps come one after another. */
export async function lockAsk(ctx: Context, id: string): Promise<Ask | undefined> {
  return row<Ask>(
    ctx.db,
    sql`select id, resident_id as "residentId", kind, community_id as "communityId", cell::text as cell,
          street_id as "streetId", listed, shown is not null as shown,
          ended is not null or ends <= ${ctx.now().toISOString()}::timestamptz as over
        from exchanges where id = ${id} and side = 'ask' for update`,
  )
}

/** Whether somebody has the turn, or gave their word. */
export async function isTaken(ctx: Context, askId: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from exchange_turns where ask_id = ${askId} and (answer is null or answer = 'yes')`,
  )
  return found !== undefined
}

/**
 * Moves a locked ask one step on, unless somebody has it: to the nearest neighbour who offered that and was not asked yet;
 * who was asked longest ago goes first among equals. While all of them are busy with another ask it waits. When nobody is
 * left it is shown to neighbours in reach.
 */
export async function moveOn(ctx: Context, ask: Ask): Promise<void> {
  if (ask.over || ask.shown || (await isTaken(ctx, ask.id))) return
  const next = await nearestOffer(ctx, ask)
  if (next?.busy) return
  if (next) return giveTurn(ctx, ask, next.residentId, next.offerId)
  await ctx.db.execute(sql`update exchanges set shown = ${ctx.now().toISOString()} where id = ${ask.id}`)
  await publish(ctx, 'exchange.posted', {
    exchange: ask.id,
    ...(ask.communityId && { community: ask.communityId }),
  })
}

interface Next {
  residentId: string
  offerId: string
  busy: boolean
}

async function nearestOffer(ctx: Context, ask: Ask): Promise<Next | undefined> {
  if (ask.communityId === null && !ask.listed) return undefined
  const free = sql`e.ends > ${ctx.now().toISOString()}::timestamptz and e.resident_id <> ${ask.residentId}
    and ${notBlocked(ask.residentId, sql`e.resident_id`)}
    and not exists (select 1 from exchange_turns t where t.ask_id = ${ask.id} and t.resident_id = e.resident_id)`
  const columns = sql`e.resident_id as "residentId", e.id as "offerId",
    exists (select 1 from exchange_turns t where t.resident_id = e.resident_id and t.answer is null) as busy`
  const order = (first: SQL) =>
    sql`order by busy, ${first} (select max(t.asked) from exchange_turns t where t.resident_id = e.resident_id) nulls first, e.posted, e.id limit 1`
  if (ask.communityId === null) {
    const only = sql`e.side = 'offer' and e.kind = ${ask.kind}`
    return row<Next>(
      ctx.db,
      sql`with ${nearby(await lookFrom(ctx, ask), only)}
          select ${columns} from nearby e where ${free} ${order(sql`e.band,`)}`,
    )
  }
  return row<Next>(
    ctx.db,
    sql`select ${columns} from exchanges e
        join memberships m on m.community_id = e.community_id and m.resident_id = e.resident_id and m.ended is null
        join residents r on r.id = e.resident_id and r.left_at is null
        where e.community_id = ${ask.communityId} and e.side = 'offer' and e.kind = ${ask.kind} and e.ended is null
          and ${free} ${order(sql``)}`,
  )
}

/** Brings the ask to one neighbour's door, and tells them: inside the house, and by mail without any of the words. */
export async function giveTurn(ctx: Context, ask: Ask, residentId: string, offerId: string): Promise<void> {
  const id = newId()
  await ctx.db.execute(
    sql`insert into exchange_turns (id, ask_id, offer_id, resident_id, asked)
        values (${id}, ${ask.id}, ${offerId}, ${residentId}, ${ctx.now().toISOString()})`,
  )
  await tellOne(ctx, residentId, 'exchange.asked', `/vraag-en-aanbod/beurt/${id}`, { turn: id })
}

/** Tells one of the two that it is about them, at once. */
export async function tellOne(
  ctx: Context,
  residentId: string,
  kind: 'exchange.asked' | 'exchange.yes' | 'exchange.released' | 'exchange.stopped',
  path: string,
  data: Record<string, string>,
): Promise<void> {
  await tell(ctx, [residentId], kind, data)
  await mailInLanguage(ctx, residentId, (language) =>
    words[language].mail[kind](`${ctx.services.config.origin}${path}`),
  )
}

/** Rows in one round of the job; the rest waits for the next. */
const portion = 500

/**
 * Job: ends what stood for four weeks, passes on what waited a day for an answer or is between two who do not reach each
 * other any more, and looks again for asks that waited for somebody busy. Each ask in a transaction of its own, so that it
 * may be stopped at any moment and run by several processes at once.
 */
export async function tendExchange(ctx: Context): Promise<void> {
  await endOver(ctx)
  const now = ctx.now().toISOString()
  const late = after(ctx.now(), -answerWithin).toISOString()
  const apart = sql`(not ${notBlocked(sql`e.resident_id`, sql`t.resident_id`)} or exists (
    select 1 from residents gone where gone.id in (e.resident_id, t.resident_id) and gone.left_at is not null))`
  const waiting = await rows<{ askId: string }>(
    ctx.db,
    sql`select t.ask_id as "askId" from exchange_turns t where t.answer is null and t.asked <= ${late} 
        order by t.asked limit ${portion}`,
  )
  const broken = await rows<{ askId: string }>(
    ctx.db,
    sql`select t.ask_id as "askId" from exchange_turns t join exchanges e on e.id = t.ask_id and e.ended is null
        where (t.answer is null or t.answer = 'yes') and ${apart} limit ${portion}`,
  )
  const queued = await rows<{ askId: string }>(
    ctx.db,
    sql`select e.id as "askId" from exchanges e where e.side = 'ask' and e.shown is null and e.ended is null
          and not exists (select 1 from exchange_turns t where t.ask_id = e.id and (t.answer is null or t.answer = 'yes'))
        order by e.posted limit ${portion}`,
  )
  for (const askId of new Set([...waiting, ...broken, ...queued].map((each) => each.askId))) {
    await transact(ctx, async (ctx) => {
      const ask = await lockAsk(ctx, askId)
      if (!ask) return
      await ctx.db.execute(
        sql`update exchange_turns t set answer = case when t.answer is null and t.asked <= ${late} then 'late' else 'released' end,
              answered = ${now}
            from exchanges e where e.id = t.ask_id and t.ask_id = ${askId}
              and ((t.answer is null and t.asked <= ${late}) or ((t.answer is null or t.answer = 'yes') and ${apart}))`,
      )
      await moveOn(ctx, ask)
    })
  }
}

/** Ends what stood for four weeks. Whoever still had to answer need not any more. */
async function endOver(ctx: Context): Promise<void> {
  const now = ctx.now().toISOString()
  await transact(ctx, async (ctx) => {
    await ctx.db.execute(
      sql`with over as (
          update exchanges set ended = ${now}, how_ended = 'over' where id in (
            select id from exchanges where ended is null and ends <= ${now} order by ends limit ${portion} for update skip locked)
          returning id)
        update exchange_turns t set answer = 'stopped', answered = ${now} from over where t.ask_id = over.id and t.answer is null`,
    )
  })
}
