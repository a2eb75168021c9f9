import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { Conflict, NotAllowed, NotFound, orSignIn } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { areaById, areaHref, type Area } from '../areas/index.ts'
import { communityById, isAwake, isOwn, requireAwake, type Community } from '../communities/index.ts'
import { mayRead } from '../conversations/index.ts'
import { livesIn, type Say } from '../levels/index.ts'
import { isVerified, requireVerified, type ViewerContext } from '../residents/index.ts'
import { isOver, isWritable, type Stage, type Words } from './rules.ts'

/** A proposal that the viewer may read. */
export interface Proposal extends Words {
  id: string
  stage: Stage
  idea: string
  html: string
  /** 0 as long as it is an idea without a text. */
  version: number
  authorIds: string[]
  made: Date
  changed: Date
  questionId: string | null
  originId: string | null
  mergedInto: string | null
  decisionId: string | null
  /** It was voted on before, and not adopted. */
  rejected: boolean
  worked: string
  failed: string
  lesson: string
  /** Either a community … */
  community: Community | undefined
  /** … or a level: its case, its area now, and whether residents decide there or advise. */
  level: { caseId: string; area: Area; say: Say; frozen: boolean } | undefined
  supports: number
  /** Whether the viewer supports it. */
  supported: boolean
  /** Whether the viewer belongs there and is known: who takes part. */
  own: boolean
  /** Whether the viewer wrote it. */
  mine: boolean
}

type Found = Omit<Proposal, 'community' | 'level' | 'authorIds' | 'own' | 'mine'> & {
  authorId: string | null
  withId: string | null
  communityId: string | null
  caseId: string | null
  areaId: number | null
  say: Say | null
  frozen: boolean
}

/** The proposal with this id. @throws NotFound, also when the viewer may not know that it exists. */
export async function proposalById(ctx: Context, id: string): Promise<Proposal> {
  const found = isId(id)
    ? await row<Found>(
        ctx.db,
        sql`select p.id, p.stage, p.title, p.idea, p.body, p.html, p.costs, p.who, p.sources, p.version, p.author_id as "authorId",
              p.with_id as "withId", p.made, p.changed, p.question_id as "questionId", p.origin_id as "originId",
              p.merged_into as "mergedInto", p.decision_id as "decisionId", p.worked, p.failed, p.lesson,
              p.community_id as "communityId", p.case_id as "caseId", k.area_id as "areaId", k.say, k.frozen is not null as frozen,
              (select count(*)::int from proposal_supports s where s.proposal_id = p.id) as supports,
              exists (select 1 from proposal_supports s where s.proposal_id = p.id and s.resident_id = ${ctx.viewer?.id ?? null}::uuid) as supported,
              coalesce((select d.state = 'decided' and d.result->>'verdict' = 'rejected' from decisions d where d.id = p.decision_id), false) as rejected
            from proposals p left join level_cases k on k.id = p.case_id where p.id = ${id}`,
      )
    : undefined
  if (!found) throw new NotFound()
  const { authorId, withId, communityId, caseId, areaId, say, frozen, ...rest } = found
  const community = communityId ? await communityById(ctx, communityId) : undefined
  if (community && !mayRead(community)) throw new NotFound()
  const area = areaId === null ? undefined : await areaById(ctx, areaId)
  const authorIds = [authorId, withId].filter((each) => each !== null)
  const { viewer } = ctx
  return {
    ...rest,
    made: new Date(rest.made),
    changed: new Date(rest.changed),
    authorIds,
    community,
    level: caseId && area && say ? { caseId, area, say, frozen } : undefined,
    own:
      isVerified(ctx) &&
      (community ? isOwn(community) : area !== undefined && (await livesIn(ctx as ViewerContext, area))),
    mine: viewer !== undefined && authorIds.includes(viewer.id),
  }
}

/** The same for a page: who is not signed in is asked to do so first, whether it is there or not. */
export async function proposalForPage(ctx: Context, id: string): Promise<Proposal> {
  return proposalById(ctx, id).catch(orSignIn(ctx))
}

/** Who takes part where it lies, in their own session: what somebody wants, nobody says for them. @throws SignInNeeded, NotAllowed */
export function requireOwn(ctx: Context, { own, community }: Proposal): ViewerContext {
  const known = requireVerified(ctx)
  if (known.viewer.helper) throw new NotAllowed('helperMayNot')
  if (!own) throw new NotAllowed(community ? 'membersOnly' : 'proposalResidents')
  return known
}

/** @throws NotAllowed for who did not write it, or does not belong there any more. */
export function requireAuthor(ctx: Context, proposal: Proposal): ViewerContext {
  const known = requireOwn(ctx, proposal)
  if (!proposal.mine) throw new NotAllowed('proposalAuthor')
  return known
}

/** @throws Conflict where nothing is begun: its community ended or rests, or its own way is over. */
export function requireGoing({ community, stage }: Proposal): void {
  if (community) requireAwake(community)
  if (isOver(stage)) throw new Conflict('proposalOver')
}

/** @throws Conflict too while people vote on it, or once they did. */
export function requireWritable(proposal: Proposal): void {
  requireGoing(proposal)
  if (!isWritable(proposal.stage)) throw new Conflict('proposalFrozen')
}

/** @throws Conflict where its text is not written yet, or not anew after it was voted down. */
export function requireText(proposal: Proposal): void {
  requireWritable(proposal)
  if (proposal.stage !== 'proposal') throw new Conflict('proposalNoText')
}

/** Whether something can be done with it: its way is not over, and its community is awake. */
export const isGoing = ({ community, stage }: Proposal): boolean =>
  !isOver(stage) && (!community || isAwake(community))

/**
 * One change of one proposal, in a transaction that holds it, so that changes come one after another and each sees what the one
 * before it did.
 */
export async function changingProposal<T>(
  ctx: ViewerContext,
  id: string,
  work: (ctx: ViewerContext, proposal: Proposal) => Promise<T>,
): Promise<T> {
  return transact(ctx, async (inner) => {
    const held: ViewerContext = { ...ctx, db: inner.db }
    await holdProposals(held, [id])
    return work(held, await proposalById(held, id))
  })
}

/** Waits for whoever changes one of these, and holds them until the transaction ends; always in one order. */
export async function holdProposals(ctx: Context, ids: readonly string[]): Promise<void> {
  for (const id of ids.filter(isId).toSorted())
    await ctx.db.execute(sql`select 1 from proposals where id = ${id} for no key update`)
}

/** Enters a stage, with who, when and why; nobody for what follows from a count. */
export async function enterStage(
  ctx: Context,
  id: string,
  stage: Stage,
  { why = '', decisionId }: { why?: string; decisionId?: string } = {},
): Promise<void> {
  const now = ctx.now().toISOString()
  await ctx.db.execute(sql`update proposals set stage = ${stage}, changed = ${now} where id = ${id}`)
  await ctx.db.execute(
    sql`insert into proposal_stages (proposal_id, stage, by_id, why, decision_id, entered)
        values (${id}, ${stage}, ${ctx.viewer?.id ?? null}, ${why}, ${decisionId ?? null}, ${now})`,
  )
}

/** Where it is read. */
export const hrefOf = (id: string): string => `/voorstel/${id}`

/** Where it lies, as a name and an address. */
export function placeOf({ community, level }: Pick<Proposal, 'community' | 'level'>): {
  name: string
  href: string
} {
  if (community) return { name: community.name, href: `/leefomgeving/${community.slug}` }
  return level ? { name: level.area.name, href: areaHref(level.area) } : { name: '', href: '/' }
}
