import { sql } from 'drizzle-orm'
import {
  newTown,
  newViewer,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import type { Store } from '../../platform/db/store.ts'
import { foundCommunity, type Access, type Founded } from '../communities/index.ts'
import { startConversation } from '../conversations/index.ts'
import { addDocument } from '../documents/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import { search } from './find.ts'

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
  /** A community of Noor, who manages it, with Kees and Aylin. */
  community(access?: Access): Promise<Founded>
  belong(communityId: string, who: ViewerContext): Promise<void>
  start(who: ViewerContext, communityId: string, title: string, words?: string): Promise<string>
  write(communityId: string, title: string, body: string, shownTo?: 'readers' | 'members'): Promise<string>
}

export async function newStreet(store: Store): Promise<Street> {
  const services = testServices(store)
  const ctx = visitor(services)
  const town = await newTown(ctx)
  const person = (name: string) => newViewer(ctx, { name, place: town.home })
  const [noor, kees, aylin] = [await person('Noor'), await person('Kees'), await person('Aylin')]
  let made = 0
  const belong = async (communityId: string, who: ViewerContext) => {
    await ctx.db.execute(
      sql`insert into memberships (id, community_id, resident_id, joined)
          values (gen_random_uuid(), ${communityId}, ${who.viewer.id}, ${ctx.now().toISOString()})`,
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
      made += 1
      const found = await foundCommunity(noor, {
        name: `Straat ${made}`,
        purpose: '',
        access,
        areaIds: [town.buurt],
        conceptIds: [],
      })
      for (const who of [kees, aylin]) await belong(found.id, who)
      return found
    },
    start: (who, communityId, title, words = 'Wie helpt er mee?') => {
      services.pass(day)
      return startConversation(who, { title, words, kind: 'talk', where: { communityId } })
    },
    write: (communityId, title, body, shownTo = 'readers') =>
      addDocument(noor, {
        communityId,
        kind: 'page',
        title,
        body,
        shownTo,
        about: {
          byMe: true,
          author: '',
          source: '',
          link: '',
          written: '',
          licence: 'name',
          licenceWords: '',
          known: 'own',
        },
      }),
  }
}

/** Where everything leads that somebody finds by these words among what has words of its own. */
export async function foundBy(ctx: Context, text: string): Promise<string[]> {
  const found: string[] = []
  for (const kind of [
    'leefomgeving',
    'activiteit',
    'gesprek',
    'vraag',
    'voorstel',
    'besluit',
    'document',
  ] as const) {
    const { parts } = await search(ctx, { text, kind })
    for (const { hits } of parts.values()) found.push(...hits.map(({ href }) => href))
  }
  return found
}
