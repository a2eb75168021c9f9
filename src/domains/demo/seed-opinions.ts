import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { after, day, minute } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { insertRows } from '../../platform/db/bulk.ts'
import { rows } from '../../platform/db/store.ts'
import { existingArea } from '../areas/index.ts'
import { addStatement, askQuestion, ownMark, tendOpinions } from '../opinions/index.ts'
import { loadViewer, type ViewerContext } from '../residents/index.ts'
import { Dice, idOf } from './dice.ts'

/** What people of the demo town think, as it stands in `opinions.json`. */
interface Asked {
  key: string
  community?: string
  area?: string
  persona: string
  title: string
  about: string
  daysAgo: number
  openDays: number
  /** How many say what they think. */
  people: number
  /** How many in one of each camp agree. */
  statements: { text: string; camps: number[] }[]
}

/** The question with this key in `opinions.json`. */
export function demoQuestion(key: string): string {
  return idOf(`question:${key}`)
}

const seed = 15
/** What a host may begin with; the rest comes from who takes part. */
const seeds = 15

/** Lets people of the demo town say what they think, and draws the map of it. */
export async function writeOpinions(ctx: Context, folder: string): Promise<void> {
  const asked = JSON.parse(await readFile(join(folder, 'opinions.json'), 'utf8')) as Asked[]
  const dice = new Dice(seed)
  for (const one of asked) await ask(ctx, one, dice)
  await tendOpinions({ ...ctx, now: () => after(ctx.now(), -minute) })
}

async function ask(ctx: Context, one: Asked, dice: Dice): Promise<void> {
  const then = after(ctx.now(), -one.daysAgo * day)
  const viewer = await loadViewer(ctx, idOf(`persona:${one.persona}`))
  if (!viewer) throw new Error(`${one.persona} is not in the demo town`)
  const host: ViewerContext = { ...ctx, viewer, now: () => then }
  const communityId = one.community && idOf(`community:${one.community}`)
  const id = await askQuestion(host, {
    id: demoQuestion(one.key),
    title: one.title,
    about: one.about,
    seeds: one.statements.slice(0, seeds).map(({ text }) => text),
    screened: false,
    ends: after(then, one.openDays * day),
    where: communityId ? { communityId } : { areaId: (await existingArea(ctx, one.area ?? '')).id },
  })
  for (const { text } of one.statements.slice(seeds)) await addStatement(host, id, { text, different: true })
  if (communityId) await vote(ctx, id, communityId, one, dice)
}

/** Votes of many, in the rows that answering one by one would make. */
async function vote(ctx: Context, id: string, communityId: string, one: Asked, dice: Dice): Promise<void> {
  const members = await rows<{ id: string }>(
    ctx.db,
    sql`select m.resident_id as id from memberships m join residents r on r.id = m.resident_id
        where m.community_id = ${communityId} and m.ended is null and r.level <> 'applicant'
          and r.id not in (${idOf('persona:noor')}, ${idOf('persona:samira')})
        order by m.joined, m.id limit ${one.people}`,
  )
  const statements = await rows<{ id: string; text: string }>(
    ctx.db,
    sql`select id, text from opinion_statements where question_id = ${id} order by text`,
  )
  const camps = new Map(one.statements.map((each) => [each.text, each.camps]))
  const marks = await Promise.all(members.map((member) => ownMark(ctx, member.id, id)))
  await insertRows(
    ctx.db,
    'opinion_takers',
    { mark: 'uuid', question_id: 'uuid', news: 'text', ends: 'timestamptz' },
    marks.map((mark) => ({
      mark,
      question_id: id,
      news: 'came',
      ends: after(ctx.now(), (one.openDays - one.daysAgo) * day).toISOString(),
    })),
  )
  await insertRows(
    ctx.db,
    'opinion_votes',
    { mark: 'uuid', statement_id: 'uuid', vote: 'smallint' },
    marks.flatMap((mark, n) =>
      statements.flatMap((statement) => {
        const share = camps.get(statement.text)?.[n % 5 < 3 ? 0 : 1] ?? 0.5
        const roll = dice.next()
        // Not everybody has seen everything, and some pass.
        if (roll < 0.1) return []
        const vote = roll < 0.16 ? 0 : dice.next() < share ? 1 : -1
        return [{ mark, statement_id: statement.id, vote }]
      }),
    ),
  )
  await ctx.db.execute(
    sql`insert into opinion_dirty (question_id, since) values (${id}, ${ctx.now().toISOString()}) on conflict do nothing`,
  )
}
