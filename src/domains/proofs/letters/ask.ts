import { sql } from 'drizzle-orm'
import { after, day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid, TooMany } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { changeVault, homeKey, openEntries, plainName } from '../../identity/index.ts'
import { requireConfirmed } from '../../residents/index.ts'
import { setBirth } from '../birth.ts'
import { isNameProven } from '../standing.ts'
import type { Purpose } from './letter.ts'

/** A letter costs a stamp, and a heap of them at one door frightens people. */
const perResident: Limit = { name: 'letter-resident', max: 3, window: 90 * day }
/** What goes beyond this is not refused, for it may be the real resident: a person of the foundation looks at it first. */
const perHome: Limit = { name: 'letter-home', max: 8, window: 90 * day }

/** A letter that was posted this long ago may have got lost. */
const lostAfter = 10 * day

/**
 * The viewer asks for a letter to the address they gave, in this name. The answer is the same whoever is known there: whether
 * it is somebody with an account is looked at when the code comes back (`useCode`). Where many letters went to this home, it
 * waits until somebody of the foundation looked (`held.ts`), and that is not told either.
 * @throws Invalid, or Conflict (`letterUnderWay`) while one may still arrive.
 */
export async function askForLetter(
  ctx: Context,
  asked: { name: string; birth?: string | undefined },
): Promise<void> {
  const { viewer } = requireConfirmed(ctx)
  await limit(ctx, perResident, viewer.id)
  const entry = (await openEntries(ctx, [viewer.id], 'own')).get(viewer.id)
  if (!entry) throw new Error('A viewer who is not in the vault')
  if (!entry.address.street) throw new Conflict('noFixedAddress')
  const many = await limit(ctx, perHome, homeKey(ctx, entry.address)).then(() => false, isMany)
  await transact(ctx, async (inner) => {
    const ctx = { ...inner, viewer }
    // What was proven or given once is not changed by asking for another letter.
    const birth = entry.birth ?? asked.birth
    if (plainName(asked.name) !== plainName(entry.name) && (await isNameProven(ctx, viewer.id)))
      throw new Invalid({ name: 'nameProven' })
    await changeVault(ctx, viewer.id, { name: asked.name, birth }, 'own')
    if (birth !== undefined) await setBirth(ctx, viewer.id, birth)
    await askLetter(ctx, viewer.id, 'address', many)
  })
}

function isMany(error: unknown): true {
  if (!(error instanceof TooMany)) throw error
  return true
}

/**
 * Puts a letter to a resident on the pile, to the address in the vault. One that waits for the printer already stays, and
 * one that was posted may still arrive: only after ten days another takes its place. A letter to come back in takes the
 * place of any other. The caller bounds how often this is asked.
 * @param held whether a person of the foundation looks before it is printed.
 * @throws Conflict (`letterUnderWay`)
 */
export async function askLetter(
  ctx: Context,
  residentId: string,
  purpose: Purpose,
  held = false,
): Promise<void> {
  await transact(ctx, async (ctx) => {
    const live = await row<{ id: string; state: string; purpose: Purpose; posted: Date | null }>(
      ctx.db,
      sql`select id, state, purpose, posted from letters
          where resident_id = ${residentId} and state in ('asked', 'printed', 'posted') for update`,
    )
    if (live?.state === 'asked' && live.purpose === purpose) return
    if (live?.purpose === purpose) {
      const arriving = !live.posted || new Date(live.posted) > after(ctx.now(), -lostAfter)
      if (arriving) throw new Conflict('letterUnderWay')
    }
    await withdrawLetters(ctx, residentId)
    const id = newId()
    await ctx.db.execute(
      sql`insert into letters (id, resident_id, purpose, state, asked, held)
          values (${id}, ${residentId}, ${purpose}, 'asked', ${ctx.now().toISOString()},
            ${held ? ctx.now().toISOString() : null})
          on conflict (resident_id) where state in ('asked', 'printed', 'posted') do nothing`,
    )
    await publish(ctx, 'letter.asked', { letter: id })
  })
}

/**
 * Takes letters to a resident back, of one purpose or all, wherever they are: their codes stop working at once.
 * @returns whether one was under way.
 */
export async function withdrawLetters(ctx: Context, residentId: string, purpose?: Purpose): Promise<boolean> {
  const withdrawn = await rows(
    ctx.db,
    sql`update letters set state = 'withdrawn', code = null, closed = ${ctx.now().toISOString()}
        where resident_id = ${residentId} and state in ('asked', 'printed', 'posted')
          and purpose = coalesce(${purpose ?? null}, purpose) returning 1 as one`,
  )
  return withdrawn.length > 0
}

/** Whether a letter to a resident is on its way, or waits to be printed. */
export async function letterUnderWay(ctx: Context, residentId: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from letters where resident_id = ${residentId}
          and (state in ('asked', 'printed') or (state = 'posted' and ends > ${ctx.now().toISOString()}))`,
  )
  return found !== undefined
}
