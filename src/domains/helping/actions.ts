import { sql } from 'drizzle-orm'
import { after, day, week } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { publish } from '../../platform/outbox.ts'
import { mailInLanguage, setActsFor, type Session } from '../identity/index.ts'
import {
  ConfirmNeeded,
  requireConfirmed,
  requireVerified,
  requireViewer,
  tell,
  type HelpKind,
} from '../residents/index.ts'
import { words } from './messages/index.ts'
import { mayBeAsked } from './queries.ts'
import { helpLasts, mostHelped, mostHelpers } from './rules.ts'

const asking: Limit = { name: 'ask-helper', max: 10, window: day }
/** A no is a no for a while. */
const quietAfterNo = 4 * week

export interface Ask {
  helperId: string
  kinds: readonly HelpKind[]
}

/**
 * Asks a verified neighbour with whom the viewer shares a community to help with these things. They have to say yes first.
 * Asking twice asks once. @throws Conflict when three help already, or when this neighbour said no in the past four weeks;
 * ConfirmNeeded, because whoever holds a phone that was left lying could name themselves.
 */
export async function askHelper(ctx: Context, { helperId, kinds }: Ask): Promise<void> {
  const { viewer } = requireConfirmed(ctx)
  if (kinds.length === 0) throw new Invalid({ kinds: 'kindsMissing' })
  if (!isId(helperId) || helperId === viewer.id) throw new Invalid({ helper: 'helperMissing' })
  await limit(ctx, asking, viewer.id)
  await transact(ctx, async (inner) => {
    if (!(await mayBeAsked({ ...inner, viewer }, helperId))) throw new NotFound()
    await putAsk(inner, viewer.id, { helperId, kinds })
  })
}

/**
 * Puts a question to a neighbour, for whoever made sure that this resident may ask them, within their transaction. Asking twice
 * asks once. @throws Conflict
 */
export async function putAsk(
  ctx: Context,
  residentId: string,
  { helperId, kinds, askedBy }: Ask & { askedBy?: string },
): Promise<void> {
  await oneAtATime(ctx, residentId)
  if (await saidNoLately(ctx, residentId, helperId)) throw new Conflict('helperSaidNo')
  const living = await row<{ n: number; known: boolean }>(
    ctx.db,
    sql`select count(*)::int as n, coalesce(bool_or(helper_id = ${helperId}), false) as known from helpings
        where resident_id = ${residentId} and ended is null`,
  )
  if (living?.known) return
  if ((living?.n ?? 0) >= mostHelpers) throw new Conflict('helpersEnough')
  const id = newId()
  await ctx.db.execute(
    sql`insert into helpings (id, resident_id, helper_id, asked, asked_by)
        values (${id}, ${residentId}, ${helperId}, ${ctx.now().toISOString()}, ${askedBy ?? null})`,
  )
  await allow(ctx, id, kinds)
  await tell(ctx, [helperId], 'helping.asked', { helping: id, by: residentId })
  const link = `${ctx.services.config.origin}/helpen`
  await mailInLanguage(ctx, helperId, (language) => words[language].askedMail(link))
  if (askedBy) await tell(ctx, [residentId], 'helping.named', { helping: id, by: helperId })
  await publish(ctx, 'helping.asked', { helping: id })
}

/**
 * The neighbour who was asked says yes or no. Twice the same is once. @throws Conflict (`helpsEnough`) for a yes of who helps
 * five people already, NotAllowed until their own address is proven.
 */
export async function answerAsk(ctx: Context, helpingId: string, yes: boolean): Promise<void> {
  const { viewer } = yes ? requireVerified(ctx) : requireViewer(ctx)
  if (!isId(helpingId)) throw new NotFound()
  await transact(ctx, async (ctx) => {
    await oneAtATime(ctx, viewer.id)
    const asked = await row<{ residentId: string; accepted: string | null }>(
      ctx.db,
      sql`select resident_id as "residentId", accepted from helpings
          where id = ${helpingId} and helper_id = ${viewer.id} and ended is null for update`,
    )
    if (!asked) throw new NotFound()
    if (asked.accepted) {
      if (yes) return
      throw new Conflict('helpAnswered')
    }
    const now = ctx.now().toISOString()
    if (yes) {
      const helped = await row<{ n: number }>(
        ctx.db,
        sql`select count(*)::int as n from helpings
            where helper_id = ${viewer.id} and ended is null and accepted is not null`,
      )
      if ((helped?.n ?? 0) >= mostHelped) throw new Conflict('helpsEnough')
      await ctx.db.execute(sql`update helpings set accepted = ${now} where id = ${helpingId}`)
    } else {
      await ctx.db.execute(
        sql`update helpings set ended = ${now}, how_ended = 'declined', ended_by = ${viewer.id} where id = ${helpingId}`,
      )
    }
    const kind = yes ? 'helping.accepted' : 'helping.declined'
    await tell(ctx, [asked.residentId], kind, { helping: helpingId, by: viewer.id })
    await publish(ctx, kind, { helping: helpingId })
  })
}

/** Either of the two ends it, at once, also in a session in which help is going on. The other is told. Twice ends once. */
export async function endHelping(ctx: Context, helpingId: string): Promise<void> {
  const { viewer } = requireViewer(ctx)
  if (!isId(helpingId)) throw new NotFound()
  await transact(ctx, async (ctx) => {
    const ended = await row<{ other: string; how: string }>(
      ctx.db,
      sql`update helpings set ended = ${ctx.now().toISOString()}, ended_by = ${viewer.id},
            how_ended = case when resident_id = ${viewer.id} then 'stopped' else 'put-down' end
          where id = ${helpingId} and ended is null and ${viewer.id} in (resident_id, helper_id)
          returning case when resident_id = ${viewer.id} then helper_id else resident_id end as other, how_ended as how`,
    )
    if (!ended) return
    await tell(ctx, [ended.other], `helping.${ended.how}`, { helping: helpingId, by: viewer.id })
    await publish(ctx, 'helping.ended', { helping: helpingId })
  })
}

/** The viewer allows a helper other things. What is taken away is gone at once; to allow more they show who they are. */
export async function changeKinds(
  ctx: Context,
  helpingId: string,
  kinds: readonly HelpKind[],
): Promise<void> {
  const { viewer } = requireViewer(ctx)
  if (kinds.length === 0) throw new Invalid({ kinds: 'kindsMissing' })
  if (!isId(helpingId)) throw new NotFound()
  await transact(ctx, async (ctx) => {
    const helping = await row<{ helperId: string }>(
      ctx.db,
      sql`select helper_id as "helperId" from helpings
          where id = ${helpingId} and resident_id = ${viewer.id} and ended is null for update`,
    )
    if (!helping) throw new NotFound()
    const allowed = await rows<{ kind: HelpKind }>(
      ctx.db,
      sql`select kind from helping_kinds where helping_id = ${helpingId} and ended is null`,
    )
    const had = allowed.map(({ kind }) => kind)
    const more = kinds.filter((kind) => !had.includes(kind))
    const gone = had.filter((kind) => !kinds.includes(kind))
    if (more.length > 0) requireConfirmed(ctx)
    if (more.length + gone.length === 0) return
    const now = ctx.now().toISOString()
    for (const kind of gone) {
      await ctx.db.execute(
        sql`update helping_kinds set ended = ${now} where helping_id = ${helpingId} and kind = ${kind} and ended is null`,
      )
    }
    await allow(ctx, helpingId, more)
    await tell(ctx, [helping.helperId], 'helping.changed', { helping: helpingId, at: now, by: viewer.id })
  })
}

/**
 * From now on, for an hour at most, this session is for somebody whom the viewer helps. That it began is written down for them.
 * @throws NotFound when the viewer does not help them (any more), or they rest before being erased; ConfirmNeeded in a session that began with a card.
 */
export async function beginHelping(ctx: Context, session: Session, helpingId: string): Promise<void> {
  const { viewer } = requireVerified(ctx)
  if (!viewer.confirmed) throw new ConfirmNeeded()
  const now = ctx.now()
  const begun = isId(helpingId)
    ? await row<{ residentId: string }>(
        ctx.db,
        sql`with act as (
              insert into helped_acts (id, helping_id, kind, path, begun, outcome)
              select ${newId()}::uuid, id, 'begin', '/helpen/:id/nu', ${now.toISOString()}::timestamptz, 'done' from helpings
              where id = ${helpingId} and helper_id = ${viewer.id} and accepted is not null and ended is null
                and exists (select 1 from residents r where r.id = helpings.resident_id and r.left_at is null)
              returning helping_id
            ) select h.resident_id as "residentId" from helpings h join act on act.helping_id = h.id`,
      )
    : undefined
  if (!begun) throw new NotFound()
  await setActsFor(ctx, session, { residentId: begun.residentId, until: after(now, helpLasts) })
}

async function allow(ctx: Context, helpingId: string, kinds: readonly HelpKind[]): Promise<void> {
  for (const kind of kinds) {
    await ctx.db.execute(
      sql`insert into helping_kinds (helping_id, kind, since)
          values (${helpingId}, ${kind}, ${ctx.now().toISOString()})`,
    )
  }
}

async function saidNoLately(ctx: Context, residentId: string, helperId: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from helpings where resident_id = ${residentId} and helper_id = ${helperId}
          and how_ended = 'declined' and ended > ${after(ctx.now(), -quietAfterNo).toISOString()} limit 1`,
  )
  return found !== undefined
}

/** Of two changes to how many somebody helps or is helped by, one waits for the other. */
async function oneAtATime(ctx: Context, residentId: string): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`helping:${residentId}`}, 0))`)
}
