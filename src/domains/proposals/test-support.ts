import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { newViewer, visitor, type TestServices } from '../../../tests/support/people.ts'
import type { Site } from '../../../tests/support/site.ts'
import { after, day } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { foundCommunity, join, type Access } from '../communities/index.ts'
import { castBallot, closeDecision } from '../decisions/index.ts'
import type { Level, ResidentPlace, ViewerContext } from '../residents/index.ts'
import { makeProposal, openTalk } from './actions/make.ts'
import { saveText, type Writing } from './actions/text.ts'
import { openVote, type Voting } from './actions/vote.ts'

/** A community whose members propose: its founder, two members, one who belongs nowhere, and one whom nobody knows yet. */
export interface World {
  services: TestServices
  communityId: string
  slug: string
  noor: ViewerContext
  kees: ViewerContext
  aylin: ViewerContext
  stranger: ViewerContext
  applicant: ViewerContext
}

export async function newWorld(
  services: TestServices,
  {
    access = 'extranet',
    level = 'verified',
    place = {},
  }: { access?: Access; level?: Level; place?: Partial<ResidentPlace> } = {},
): Promise<World> {
  const ctx = visitor(services)
  const [noor, kees, aylin, stranger, applicant] = await Promise.all([
    newViewer(ctx, { name: 'Noor', level, place }),
    newViewer(ctx, { name: 'Kees', level, place }),
    newViewer(ctx, { name: 'Aylin', level, place }),
    newViewer(ctx, { name: 'Vreemde', level: 'assured' }),
    newViewer(ctx, { name: 'Nieuw', level: 'applicant' }),
  ])
  const { id: communityId, slug } = await foundCommunity(noor, {
    name: `Plein ${newId().slice(-8)}`,
    purpose: '',
    access: 'extranet',
    areaIds: [],
    conceptIds: [],
  })
  await join(kees, communityId)
  await join(aylin, communityId)
  if (access !== 'extranet') await changeAccess(noor, communityId, access)
  services.pass(1000)
  return { services, communityId, slug, noor, kees, aylin, stranger, applicant }
}

async function changeAccess(ctx: ViewerContext, communityId: string, access: Access): Promise<void> {
  await ctx.db.execute(sql`update communities set access = ${access} where id = ${communityId}`)
}

/** Words of a proposal. */
export const text = {
  title: 'Een bankje bij de bushalte',
  body: 'We zetten een bankje neer.\n\nHet komt naast de bushalte.\n\nIedereen mag erop zitten.',
  costs: '€ 200',
  who: 'Noor koopt het hout.',
  sources: '',
} as const

/** An idea of Noor, or of somebody else, in the community. */
export function idea(world: World, who = world.noor, title: string = text.title): Promise<string> {
  return makeProposal(who, {
    where: { communityId: world.communityId },
    title,
    idea: 'Wie op de bus wacht, wil zitten.',
  })
}

/** The same with its dialogue open. */
export async function talk(world: World, who = world.noor): Promise<string> {
  const id = await idea(world, who)
  await openTalk(who, id)
  return id
}

/** The same with its text. */
export async function written(world: World, who = world.noor, more: Partial<Writing> = {}): Promise<string> {
  const id = await talk(world, who)
  await saveText(who, id, { ...text, base: 0, why: '', ...more })
  return id
}

const helped = (who: ViewerContext): ViewerContext => ({
  ...who,
  viewer: { ...who.viewer, helper: { id: newId(), displayName: 'Hulp', may: [] } },
})

/** What people of a world do and may not do, in short words. */
export function ways(here: () => { site: Site; world: World }) {
  const refused = async (
    people: readonly ViewerContext[],
    act: (who: ViewerContext) => Promise<unknown>,
  ): Promise<void> => {
    await expect(act(visitor(here().world.services) as ViewerContext)).rejects.toThrow(
      /signInNeeded|notFound/,
    )
    for (const who of people)
      await expect(act(who)).rejects.toThrow(/notFound|verified|membersOnly|proposalAuthor|helperMayNot/)
  }
  const vote = (id: string, more: Partial<Voting> = {}) => {
    const { noor, services } = here().world
    return openVote(noor, id, {
      id: newId(),
      method: 'majority',
      form: 'open',
      closes: after(services.clock.now(), 7 * day),
      ...more,
    })
  }
  return {
    /** What only its author does is refused to everybody else. */
    onlyAuthor: (act: (who: ViewerContext) => Promise<unknown>) => {
      const { applicant, stranger, kees, noor } = here().world
      return refused([applicant, stranger, kees, helped(noor)], act)
    },
    /** What everybody who belongs there does is refused to who does not. */
    onlyMembers: (act: (who: ViewerContext) => Promise<unknown>) => {
      const { applicant, stranger, kees } = here().world
      return refused([applicant, stranger, helped(kees)], act)
    },
    /** Noor asks for a decision on it. @returns the decision. */
    vote,
    /** The same, and Kees alone votes, to the end. */
    decide: async (id: string, choice: 0 | 1, method: Voting['method'] = 'majority') => {
      const { site, world } = here()
      const decision = await vote(id, { method })
      await castBallot(world.kees, decision, [choice], choice === 0 ? 'Te duur.' : '')
      world.services.pass(8 * day)
      await closeDecision(visitor(world.services), decision)
      await site.deliver()
      return decision
    },
  }
}
