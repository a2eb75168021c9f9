import type { Context } from '../../platform/context.ts'
import type { Language } from '../../platform/i18n.ts'
import type { Mail } from '../../platform/mail.ts'
import { publish } from '../../platform/outbox.ts'
import { loadViewer } from '../residents/index.ts'
import { dropSealed, keepSealed, readSealed } from './sealed.ts'
import { openVault } from './vault.ts'

type Letter = Pick<Mail, 'subject' | 'text'>

interface Waiting extends Letter {
  /** A resident, whose address is looked up at the last moment, */
  resident?: string
  /** or the address of somebody without an account. */
  to?: string
}

/** Mails a resident, after the transaction. Other domains never see the address. */
export async function mailResident(ctx: Context, residentId: string, letter: Letter): Promise<void> {
  const sealed = await keepSealed(ctx, { resident: residentId, ...letter } satisfies Waiting)
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

/** Mails a resident in the language they read; not who has left. */
export async function mailInLanguage(
  ctx: Context,
  residentId: string,
  letter: (language: Language) => Letter,
): Promise<void> {
  const reader = await loadViewer(ctx, residentId)
  if (reader) await mailResident(ctx, residentId, letter(reader.language))
}
