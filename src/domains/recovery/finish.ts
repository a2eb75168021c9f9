import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { eachByItself } from '../../platform/each.ts'
import { publish } from '../../platform/outbox.ts'
import {
  endPasskeysOf,
  endSessionsOf,
  LinkOver,
  mailAddress,
  mailInLanguage,
  openVault,
  putMail,
  signInLink,
} from '../identity/index.ts'
import { tell } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { dated, recoveryColumns, returningOf, type Recovery } from './recoveries.ts'

const atOnce = 100

/**
 * Job: where the seven days are over and nobody stopped it, the new mail address takes the place of the old one and gets
 * a link to come in. Everything that let somebody in before ends: sessions, passkeys, links.
 */
export async function finishRecoveries(ctx: Context): Promise<void> {
  const due = await rows<{ id: string }>(
    ctx.db,
    sql`select id from recoveries where state = 'waiting' and due <= ${ctx.now().toISOString()}
        order by due limit ${atOnce}`,
  )
  await eachByItself(due, ({ id }) => transact(ctx, (ctx) => finish(ctx, id)))
}

async function finish(ctx: Context, id: string): Promise<void> {
  const now = ctx.now().toISOString()
  const found = await row<Recovery>(
    ctx.db,
    sql`select ${recoveryColumns} from recoveries
        where id = ${id} and state = 'waiting' and due <= ${now} for update`,
  )
  if (!found) return
  const recovery = dated(found)
  const { residentId } = recovery
  const { mail, language } = returningOf(ctx, recovery)
  const t = words[language].mail
  const old = await openVault(ctx, residentId, 'mail', 'recovery')
  const done = await putMail(ctx, residentId, mail, 'recovery').then(() => true, unlessTaken)
  await ctx.db.execute(
    sql`update recoveries set state = ${done ? 'done' : 'stopped'}, sealed = null, stop_hash = null, closed = ${now}
        where id = ${id}`,
  )
  if (!done) return mailAddress(ctx, mail, t.known(`${ctx.services.config.origin}/log-in`))
  await endSessionsOf(ctx, residentId)
  await endPasskeysOf(ctx, residentId)
  await tell(ctx, [residentId], 'recovery.done', { recovery: id })
  await publish(ctx, 'recovery.done', { recovery: id, resident: residentId })
  await mailInLanguage(ctx, residentId, async (language) =>
    words[language].mail.done(await signInLink(ctx, residentId)),
  )
  if (old) await mailAddress(ctx, old, t.over)
}

/** The new address became somebody else's in these seven days: then it cannot be this one's too. */
function unlessTaken(error: unknown): false {
  if (!(error instanceof LinkOver)) throw error
  return false
}
