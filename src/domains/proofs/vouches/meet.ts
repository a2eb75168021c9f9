import { sql } from 'drizzle-orm'
import { after, day, hour, minute } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { hashToken } from '../../../platform/crypto.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { metresBetween } from '../../areas/index.ts'
import { homesOf, openEntries } from '../../identity/index.ts'
import {
  areBlocked,
  logAct,
  requireEverConfirmed,
  requireSteward,
  requireVerified,
  requireViewer,
  type ViewerContext,
} from '../../residents/index.ts'
import { openCase } from '../cases/open.ts'
import { lookForTwin } from '../cases/twins.ts'
import { newCode, readCode } from '../code.ts'
import { giveProof } from '../give.ts'
import { lockLevels, renewLevels, say } from '../levels.ts'
import { isCircle, type Voucher } from '../rules.ts'

/** Letters and figures of what one shows a neighbour: 40 bits, for five minutes. */
export const meetingLength = 8
const meetingLasts = 5 * minute
/** Whoever vouches lives this near, in metres from cell to cell. */
const nearby = 1_000
/** How often somebody may vouch in a year. */
const mostAYear = 6

const showing: Limit = { name: 'meeting-show', max: 40, window: day }
const guessing: Limit = { name: 'meeting-guess', max: 12, window: hour }

/** Makes a new code to show to a neighbour; an older one of the viewer stops working. */
export async function showMeetingCode(ctx: Context): Promise<{ code: string; ends: Date }> {
  const { viewer } = requireViewer(ctx)
  await limit(ctx, showing, viewer.id)
  const code = newCode(meetingLength)
  const ends = after(ctx.now(), meetingLasts)
  await transact(ctx, async (ctx) => {
    await ctx.db.execute(sql`delete from meeting_codes where resident_id = ${viewer.id}`)
    await ctx.db.execute(
      sql`insert into meeting_codes (hash, resident_id, ends)
          values (${hashToken(code)}, ${viewer.id}, ${ends.toISOString()})`,
    )
  })
  return { code, ends }
}

/** Whom the viewer has met. */
export interface Met {
  id: string
  displayName: string
}

/** Who showed this code a moment ago. Guessing costs. @throws NotFound for a code that is over or never was. */
export async function whoShowed(ctx: Context, typed: string): Promise<Met> {
  const { viewer } = requireVerified(ctx)
  await limit(ctx, guessing, viewer.id)
  const met = await find(ctx, viewer.id, typed)
  if (!met) throw new NotFound('meetingOver')
  return met
}

async function find(ctx: Context, viewerId: string, typed: string): Promise<Met | undefined> {
  const code = readCode(typed, meetingLength)
  if (!code) return undefined
  const met = await row<Met>(
    ctx.db,
    sql`select r.id, r.display_name as "displayName" from meeting_codes m join residents r on r.id = m.resident_id
        where m.hash = ${hashToken(code)} and m.used is null and m.ends > ${ctx.now().toISOString()} and r.left_at is null`,
  )
  return met && !(await areBlocked(ctx, viewerId, met.id)) ? met : undefined
}

/**
 * The viewer says: we have met, and you live here. The code is used up. When all who vouch may be one circle, a person of
 * the foundation looks before their words count; words found fine before go on counting. Twice for the same neighbour is once.
 * @throws NotFound (`meetingOver`), NotAllowed (`vouchFar`, `vouchHome`, `vouchSelf`), Conflict (`vouchEnough`).
 */
export async function vouch(ctx: Context, typed: string): Promise<Met> {
  const { viewer } = requireVerified(ctx)
  requireEverConfirmed(ctx)
  await limit(ctx, guessing, viewer.id)
  return transact(ctx, async (inner) => {
    const ctx = { ...inner, viewer }
    // One vouch at a time: two codes at once still count as two of six.
    await lockLevels(ctx)
    const met = await find(ctx, viewer.id, typed)
    if (!met) throw new NotFound('meetingOver')
    await mayVouch(ctx, met.id)
    const used = await row(
      ctx.db,
      sql`update meeting_codes set used = ${ctx.now().toISOString()}
          where resident_id = ${met.id} and used is null returning 1 as one`,
    )
    if (!used) throw new NotFound('meetingOver')
    await ctx.db.execute(
      sql`insert into vouches (id, voucher_id, resident_id, given)
          values (${newId()}, ${viewer.id}, ${met.id}, ${ctx.now().toISOString()})
          on conflict (resident_id, voucher_id) where ended is null do nothing`,
    )
    if (isCircle(await vouchersOf(ctx, met.id), ctx.now()) && (await hasUnseen(ctx, met.id)))
      await openCase(ctx, { kind: 'ring', residentId: met.id })
    await renewLevels(ctx, [met.id], 'vouch')
    await lookForTwin(ctx, met.id)
    await say(ctx, met.id, 'vouched', '', { by: viewer })
    await publish(ctx, 'vouch.given', { resident: met.id })
    return met
  })
}

/**
 * A steward met somebody without a fixed address, who showed them their code. Their address counts as proven as soon as two
 * neighbours vouch for them too. @throws NotFound (`meetingOver`), Conflict (`hasAddress`) for who can get a letter.
 */
export async function meetAsSteward(ctx: Context, typed: string): Promise<Met> {
  const steward = requireSteward(ctx, 'identity')
  await limit(ctx, guessing, steward.viewer.id)
  return transact(steward, async (inner) => {
    const ctx = { ...inner, viewer: steward.viewer }
    const met = await find(ctx, ctx.viewer.id, typed)
    if (!met) throw new NotFound('meetingOver')
    if (met.id === ctx.viewer.id) throw new NotAllowed('vouchSelf')
    const entry = (await openEntries(ctx, [met.id], 'desk')).get(met.id)
    if (entry?.address.street) throw new Conflict('hasAddress')
    await ctx.db.execute(
      sql`update meeting_codes set used = ${ctx.now().toISOString()} where resident_id = ${met.id} and used is null`,
    )
    await giveProof(ctx, met.id, { kind: 'desk', address: true, person: false })
    await logAct(ctx, { task: 'identity', kind: 'met.without-address' })
    return met
  })
}

/** Whether the viewer may vouch for somebody. */
async function mayVouch(ctx: ViewerContext, residentId: string): Promise<void> {
  const { viewer } = ctx
  if (residentId === viewer.id) throw new NotAllowed('vouchSelf')
  if (!(await isNear(ctx, residentId))) throw new NotAllowed('vouchFar')
  const homes = await homesOf(ctx, [viewer.id, residentId])
  if (homes.get(viewer.id) === homes.get(residentId)) throw new NotAllowed('vouchHome')
  const given = await row<{ count: number }>(
    ctx.db,
    sql`select count(*)::int as count from vouches
        where voucher_id = ${viewer.id} and given > ${after(ctx.now(), -365 * day).toISOString()}`,
  )
  if ((given?.count ?? 0) >= mostAYear) throw new Conflict('vouchEnough')
}

/** Within a kilometre, from cell to cell; in the same buurt where a home stands too alone to be placed. */
async function isNear({ db, viewer }: ViewerContext, residentId: string): Promise<boolean> {
  const other = await row<{ cell: string | null; buurtId: number | null; gemeenteId: number | null }>(
    db,
    sql`select cell::text as cell, buurt_id as "buurtId", gemeente_id as "gemeenteId"
        from residents where id = ${residentId}`,
  )
  if (!other) return false
  if (viewer.cell && other.cell) return metresBetween(viewer.cell, other.cell) <= nearby
  return viewer.buurtId !== null ? viewer.buurtId === other.buurtId : viewer.gemeenteId === other.gemeenteId
}

/** Whether somebody vouches for them whom nobody of the foundation looked at yet: a verdict holds for what was there then. */
async function hasUnseen(ctx: Context, residentId: string): Promise<boolean> {
  const unseen = await row(
    ctx.db,
    sql`select 1 from vouches where resident_id = ${residentId} and ended is null and looked_at is null limit 1`,
  )
  return unseen !== undefined
}

async function vouchersOf(ctx: Context, residentId: string): Promise<Voucher[]> {
  const found = await rows<Omit<Voucher, 'since'> & { since: Date | null }>(
    ctx.db,
    sql`select v.voucher_id as id,
          exists (select 1 from proofs p where p.resident_id = v.voucher_id and p.ended is null and p.kind <> 'desk') as rooted,
          (select min(l.since) from resident_levels l where l.resident_id = v.voucher_id and l.level <> 'applicant') as since,
          array(select o.resident_id from vouches o where o.voucher_id = v.voucher_id and o.ended is null) as "vouchesFor"
        from vouches v where v.resident_id = ${residentId} and v.ended is null`,
  )
  return found.map((each) => ({ ...each, since: each.since ? new Date(each.since) : ctx.now() }))
}

/** Takes a vouch back. Who leaned on it is looked at again, and told. Twice takes it back once. */
export async function takeVouchBack(ctx: Context, residentId: string): Promise<void> {
  const { viewer } = requireViewer(ctx)
  if (!isId(residentId)) throw new NotFound()
  await transact(ctx, async (inner) => {
    const ctx = { ...inner, viewer }
    const ended = await row(
      ctx.db,
      sql`update vouches set ended = ${ctx.now().toISOString()}, how_ended = 'taken-back'
          where voucher_id = ${viewer.id} and resident_id = ${residentId} and ended is null returning 1 as one`,
    )
    if (!ended) return
    await renewLevels(ctx, [residentId], 'vouch-taken-back')
    await publish(ctx, 'vouch.taken-back', { resident: residentId })
  })
}

/** For whom the viewer vouches now. */
export async function vouchesBy(ctx: ViewerContext): Promise<(Met & { given: Date })[]> {
  const found = await rows<Met & { given: Date }>(
    ctx.db,
    sql`select r.id, r.display_name as "displayName", v.given from vouches v join residents r on r.id = v.resident_id
        where v.voucher_id = ${ctx.viewer.id} and v.ended is null and r.left_at is null order by v.given desc limit 50`,
  )
  return found.map((each) => ({ ...each, given: new Date(each.given) }))
}

/** Who vouches for the viewer now. */
export async function vouchersFor(ctx: ViewerContext): Promise<(Met & { given: Date })[]> {
  const found = await rows<Met & { given: Date }>(
    ctx.db,
    sql`select r.id, r.display_name as "displayName", v.given from vouches v join residents r on r.id = v.voucher_id
        where v.resident_id = ${ctx.viewer.id} and v.ended is null and r.left_at is null order by v.given limit 50`,
  )
  return found.map((each) => ({ ...each, given: new Date(each.given) }))
}
