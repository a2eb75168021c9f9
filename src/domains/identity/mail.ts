import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { asLanguage, type Language } from '../../platform/i18n.ts'
import type { Mail } from '../../platform/mail.ts'
import { publish } from '../../platform/outbox.ts'
import { dropSealed, keepSealed, readSealed } from './sealed.ts'
import { openVault } from './vault.ts'

type Letter = Pick<Mail, 'subject' | 'text'>

interface Waiting extends Letter {
  /** A resident, whose address is looked up at the last moment, */
  resident?: string
  /** or the address of somebody without an account. */
  to?: string
}

/**
 * Mails a resident in the language they read, after the transaction; other domains never see the address. Nobody is mailed
 * whose account rests or is over, unless the mail is `evenResting`: about that very account.
 */
export async function mailInLanguage(
  ctx: Context,
  residentId: string,
  letter: (language: Language) => Letter | Promise<Letter>,
  { evenResting = false } = {},
): Promise<void> {
  const reader = await row<{ language: string }>(
    ctx.db,
    sql`select language from residents where id = ${residentId} and (left_at is null or ${evenResting})`,
  )
  if (!reader) return
  const written = await letter(asLanguage(reader.language) ?? 'nl')
  const sealed = await keepSealed(ctx, { resident: residentId, ...written } satisfies Waiting)
  await publish(ctx, 'identity.mail-asked', { sealed })
}

/** Mails somebody who has no account yet, after the transaction. The address is kept sealed until then, not longer. */
export async function mailAddress(ctx: Context, to: string, letter: Letter): Promise<void> {
  const sealed = await keepSealed(ctx, { to, ...letter } satisfies Waiting)
  await publish(ctx, 'identity.mail-asked', { sealed })
}

/** Job: sends one waiting message. */
export async function deliverMail(ctx: Context, { sealed }: { sealed: string }): Promise<void> {
  const waiting = await readSealed<Waiting>(ctx, sealed)
  if (!waiting) return
  const to = waiting.resident ? await openVault(ctx, waiting.resident, 'mail', 'mail.notice') : waiting.to
  if (to) await ctx.services.mailer.send({ to, subject: waiting.subject, text: waiting.text })
  await dropSealed(ctx, sealed)
}
