/*
 * What an evening of bundles costs: a made-up country, residents with an entry in the vault, news of the day in every second
 * community, and every bundle handed to a mail server on this machine (or, with --smtp none, to nobody).
 *   npm run bench:digest -- [--store postgres|embedded] [--residents 100000] [--smtp sink|none] [--json]
 */
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { onTheWall } from '../../src/platform/clock.ts'
import { systemContext, type Context } from '../../src/platform/context.ts'
import { insertRows } from '../../src/platform/db/bulk.ts'
import { row, rows, type Store } from '../../src/platform/db/store.ts'
import { mailerFor } from '../../src/platform/mail.ts'
import { sealEntry } from '../../src/domains/identity/index.ts'
import { sendBundles } from '../../src/domains/notices/index.ts'
import { feeds } from '../../src/app/feeds.ts'
import { root } from '../../tools/build.ts'
import { buildCountry } from './country.ts'
import { benchServices, onStores } from './stores.ts'

const { values: options } = parseArgs({
  options: {
    store: { type: 'string', default: 'postgres' },
    residents: { type: 'string', default: '100000' },
    smtp: { type: 'string', default: 'sink' },
    json: { type: 'boolean', default: false },
  },
})

/** A mail server that takes everything and keeps a count. */
async function openSink() {
  let taken = 0
  let bytes = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData(stream, _session, done) {
      stream.on('data', (piece: Buffer) => {
        bytes += piece.length
      })
      stream.on('end', () => {
        taken += 1
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  return { port, taken: () => taken, bytes: () => bytes, close: () => server.close() }
}

/** Everybody in the vault, with a mail address. */
async function fillVault(ctx: Context): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const part = await rows<{ id: string }>(
      ctx.db,
      sql`select id from residents where id > ${after}::uuid order by id limit 5000`,
    )
    if (part.length === 0) return
    const address = {
      street: 'Laan',
      number: 1,
      letter: '',
      addition: '',
      postcode: '9990AA',
      place: 'Raven',
    }
    const sealed = part.map(({ id }) => ({
      resident_id: id,
      ...sealEntry(ctx, id, { name: 'Bewoner', mail: `${id}@bench.invalid`, address }),
    }))
    const type = (name: string) => (name === 'resident_id' ? 'uuid' : name === 'key_id' ? 'text' : 'bytea')
    const columns = Object.fromEntries(Object.keys(sealed[0]!).map((name) => [name, type(name)]))
    await insertRows(ctx.db, 'vault', columns, sealed)
    after = part.at(-1)!.id
  }
}

/**
 * Everybody belongs to three communities besides those of the country. In every second one two conversations of today, with three replies
 * each; the rest is old.
 */
async function talk(ctx: Context, today: Date): Promise<void> {
  const at = today.toISOString()
  await ctx.db.execute(sql`alter table memberships disable trigger user`)
  await ctx.db.execute(
    sql`with places as (select id, row_number() over (order by id) - 1 as n, count(*) over () as all from communities where state <> 'ended'),
          people as (select id, row_number() over (order by id) as n from residents)
        insert into memberships (id, community_id, resident_id, joined)
        select gen_random_uuid(), c.id, p.id, ${at}::timestamptz from people p cross join generate_series(0, 2) more
        join places c on c.n = (p.n * 31 + more * 7) % c.all on conflict do nothing`,
  )
  await ctx.db.execute(sql`alter table memberships enable trigger user`)
  await ctx.db.execute(
    sql`update memberships set joined = ${at}::timestamptz - interval '60 days' - random() * interval '300 days'`,
  )
  await ctx.db.execute(
    sql`insert into conversations (id, community_id, title, kind, started_by, started, last_at)
        select gen_random_uuid(), c.id, 'Wie helpt er mee op het plein ' || n, 'talk', c.founder_id,
          ${at}::timestamptz - interval '5 hours', ${at}::timestamptz - interval '5 hours'
        from (select *, row_number() over (order by id) as nth from communities where state <> 'ended') c
        cross join generate_series(1, 2) n where c.nth % 2 = 0`,
  )
  await ctx.db.execute(
    sql`insert into replies (id, conversation_id, seq, author_id, words, html, excerpt, posted)
        select gen_random_uuid(), v.id, m.n, m.resident_id, 'Ik doe mee', '<p>Ik doe mee</p>', 'Ik doe mee',
          ${at}::timestamptz - interval '5 hours' + m.n * interval '10 minutes'
        from conversations v cross join lateral (
          select resident_id, row_number() over (order by resident_id) as n from memberships
          where community_id = v.community_id and ended is null order by resident_id limit 4) m`,
  )
}

async function measure(store: Store): Promise<void> {
  const sink = options.smtp === 'sink' ? await openSink() : undefined
  let moment = new Date('2026-05-14T15:06:00Z')
  let sentToNobody = 0
  const quiet = benchServices(
    store,
    {
      DHZ_ORIGIN: 'https://buurt.example',
      DHZ_SECRET: 'a secret that is only used in benches',
      SMTP_URL: `smtp://127.0.0.1:${sink?.port ?? 9}?ignoreTLS=true`,
      MAIL_FROM: 'Buurt <post@buurt.example>',
      DHZ_SMTP_PORT: '0',
      DHZ_SMTP_DOMAIN: 'post.buurt.example',
    },
    {
      clock: { now: () => moment },
      mailer: {
        async send() {
          sentToNobody += 1
        },
      },
    },
  )
  const services = sink ? { ...quiet, mailer: mailerFor(quiet.config, store.db) } : quiet
  const ctx = systemContext(services)
  await buildCountry(ctx, Number(options.residents), join(root, 'db/seeds'))
  await ctx.db.execute(sql`update residents set joined = '2025-01-01'`)
  await fillVault(ctx)
  await talk(ctx, moment)
  await ctx.db.execute(sql`analyze`)
  global.gc?.()
  const before = process.memoryUsage()
  let highest = before
  let queries = 0
  const marks = { count: 0 }
  store.onQuery = (statement) => {
    queries += 1
    if (/update digests set sent/.test(statement)) marks.count += 1
  }
  const watch = setInterval(() => {
    const now = process.memoryUsage()
    if (now.rss > highest.rss) highest = now
  }, 200)
  const started = performance.now()
  await sendBundles(ctx, feeds)
  const seconds = (performance.now() - started) / 1000
  clearInterval(watch)
  store.onQuery = undefined
  moment = new Date(moment.getTime() + 60_000)
  const counted = await row<{ made: number; sent: number; twice: number }>(
    ctx.db,
    sql`select count(*)::int as made, count(sent)::int as sent, (count(*) - count(distinct resident_id))::int as twice from digests`,
  )
  const taken = sink?.taken() ?? sentToNobody
  if (counted!.sent !== taken || counted!.twice > 0)
    throw new Error(`${counted!.sent} marked, ${taken} taken`)
  const result = {
    store: store.kind,
    day: onTheWall(moment).toPlainDate().toString(),
    residents: Number(options.residents),
    communities: (await row<{ n: number }>(ctx.db, sql`select count(*)::int as n from communities`))!.n,
    bundles: counted!.sent,
    mailServer: options.smtp,
    seconds: Number(seconds.toFixed(1)),
    bundlesASecond: Math.round(counted!.sent / seconds),
    queries,
    queriesWithoutMarks: queries - marks.count,
    kilobytesAMessage: sink ? Number((sink.bytes() / Math.max(1, taken) / 1024).toFixed(1)) : undefined,
    memory: {
      beforeMegabytes: Math.round(before.rss / 2 ** 20),
      highestMegabytes: Math.round(highest.rss / 2 ** 20),
      heapMegabytes: Math.round(highest.heapUsed / 2 ** 20),
    },
  }
  console.log(options.json ? JSON.stringify(result) : result)
  sink?.close()
}

await onStores([options.store], (_, store) => measure(store))
