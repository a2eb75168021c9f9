import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../platform/context.ts'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { day } from '../../platform/clock.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import type { Language } from '../../platform/i18n.ts'
import { publish } from '../../platform/outbox.ts'
import { requireViewer, type Level, type StewardTask } from './viewer.ts'

/** The places a resident belongs to, as coarse as others may know them. */
export interface ResidentPlace {
  streetId: number | null
  buurtId: number | null
  wijkId: number | null
  gemeenteId: number | null
  /** H3 cell as a decimal number in text. */
  cell: string | null
}

export interface NewResident {
  id: string
  displayName: string
  language: Language
  adult: boolean
  place: ResidentPlace
}

/** Makes a resident, as an applicant. Their name and address go into the vault, not here. */
export async function createResident(ctx: Context, resident: NewResident): Promise<void> {
  const { place } = resident
  await transact(ctx, async (ctx) => {
    await ctx.db.execute(
      sql`insert into residents (id, display_name, language, adult, street_id, buurt_id, wijk_id, gemeente_id, cell, joined)
          values (${resident.id}, ${resident.displayName}, ${resident.language}, ${resident.adult}, ${place.streetId},
            ${place.buurtId}, ${place.wijkId}, ${place.gemeenteId}, ${place.cell}::bigint, ${ctx.now().toISOString()})`,
    )
    await publish(ctx, 'resident.joined', { resident: resident.id })
  })
}

/**
 * After areas were imported anew: every resident lies in the wijk and gemeente that their street or buurt lies in now.
 * It follows from the place they had and from nothing else, so it tells apart nobody who was not told apart before
 * (docs/decisions/0003); their street, buurt and cell stay those of joining.
 * @returns how many lie elsewhere now.
 */
export async function renewPlaces(ctx: Context): Promise<number> {
  const moved = await rows<{ id: string }>(
    ctx.db,
    sql`with finest as materialized (
          select f.id, f.kind, f.path from areas f where f.id in (
            select distinct coalesce(street_id, buurt_id, wijk_id, gemeente_id) from residents)
        ), lies as materialized (
          select f.id, max(a.id) filter (where a.kind = 'wijk') as wijk, max(a.id) filter (where a.kind = 'gemeente') as gemeente
          from finest f join areas a on a.id = any(string_to_array(trim(both '/' from f.path), '/')::int[]) group by f.id
        )
        update residents r set wijk_id = lies.wijk, gemeente_id = lies.gemeente from lies
        where lies.id = coalesce(r.street_id, r.buurt_id, r.wijk_id, r.gemeente_id) and lies.gemeente is not null
          and (r.wijk_id, r.gemeente_id) is distinct from (lies.wijk, lies.gemeente) returning r.id`,
  )
  return moved.length
}

/** Sets how well somebody is known, with how that came about. The same level again changes nothing. */
export async function setLevel(ctx: Context, residentId: string, level: Level, how: string): Promise<void> {
  await transact(ctx, async (ctx) => {
    const changed = await row(
      ctx.db,
      sql`update residents set level = ${level} where id = ${residentId} and level <> ${level} returning id`,
    )
    if (!changed) return
    await ctx.db.execute(
      sql`insert into resident_levels (resident_id, level, how, since)
          values (${residentId}, ${level}, ${how}, ${ctx.now().toISOString()})`,
    )
    await publish(ctx, 'resident.level-changed', { resident: residentId, level })
  })
}

/**
 * Gives somebody one narrow task of the foundation, after whatever decided that they may. Twice gives it once.
 * @throws Conflict (`notAssured`) while their address and person are not both proven.
 */
export async function appointSteward(
  ctx: Context,
  residentId: string,
  task: StewardTask,
  proposalId?: string,
): Promise<void> {
  const known = await row(
    ctx.db,
    sql`select 1 from residents where id = ${residentId} and level = 'assured' and left_at is null`,
  )
  if (!known) throw new Conflict('notAssured')
  await ctx.db.execute(
    sql`insert into stewards (resident_id, task, granted, proposal_id)
        values (${residentId}, ${task}, ${ctx.now().toISOString()}, ${proposalId ?? null})
        on conflict (resident_id, task) where ended is null do nothing`,
  )
}

/** Ends a task, or all tasks of somebody. @returns the tasks that ended. */
export async function endTasks(
  ctx: Context,
  residentId: string,
  how: 'self' | 'two' | 'left',
  task?: StewardTask,
): Promise<StewardTask[]> {
  const ended = await rows<{ task: StewardTask }>(
    ctx.db,
    sql`update stewards set ended = ${ctx.now().toISOString()}, how_ended = ${how}
        where resident_id = ${residentId} and ended is null ${task ? sql`and task = ${task}` : sql``} returning task`,
  )
  return ended.map(({ task }) => task)
}

export interface ProfileWords {
  displayName: string
  about: string
  offers: string
  speaks: string[]
  showsName: boolean
}

/** Changes what others see of the viewer. */
export async function changeProfile(ctx: Context, words: ProfileWords): Promise<void> {
  const { viewer } = requireViewer(ctx)
  await ctx.db.execute(
    sql`update residents set display_name = ${words.displayName}, about = ${words.about}, offers = ${words.offers},
          speaks = array(select jsonb_array_elements_text(${JSON.stringify(words.speaks)}::jsonb)),
          shows_name = ${words.showsName}
        where id = ${viewer.id}`,
  )
}

/** Switches protected mode: no street is shown and nobody finds the viewer, from this moment on. */
export async function setProtected(ctx: Context, on: boolean): Promise<void> {
  const { viewer } = requireViewer(ctx)
  await ctx.db.execute(sql`update residents set protected = ${on} where id = ${viewer.id}`)
}

/**
 * Says that the viewer is eighteen by now: an own statement, like the one at joining. It is not taken back, and changes
 * nothing for somebody whose age is proven.
 */
export async function comeOfAge(ctx: Context): Promise<void> {
  const { viewer } = requireViewer(ctx)
  await ctx.db.execute(sql`update residents set adult = true where id = ${viewer.id} and not age_proven`)
}

/** Sets whether somebody is eighteen, when their date of birth became known: that weighs more than what they said. */
export async function setAdult(ctx: Context, residentId: string, adult: boolean): Promise<void> {
  await ctx.db.execute(
    sql`update residents set adult = ${adult}, age_proven = true
        where id = ${residentId} and (adult <> ${adult} or not age_proven)`,
  )
}

/** What became known of whether somebody lives at the address they gave. */
export type AddressNews =
  /** It is proven, */
  | 'proven'
  /** or follows from other proofs: an earlier day stays. */
  | 'follows'
  /** They say that it is still right; of no worth where nothing was proven. */
  | 'still'
  /** Nothing stands that proves it. */
  | 'ended'

/** Writes down since when it is known that somebody lives at their address: from that day it is asked each year. */
export async function setAddressConfirmed(
  ctx: Context,
  residentId: string,
  news: AddressNews,
): Promise<void> {
  const onlyWhere = {
    proven: sql``,
    follows: sql`and address_confirmed is null`,
    still: sql`and address_confirmed is not null`,
    ended: sql``,
  }[news]
  await ctx.db.execute(
    sql`update residents set address_confirmed = ${news === 'ended' ? null : ctx.now().toISOString()}
        where id = ${residentId} ${onlyWhere}`,
  )
}

/**
 * Lets an account rest, or wakes it: while it rests nobody finds, sees or reaches this resident, and they are not signed
 * in anywhere.
 */
export async function setResting(ctx: Context, residentId: string, on: boolean): Promise<void> {
  await ctx.db.execute(
    sql`update residents set left_at = ${on ? ctx.now().toISOString() : null} where id = ${residentId}`,
  )
}

/** Remembers in which language the viewer reads. */
export async function setLanguage(ctx: Context, language: Language): Promise<void> {
  const { viewer } = requireViewer(ctx)
  await ctx.db.execute(sql`update residents set language = ${language} where id = ${viewer.id}`)
}

const blocking: Limit = { name: 'block', max: 50, window: day }

/**
 * Blocks somebody whom the viewer may meet; the caller has made sure of that, because the name of who is blocked can be
 * read afterwards. Neither finds or reaches the other any more. They are not told. Twice blocks once.
 */
export async function block(ctx: Context, residentId: string): Promise<void> {
  const { viewer } = requireViewer(ctx)
  if (residentId === viewer.id) throw new Invalid({ resident: 'blockSelf' })
  if (!isId(residentId)) throw new NotFound()
  await limit(ctx, blocking, viewer.id)
  const blocked = await row(
    ctx.db,
    sql`insert into blocks (blocker_id, blocked_id, name, created)
        select ${viewer.id}, id, display_name, ${ctx.now().toISOString()} from residents where id = ${residentId}
        on conflict (blocker_id, blocked_id) where lifted is null do update set lifted = null returning blocked_id`,
  )
  if (!blocked) throw new NotFound()
}

/** Takes a block back. */
export async function unblock(ctx: Context, residentId: string): Promise<void> {
  const { viewer } = requireViewer(ctx)
  if (!isId(residentId)) throw new NotFound()
  await ctx.db.execute(
    sql`update blocks set lifted = ${ctx.now().toISOString()}
        where blocker_id = ${viewer.id} and blocked_id = ${residentId} and lifted is null`,
  )
}

/**
 * Tells residents something inside the house. The same news twice is told once.
 * @returns who had not been told before.
 */
export async function tell(
  ctx: Context,
  residentIds: readonly string[],
  kind: string,
  data: Record<string, string | number>,
): Promise<string[]> {
  if (residentIds.length === 0) return []
  const told = await rows<{ id: string }>(
    ctx.db,
    sql`insert into notices (resident_id, kind, data, created)
        select id, ${kind}, ${JSON.stringify(data)}::jsonb, ${ctx.now().toISOString()}::timestamptz
        from unnest(${arrayOf(residentIds, 'uuid')}) as id
        on conflict (resident_id, kind, data) do nothing returning resident_id as id`,
  )
  return told.map(({ id }) => id)
}

/** Takes back what the viewer was told of these kinds, where its data says this: it is no longer news. */
export async function untell(
  ctx: Context,
  kinds: readonly string[],
  about: Record<string, string>,
): Promise<void> {
  const { viewer } = requireViewer(ctx)
  await ctx.db.execute(
    sql`delete from notices where resident_id = ${viewer.id} and kind = any(
            array(select jsonb_array_elements_text(${JSON.stringify(kinds)}::jsonb)))
          and data @> ${JSON.stringify(about)}::jsonb`,
  )
}

/** The viewer has seen these notices. */
export async function seenNotices(ctx: Context, ids: readonly number[]): Promise<void> {
  const { viewer } = requireViewer(ctx)
  if (ids.length === 0) return
  await ctx.db.execute(
    sql`update notices set seen = ${ctx.now().toISOString()}
        where resident_id = ${viewer.id} and id = any(${arrayOf(ids, 'bigint')}) and seen is null`,
  )
}

/**
 * Takes an account out of use: nobody finds it and nobody signs in with it. Its rows stay, so that it can be undone.
 * Domains that keep something standing for residents end it when they hear of it.
 */
export async function leaveAs(ctx: Context, residentId: string, how: string): Promise<void> {
  await transact(ctx, async (ctx) => {
    const left = await row(
      ctx.db,
      sql`update residents set left_at = ${ctx.now().toISOString()} where id = ${residentId} and left_at is null returning id`,
    )
    if (left) await publish(ctx, 'resident.left', { resident: residentId, how })
  })
}

/**
 * Takes a leave back that was not earlier than `since`: the account is live again. Of one that was left before, because its
 * owner lets it rest, nothing changes.
 */
export async function comeBack(ctx: Context, residentId: string, since: Date): Promise<void> {
  await ctx.db.execute(
    sql`update residents set left_at = null where id = ${residentId} and left_at >= ${since.toISOString()}`,
  )
}

/** Where a resident lives from now on, as coarse as others may know it. What other tables keep of it follows by trigger. */
export async function settleAt(ctx: Context, residentId: string, place: ResidentPlace): Promise<void> {
  await ctx.db.execute(
    sql`update residents set street_id = ${place.streetId}, buurt_id = ${place.buurtId}, wijk_id = ${place.wijkId},
          gemeente_id = ${place.gemeenteId}, cell = ${place.cell}::bigint where id = ${residentId}`,
  )
}
