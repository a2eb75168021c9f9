import { sql } from 'drizzle-orm'
import { day } from '../../src/platform/clock.ts'
import type { Context } from '../../src/platform/context.ts'
import type { Store } from '../../src/platform/db/store.ts'
import { newId } from '../../src/platform/ids.ts'
import { foundCommunity, type Access, type Founded } from '../../src/domains/communities/index.ts'
import { startConversation } from '../../src/domains/conversations/index.ts'
import type { ViewerContext } from '../../src/domains/residents/index.ts'
import { newTown, newViewer, testServices, visitor, type TestServices, type Town } from './people.ts'

/** A town with some people in one street, an outsider and an applicant. */
export interface Street {
  services: TestServices
  ctx: Context
  town: Town
  noor: ViewerContext
  kees: ViewerContext
  aylin: ViewerContext
  outsider: ViewerContext
  applicant: ViewerContext
  /** A community of Noor, who manages it, with Kees and Aylin; a day later than the last. */
  community(access?: Access): Promise<Founded>
  /** Makes somebody a member, whoever may come in. */
  belong(communityId: string, who: ViewerContext): Promise<void>
  start(who: ViewerContext, communityId: string, title?: string, words?: string): Promise<string>
}

export async function newStreet(store: Store): Promise<Street> {
  const services = testServices(store)
  const ctx = visitor(services)
  const town = await newTown(ctx)
  const person = (name: string) => newViewer(ctx, { name, place: town.home })
  const [noor, kees, aylin] = [await person('Noor'), await person('Kees'), await person('Aylin')]
  const belong = async (communityId: string, who: ViewerContext) => {
    await ctx.db.execute(
      sql`insert into memberships (id, community_id, resident_id, joined)
          values (${newId()}, ${communityId}, ${who.viewer.id}, ${ctx.now().toISOString()})`,
    )
  }
  return {
    services,
    ctx,
    town,
    noor,
    kees,
    aylin,
    outsider: await newViewer(ctx, { name: 'Ravi', place: town.away }),
    applicant: await newViewer(ctx, { name: 'Joanna', level: 'applicant', place: town.home }),
    belong,
    async community(access = 'internet') {
      // Nobody founds more than some a day.
      services.pass(day)
      const made = await foundCommunity(noor, {
        name: `Straat ${newId().slice(0, 8)}`,
        purpose: '',
        access,
        areaIds: [town.buurt],
        conceptIds: [],
      })
      for (const who of [kees, aylin]) await belong(made.id, who)
      return made
    },
    start: (who, communityId, title = 'De heg', words = 'Wie helpt er mee?') =>
      startConversation(who, { title, words, kind: 'talk', where: { communityId } }),
  }
}
