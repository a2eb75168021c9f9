import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { oneLine } from '../../../platform/line.ts'
import { publish } from '../../../platform/outbox.ts'
import type { Circle } from '../../areas/index.ts'
import { changing, requireAwake, requireMember } from '../../communities/index.ts'
import { openCase } from '../../levels/index.ts'
import { questionById } from '../../opinions/index.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import {
  changingProposal,
  enterStage,
  hrefOf,
  proposalById,
  requireAuthor,
  requireGoing,
  type Proposal,
} from '../proposal.ts'
import { longest, most } from '../rules.ts'
import { writeVersion } from './version.ts'

/** Where a proposal is made: in a community, or before all whom it touches, by a row of the table of levels. */
export type Where =
  | { communityId: string }
  | { areaIds: readonly number[]; circle?: Circle | undefined; competenceId: number }

export interface Making {
  /** Made when the form was shown, so that sending it twice makes one. */
  id?: string | undefined
  where: Where
  title: string
  /** Two sentences. */
  idea: string
  /** The question whose answers it came from. */
  questionId?: string | undefined
  /** The proposal that is taken over, with its words. */
  originId?: string | undefined
}

const making: Limit = { name: 'proposal-make', max: 10, window: day }

/**
 * Somebody has an idea for their community, or for an area where they live; then the level compass says where it lies. Taken over
 * from elsewhere it brings its words, and where it came from stays with it. Sending it twice makes one.
 * @returns its id.
 * @throws NotAllowed, Invalid, Conflict
 */
export async function makeProposal(ctx: Context, wanted: Making): Promise<string> {
  const known = requireVerified(ctx)
  if (known.viewer.helper) throw new NotAllowed('helperMayNot')
  const title = oneLine(wanted.title)
  const idea = wanted.idea.trim()
  const wrong: Record<string, string> = {}
  if (!title) wrong['title'] = 'titleMissing'
  if (title.length > longest.title) wrong['title'] = 'titleLong'
  if (!idea) wrong['idea'] = 'ideaMissing'
  if (idea.length > longest.idea) wrong['idea'] = 'ideaLong'
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
  if (known.db === known.services.store.db) await limit(known, making, known.viewer.id)
  const origin = wanted.originId ? await proposalById(known, wanted.originId) : undefined
  if (origin) requireTravel(origin)
  const question = wanted.questionId ? await questionById(known, wanted.questionId) : undefined
  const id = wanted.id ?? newId()
  const { where } = wanted
  const write = async (ctx: ViewerContext): Promise<string> => {
    const now = ctx.now().toISOString()
    const made = await row(
      ctx.db,
      sql`insert into proposals (id, community_id, case_id, stage, title, idea, author_id, made, changed, question_id, origin_id)
          values (${id}, ${'communityId' in where ? where.communityId : null}, ${'communityId' in where ? null : id}, 'idea', ${title}, ${idea},
            ${ctx.viewer.id}, ${now}, ${now}, ${question?.id ?? null}, ${origin?.id ?? null})
          on conflict (id) do nothing returning id`,
    )
    if (!made) return requireSame(ctx, id)
    await enterStage(ctx, id, 'idea')
    if (origin && origin.version > 0) await writeVersion(ctx, id, { ...origin, title })
    await publish(ctx, 'proposal.made', {
      proposal: id,
      ...('communityId' in where ? { community: where.communityId } : { case: id }),
    })
    return id
  }
  if ('communityId' in where)
    return changing(known, where.communityId, async (ctx, community) => {
      requireMember(community)
      requireAwake(community)
      await requireRoom(ctx, community.id)
      return write(ctx)
    })
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    if (await row(ctx.db, sql`select 1 from proposals where id = ${id}`)) return requireSame(ctx, id)
    await openCase(ctx, { ...where, id, title, href: hrefOf(id) })
    return write(ctx)
  })
}

/** The same form once more. @throws NotFound when the id is somebody else's. */
async function requireSame(ctx: ViewerContext, id: string): Promise<string> {
  const own = await row(
    ctx.db,
    sql`select 1 from proposals where id = ${id} and author_id = ${ctx.viewer.id}`,
  )
  if (!own) throw new NotFound()
  return id
}

async function requireRoom(ctx: Context, communityId: string): Promise<void> {
  const found = await row<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from proposals where community_id = ${communityId}
          and stage in ('idea', 'talk', 'proposal', 'decision', 'doing')`,
  )
  if ((found?.n ?? 0) >= most.open) throw new Conflict('proposalsFull')
}

/** Whether a proposal may be taken over elsewhere: out of a closed community only its own author takes their words. */
export function mayTravel({ community, mine }: Proposal): boolean {
  return community?.access !== 'besloten' || mine
}

function requireTravel(origin: Proposal): void {
  if (!mayTravel(origin)) throw new NotAllowed('proposalClosed')
}

/** The author opens the dialogue: from now on neighbours talk about it on its page. Twice does it once. */
export async function openTalk(ctx: Context, id: string): Promise<void> {
  const known = requireAuthor(ctx, await proposalById(ctx, id))
  await changingProposal(known, id, async (ctx, proposal) => {
    requireAuthor(ctx, proposal)
    requireGoing(proposal)
    if (proposal.stage === 'idea') await enterStage(ctx, id, 'talk')
  })
}
