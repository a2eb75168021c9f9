import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { after, day, hour, minute, onTheWall } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { arrayOf, rows } from '../../platform/db/store.ts'
import { areasByCodes, streetCode } from '../areas/index.ts'
import { castBallot, closeDecision } from '../decisions/index.ts'
import { competenceBySlug } from '../levels/index.ts'
import {
  addStep,
  answerMerge,
  askMerge,
  followDecision,
  makeProposal,
  openTalk,
  openVote,
  report,
  saveText,
  suggestChange,
  support,
  tellOutcome,
  tickStep,
  withdrawProposal,
  type Making,
} from '../proposals/index.ts'
import { loadViewer, type ViewerContext } from '../residents/index.ts'
import { idOf } from './dice.ts'

/** The id of a proposal of the demo, by its key in `proposals.json`: always the same one. */
export function demoProposal(key: string): string {
  return idOf(`proposal:${key}`)
}

type Text = Omit<Parameters<typeof saveText>[2], 'base' | 'why' | 'title'>

/** What people of the demo town propose, as it stands in `proposals.json`. */
interface Proposed {
  key: string
  community?: string
  /** Or at a level: a row of the table, and streets of a buurt. */
  topic?: string
  buurt?: string
  streets?: string[]
  /** A persona. */
  by: string
  /** The key of the one that is taken over. */
  from?: string
  daysAgo: number
  title: string
  idea: string
  stage: string
  supports: number
  text?: Text
  again?: { body: string; why: string }
  suggestion?: { part: 'body' | 'costs' | 'who'; words: string; why: string }
  votes?: (0 | 1)[]
  steps?: { words: string; who: string; done?: boolean; dueInDays?: number }[]
  reports?: { kind: 'progress' | 'sent' | 'answer'; party?: string; words: string }[]
  outcome?: { worked: string; failed: string; lesson: string }
  why?: string
}

/** Days that people vote. */
const voting = 7

/** Lets people of the demo town propose, by the very actions that people use: each state of the way has a scenario. */
export async function writeProposals(ctx: Context, folder: string): Promise<void> {
  const all = JSON.parse(await readFile(join(folder, 'proposals.json'), 'utf8')) as Proposed[]
  for (const one of all) await propose(ctx, one)
  const [asking, asked] = ['merge-into', 'merge-with'].map((stage) => all.find((one) => one.stage === stage))
  if (asking && asked) await merge(ctx, asking, asked)
}

async function propose(ctx: Context, one: Proposed): Promise<void> {
  const made = after(ctx.now(), -one.daysAgo * day)
  const at = (moment: Date) => as(ctx, idOf(`persona:${one.by}`), moment)
  const author = await at(made)
  const id = demoProposal(one.key)
  await makeProposal(author, {
    id,
    where: await whereOf(ctx, one),
    title: one.title,
    idea: one.idea,
    originId: one.from && demoProposal(one.from),
  })
  const others = await neighboursOf(ctx, one, made)
  for (const [n, who] of others.slice(0, one.supports).entries())
    await support(await as(ctx, who, after(made, (n + 1) * hour)), id)
  if (one.stage === 'idea') return
  await openTalk(author, id)
  if (one.stage === 'withdrawn') await withdrawProposal(await at(after(made, 3 * day)), id, one.why ?? '')
  if (!one.text) return
  const written = after(made, day)
  await saveText(await at(written), id, { ...one.text, title: one.title, base: 0, why: '' })
  if (one.again)
    await saveText(await at(after(written, day)), id, {
      ...one.text,
      title: one.title,
      ...one.again,
      base: 1,
    })
  if (one.suggestion)
    await suggestChange(await as(ctx, others[0]!, after(written, 2 * day)), id, {
      ...one.suggestion,
      base: one.again ? 2 : 1,
    })
  if (one.votes) await decide(ctx, one, others)
  await afterwards(ctx, one)
}

async function whereOf(ctx: Context, one: Proposed): Promise<Making['where']> {
  if (one.community) return { communityId: idOf(`community:${one.community}`) }
  const areas = await areasByCodes(
    ctx,
    (one.streets ?? []).map((street) => streetCode(one.buurt ?? '', street.toLowerCase())),
  )
  const { id: competenceId } = await competenceBySlug(ctx, one.topic ?? '')
  return { areaIds: areas.map(({ id }) => id), competenceId }
}

/** Who is there to support and to vote, except the personas: what they want is for whoever plays them. */
async function neighboursOf(ctx: Context, one: Proposed, since: Date): Promise<string[]> {
  const personas = [
    'samira',
    'henk',
    'marja',
    'yusuf',
    'lies',
    'noor',
    'wietske',
    'gerrie',
    'tineke',
    'joanna',
  ]
  const others = sql`r.left_at is null and r.id <> all(${arrayOf(
    personas.map((key) => idOf(`persona:${key}`)),
    'uuid',
  )})`
  const [street] = one.community
    ? []
    : await areasByCodes(ctx, [streetCode(one.buurt ?? '', (one.streets?.[0] ?? '').toLowerCase())])
  const found = await rows<{ id: string }>(
    ctx.db,
    street
      ? sql`select r.id from residents r where r.street_id = ${street.id} and r.level = 'assured' and ${others} order by r.id limit 20`
      : sql`select r.id from memberships m join residents r on r.id = m.resident_id
          where m.community_id = ${idOf(`community:${one.community}`)} and m.ended is null and m.guest_since is null
            and m.joined < ${since.toISOString()} and r.level <> 'applicant' and ${others} order by r.id limit 20`,
  )
  return found.map(({ id }) => id)
}

async function decide(ctx: Context, one: Proposed, others: readonly string[]): Promise<void> {
  const id = demoProposal(one.key)
  const opened = after(
    ctx.now(),
    -Math.min(one.daysAgo - 3, one.stage === 'decision' ? 2 : one.daysAgo) * day,
  )
  const decision = idOf(`decision of proposal:${one.key}`)
  const closes = after(opened, voting * day)
  await openVote(await as(ctx, idOf(`persona:${one.by}`), opened), id, {
    id: decision,
    method: 'majority',
    form: 'open',
    closes,
  })
  for (const [n, choice] of (one.votes ?? []).entries())
    await castBallot(await as(ctx, others[n]!, after(opened, (n + 1) * minute)), decision, [choice])
  await closeDecision(ctx, decision)
  await followDecision(at(ctx, closes), { decision })
}

async function afterwards(ctx: Context, one: Proposed): Promise<void> {
  const id = demoProposal(one.key)
  const from = after(ctx.now(), -Math.max(1, one.daysAgo - 14) * day)
  const who = (n: number) => as(ctx, idOf(`persona:${one.by}`), after(from, n * hour))
  for (const [n, { words, who: doer, done, dueInDays }] of (one.steps ?? []).entries()) {
    const stepId = idOf(`step:${one.key}:${n}`)
    const due = dueInDays
      ? onTheWall(after(ctx.now(), dueInDays * day))
          .toPlainDate()
          .toString()
      : ''
    await addStep(await who(n), id, { id: stepId, words, who: doer, due })
    if (done) await tickStep(await who(n + 30), id, stepId, true)
  }
  for (const [n, told] of (one.reports ?? []).entries())
    await report(await who(n * 40 + 20), id, { party: '', ...told, id: idOf(`report:${one.key}:${n}`) })
  if (one.outcome)
    await tellOutcome(await who(100), id, {
      result: one.stage === 'realised' ? 'realised' : 'tried',
      ...one.outcome,
    })
}

async function merge(ctx: Context, asking: Proposed, asked: Proposed): Promise<void> {
  const moment = after(ctx.now(), -15 * day)
  const by = await as(ctx, idOf(`persona:${asking.by}`), moment)
  const [from, to] = [demoProposal(asking.key), demoProposal(asked.key)]
  await askMerge(by, from, to, 'Een avond met film en eten is één feest.')
  const found = await rows<{ id: string }>(
    ctx.db,
    sql`select id from proposal_merges where from_id = ${from} and to_id = ${to}`,
  )
  await answerMerge(await as(ctx, idOf(`persona:${asked.by}`), after(moment, day)), found[0]!.id, true)
}

/** The town at another moment: also the moment by which a ballot is in time. */
function at(ctx: Context, moment: Date): Context {
  const now = () => moment
  return { ...ctx, now, services: { ...ctx.services, clock: { now } } }
}

async function as(ctx: Context, id: string, moment: Date): Promise<ViewerContext> {
  const viewer = await loadViewer(ctx, id)
  if (!viewer) throw new Error(`There is no resident ${id}`)
  return { ...at(ctx, moment), viewer }
}
