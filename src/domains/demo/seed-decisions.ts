import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { after, day, momentOf, onTheWall } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { castBallot, closeDecision, openDecision, type Choice, type MethodName } from '../decisions/index.ts'
import { loadViewer, type ViewerContext } from '../residents/index.ts'
import { idOf } from './dice.ts'

/** The id of a decision of the demo, by its key in `decisions.json`: always the same one. */
export function demoDecision(key: string): string {
  return idOf(`decision:${key}`)
}

/** What people of the demo town decide, as it stands in `decisions.json`. */
interface Asked {
  key: string
  community?: string
  /** Code of an area; then one of its assured residents asks. */
  area?: string
  persona?: string
  method: MethodName
  form: 'open' | 'closed'
  question: string
  explanation: string
  openedDaysAgo: number
  closesInDays: number
  budget?: number
  options?: (string | [string, number])[]
  dates?: { inDays: number; time: string }[]
  /** What others chose, one each. */
  choices: Choice[]
}

/** Lets people of the demo town decide, by the very actions that people use. */
export async function writeDecisions(ctx: Context, folder: string): Promise<void> {
  const all = JSON.parse(await readFile(join(folder, 'decisions.json'), 'utf8')) as Asked[]
  for (const asked of all) await write(ctx, asked)
}

async function write(ctx: Context, asked: Asked): Promise<void> {
  const place = await row<{ communityId: string | null; areaId: number | null }>(
    ctx.db,
    asked.community
      ? sql`select id as "communityId", null::int as "areaId" from communities where slug = ${asked.community}`
      : sql`select null::uuid as "communityId", id as "areaId" from areas where code = ${asked.area} and current`,
  )
  if (!place) return
  const opened = after(ctx.now(), -asked.openedDaysAgo * day)
  const then = at(ctx, opened)
  const voters = await votersOf(then, place, asked)
  const openerId = asked.persona ? idOf(`persona:${asked.persona}`) : voters.shift()
  if (!openerId) return
  const closes = onTheWall(after(ctx.now(), asked.closesInDays * day)).toPlainDate()
  const id = demoDecision(asked.key)
  await openDecision(await as(then, openerId), {
    id,
    ...(place.communityId ? { communityId: place.communityId } : { areaId: place.areaId! }),
    method: asked.method,
    form: asked.form,
    question: asked.question,
    explanation: asked.explanation,
    options: optionsOf(ctx, asked),
    budget: asked.budget,
    closes: momentOf(closes.toString(), '20:00'),
  })
  for (const [n, choice] of asked.choices.entries()) {
    const voter = voters[n]
    if (voter) await castBallot(await as(at(ctx, after(opened, (n + 1) * 60_000)), voter), id, choice)
  }
  await closeDecision(ctx, id)
}

/** The town at another moment: also the moment by which a ballot is in time. */
function at(ctx: Context, moment: Date): Context {
  const now = () => moment
  return { ...ctx, now, services: { ...ctx.services, clock: { now } } }
}

async function as(ctx: Context, residentId: string): Promise<ViewerContext> {
  const viewer = await loadViewer(ctx, residentId)
  if (!viewer) throw new Error(`There is no resident ${residentId}`)
  return { ...ctx, viewer }
}

/** Who is there to vote, except the personas: what they choose is for whoever plays them. */
async function votersOf(
  ctx: Context,
  place: { communityId: string | null; areaId: number | null },
  { choices, method }: Asked,
): Promise<string[]> {
  const played = ['samira', 'henk', 'marja', 'yusuf', 'lies', 'noor', 'wietske', 'gerrie', 'tineke']
  const personas = sql`r.id <> all(${arrayOf(
    played.map((key) => idOf(`persona:${key}`)),
    'uuid',
  )})`
  const levels = method === 'budget' || place.areaId ? sql`r.level = 'assured'` : sql`r.level <> 'applicant'`
  const found = await rows<{ id: string }>(
    ctx.db,
    place.communityId
      ? sql`select r.id from memberships m join residents r on r.id = m.resident_id where m.community_id = ${place.communityId}
            and m.ended is null and m.guest_since is null and m.joined < ${ctx.now().toISOString()} and ${levels} and ${personas}
          order by r.id limit ${choices.length + 1}`
      : sql`select r.id from residents r where r.buurt_id = ${place.areaId} and r.joined < ${ctx.now().toISOString()} and ${levels} and ${personas}
          order by r.id limit ${choices.length + 1}`,
  )
  return found.map(({ id }) => id)
}

function optionsOf(ctx: Context, { options = [], dates = [] }: Asked) {
  return [
    ...options.map((option) =>
      typeof option === 'string' ? { words: option } : { words: option[0], cost: option[1] },
    ),
    ...dates.map(({ inDays, time }) => {
      const on = onTheWall(after(ctx.now(), inDays * day))
        .toPlainDate()
        .toString()
      return { words: `${on} ${time}`, starts: momentOf(on, time) }
    }),
  ]
}
