import { sql } from 'drizzle-orm'
import { after, day, hour, minute } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { hashToken, newToken } from '../../platform/crypto.ts'
import { row } from '../../platform/db/store.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { asLanguage, type Language } from '../../platform/i18n.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { publish } from '../../platform/outbox.ts'
import { createResident, type ResidentPlace } from '../residents/index.ts'
import { dropSealed, keepSealed, openWaiting, readSealed, sealWaiting } from './sealed.ts'
import { words } from './messages/index.ts'
import { mailIndex, openVault, plainMail, putInVault, residentByMail, type VaultAddress } from './vault.ts'

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

/** The link is unknown, used, or too old. */
export class LinkOver extends Refusal {
  constructor() {
    super(410, 'linkOver')
  }
}

/** Somebody who joins may be away for a while. */
const joinLinkLasts = 14 * day
/** But for who has an account by now it is a key to that, and those do not lie about for long. */
const joinLinkSignsIn = day
const signInLinkLasts = 30 * minute
const perVisitor: Limit = { name: 'mail-link-visitor', max: 20, window: hour }
const perMail: Limit = { name: 'mail-link-mail', max: 5, window: hour }

async function limitMail(ctx: Context, mail: string, visitor: string): Promise<void> {
  await limit(ctx, perVisitor, visitor)
  await limit(ctx, perMail, plainMail(mail))
}

/** Asks for the mail that finishes joining. The answer is the same when the address already has an account. */
export async function askToJoin(ctx: Context, answers: JoinAnswers, visitor: string): Promise<void> {
  await limitMail(ctx, answers.mail, visitor)
  await transact(ctx, async (ctx) => {
    const sealed = await keepSealed(ctx, answers)
    await publish(ctx, 'identity.join-asked', { sealed })
  })
}

/** Asks for a mailed link to sign in. Does the same work whether or not the address is known. */
export async function askToSignIn(
  ctx: Context,
  request: { mail: string; language: Language; next?: string },
  visitor: string,
): Promise<void> {
  await limitMail(ctx, request.mail, visitor)
  await transact(ctx, async (ctx) => {
    const sealed = await keepSealed(ctx, request)
    await publish(ctx, 'identity.sign-in-asked', { sealed })
  })
}

async function makeLink(
  ctx: Context,
  link: { purpose: 'join' | 'sign-in'; residentId?: string; draft?: unknown; lasts: number },
): Promise<string> {
  const token = newToken()
  const draft = link.draft === undefined ? null : sealWaiting(ctx, link.draft, 'link')
  await ctx.db.execute(
    sql`insert into mail_links (hash, purpose, resident_id, draft, created, ends)
        values (${hashToken(token)}, ${link.purpose}, ${link.residentId ?? null}, ${draft},
          ${ctx.now().toISOString()}, ${after(ctx.now(), link.lasts).toISOString()})`,
  )
  return token
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

/** Job: mails a link to sign in, when the address belongs to somebody. */
export async function mailSignInLink(ctx: Context, { sealed }: { sealed: string }): Promise<void> {
  const request = await readSealed<{ mail: string; language: string; next?: string }>(ctx, sealed)
  if (!request) return
  const residentId = await residentByMail(ctx, request.mail)
  if (residentId) {
    const token = await makeLink(ctx, {
      purpose: 'sign-in',
      residentId,
      draft: { next: request.next },
      lasts: signInLinkLasts,
    })
    const name = (await openVault(ctx, residentId, 'name', 'mail.sign-in')) ?? ''
    const t = words[asLanguage(request.language) ?? 'nl'].mail
    const link = `${ctx.services.config.origin}/log-in/link?code=${token}`
    await ctx.services.mailer.send({ to: request.mail, ...t.signIn(name, link) })
  }
  await dropSealed(ctx, sealed)
}

interface Link {
  residentId: string | null
  draft: Uint8Array | null
  created: Date
}

/** Uses a link up. Of two at the same moment one wins; the other finds it over. */
async function useLink(ctx: Context, purpose: 'join' | 'sign-in', token: string): Promise<Link> {
  const used = await row<Link>(
    ctx.db,
    sql`update mail_links set used = ${ctx.now().toISOString()}
        where hash = ${hashToken(token)} and purpose = ${purpose} and used is null and ends > ${ctx.now().toISOString()}
        returning resident_id as "residentId", draft, created`,
  )
  if (!used) throw new LinkOver()
  await ctx.db.execute(sql`update mail_links set draft = null where hash = ${hashToken(token)}`)
  return { ...used, created: new Date(used.created) }
}

/** Whether the button of a link still works; looking does not use it up. */
export async function linkWorks(ctx: Context, purpose: 'join' | 'sign-in', token: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from mail_links where hash = ${hashToken(token)} and purpose = ${purpose} and used is null
          and ends > ${ctx.now().toISOString()}`,
  )
  return found !== undefined
}

/** What a used link leads to. */
export interface Arrival {
  residentId: string
  next: string | undefined
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

/** Signs in with a mailed link. @throws LinkOver */
export async function useSignInLink(ctx: Context, token: string): Promise<Arrival> {
  const link = await useLink(ctx, 'sign-in', token)
  if (!link.residentId) throw new LinkOver()
  const draft = link.draft ? openWaiting<{ next?: string }>(ctx, link.draft, 'link') : {}
  return { residentId: link.residentId, next: draft.next }
}
