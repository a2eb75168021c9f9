import { sql } from 'drizzle-orm'
import QRCode from 'qrcode'
import { after, day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { recordsOf } from '../../../platform/db/bulk.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { asLanguage, formatDate, type Language } from '../../../platform/i18n.ts'
import { makePdf } from '../../../platform/pdf.ts'
import { labelOf } from '../../areas/index.ts'
import { openEntries, type VaultEntry } from '../../identity/index.ts'
import { logAct, requireSteward } from '../../residents/index.ts'
import { inGroups, newCode } from '../code.ts'
import { words } from '../messages/index.ts'
import { codeIndexes, codeLength, numberLength, type Purpose } from './letter.ts'
import { letterPage } from './letter-page.ts'

/** Letters that go into one PDF. */
export const mostAtOnce = 100

/** How long a code works after its letter was posted. */
const codeLasts = 21 * day

interface Waiting {
  id: string
  residentId: string
  purpose: Purpose
  language: string
}

/** A letter with its code: exists on paper, and here while the page is set. */
interface Written extends Waiting {
  number: string
  code: string
}

/**
 * Prints the letters that wait, except to who rests before being erased and those that are held, the oldest first and at most a hundred, as one PDF. Each gets its number and code at this
 * moment; of the code only an HMAC is kept. Undefined when none waits. When the page cannot be set, nothing happened.
 */
export async function printLetters(ctx: Context): Promise<Buffer | undefined> {
  const steward = requireSteward(ctx, 'identity')
  return transact(steward, async (inner) => {
    const ctx = { ...inner, viewer: steward.viewer }
    const waiting = await rows<Waiting>(
      ctx.db,
      sql`select l.id, l.resident_id as "residentId", l.purpose, r.language
          from letters l join residents r on r.id = l.resident_id and r.left_at is null
          where l.state = 'asked' and (l.held is null or l.released is not null) order by l.asked limit ${mostAtOnce} for update of l skip locked`,
    )
    return waiting.length === 0 ? undefined : write(ctx, waiting, newId())
  })
}

/** Prints a batch once more, for a printer that ate the paper: with new codes, so that only the newest paper works. */
export async function printAgain(ctx: Context, batch: string): Promise<Buffer> {
  const steward = requireSteward(ctx, 'identity')
  if (!isId(batch)) throw new NotFound()
  return transact(steward, async (inner) => {
    const ctx = { ...inner, viewer: steward.viewer }
    const printed = await rows<Waiting>(
      ctx.db,
      sql`select l.id, l.resident_id as "residentId", l.purpose, r.language
          from letters l join residents r on r.id = l.resident_id
          where l.batch = ${batch} and l.state = 'printed' order by l.asked for update of l`,
    )
    if (printed.length === 0) throw new NotFound()
    return write(ctx, printed, batch)
  })
}

async function write(ctx: Context, letters: readonly Waiting[], batch: string): Promise<Buffer> {
  const written = letters.map((letter): Written => {
    return { ...letter, number: newCode(numberLength), code: newCode(codeLength) }
  })
  const records = written.map(({ id, number, code }) => ({
    id,
    number,
    code: codeIndexes(ctx, id, code)[0],
  }))
  await ctx.db.execute(
    sql`update letters l set state = 'printed', number = r.number, code = r.code, batch = ${batch}, tries = 0,
          printed = ${ctx.now().toISOString()}, printed_by = ${ctx.viewer?.id ?? null}
        from ${recordsOf({ id: 'uuid', number: 'text', code: 'bytea' }, records)} where l.id = r.id`,
  )
  await logAct(ctx, { task: 'identity', kind: 'letters.printed', about: { letters: written.length } })
  const entries = await openEntries(
    ctx,
    written.map(({ residentId }) => residentId),
    'letter',
  )
  return pdfOf(ctx, written, entries)
}

async function pdfOf(
  ctx: Context,
  letters: readonly Written[],
  entries: ReadonlyMap<string, VaultEntry>,
): Promise<Buffer> {
  const pages = await Promise.all(
    letters.flatMap((letter) => {
      const entry = entries.get(letter.residentId)
      return entry ? [pageOf(ctx, letter, entry)] : []
    }),
  )
  return makePdf(letterPage, { letters: JSON.stringify(pages) })
}

async function pageOf(ctx: Context, { number, code, purpose, language }: Written, entry: VaultEntry) {
  const read: Language = asLanguage(language) ?? 'nl'
  const { origin } = ctx.services.config
  const link = `${origin}/brief?nr=${number}&code=${code}`
  const [line = '', ...rest] = labelOf(entry.address).split(', ')
  return {
    language: read,
    to: [entry.name, line, rest.join(', ')].filter(Boolean),
    greeting: words[read].letter.greeting(entry.name),
    date: words[read].letter.printed(formatDate(read, ctx.now())),
    // Its days begin when it is posted, and that is never before it is printed.
    until: words[read].letter.until(formatDate(read, after(ctx.now(), codeLasts))),
    number: inGroups(number),
    code: inGroups(code),
    // A letter to come back in is used behind the link in the mail, and nowhere else.
    site: purpose === 'address' ? `${origin.replace(/^https?:\/\//, '')}/brief` : '',
    qr: await QRCode.toString(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }),
    words: words[read].letter[purpose],
    labels: words[read].letter.labels,
  }
}

/** The steward brought a batch to the post: from now on the codes work, for 21 days. Twice changes nothing. */
export async function markPosted(ctx: Context, batch: string): Promise<void> {
  const steward = requireSteward(ctx, 'identity')
  if (!isId(batch)) throw new NotFound()
  await transact(steward, async (inner) => {
    const ctx = { ...inner, viewer: steward.viewer }
    const posted = await rows<{ id: string }>(
      ctx.db,
      sql`update letters set state = 'posted', posted = ${ctx.now().toISOString()},
            ends = ${after(ctx.now(), codeLasts).toISOString()}
          where batch = ${batch} and state = 'printed' returning id`,
    )
    if (posted.length > 0)
      await logAct(ctx, { task: 'identity', kind: 'letters.posted', about: { letters: posted.length } })
  })
}

/** Letters on the desk of a steward: how many wait, and the batches that are printed and not yet posted. */
export interface LetterDesk {
  waiting: number
  batches: { id: string; letters: number; printed: Date }[]
  posted: number
}

export async function letterDesk(ctx: Context): Promise<LetterDesk> {
  const steward = requireSteward(ctx, 'identity')
  const waiting = await row<{ count: number }>(
    steward.db,
    sql`select count(*)::int as count from letters l join residents r on r.id = l.resident_id and r.left_at is null
        where l.state = 'asked' and (l.held is null or l.released is not null)`,
  )
  const posted = await row<{ count: number }>(
    steward.db,
    sql`select count(*)::int as count from letters where state = 'posted' and ends > ${ctx.now().toISOString()}`,
  )
  const batches = await rows<{ id: string; letters: number; printed: Date }>(
    steward.db,
    sql`select batch as id, count(*)::int as letters, min(printed) as printed from letters
        where state = 'printed' group by batch order by 3 limit 50`,
  )
  return {
    waiting: waiting?.count ?? 0,
    posted: posted?.count ?? 0,
    batches: batches.map((batch) => ({ ...batch, printed: new Date(batch.printed) })),
  }
}
