import { sql } from 'drizzle-orm'
import { after, hour } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { hashToken, newToken } from '../../platform/crypto.ts'
import { row } from '../../platform/db/store.ts'
import { Refusal } from '../../platform/errors.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { sealWaiting } from './sealed.ts'
import { plainMail } from './vault.ts'

/** The link is unknown, used, or too old. */
export class LinkOver extends Refusal {
  constructor() {
    super(410, 'linkOver')
  }
}

/** What the button behind a mailed link does. */
export type LinkPurpose = 'join' | 'sign-in' | 'confirm' | 'mail'

const perVisitor: Limit = { name: 'mail-link-visitor', max: 20, window: hour }
const perMail: Limit = { name: 'mail-link-mail', max: 5, window: hour }

/** Counts a visitor who lets us mail an address that they typed. @throws TooMany */
export async function limitMail(ctx: Context, mail: string, visitor: string): Promise<void> {
  await limit(ctx, perVisitor, visitor)
  await limit(ctx, perMail, plainMail(mail))
}

/** Makes a link that works once, for `lasts` milliseconds. @returns its token; only the hash of it is stored. */
export async function makeLink(
  ctx: Context,
  link: { purpose: LinkPurpose; residentId?: string; sessionId?: string; draft?: unknown; lasts: number },
): Promise<string> {
  const token = newToken()
  const draft = link.draft === undefined ? null : sealWaiting(ctx, link.draft, 'link')
  await ctx.db.execute(
    sql`insert into mail_links (hash, purpose, resident_id, session_id, draft, created, ends)
        values (${hashToken(token)}, ${link.purpose}, ${link.residentId ?? null},
          (select id from sessions where id = ${link.sessionId ?? null}::uuid), ${draft},
          ${ctx.now().toISOString()}, ${after(ctx.now(), link.lasts).toISOString()})`,
  )
  return token
}

export interface Link {
  /** Of nobody yet when it finishes joining. */
  residentId: string | null
  /** The browser in which the link shows who somebody is. */
  sessionId: string | null
  draft: Uint8Array | null
  created: Date
}

const linkColumns = sql`resident_id as "residentId", session_id as "sessionId", draft, created`

/** Uses a link up. Of two at the same moment one wins; the other finds it over. @throws LinkOver */
export async function useLink(ctx: Context, purpose: LinkPurpose, token: string): Promise<Link> {
  const used = await row<Link>(
    ctx.db,
    sql`update mail_links set used = ${ctx.now().toISOString()}
        where hash = ${hashToken(token)} and purpose = ${purpose} and used is null and ends > ${ctx.now().toISOString()}
        returning ${linkColumns}`,
  )
  if (!used) throw new LinkOver()
  await ctx.db.execute(sql`update mail_links set draft = null where hash = ${hashToken(token)}`)
  return { ...used, created: new Date(used.created) }
}

/** Uses up a link that was mailed to a resident. @throws LinkOver */
export async function useOwnLink(
  ctx: Context,
  purpose: Exclude<LinkPurpose, 'join'>,
  token: string,
): Promise<Link & { residentId: string }> {
  const { residentId, ...link } = await useLink(ctx, purpose, token)
  if (!residentId) throw new LinkOver()
  return { ...link, residentId }
}

/** A link whose button still works. Looking does not use it up. */
export async function lookAtLink(
  ctx: Context,
  purpose: LinkPurpose,
  token: string,
): Promise<Link | undefined> {
  return row<Link>(
    ctx.db,
    sql`select ${linkColumns} from mail_links where hash = ${hashToken(token)} and purpose = ${purpose}
          and used is null and ends > ${ctx.now().toISOString()}`,
  )
}

/** Lets no link that was mailed to a resident work any more. */
export async function endLinks(ctx: Context, residentId: string): Promise<void> {
  await ctx.db.execute(sql`delete from mail_links where resident_id = ${residentId}`)
}
