import { sql } from 'drizzle-orm'
import { readConfig } from '../../src/platform/config.ts'
import { systemContext, type Context } from '../../src/platform/context.ts'
import { insertRows } from '../../src/platform/db/bulk.ts'
import { rows } from '../../src/platform/db/store.ts'
import { newId } from '../../src/platform/ids.ts'
import { toHtml, toPlain } from '../../src/platform/markdown.ts'
import { openServices } from '../../src/app/services.ts'

const said = `Ik liep er gisteren langs en zag dat het al een stuk beter gaat dan vorige week. De **heg** is geknipt, de stoep
is vrij en er zaten drie mensen op de bank die ik nog nooit had gezien. Zullen we zaterdag om tien uur verder gaan? Ik neem
koffie mee en de lange ladder van de buren. Wie kan er een kruiwagen lenen, want die van ons heeft een lekke band en dat is nu
echt niet handig.`

/** Runs some work on a store of the program while it does not run. */
export async function withStore(
  environment: Record<string, string>,
  work: (ctx: Context) => Promise<void>,
): Promise<void> {
  const services = await openServices(readConfig({ PORT: '0', DHZ_LOG: 'silent', ...environment }))
  try {
    await work(systemContext(services))
    await services.store.runScript('analyze')
  } finally {
    await services.store.close()
  }
}

/**
 * Fills a community of the demo with conversations: `authors` of its members say `replies` each of about eighty words in
 * every one of them by turns. @returns the ids of the conversations.
 */
export async function fillTalk(
  ctx: Context,
  slug: string,
  { conversations, authors, replies }: { conversations: number; authors: number; replies: number },
): Promise<string[]> {
  const [community] = await rows<{ id: string }>(ctx.db, sql`select id from communities where slug = ${slug}`)
  const { id } = community!
  await ctx.db.execute(
    sql`insert into memberships (id, community_id, resident_id, joined)
        select gen_random_uuid(), ${id}::uuid, r.id, ${ctx.now().toISOString()}::timestamptz from residents r
        where r.level <> 'applicant' and not exists (select 1 from memberships m
          where m.community_id = ${id}::uuid and m.resident_id = r.id and m.ended is null)
        order by r.id limit greatest(0, ${authors} - (select members from communities where id = ${id}::uuid))`,
  )
  const people = await rows<{ id: string }>(
    ctx.db,
    sql`select resident_id as id from memberships where community_id = ${id} and ended is null order by joined, id limit ${authors}`,
  )
  const start = ctx.now().getTime() - 20 * 24 * 3600 * 1000
  const made = Array.from({ length: conversations }, (_, n) => ({
    id: newId(),
    community_id: id,
    title: `Zaterdag verder met de heg, ronde ${n + 1}`,
    started_by: people[n % people.length]!.id,
    started: new Date(start + n * 60_000).toISOString(),
    last_at: new Date(start + n * 60_000).toISOString(),
  }))
  await insertRows(
    ctx.db,
    'conversations',
    {
      id: 'uuid',
      community_id: 'uuid',
      title: 'text',
      started_by: 'uuid',
      started: 'timestamptz',
      last_at: 'timestamptz',
    },
    made,
  )
  const [html, excerpt] = [toHtml(said), toPlain(said, 160)]
  const spoken = Array.from({ length: replies }, (_, n) =>
    made.map((one, place) => ({
      id: newId(),
      conversation_id: one.id,
      seq: 0,
      author_id: people[(place + n * 7) % people.length]!.id,
      words: said,
      html,
      excerpt,
      posted: new Date(start + n * 3_600_000 + place * 60_000).toISOString(),
    })),
  ).flat()
  await insertRows(
    ctx.db,
    'replies',
    {
      id: 'uuid',
      conversation_id: 'uuid',
      seq: 'int',
      author_id: 'uuid',
      words: 'text',
      html: 'text',
      excerpt: 'text',
      posted: 'timestamptz',
    },
    spoken,
  )
  return made.map((one) => one.id)
}
