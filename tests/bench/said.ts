import { sql } from 'drizzle-orm'
import type { Context } from '../../src/platform/context.ts'
import { row } from '../../src/platform/db/store.ts'

/** Words that say little, the most used first, and words of which neighbours' talk is made. */
const small =
  'de het een en van ik dat is in je niet op te zijn met voor er maar we die ook aan als wel om naar nog dan bij zo wat kan hebben heeft was hier of even veel toch'
const meaning =
  'straat buurt tuin zaterdag boom plein kinderen bank samen avond water koffie morgen school stoep auto fiets park helpen speeltuin kruiwagen heg bakfiets muur groen lamp licht rust lawaai gemeente brief buur vuilnis container bloem zaad plant moestuin kip hond kat regen droog zomer winter feest muziek barbecue soep brood tafel stoel tent ladder verf hamer zaag schep emmer slang pomp put dak raam deur gang trap lift kelder schuur hek pad brug sloot vijver gras blad tak stam wortel fruit appel peer noot markt winkel bakker kapper dokter zorg bezoek wandeling route kaart bord verkeer snelheid drempel oversteek zebra bus trein halte station spoor weg rotonde hoek kant midden blok rij poort hof huis flat woning verhuur koop prijs geld potje fonds plan idee vraag antwoord mening stem keuze besluit regel afspraak datum tijd uur week maand jaar'

/**
 * Says so many replies of 60 to 99 words in the communities of `buildCountry`, ten in each conversation, over two years: by
 * a Zipf law over 20,000 Dutch words and compounds, so that a word such as *straat* stands in about one of six. Triggers are
 * off meanwhile; what they would have kept is made at once, as they make it.
 */
export async function fillSaid(ctx: Context, replies: number): Promise<void> {
  const { db } = ctx
  const { runScript } = ctx.services.store
  for (const table of ['replies', 'conversations'])
    await runScript(`alter table ${table} disable trigger user`)
  await db.execute(sql`create table bench_words as
    select (row_number() over (order by common desc, place))::int as rank, word from (
      select word, 2 as common, place from unnest(string_to_array(${small}, ' ')) with ordinality u (word, place)
      union all select word, 1, place from unnest(string_to_array(${meaning}, ' ')) with ordinality u (word, place)
      union all select a || b, 0, hashtext(a || b) from unnest(string_to_array(${meaning}, ' ')) a, unnest(string_to_array(${meaning}, ' ')) b
    ) all_words`)
  await db.execute(sql`create table bench_places as
    select row_number() over (order by md5(c.id::text)) - 1 as n, c.id, search_keys(c, false) as keys, search_places(c.id) as places,
      (select resident_id from memberships m where m.community_id = c.id and m.ended is null limit 1) as author
    from communities c where c.state <> 'ended' and exists (select 1 from memberships m where m.community_id = c.id)`)
  await runScript(
    'create unique index on bench_words (rank); create index on bench_places (id); analyze bench_words',
  )
  const places = (await row<{ n: number }>(db, sql`select count(*)::int as n from bench_places`))!.n
  const talks = Math.ceil(replies / 10)
  await db.execute(sql`create table bench_talks as select t.n::int, gen_random_uuid() as id, p.id as community_id
    from generate_series(0, ${talks}::int - 1) t (n) join bench_places p on p.n = t.n % ${places}::int`)
  await runScript('create unique index on bench_talks (n)')
  await db.execute(sql`insert into conversations (id, community_id, title, started, last_seq, last_at)
    select id, community_id, 'Ronde ' || n, now() - interval '2 years', 10, now() from bench_talks`)
  await runScript('drop index search_rows_doc')
  // Two at once, for two cores.
  const parts = 20
  const size = Math.ceil(replies / parts)
  for (let part = 0; part < parts; part += 2)
    await Promise.all(
      [part, part + 1].map((each) => say(ctx, talks, each * size, Math.min(replies, (each + 1) * size))),
    )
  await db.execute(sql`insert into search_words (stem, key)
    select distinct stem, key from bench_words, unnest(tsvector_to_array(search_stems(word))) stem, unnest(array['p', 'r']) key
      where rank <= 20000 and length(stem) >= 3 on conflict do nothing`)
  await runScript(
    `select setval(pg_get_serial_sequence('search_rows', 'n'), (select max(n) from search_rows))`,
  )
  await runScript('create index search_rows_doc on search_rows using gin (doc) with (fastupdate = off)')
  for (const table of ['replies', 'conversations'])
    await runScript(`alter table ${table} enable trigger user`)
  await runScript('drop table bench_words, bench_places, bench_talks')
  await runScript('analyze')
}

async function say({ db }: Context, talks: number, from: number, until: number): Promise<void> {
  const moment = sql`now() - interval '730 days' + n * (interval '729 days' / ${talks * 10})`
  await db.execute(sql`with said as materialized (
      select g.n, gen_random_uuid() as id, t.id as talk, p.id as community, p.keys, p.places, p.author, words
      from generate_series(${from}::int, ${until}::int - 1) g (n)
        join bench_talks t on t.n = g.n % ${talks}::int join bench_places p on p.id = t.community_id
        cross join lateral (select string_agg(w.word, ' ') as words
          from (select floor(exp(random() * ln(20000)))::int as rank from generate_series(1, 60 + g.n % 40)) drawn
            join bench_words w on w.rank = drawn.rank) w
    ), kept as (
      insert into replies (id, conversation_id, seq, author_id, words, html, excerpt, posted)
        select id, talk, n / ${talks}::int + 1, author, words, '<p>' || words || '</p>', left(words, 160), ${moment} from said
    )
    insert into search_rows (n, kind, ref, community_id, keys, doc)
      select n + 100000, 'talk', id, community, keys, search_doc('talk', n + 100000, keys, places, search_stems(words)) from said`)
}
