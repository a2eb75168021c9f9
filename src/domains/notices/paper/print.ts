import { sql } from 'drizzle-orm'
import { after, day, onTheWall, week } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { insertRows } from '../../../platform/db/bulk.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { NotFound } from '../../../platform/errors.ts'
import { asLanguage, formatDate, formatDay, type Language } from '../../../platform/i18n.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { makePdf } from '../../../platform/pdf.ts'
import { labelOf } from '../../areas/index.ts'
import { openEntries, type VaultEntry } from '../../identity/index.ts'
import { logAct, requireSteward } from '../../residents/index.ts'
import { composeBundles, isEmpty, type Bundle, type Feeds, type Reader } from '../bundles/compose.ts'
import { GatheredNews } from '../bundles/gather.ts'
import { words } from '../messages/index.ts'
import { bundlePage } from './page.ts'

/** Bundles in one PDF. */
const mostAtOnce = 50

/** Paper comes once a week; what a first one goes back, and a later one that was not printed in time. */
const weekly = week
const farthestBack = 2 * week

/** On the desk of a steward: how many wait, and what was printed of late. */
export interface PaperDesk {
  waiting: number
  batches: { id: string; bundles: number; printed: Date }[]
}

/** Who asked for paper, lives at an address that is proven, and got none for a week. Nobody who left. */
const waitingOf = (ctx: Context) => sql`digest_settings s
  join residents r on r.id = s.resident_id and r.left_at is null and r.level <> 'applicant'
  left join lateral (select d.ends, d.made from digests d
    where d.resident_id = r.id and d.way = 'post' order by d.ends desc limit 1) last on true
  where s.by_post and (last.made is null or last.made < ${after(ctx.now(), -weekly + day).toISOString()}::timestamptz)`

export async function paperDesk(ctx: Context): Promise<PaperDesk> {
  requireSteward(ctx, 'identity')
  const waiting = await row<{ n: number }>(ctx.db, sql`select count(*)::int as n from ${waitingOf(ctx)}`)
  const batches = await rows<{ id: string; bundles: number; printed: Date }>(
    ctx.db,
    sql`select batch as id, count(*)::int as bundles, min(made) as printed from digests
        where batch is not null and made > ${after(ctx.now(), -farthestBack).toISOString()}::timestamptz
        group by batch order by 3 desc limit 20`,
  )
  return {
    waiting: waiting?.n ?? 0,
    batches: batches.map((batch) => ({ ...batch, printed: new Date(batch.printed) })),
  }
}

interface Printed {
  id: string
  residentId: string
  name: string
  language: Language
  from: Date
  until: Date
}

/**
 * Prints the bundles of who asked for paper, who waits longest first and at most fifty, to post. Their stretch of time is
 * written down, so that the next one goes on from there. Undefined when there is no news for anybody.
 */
export async function printBundles(ctx: Context, feeds: Feeds): Promise<Buffer | undefined> {
  const steward = requireSteward(ctx, 'identity')
  return transact(steward, async (inner) => {
    const ctx = { ...inner, viewer: steward.viewer }
    const now = ctx.now()
    const waiting = await rows<{ residentId: string; name: string; language: string; last: Date | null }>(
      ctx.db,
      sql`select r.id as "residentId", r.display_name as name, r.language, last.ends as last from ${waitingOf(ctx)}
          order by last.ends nulls first, r.id limit ${mostAtOnce} for update of s skip locked`,
    )
    const to = waiting.map(({ last, language, ...who }): Printed => {
      const back = after(now, -farthestBack)
      const from = last && new Date(last) > back ? new Date(last) : back
      return { id: newId(), ...who, language: asLanguage(language) ?? 'nl', from, until: now }
    })
    const bundles = await bundlesOf(ctx, feeds, to)
    const full = to.filter(({ residentId }) => !isEmpty(bundles.get(residentId)!))
    if (full.length === 0) return undefined
    const batch = newId()
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
        sent: 'timestamptz',
        batch: 'uuid',
        printed_by: 'uuid',
      },
      full.map(({ id, residentId, from, until }) => ({
        id,
        resident_id: residentId,
        way: 'post',
        day: onTheWall(now).toPlainDate().toString(),
        starts: from.toISOString(),
        ends: until.toISOString(),
        made: now.toISOString(),
        claimed: now.toISOString(),
        sent: now.toISOString(),
        batch,
        printed_by: ctx.viewer.id,
      })),
    )
    return toPost(ctx, full, bundles)
  })
}

/** Prints a batch once more, of the same stretches of time, for a printer that ate the paper. */
export async function printAgain(ctx: Context, feeds: Feeds, batch: string): Promise<Buffer> {
  const steward = requireSteward(ctx, 'identity')
  if (!isId(batch)) throw new NotFound()
  return transact(steward, async (inner) => {
    const ctx = { ...inner, viewer: steward.viewer }
    const found = await rows<Omit<Printed, 'language'> & { language: string }>(
      ctx.db,
      sql`select d.id, r.id as "residentId", r.display_name as name, r.language, d.starts as from, d.ends as until
          from digests d join residents r on r.id = d.resident_id and r.left_at is null
          where d.batch = ${batch} and d.made > ${after(ctx.now(), -farthestBack).toISOString()}::timestamptz order by d.id`,
    )
    if (found.length === 0) throw new NotFound()
    const to = found.map((each): Printed => {
      const window = { from: new Date(each.from), until: new Date(each.until) }
      return { ...each, ...window, language: asLanguage(each.language) ?? 'nl' }
    })
    return toPost(ctx, to, await bundlesOf(ctx, feeds, to))
  })
}

async function bundlesOf(ctx: Context, feeds: Feeds, to: readonly Printed[]): Promise<Map<string, Bundle>> {
  const readers = to.map(({ residentId, language, from, until }): Reader => {
    return { id: residentId, language, from, until }
  })
  const first = new Date(Math.min(...readers.map(({ from }) => from.getTime())))
  const gathered = new GatheredNews(feeds.news, readers.length > 0 ? first : ctx.now(), ctx.now())
  return composeBundles(ctx, feeds, readers, gathered)
}

/** Opens the vault for the addresses, which is written down, and says in public how many were printed. */
async function toPost(
  ctx: Context,
  to: readonly Printed[],
  bundles: ReadonlyMap<string, Bundle>,
): Promise<Buffer> {
  await logAct(ctx, { task: 'identity', kind: 'digests.printed', about: { bundles: to.length } })
  const entries = await openEntries(
    ctx,
    to.map(({ residentId }) => residentId),
    'letter',
  )
  return pdfOf(
    to.map(({ residentId, name }) => {
      const bundle = bundles.get(residentId)!
      const t = words[bundle.language].paper
      const site = ctx.services.config.origin.replace(/^https?:\/\//, '')
      return paperOf(bundle, name, { to: addressOf(entries.get(residentId)), foot: t.foot(site) })
    }),
  )
}

function addressOf(entry: VaultEntry | undefined): string[] {
  if (!entry) return []
  const [line = '', ...rest] = labelOf(entry.address).split(', ')
  return [entry.name, line, rest.join(', ')].filter(Boolean)
}

/** The bundle of somebody, for a neighbour whom they trust to print it: without their address. */
export function paperForNeighbour(bundle: Bundle, name: string): Promise<Buffer> {
  return pdfOf([paperOf(bundle, name, { to: [], foot: words[bundle.language].paper.footNeighbour })])
}

function paperOf(bundle: Bundle, name: string, { to, foot }: { to: string[]; foot: string }) {
  const { language } = bundle
  const t = words[language].paper
  const part = (heading: string, lines: Bundle['own'], more: number) => ({
    heading,
    lines: lines.map(({ text }) => text),
    more: more > 0 ? t.more(more) : '',
  })
  return {
    language,
    to,
    foot,
    heading: t.heading(name),
    window: t.from(formatDay(language, bundle.from), formatDate(language, bundle.until)),
    parts: [
      ...(bundle.own.length > 0 ? [part(t.own, bundle.own, 0)] : []),
      ...bundle.groups.map(({ name: of, lines, more }) => part(of, lines, more)),
    ],
    after: isEmpty(bundle) ? [t.none] : bundle.moreGroups > 0 ? [t.moreGroups(bundle.moreGroups)] : [],
    labels: { title: t.title, sender: t.sender, back: t.back, end: t.end },
  }
}

function pdfOf(bundles: readonly ReturnType<typeof paperOf>[]): Promise<Buffer> {
  return makePdf(bundlePage, { bundles: JSON.stringify(bundles) })
}
