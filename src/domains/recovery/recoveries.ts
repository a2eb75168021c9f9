import { sql } from 'drizzle-orm'
import { after } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { hashToken, newToken } from '../../platform/crypto.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Refusal } from '../../platform/errors.ts'
import { formatDate, type Language } from '../../platform/i18n.ts'
import { publish } from '../../platform/outbox.ts'
import { mailAddress, mailInLanguage, openWaiting } from '../identity/index.ts'
import { tell } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { delay, type Way } from './rules.ts'

/** What was asked is over: used, stopped, too old, or it never was. Not told which. */
export class RecoveryOver extends Refusal {
  constructor() {
    super(410, 'recoveryOver')
  }
}

/** Where the resident can be reached when it is done. */
export interface Returning {
  mail: string
  language: Language
}

/** The words that a sealed new address is bound to. */
export const about = (id: string) => `recovery:${id}`

export interface Recovery {
  id: string
  residentId: string
  way: Way
  asked: Date
  sealed: Uint8Array
}

export const recoveryColumns = sql`id, resident_id as "residentId", way, asked, sealed`
export const dated = (found: Recovery): Recovery => ({ ...found, asked: new Date(found.asked) })

/** Opens the new address of a request that is not over. */
export function returningOf(ctx: Context, { id, sealed }: Recovery): Returning {
  return openWaiting<Returning>(ctx, sealed, about(id))
}

/**
 * It is proven who asked: seven days begin. The resident is warned on every channel that we know: by mail to the address
 * in the vault, with a key to stop it, and inside the house. The new address hears when it comes in. Other requests about
 * the same resident are over. Runs within the caller's transaction.
 * @throws RecoveryOver when it is over, or another one is on its way in.
 */
export async function begin(ctx: Context, recovery: Recovery): Promise<void> {
  const { id, residentId } = recovery
  const now = ctx.now()
  const due = after(now, delay)
  const stop = newToken()
  // Two that are proven at the same moment: the second one finds the first.
  await ctx.db.execute(sql`select 1 from residents where id = ${residentId} for update`)
  const begun = await row(
    ctx.db,
    sql`update recoveries set state = 'waiting', proven = ${now.toISOString()}, due = ${due.toISOString()},
          stop_hash = ${hashToken(stop)}
        where id = ${id} and state = 'asked' and ends > ${now.toISOString()} and not exists (
          select 1 from recoveries other where other.resident_id = ${residentId} and other.state = 'waiting')
        returning id`,
  )
  if (!begun) throw new RecoveryOver()
  await ctx.db.execute(
    sql`update recoveries set state = 'expired', sealed = null, closed = ${now.toISOString()}
        where resident_id = ${residentId} and state = 'asked'`,
  )
  const { origin } = ctx.services.config
  const when = (language: Language) => formatDate(language, due)
  await tell(ctx, [residentId], 'recovery.waiting', { recovery: id })
  await mailInLanguage(ctx, residentId, (language) =>
    words[language].mail.warning(when(language), `${origin}/log-in/kwijt/stop?code=${stop}`),
  )
  const { mail, language } = returningOf(ctx, recovery)
  await mailAddress(ctx, mail, words[language].mail.waiting(when(language)))
  await publish(ctx, 'recovery.waiting', { recovery: id, resident: residentId })
}

/** What is under way about the viewer. */
export interface UnderWay {
  id: string
  way: Way
  state: 'asked' | 'waiting'
  asked: Date
  due: Date | null
}

/** When somebody gets into the viewer's account with a new mail address, unless that is stopped. Undefined when nobody does. */
export async function comingBack(ctx: Context & { viewer: { id: string } }): Promise<Date | undefined> {
  const found = await row<{ due: Date }>(
    ctx.db,
    sql`select due from recoveries where resident_id = ${ctx.viewer.id} and state = 'waiting' limit 1`,
  )
  return found && new Date(found.due)
}

/** What is under way about the viewer, the newest first. */
export async function underWay(ctx: Context & { viewer: { id: string } }): Promise<UnderWay[]> {
  const found = await rows<UnderWay>(
    ctx.db,
    sql`select id, way, state, asked, due from recoveries
        where resident_id = ${ctx.viewer.id} and state in ('asked', 'waiting') and (state = 'waiting' or ends > ${ctx.now().toISOString()})
        order by asked desc limit 20`,
  )
  return found.map((one) => ({ ...one, asked: new Date(one.asked), due: one.due && new Date(one.due) }))
}
