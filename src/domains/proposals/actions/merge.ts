import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { arrayOf, row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { underEachOther } from '../../documents/index.ts'
import { endCase } from '../../levels/index.ts'
import { requireViewer, tell, type ViewerContext } from '../../residents/index.ts'
import {
  enterStage,
  holdProposals,
  proposalById,
  requireAuthor,
  requireWritable,
  type Proposal,
} from '../proposal.ts'
import { longest, most, type Words } from '../rules.ts'
import { forget } from './support.ts'
import { writeText } from './version.ts'

const asking: Limit = { name: 'proposal-merge', max: 10, window: day }

/** Whether two proposals lie in one place, and so can become one. */
export function sameSpot(one: Proposal, other: Proposal): boolean {
  if (one.community) return one.community.id === other.community?.id
  return one.level !== undefined && one.level.area.id === other.level?.area.id
}

/**
 * An author asks the authors of another proposal in the same place whether the two become one. Asking twice asks once.
 * @throws Conflict, NotAllowed
 */
export async function askMerge(ctx: Context, fromId: string, toId: string, why: string): Promise<void> {
  const from = await proposalById(ctx, fromId)
  const known = requireAuthor(ctx, from)
  if (why.trim().length > longest.why) throw new Invalid({ why: 'whyLong' })
  await limit(known, asking, known.viewer.id)
  await holding(known, [fromId, toId], async (ctx, [from, to]) => {
    requireAuthor(ctx, from)
    requirePair(from, to)
    if (to.mine) throw new Conflict('proposalSameAuthor')
    const asked = await row<{ n: number }>(
      ctx.db,
      sql`select count(*)::int as n from proposal_merges where from_id = ${fromId}`,
    )
    if ((asked?.n ?? 0) >= most.merges) throw new Conflict('proposalMergesFull')
    const id = newId()
    const made = await row(
      ctx.db,
      sql`insert into proposal_merges (id, from_id, to_id, why, asked_by, asked)
          values (${id}, ${fromId}, ${toId}, ${why.trim()}, ${ctx.viewer.id}, ${ctx.now().toISOString()}) on conflict do nothing returning id`,
    )
    if (made)
      await tell(ctx, to.authorIds, 'proposal.merge-asked', { proposal: toId, title: from.title, merge: id })
  })
}

/** @throws Conflict, Invalid where two cannot become one. */
function requirePair(from: Proposal, to: Proposal): void {
  if (from.id === to.id) throw new Invalid({ other: 'otherMissing' })
  requireWritable(from)
  requireWritable(to)
  // A proposal has two authors at most: a third would lose theirs.
  if (new Set([...from.authorIds, ...to.authorIds]).size > 2) throw new Conflict('proposalTwoAuthors')
  if (!sameSpot(from, to)) throw new Invalid({ other: 'otherPlace' })
}

interface Asked {
  id: string
  fromId: string
  toId: string
  answer: string | null
  intoId: string | null
}

async function mergeById(ctx: Context, id: string): Promise<Asked> {
  const found = isId(id)
    ? await row<Asked>(
        ctx.db,
        sql`select id, from_id as "fromId", to_id as "toId", answer, into_id as "intoId" from proposal_merges where id = ${id}`,
      )
    : undefined
  if (!found) throw new NotFound()
  return found
}

/**
 * The asked author agrees, and the two become a new one with both texts and both authors; or not, with no more said. Both old pages
 * stay and point on. Who supported either is asked, one by one, whether that holds for the new one; nobody's support goes along
 * silently. Twice does it once. @returns the proposal that was asked, and the new one.
 */
export async function answerMerge(
  ctx: Context,
  mergeId: string,
  agrees: boolean,
): Promise<{ proposal: string; into: string | undefined }> {
  const known = requireViewer(ctx)
  const { fromId, toId } = await mergeById(ctx, mergeId)
  requireAuthor(known, await proposalById(known, toId))
  return holding(known, [fromId, toId], async (ctx, [from, to]) => {
    requireAuthor(ctx, to)
    const { answer, intoId } = await mergeById(ctx, mergeId)
    if (answer === 'yes' && agrees) return { proposal: toId, into: intoId ?? undefined }
    if (answer === 'no' && !agrees) return { proposal: toId, into: undefined }
    if (answer !== null) throw new Conflict('proposalAnswered')
    if (agrees) requirePair(from, to)
    const into = agrees ? await unite(ctx, from, to) : undefined
    await ctx.db.execute(
      sql`update proposal_merges set answer = ${agrees ? 'yes' : 'no'}, answered_by = ${ctx.viewer.id},
            answered = ${ctx.now().toISOString()}, into_id = ${into ?? null} where id = ${mergeId}`,
    )
    if (!agrees)
      await tell(ctx, from.authorIds, 'proposal.merge-declined', {
        proposal: fromId,
        title: to.title,
        merge: mergeId,
      })
    return { proposal: toId, into }
  })
}

/** Who asked takes it back, as long as nobody answered. @returns the proposal for which it was asked. */
export async function withdrawMerge(ctx: Context, mergeId: string): Promise<string> {
  const known = requireViewer(ctx)
  const { fromId, toId } = await mergeById(ctx, mergeId)
  requireAuthor(known, await proposalById(known, fromId))
  await holding(known, [fromId, toId], async (ctx, [from]) => {
    if (!from.mine) throw new NotAllowed('proposalAuthor')
    await ctx.db.execute(
      sql`update proposal_merges set answer = 'withdrawn', answered_by = ${ctx.viewer.id}, answered = ${ctx.now().toISOString()}
          where id = ${mergeId} and answer is null`,
    )
  })
  return fromId
}

/** The words of both. @throws Conflict where they are longer together than a text may be. */
function united(from: Proposal, to: Proposal): Words {
  const both = (one: string, other: string) =>
    one && other && one !== other ? underEachOther(one, other) : one || other
  const words = {
    title: to.title,
    body: both(to.body || to.idea, from.body || from.idea),
    costs: both(to.costs, from.costs),
    who: both(to.who, from.who),
    sources: both(to.sources, from.sources),
  }
  for (const name of ['body', 'costs', 'who', 'sources'] as const)
    if (words[name].length > longest[name]) throw new Conflict('proposalLong')
  return words
}

async function unite(ctx: ViewerContext, from: Proposal, to: Proposal): Promise<string> {
  const words = united(from, to)
  const id = newId()
  const now = ctx.now().toISOString()
  await ctx.db.execute(
    sql`insert into proposals (id, community_id, case_id, stage, title, idea, author_id, with_id, made, changed)
        values (${id}, ${to.community?.id ?? null}, ${to.level?.caseId ?? null}, 'talk', ${to.title}, ${to.idea},
          ${to.authorIds[0] ?? null}, ${from.authorIds[0] ?? null}, ${now}, ${now})`,
  )
  await enterStage(ctx, id, 'idea')
  await enterStage(ctx, id, 'talk')
  if (from.version > 0 || to.version > 0) await writeText(ctx, { id, stage: 'talk' }, words)
  for (const old of [from, to]) {
    await ctx.db.execute(sql`update proposals set merged_into = ${id} where id = ${old.id}`)
    await enterStage(ctx, old.id, 'merged')
  }
  if (from.level && from.level.caseId !== to.level?.caseId) await endCase(ctx, from.level.caseId)
  await askSupporters(ctx, id, [from, to], to.title)
  await tell(ctx, from.authorIds, 'proposal.merged', { proposal: id, title: to.title })
  await publish(ctx, 'proposal.merged', { proposal: id, from: [from.id, to.id] })
  return id
}

/** Asks everybody who supported one of the two. */
async function askSupporters(ctx: ViewerContext, id: string, old: readonly Proposal[], title: string) {
  const ids = arrayOf(
    old.map(({ id }) => id),
    'uuid',
  )
  const authors = arrayOf(
    old.flatMap(({ authorIds }) => authorIds),
    'uuid',
  )
  const asked = await rows<{ residentId: string }>(
    ctx.db,
    sql`insert into proposal_carries (id, proposal_id, resident_id, asked)
        select gen_random_uuid(), ${id}, s.resident_id, ${ctx.now().toISOString()}
        from (select distinct resident_id from proposal_supports where proposal_id = any(${ids}) and resident_id <> all(${authors})) s
        returning resident_id as "residentId"`,
  )
  await tell(
    ctx,
    asked.map(({ residentId }) => residentId),
    'proposal.carry',
    { proposal: id, title },
  )
}

/** No: their support does not go along. Yes is `support`. */
export async function leaveBehind(ctx: Context, id: string): Promise<void> {
  const known = requireViewer(ctx)
  await proposalById(known, id)
  await forget(known, id)
}

async function holding<T>(
  ctx: ViewerContext,
  [fromId, toId]: [string, string],
  work: (ctx: ViewerContext, pair: [Proposal, Proposal]) => Promise<T>,
): Promise<T> {
  return transact(ctx, async (inner) => {
    const held: ViewerContext = { ...ctx, db: inner.db }
    await holdProposals(held, [fromId, toId])
    return work(held, [await proposalById(held, fromId), await proposalById(held, toId)])
  })
}
