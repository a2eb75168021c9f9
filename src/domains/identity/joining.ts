import { sql } from 'drizzle-orm'
import { after, day } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import type { Language } from '../../platform/i18n.ts'
import { publish } from '../../platform/outbox.ts'
import { createResident, type ResidentPlace } from '../residents/index.ts'
import { limitMail, LinkOver, makeLink, useLink } from './links.ts'
import { words } from './messages/index.ts'
import { dropSealed, keepSealed, openWaiting, readSealed } from './sealed.ts'
import { signInLinkLasts, type Arrival } from './signing-in.ts'
import { mailIndex, putInVault, residentByMail, type VaultAddress } from './vault.ts'

/** What somebody answers while joining, one question a page. */
export interface JoinAnswers {
  name: string
  address: VaultAddress
  place: ResidentPlace
  mail: string
  adult: boolean
  language: Language
  /** Where to go after joining, such as an invitation. */
  next?: string
}

/** Somebody who joins may be away for a while. */
const joinLinkLasts = 14 * day
/** But for who has an account by now it is a key to that, and those do not lie about for long. */
const joinLinkSignsIn = day

/** Asks for the mail that finishes joining. The answer is the same when the address already has an account. */
export async function askToJoin(ctx: Context, answers: JoinAnswers, visitor: string): Promise<void> {
  await limitMail(ctx, answers.mail, visitor)
  await transact(ctx, async (ctx) => {
    const sealed = await keepSealed(ctx, answers)
    await publish(ctx, 'identity.join-asked', { sealed })
  })
}

/** Job: mails the link with which joining is finished; to somebody who already has an account, one to sign in. */
export async function mailJoinLink(ctx: Context, { sealed }: { sealed: string }): Promise<void> {
  const answers = await readSealed<JoinAnswers>(ctx, sealed)
  if (!answers) return
  const { mail, language } = answers
  const known = await residentByMail(ctx, mail)
  const t = words[language].mail
  const { origin } = ctx.services.config
  if (known) {
    const token = await makeLink(ctx, {
      purpose: 'sign-in',
      residentId: known,
      draft: { next: answers.next },
      lasts: signInLinkLasts,
    })
    await ctx.services.mailer.send({
      to: mail,
      ...t.alreadyJoined(`${origin}/log-in/link?code=${token}`),
    })
  } else {
    const token = await makeLink(ctx, { purpose: 'join', draft: answers, lasts: joinLinkLasts })
    await ctx.services.mailer.send({
      to: mail,
      ...t.join(`${origin}/meedoen/bevestig?code=${token}`),
    })
  }
  await dropSealed(ctx, sealed)
}

/** Finishes joining: makes the resident and the entry in the vault. @throws LinkOver */
export async function finishJoining(ctx: Context, token: string): Promise<Arrival> {
  return transact(ctx, async (ctx) => {
    const link = await useLink(ctx, 'join', token)
    if (!link.draft) throw new LinkOver()
    const { name, mail, address, place, adult, language, next } = openWaiting<JoinAnswers>(
      ctx,
      link.draft,
      'link',
    )
    // Two links for one address: the second one arrives at the account that the first one made.
    await ctx.db.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${mailIndex(ctx, mail).toString('hex')}, 0))`,
    )
    const known = await residentByMail(ctx, mail)
    if (known) {
      if (after(link.created, joinLinkSignsIn) < ctx.now()) throw new LinkOver()
      return { residentId: known, next }
    }
    const residentId = newId()
    await createResident(ctx, { id: residentId, displayName: name, language, adult, place })
    await putInVault(ctx, residentId, { name, mail, address })
    return { residentId, next }
  })
}
