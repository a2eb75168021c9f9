import { newViewer, type TestServices, visitor } from '../../../tests/support/people.ts'
import { after, day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { foundCommunity, join } from '../communities/index.ts'
import type { Level, ViewerContext } from '../residents/index.ts'
import { openDecision, type Opening } from './actions/open.ts'

/** What the tests of this domain prepare: a community with members who were there before anything was asked. */
export interface World {
  services: TestServices
  communityId: string
  slug: string
  founder: ViewerContext
  members: ViewerContext[]
}

let worlds = 0

/** A community with a founder and so many other members. */
export async function newWorld(
  services: TestServices,
  { members = 3, level = 'verified' }: { members?: number; level?: Level } = {},
): Promise<World> {
  worlds += 1
  const ctx = visitor(services)
  const founder = await newViewer(ctx, { name: 'Noor', level })
  const founded = await foundCommunity(founder, {
    name: `Hof ${worlds} ${newId().slice(0, 6)}`,
    purpose: '',
    access: 'extranet',
    areaIds: [],
    conceptIds: [],
  })
  const all: ViewerContext[] = []
  for (let n = 1; n <= members; n++) {
    const who = await newViewer(ctx, { name: `Buur ${n}`, level })
    await join(who, founded.id)
    all.push(who)
  }
  services.pass(1000)
  return { services, communityId: founded.id, slug: founded.slug, founder, members: all }
}

/** A decision in that community, by its founder, that closes after a week. */
export function ask(world: World, more: Partial<Opening> = {}): Promise<string> {
  return openDecision(world.founder, {
    communityId: world.communityId,
    method: 'majority',
    form: 'open',
    question: 'Zetten we een bankje neer?',
    closes: after(world.founder.now(), 7 * day),
    ...more,
  })
}

export const later = (ctx: Context, milliseconds: number) => after(ctx.now(), milliseconds)
