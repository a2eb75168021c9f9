import { sql } from 'drizzle-orm'
import { after, day, minute } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, rows } from '../../../platform/db/store.ts'
import { asLanguage } from '../../../platform/i18n.ts'
import { describeError } from '../../../platform/log.ts'
import { mailConnections, Undeliverable, type Mailer } from '../../../platform/mail.ts'
import { openVaults } from '../../identity/index.ts'
import { noteTrouble } from '../trouble.ts'
import { composeBundles, isEmpty, type Bundle, type Feeds, type Reader } from './compose.ts'
import { GatheredNews } from './gather.ts'
import { letterOf } from './letter.tsx'

/** A bundle whose row is written, with where it goes. */
export interface Outgoing {
  digestId: string
  residentId: string
  to: string
  bundle: Bundle
}

type Send = Mailer['send']

/** Does some work in which many messages are sent. */
export function sendingMany<Result>(ctx: Context, work: (send: Send) => Promise<Result>): Promise<Result> {
  const { mailer } = ctx.services
  return mailer.many ? mailer.many(work) : work((mail) => mailer.send(mail))
}

/**
 * Hands bundles to the mail server, a few at the same time, and marks each as soon as the server took it. Whatever goes
 * wrong with one leaves the others be: it is tried again later.
 */
export async function sendOut(ctx: Context, bundles: readonly Outgoing[], send: Send): Promise<void> {
  const waiting = bundles.values()
  const stopAt = after(ctx.now(), claimLasts / 2)
  const carry = async () => {
    // What does not go in time waits for the next try: by then this one may no longer be at it.
    for (const each of waiting) if (ctx.now() < stopAt) await sendOne(ctx, each, send)
  }
  await Promise.all(Array.from({ length: mailConnections }, carry))
}

/**
 * The order is: row, message, mark. Between the server's yes and our mark lies a moment: a program that ends right there
 * sends once more after ten minutes, of the same stretch of time and with the same Message-ID. Mail servers that
 * know it drop the second one; others show it. The other way round, mark first, a bundle could be lost and nobody would know.
 */
async function sendOne(ctx: Context, outgoing: Outgoing, send: Send): Promise<void> {
  const { digestId, bundle } = outgoing
  try {
    await send(letterOf(ctx, bundle, outgoing))
  } catch (error) {
    if (!(error instanceof Undeliverable)) {
      ctx.services.log.warn(describeError(error), 'a bundle could not be sent')
      return
    }
    await noteTrouble(ctx, digestId, error.status)
    await drop(ctx, [digestId], 'refused')
    return
  }
  await ctx.db.execute(sql`update digests set sent = ${ctx.now().toISOString()} where id = ${digestId}`)
}

async function drop(
  ctx: Context,
  ids: readonly string[],
  why: 'refused' | 'empty' | 'stopped' | 'old',
): Promise<void> {
  if (ids.length === 0) return
  await ctx.db.execute(
    sql`update digests set dropped = ${ctx.now().toISOString()}, why_dropped = ${why}
        where id = any(${arrayOf(ids, 'uuid')}) and sent is null and dropped is null`,
  )
}

/** How long one try may take; after it another process may try. */
const claimLasts = 10 * minute
/** After a day nobody waits for it any more: the next bundle is there. */
const triedFor = day

const atOnce = 200

/**
 * Sends what was not marked as sent: the mail server was away, or the program stopped in between. The same stretch of time
 * is told again, as the resident may read it now.
 * @returns how many were taken up.
 */
export async function sendAgain(ctx: Context, feeds: Feeds, send: Send): Promise<number> {
  const now = ctx.now()
  const claimed = await rows<{
    id: string
    residentId: string
    language: string
    starts: Date
    ends: Date
    made: Date
    wanted: boolean
  }>(
    ctx.db,
    sql`with due as (
          select id from digests where sent is null and dropped is null
            and claimed < ${after(now, -claimLasts).toISOString()}
          order by claimed limit ${atOnce} for update skip locked
        )
        update digests d set claimed = ${now.toISOString()}, tries = d.tries + 1
        from due, residents r
        where d.id = due.id and r.id = d.resident_id
        returning d.id, r.id as "residentId", r.language, d.starts, d.ends, d.made,
          r.left_at is null
            and not exists (select 1 from digest_settings s where s.resident_id = r.id and s.rhythm = 'none')
            and not exists (select 1 from mail_troubles t
              where t.resident_id = r.id and t.kind = 'hard' and t.ended is null) as wanted`,
  )
  if (claimed.length === 0) return 0
  const isOld = ({ made }: { made: Date }) => new Date(made) < after(now, -triedFor)
  await drop(ctx, idsOf(claimed.filter(isOld)), 'old')
  await drop(ctx, idsOf(claimed.filter((each) => !isOld(each) && !each.wanted)), 'stopped')
  const still = claimed.filter((each) => !isOld(each) && each.wanted)
  const readers = still.map(({ residentId, language, starts, ends }): Reader => {
    const window = { from: new Date(starts), until: new Date(ends) }
    return { id: residentId, language: asLanguage(language) ?? 'nl', ...window }
  })
  const gathered = new GatheredNews(
    feeds.news,
    new Date(Math.min(...readers.map(({ from }) => from.getTime()))),
    new Date(Math.max(...readers.map(({ until }) => until.getTime()))),
  )
  const bundles = await composeBundles(ctx, feeds, readers, gathered)
  const full = still.filter(({ residentId }) => !isEmpty(bundles.get(residentId)!))
  await drop(ctx, idsOf(still.filter((each) => !full.includes(each))), 'empty')
  const addresses = await openVaults(
    ctx,
    full.map(({ residentId }) => residentId),
    ['mail'],
    'mail.bundle',
  )
  const outgoing = full.flatMap(({ id, residentId }): Outgoing[] => {
    const to = addresses.get(residentId)?.mail
    return to ? [{ digestId: id, residentId, to, bundle: bundles.get(residentId)! }] : []
  })
  const gone = full.filter(({ id }) => !outgoing.some(({ digestId }) => digestId === id))
  await drop(ctx, idsOf(gone), 'stopped')
  await sendOut(ctx, outgoing, send)
  return claimed.length
}

const idsOf = (found: readonly { id: string }[]) => found.map(({ id }) => id)
