import { sql } from 'drizzle-orm'
import { after, day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import {
  accountsOf,
  changeVault,
  homeKey,
  lockPerson,
  namesakes,
  openEntries,
  plainName,
  type VaultEntry,
} from '../../identity/index.ts'
import { requireConfirmed } from '../../residents/index.ts'
import { openCase } from '../cases/open.ts'
import { setBirth } from '../birth.ts'
import { isNameProven } from '../standing.ts'
import type { Purpose } from './letter.ts'

/** A letter costs a stamp, and a heap of them at one door frightens people. */
const perResident: Limit = { name: 'letter-resident', max: 3, window: 90 * day }
const perHome: Limit = { name: 'letter-home', max: 8, window: 90 * day }

/** A letter that was posted this long ago may have got lost. */
const lostAfter = 10 * day

/**
 * The viewer asks for a letter to the address they gave, in this name. Where somebody of that name is known at that
 * address already, the date of birth tells whether it is the same person.
 * @throws Invalid (`birthNeeded`, …), or Conflict (`letterUnderWay`) while one may still arrive.
 */
export async function askForLetter(
  ctx: Context,
  asked: { name: string; birth?: string | undefined },
): Promise<'asked' | 'case'> {
  const { viewer } = requireConfirmed(ctx)
  await limit(ctx, perResident, viewer.id)
  const entry = (await openEntries(ctx, [viewer.id], 'own')).get(viewer.id)
  if (!entry) throw new Error('A viewer who is not in the vault')
  if (!entry.address.street) throw new Conflict('noFixedAddress')
  await limit(ctx, perHome, homeKey(ctx, entry.address))
  return transact(ctx, async (inner) => {
    const ctx = { ...inner, viewer }
    // What was proven or given once is not changed by asking for another letter.
    const birth = entry.birth ?? asked.birth
    if (plainName(asked.name) !== plainName(entry.name) && (await isNameProven(ctx, viewer.id)))
      throw new Invalid({ name: 'nameProven' })
    const others = await sameNameAtHome(ctx, viewer.id, { ...entry, name: asked.name })
    if (others.length > 0 && birth === undefined) throw new Invalid({ birth: 'birthNeeded' })
    if (birth !== undefined) await lockPerson(ctx, asked.name, birth)
    await changeVault(ctx, viewer.id, { name: asked.name, birth }, 'own')
    if (birth !== undefined) await setBirth(ctx, viewer.id, birth)
    const earlier =
      birth === undefined ? [] : (await accountsOf(ctx, asked.name, birth)).filter((id) => id !== viewer.id)
    const [other] = earlier
    if (other !== undefined) {
      // A letter that was posted in the name they gave before proves nothing of this one.
      await withdrawLetters(ctx, viewer.id)
      // Nothing is proven yet: when the two turn out to be different, the letter goes on the pile after all.
      const pending = { kind: 'letter' as const, address: false, person: false }
      await openCase(ctx, { kind: 'same-person', residentId: viewer.id, otherId: other, pending })
      return 'case'
    }
    await askLetter(ctx, viewer.id, 'address')
    return 'asked'
  })
}

async function sameNameAtHome(ctx: Context, residentId: string, entry: VaultEntry): Promise<string[]> {
  return (await namesakes(ctx, entry.name, entry.address)).filter((id) => id !== residentId)
}

/**
 * Puts a letter to a resident on the pile, to the address in the vault. One that waits for the printer already stays, and
 * one that was posted may still arrive: only after ten days another takes its place. A letter to come back in takes the
 * place of any other. The caller bounds how often this is asked.
 * @throws Conflict (`letterUnderWay`)
 */
export async function askLetter(ctx: Context, residentId: string, purpose: Purpose): Promise<void> {
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
      sql`insert into letters (id, resident_id, purpose, state, asked)
          values (${id}, ${residentId}, ${purpose}, 'asked', ${ctx.now().toISOString()})
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
