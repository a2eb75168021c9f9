import type { ParsedMail } from 'mailparser'
import { sql } from 'drizzle-orm'
import { day, hour } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { hashToken } from '../../../platform/crypto.ts'
import { row } from '../../../platform/db/store.ts'
import { Refusal, TooMany } from '../../../platform/errors.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { postReply } from '../../conversations/index.ts'
import { mailInLanguage, residentByMail } from '../../identity/index.ts'
import { loadViewer, type ViewerContext } from '../../residents/index.ts'
import { words } from '../messages/index.ts'
import { noteTrouble } from '../trouble.ts'
import { isOurs, type Addressed } from './addresses.ts'
import { readReport } from './bounces.ts'
import { ownWords } from './quotes.ts'

/** What became of a message. `refused` is told to the mail server that brought it: the sender hears it from there. */
export type Received = 'taken' | 'ignored' | 'refused'

const perDigest: Limit = { name: 'mail-bounce', max: 5, window: day }
const perResident: Limit = { name: 'mail-reply', max: 20, window: hour }
const oneAnswer: Limit = { name: 'mail-no-reply', max: 1, window: day }

/** A message that passed so many mail servers runs in a circle. */
const mostHops = 30

/**
 * Takes a message that came in on an address of ours. An answer counts only with the signature in the address and from the
 * resident's own mail address; a report only with the signature. What a program sent by itself is ignored, so that two
 * programs never write to each other. The same message twice counts once.
 * @param sender of the envelope; empty in reports.
 * @throws TooMany, and whatever the database says: then the mail server that brought it tries again.
 */
export async function receive(
  ctx: Context,
  addressed: Addressed,
  mail: ParsedMail,
  sender: string,
): Promise<Received> {
  if (headerCount(mail, 'received') > mostHops) return 'ignored'
  if (addressed.word === 'terug') return receiveReport(ctx, addressed, mail, sender)
  if (sender === '' || isByProgram(mail)) return 'ignored'
  return receiveReply(ctx, addressed, mail)
}

async function receiveReport(
  ctx: Context,
  addressed: Addressed,
  mail: ParsedMail,
  sender: string,
): Promise<Received> {
  if (!isOurs(ctx, addressed, 'bounce')) return 'refused'
  // A report never has a sender (RFC 5321 §4.5.5); a holiday answer may come here too.
  if (sender !== '') return 'ignored'
  await limit(ctx, perDigest, addressed.id)
  const report = readReport(mail)
  if (!report) return 'ignored'
  await noteTrouble(ctx, addressed.id, report.status)
  return 'taken'
}

async function receiveReply(ctx: Context, addressed: Addressed, mail: ParsedMail): Promise<Received> {
  const from = mail.from?.value ?? []
  const address = from.length === 1 ? from[0]!.address : undefined
  const residentId = address && (await residentByMail(ctx, address))
  const viewer = residentId ? await loadViewer(ctx, residentId) : undefined
  if (!viewer) return 'refused'
  const known: ViewerContext = { ...ctx, viewer, language: viewer.language }
  const toBundle = isOurs(ctx, addressed, 'bundle') && (await isOwnBundle(known, addressed.id))
  if (!toBundle && !isOurs(ctx, addressed, 'reply', viewer.id)) return 'refused'
  await limit(ctx, perResident, viewer.id)
  const t = words[viewer.language].noReply
  if (toBundle) return answer(known, t.text)
  const said = ownWords(mail.text ?? '')
  if (!said) return answer(known, t.empty)
  try {
    await postReply(known, addressed.id, { id: idOf(viewer.id, mail), words: said })
    return 'taken'
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof TooMany) throw error
    return answer(known, t.refused)
  }
}

/** The same mail always makes the same reply, however often a mail server hands it over. */
function idOf(residentId: string, { messageId, from, date, text = '' }: ParsedMail): string {
  const named = messageId ?? `${from?.text}|${date?.toISOString()}|${text}`
  const hex = hashToken(`mail-reply:${residentId}:${named}`).toString('hex')
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

async function isOwnBundle(ctx: ViewerContext, digestId: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from digests where id = ${digestId} and resident_id = ${ctx.viewer.id}`,
  )
  return found !== undefined
}

/** Says to the resident themselves, by mail and once a day at most, what became of theirs. */
async function answer(ctx: ViewerContext, say: (link: string) => string): Promise<Received> {
  try {
    await limit(ctx, oneAnswer, ctx.viewer.id)
  } catch (error) {
    if (error instanceof TooMany) return 'taken'
    throw error
  }
  const text = say(`${ctx.services.config.origin}/ik/bundel`)
  const { subject } = words[ctx.language].noReply
  await transact(ctx, (inner) => mailInLanguage(inner, ctx.viewer.id, () => ({ subject, text })))
  return 'taken'
}

/** Whether a program sent this by itself: a holiday answer, a list, a report (RFC 3834). */
function isByProgram({ headers }: ParsedMail): boolean {
  const said = (name: string) => String(headers.get(name) ?? '').toLowerCase()
  const submitted = said('auto-submitted')
  return (
    (submitted !== '' && submitted !== 'no') ||
    /^(bulk|junk|list|auto_reply)$/.test(said('precedence')) ||
    ['x-autoreply', 'x-autorespond', 'x-auto-reply', 'list-id', 'list'].some((name) => headers.has(name))
  )
}

function headerCount({ headerLines }: ParsedMail, name: string): number {
  return headerLines.filter(({ key }) => key === name).length
}
