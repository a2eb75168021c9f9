import { sql } from 'drizzle-orm'
import { after, day, hour, onTheWall } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { hashToken, newToken } from '../../platform/crypto.ts'
import { row } from '../../platform/db/store.ts'
import { NotFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { publish } from '../../platform/outbox.ts'
import { endCardSessions, mailInLanguage } from '../identity/index.ts'
import { logAct, requireSteward, requireViewer, tell } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { deskResident } from './register.ts'

const cardLasts = 365 * day
const making: Limit = { name: 'card-make', max: 60, window: day }
/** A card is used by one person: who comes in more often than this has lent or lost it. */
const usesADay: Limit = { name: 'card-use', max: 10, window: day }
const perVisitor: Limit = { name: 'card-visitor', max: 30, window: hour }

/** The card is unknown, blocked, replaced or too old: one answer for all. */
export class CardOver extends Refusal {
  constructor() {
    super(410, 'cardOver')
  }
}

/**
 * Makes a card for somebody who was registered at the desk, in place of the one they had: that one and every session that began
 * with it end. They are told, also by mail where there is one, because a steward could make one for themselves.
 * @returns the code, which exists nowhere else than on the card.
 */
export async function makeCard(ctx: Context, residentId: string): Promise<string> {
  const steward = requireSteward(ctx, 'identity')
  await limit(ctx, making, steward.viewer.id)
  const { id } = await deskResident(ctx, residentId)
  return transact(steward, async (inner) => {
    const ctx = { ...inner, viewer: steward.viewer }
    await ctx.db.execute(sql`select 1 from residents where id = ${id} for no key update`)
    await endCard(ctx, id, 'renewed')
    const code = newToken()
    const now = ctx.now()
    const card = newId()
    await ctx.db.execute(
      sql`insert into cards (id, resident_id, hash, made, made_by, ends)
          values (${card}, ${id}, ${hashToken(code)}, ${now.toISOString()}, ${steward.viewer.id},
            ${after(now, cardLasts).toISOString()})`,
    )
    await tell(ctx, [id], 'card.made', { card })
    await mailInLanguage(ctx, id, (language) => words[language].cardMail)
    await logAct(ctx, { task: 'identity', kind: 'desk.card-made' })
    await publish(ctx, 'card.made', { card })
    return code
  })
}

/** Whose card this is, for the page before the button; looking does not count as use. Undefined when it does not work. */
export async function nameOnCard(ctx: Context, code: string): Promise<string | undefined> {
  const found = await row<{ name: string }>(
    ctx.db,
    sql`select r.display_name as name from cards k join residents r on r.id = k.resident_id and r.left_at is null
        where k.hash = ${hashToken(code)} and k.ended is null and k.ends > ${ctx.now().toISOString()}`,
  )
  return found?.name
}

/**
 * Uses a card to come in, ten times a day at most. Its owner is told once a day. @returns whose it is. @throws CardOver,
 * TooMany
 */
export async function useCard(ctx: Context, code: string, visitor: string): Promise<string> {
  await limit(ctx, perVisitor, visitor)
  const card = await row<{ id: string }>(
    ctx.db,
    sql`select id from cards where hash = ${hashToken(code)} and ended is null and ends > ${ctx.now().toISOString()}`,
  )
  if (!card) throw new CardOver()
  await limit(ctx, usesADay, card.id)
  return transact(ctx, async (ctx) => {
    const now = ctx.now()
    const used = await row<{ residentId: string }>(
      ctx.db,
      sql`update cards k set used = ${now.toISOString()} from residents r
          where k.id = ${card.id} and k.ended is null and r.id = k.resident_id and r.left_at is null
          returning k.resident_id as "residentId"`,
    )
    if (!used) throw new CardOver()
    await tell(ctx, [used.residentId], 'card.used', {
      card: card.id,
      day: onTheWall(now).toPlainDate().toString(),
    })
    return used.residentId
  })
}

/** The viewer's own card. */
export interface Card {
  made: Date
  ends: Date
  used: Date | undefined
}

export async function ownCard(ctx: Context): Promise<Card | undefined> {
  const { viewer } = requireViewer(ctx)
  const found = await row<{ made: string; ends: string; used: string | null }>(
    ctx.db,
    sql`select made, ends, used from cards
        where resident_id = ${viewer.id} and ended is null and ends > ${ctx.now().toISOString()}`,
  )
  return (
    found && {
      made: new Date(found.made),
      ends: new Date(found.ends),
      used: found.used ? new Date(found.used) : undefined,
    }
  )
}

/** The viewer's card works no more, and every session that began with it is over. Twice blocks once. */
export async function blockOwnCard(ctx: Context): Promise<void> {
  const { viewer } = requireViewer(ctx)
  await transact(ctx, (ctx) => endCard(ctx, viewer.id, 'blocked'))
}

/** The same at the desk, for who calls or comes by because the card is gone. */
export async function blockCardAtDesk(ctx: Context, residentId: string): Promise<void> {
  const steward = requireSteward(ctx, 'identity')
  const { id, cardMade } = await deskResident(ctx, residentId)
  if (!cardMade) throw new NotFound()
  await transact(steward, async (inner) => {
    const ctx = { ...inner, viewer: steward.viewer }
    await endCard(ctx, id, 'desk')
    await logAct(ctx, { task: 'identity', kind: 'desk.card-blocked' })
  })
}

/** Ends the card of somebody who lost everything. */
export async function endCardOf(ctx: Context, residentId: string): Promise<void> {
  await transact(ctx, (ctx) => endCard(ctx, residentId, 'blocked'))
}

async function endCard(ctx: Context, residentId: string, how: 'renewed' | 'blocked' | 'desk'): Promise<void> {
  await ctx.db.execute(
    sql`update cards set ended = ${ctx.now().toISOString()}, how_ended = ${how}
        where resident_id = ${residentId} and ended is null`,
  )
  await endCardSessions(ctx, residentId)
}
