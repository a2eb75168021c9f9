/*
 * What a question costs on which very many said very much: reading all votes, weighing what comes next and drawing the map,
 * as the job does it; and how long answering one statement takes meanwhile.
 *   npm run bench:opinions -- [--store embedded|postgres] [--people 2000] [--statements 300] [--json]
 */
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { systemContext } from '../../src/platform/context.ts'
import { row, rows, type Store } from '../../src/platform/db/store.ts'
import { newId } from '../../src/platform/ids.ts'
import { foundCommunity } from '../../src/domains/communities/index.ts'
import { answerStatement, askQuestion, tendOpinions } from '../../src/domains/opinions/index.ts'
import { newViewer } from '../support/people.ts'
import { benchServices, onStores, quantile } from './stores.ts'

const { values: options } = parseArgs({
  options: {
    store: { type: 'string', multiple: true, default: ['postgres', 'embedded'] },
    people: { type: 'string', default: '2000' },
    statements: { type: 'string', default: '300' },
    json: { type: 'boolean', default: false },
  },
})
const [people, statements] = [Number(options.people), Number(options.statements)]

async function measure(kind: string, store: Store): Promise<void> {
  const services = benchServices(store)
  const ctx = systemContext(services)
  const host = await newViewer(ctx, { name: 'Henk' })
  const { id: communityId } = await foundCommunity(host, {
    name: 'Parkvrienden',
    purpose: '',
    access: 'extranet',
    areaIds: [],
    conceptIds: [],
  })
  const id = newId()
  await askQuestion(host, {
    id,
    title: 'Hoe zien we het park?',
    about: '',
    seeds: [],
    screened: false,
    ends: new Date(Date.now() + 20 * 86_400_000),
    where: { communityId },
  })
  await ctx.db.execute(
    sql`insert into opinion_statements (id, question_id, text, added, state, priority)
        select gen_random_uuid(), ${id}, 'Stelling ' || n, current_date, 'open', 5 from generate_series(1, ${statements}) n`,
  )
  await ctx.db.execute(
    sql`insert into opinion_takers (mark, question_id, news, ends)
        select gen_random_uuid(), ${id}, 'came', now() + interval '20 days' from generate_series(1, ${people})`,
  )
  // Three camps that think alike three times in four; everybody said something of everything.
  await ctx.db.execute(
    sql`insert into opinion_votes (mark, statement_id, vote)
        select t.mark, s.id, case when random() < 0.75
          then case when (get_byte(uuid_send(t.mark), 0) % 3 + get_byte(uuid_send(s.id), 0)) % 3 = 0 then 1 else -1 end
          else floor(random() * 3)::int - 1 end
        from opinion_takers t cross join opinion_statements s`,
  )
  await store.runScript('analyze')
  const timed = async () => {
    await ctx.db.execute(sql`update opinion_takers set news = 'came' where question_id = ${id}`)
    await ctx.db.execute(
      sql`insert into opinion_dirty values (${id}, ${ctx.now().toISOString()}) on conflict do nothing`,
    )
    const started = performance.now()
    await tendOpinions(ctx)
    return Number(((performance.now() - started) / 1000).toFixed(2))
  }
  const seconds = [await timed(), await timed(), await timed()]
  const made = await row<{ groups: number; bytes: number }>(
    ctx.db,
    sql`select jsonb_array_length(published->'groups') as groups, length(published::text) as bytes from opinion_maps where question_id = ${id}`,
  )
  const ids = await rows<{ id: string }>(ctx.db, sql`select id from opinion_statements limit 200`)
  const times: number[] = []
  for (const statement of ids) {
    const started = performance.now()
    await answerStatement(host, id, statement.id, 'agree')
    times.push(performance.now() - started)
  }
  const at = (share: number) => Number(quantile(times, share).toFixed(1))
  const result = {
    store: kind,
    people,
    statements,
    seconds,
    ...made,
    answer: { p50: at(0.5), p99: at(0.99) },
  }
  console.log(options.json ? JSON.stringify(result) : result)
}

await onStores(options.store, measure, { connections: 4 })
