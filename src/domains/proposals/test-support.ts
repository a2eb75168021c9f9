import { sql } from 'drizzle-orm'
import { newViewer, visitor, type TestServices } from '../../../tests/support/people.ts'
import { newId } from '../../platform/ids.ts'
import { foundCommunity, join, type Access } from '../communities/index.ts'
import type { Level, ResidentPlace, ViewerContext } from '../residents/index.ts'
import { makeProposal, openTalk } from './actions/make.ts'
import { saveText, type Writing } from './actions/text.ts'

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
