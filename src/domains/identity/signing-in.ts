import { day, hour, minute } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { asLanguage, type Language } from '../../platform/i18n.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { publish } from '../../platform/outbox.ts'
import { requireViewer } from '../residents/index.ts'
import { limitMail, makeLink, useOwnLink } from './links.ts'
import { words } from './messages/index.ts'
import { dropSealed, keepSealed, openWaiting, readSealed } from './sealed.ts'
import type { Session } from './sessions.ts'
import { openVault, openVaults, residentByMail } from './vault.ts'

export const signInLinkLasts = 30 * minute

/** What a used link leads to. */
export interface Arrival {
  residentId: string
  next: string | undefined
}

interface Asking {
  mail: string
  language: Language
  next?: string | undefined
}

/** Asks for a mailed link to sign in. Does the same work whether or not the address is known. */
export async function askToSignIn(ctx: Context, request: Asking, visitor: string): Promise<void> {
  await limitMail(ctx, request.mail, visitor)
  await transact(ctx, async (ctx) => {
    const sealed = await keepSealed(ctx, request)
    await publish(ctx, 'identity.sign-in-asked', { sealed })
  })
}

/** Job: mails a link to sign in, when the address belongs to somebody. */
export async function mailSignInLink(ctx: Context, { sealed }: { sealed: string }): Promise<void> {
  const request = await readSealed<Asking>(ctx, sealed)
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

/** Signs in with a mailed link. @throws LinkOver */
export async function useSignInLink(ctx: Context, token: string): Promise<Arrival> {
  const { residentId, draft } = await useOwnLink(ctx, 'sign-in', token)
  return { residentId, next: nextOf(ctx, draft) }
}

function nextOf(ctx: Context, draft: Uint8Array | null): string | undefined {
  return draft ? openWaiting<{ next?: string }>(ctx, draft, 'link').next : undefined
}

/** Makes a link to sign in that lasts a day, for mail that says more than that. @returns its whole address. */
export async function signInLink(ctx: Context, residentId: string): Promise<string> {
  const token = await makeLink(ctx, { purpose: 'sign-in', residentId, draft: {}, lasts: day })
  return `${ctx.services.config.origin}/log-in/link?code=${token}`
}

const confirming: Limit = { name: 'mail-link-confirm', max: 5, window: hour }

interface Confirming {
  resident: string
  session: string
  language: Language
  next: string | undefined
}

/** Asks for a mailed link with which the viewer shows, in this very browser, that it is still them. */
export async function askToConfirm(ctx: Context, session: Session, next: string | undefined): Promise<void> {
  const { viewer, language } = requireViewer(ctx)
  await limit(ctx, confirming, viewer.id)
  await transact(ctx, async (ctx) => {
    const asked: Confirming = { resident: viewer.id, session: session.id, language, next }
    await publish(ctx, 'identity.confirm-asked', { sealed: await keepSealed(ctx, asked) })
  })
}

/** Job: mails that link to the address in the vault. */
export async function mailConfirmLink(ctx: Context, { sealed }: { sealed: string }): Promise<void> {
  const asked = await readSealed<Confirming>(ctx, sealed)
  if (!asked) return
  const opened = await openVaults(ctx, [asked.resident], ['mail', 'name'], 'mail.sign-in')
  const { mail, name = '' } = opened.get(asked.resident) ?? {}
  if (mail) {
    const token = await makeLink(ctx, {
      purpose: 'confirm',
      residentId: asked.resident,
      sessionId: asked.session,
      draft: { next: asked.next },
      lasts: signInLinkLasts,
    })
    const link = `${ctx.services.config.origin}/log-in/bevestig/link?code=${token}`
    await ctx.services.mailer.send({ to: mail, ...words[asked.language].mail.confirm(name, link) })
  }
  await dropSealed(ctx, sealed)
}

/**
 * Uses a link that was asked for while signed in. In the browser that asked it confirms that session. In any other it
 * only signs that one in: somebody who asked for it on a phone they found learns nothing when its owner, at home,
 * presses the button. @throws LinkOver
 */
export async function useConfirmLink(
  ctx: Context,
  session: Session | undefined,
  token: string,
): Promise<Arrival & { here: boolean }> {
  const { residentId, sessionId, draft } = await useOwnLink(ctx, 'confirm', token)
  return { residentId, next: nextOf(ctx, draft), here: session !== undefined && session.id === sessionId }
}
