import { sql } from 'drizzle-orm'
import { hour } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import type { Language } from '../../platform/i18n.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { publish } from '../../platform/outbox.ts'
import { requireConfirmed, requireViewer, tell } from '../residents/index.ts'
import { endLinks, limitMail, LinkOver, lookAtLink, makeLink, useOwnLink } from './links.ts'
import { mailAddress } from './mail.ts'
import { words } from './messages/index.ts'
import { dropSealed, keepSealed, openWaiting, readSealed } from './sealed.ts'
import { changeVault, mailIndex, openVault, residentByMail } from './vault.ts'

const changing: Limit = { name: 'mail-change', max: 5, window: hour }
const changeLasts = hour

interface MailChange {
  resident: string
  mail: string
  language: Language
}

/**
 * Asks to change the viewer's mail address. The new one gets a link, the old one a warning. The answer is the same when
 * the address is somebody else's.
 */
export async function askMailChange(ctx: Context, mail: string, visitor: string): Promise<void> {
  const { viewer } = requireConfirmed(ctx)
  await limit(ctx, changing, viewer.id)
  await limitMail(ctx, mail, visitor)
  await transact(ctx, async (ctx) => {
    const change: MailChange = { resident: viewer.id, mail, language: ctx.language }
    await publish(ctx, 'identity.mail-change-asked', { sealed: await keepSealed(ctx, change) })
  })
}

/** Job: warns the old address, and mails the new one; where that has an account already, it is told just that. */
export async function mailChangeLink(ctx: Context, { sealed }: { sealed: string }): Promise<void> {
  const change = await readSealed<MailChange>(ctx, sealed)
  if (!change) return
  const { resident, mail, language } = change
  const t = words[language].mail
  const { origin } = ctx.services.config
  const old = await openVault(ctx, resident, 'mail', 'mail.notice')
  if (old) await ctx.services.mailer.send({ to: old, ...t.mailChangeAsked(`${origin}/ik/apparaten`) })
  if (await residentByMail(ctx, mail)) {
    await ctx.services.mailer.send({ to: mail, ...t.mailTaken(`${origin}/log-in`) })
  } else {
    const token = await makeLink(ctx, {
      purpose: 'mail',
      residentId: resident,
      draft: { mail },
      lasts: changeLasts,
    })
    const link = `${origin}/ik/gegevens/mail/bevestig?code=${token}`
    await ctx.services.mailer.send({ to: mail, ...t.mailChange(link) })
  }
  await dropSealed(ctx, sealed)
}

/** Whether the button behind such a link works for the viewer. */
export async function mailChangeWorks(ctx: Context, token: string): Promise<boolean> {
  const { viewer } = requireViewer(ctx)
  return (await lookAtLink(ctx, 'mail', token))?.residentId === viewer.id
}

/**
 * Puts the new mail address in the vault. Only the resident, signed in, can do so: whoever got the link because an address
 * was mistyped does not get the account with it. Links that went to the old address stop working, and it is told.
 * @throws LinkOver, also when the address became somebody else's meanwhile.
 */
export async function finishMailChange(ctx: Context, token: string): Promise<void> {
  const { viewer } = requireViewer(ctx)
  if (!(await mailChangeWorks(ctx, token))) throw new LinkOver()
  await transact(ctx, async (ctx) => {
    const { draft } = await useOwnLink(ctx, 'mail', token)
    if (!draft) throw new LinkOver()
    const { mail } = openWaiting<{ mail: string }>(ctx, draft, 'link')
    const old = await openVault(ctx, viewer.id, 'mail', 'own')
    await putMail(ctx, viewer.id, mail, 'own')
    await tell(ctx, [viewer.id], 'mail.changed', { at: ctx.now().toISOString() })
    if (old) {
      const { origin } = ctx.services.config
      const letter = words[viewer.language].mail.mailChanged(`${origin}/log-in/kwijt`)
      await mailAddress(ctx, old, letter)
    }
  })
}

/**
 * Gives a resident another mail address, within the caller's transaction; links that were mailed before stop working.
 * @throws LinkOver when it is somebody else's.
 */
export async function putMail(
  ctx: Context,
  residentId: string,
  mail: string,
  why: Parameters<typeof changeVault>[3],
): Promise<void> {
  // Two who want the same address at the same moment: the second one finds it taken.
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${mailIndex(ctx, mail).toString('hex')}, 0))`,
  )
  const owner = await residentByMail(ctx, mail)
  if (owner && owner !== residentId) throw new LinkOver()
  await changeVault(ctx, residentId, { mail }, why)
  await endLinks(ctx, residentId)
  await publish(ctx, 'identity.mail-changed', { resident: residentId })
}
