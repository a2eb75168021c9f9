import { sql } from 'drizzle-orm'
import { after, minute } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { insertRows } from '../../../platform/db/bulk.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { asLanguage } from '../../../platform/i18n.ts'
import { newId } from '../../../platform/ids.ts'
import { openVaults } from '../../identity/index.ts'
import { isDue, longestBack, roundAt, windowStart, type Rhythm, type Round } from '../rules.ts'
import { usual } from '../settings.ts'
import { composeBundles, isEmpty, type Feeds, type Reader } from './compose.ts'
import { GatheredNews } from './gather.ts'
import { sendAgain, sendingMany, sendOut, type Outgoing } from './send.ts'

/** Residents who have their turn together: what is held in memory at one time. */
const pageSize = 500

/** How long one run of the job works; the next one goes on where it stopped. */
const runLasts = 8 * minute

/**
 * Job, every few minutes: sends what is due. Before the first message of a resident goes, its row is there; so whatever
 * ends the program, and however many run it, each resident gets one bundle a day at most.
 */
export async function sendBundles(ctx: Context, feeds: Feeds): Promise<void> {
  const stopAt = after(ctx.now(), runLasts)
  await sendingMany(ctx, async (send) => {
    while (ctx.now() < stopAt && (await sendAgain(ctx, feeds, send)) > 0);
    const round = roundAt(ctx.now())
    if (!round || !(await openRound(ctx, round))) return
    const gathered = new GatheredNews(feeds.news, after(round.ends, -longestBack), round.ends)
    while (ctx.now() < stopAt) {
      const outgoing = await makePage(ctx, feeds, round, gathered)
      if (!outgoing) return
      await sendOut(ctx, outgoing, send)
    }
  })
}

/** Whether this round still has residents to reach; writes down that it began. */
async function openRound(ctx: Context, { day, ends }: Round): Promise<boolean> {
  await ctx.db.execute(
    sql`insert into digest_rounds (day, ends, begun)
        values (${day}, ${ends.toISOString()}, ${ctx.now().toISOString()}) on conflict (day) do nothing`,
  )
  return (
    (await row(ctx.db, sql`select 1 from digest_rounds where day = ${day} and done is null`)) !== undefined
  )
}

/**
 * Writes the bundles of the next residents of a round, and how far it is, in one transaction.
 * @returns the bundles that can go; undefined when everybody had their turn, or another process is at it.
 */
async function makePage(
  ctx: Context,
  feeds: Feeds,
  round: Round,
  gathered: GatheredNews,
): Promise<Outgoing[] | undefined> {
  return transact(ctx, async (ctx) => {
    const at = await row<{ reached: string | null }>(
      ctx.db,
      sql`select reached from digest_rounds where day = ${round.day} and done is null for update skip locked`,
    )
    if (!at) return undefined
    const { readers, reached } = await nextReaders(ctx, round, at.reached)
    const now = ctx.now().toISOString()
    await ctx.db.execute(
      reached === undefined
        ? sql`update digest_rounds set done = ${now} where day = ${round.day}`
        : sql`update digest_rounds set reached = ${reached} where day = ${round.day}`,
    )
    if (reached === undefined) return undefined
    const bundles = await composeBundles(ctx, feeds, readers, gathered)
    const full = readers.filter(({ id }) => !isEmpty(bundles.get(id)!))
    const addresses = await openVaults(
      ctx,
      full.map(({ id }) => id),
      ['mail'],
      'mail.bundle',
    )
    const outgoing = full.flatMap(({ id, from }) => {
      const to = addresses.get(id)?.mail
      return to ? [{ digestId: newId(), residentId: id, to, bundle: bundles.get(id)!, from }] : []
    })
    await insertRows(
      ctx.db,
      'digests',
      {
        id: 'uuid',
        resident_id: 'uuid',
        way: 'text',
        day: 'date',
        starts: 'timestamptz',
        ends: 'timestamptz',
        made: 'timestamptz',
        claimed: 'timestamptz',
      },
      outgoing.map(({ digestId, residentId, from }) => ({
        id: digestId,
        resident_id: residentId,
        way: 'mail',
        day: round.day,
        starts: from.toISOString(),
        ends: round.ends.toISOString(),
        made: now,
        claimed: now,
      })),
    )
    return outgoing
  })
}

interface Candidate {
  id: string
  language: string
  rhythm: Rhythm | null
  weekday: number | null
  since: Date | null
  last: Date | null
  joined: Date
}

/**
 * The next residents after one, and those of them who get a bundle in this round. Who left or rests gets none, nor who wants
 * none today, nor who cannot be reached by mail. `reached` is the last that was looked at; undefined at the end.
 */
async function nextReaders(
  ctx: Context,
  round: Round,
  afterId: string | null,
): Promise<{ readers: Reader[]; reached: string | undefined }> {
  const looked = await rows<Candidate & { trouble: boolean }>(
    ctx.db,
    sql`select r.id, r.language, s.rhythm, s.weekday, s.since, r.joined,
          (select d.ends from digests d where d.resident_id = r.id and d.way = 'mail' order by d.ends desc limit 1) as last,
          exists (select 1 from mail_troubles t
            where t.resident_id = r.id and t.kind = 'hard' and t.ended is null) as trouble
        from residents r left join digest_settings s on s.resident_id = r.id
        where r.left_at is null ${afterId === null ? sql`` : sql`and r.id > ${afterId}::uuid`}
        order by r.id limit ${pageSize}`,
  )
  const readers = looked
    .filter(
      (each) =>
        !each.trouble && isDue(each.rhythm ?? usual.rhythm, each.weekday ?? usual.weekday, round.weekday),
    )
    .map((each) => readerOf(each, round))
    .filter(({ from, until }) => from < until)
  return { readers, reached: looked.at(-1)?.id }
}

function readerOf({ id, language, rhythm, last, since, joined }: Candidate, { ends }: Round): Reader {
  const from = windowStart({
    ends,
    rhythm: rhythm ?? usual.rhythm,
    last: last === null ? undefined : new Date(last),
    since: new Date(Math.max(since === null ? 0 : new Date(since).getTime(), new Date(joined).getTime())),
  })
  return { id, language: asLanguage(language) ?? 'nl', from, until: ends }
}
