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
import { newId } from '../../platform/ids.ts'
import { foundCommunity, type Access, type Founded } from '../communities/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import { startConversation } from './actions/start.ts'
import { conversationById } from './conversation.ts'
import { repliesOf, type ReplyShown } from './queries/thread.ts'

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
  start(who: ViewerContext, communityId: string, title?: string, words?: string): Promise<string>
  /** Everything in a conversation, as somebody sees it. */
  shown(who: Context, id: string): Promise<ReplyShown[]>
}

export async function newStreet(store: Store): Promise<Street> {
  const services = testServices(store)
  const ctx = visitor(services)
  const town = await newTown(ctx)
  const at = town.home
  const noor = await newViewer(ctx, { name: 'Noor', place: at })
  const kees = await newViewer(ctx, { name: 'Kees', place: at })
  const aylin = await newViewer(ctx, { name: 'Aylin', place: at })
  return {
    services,
    ctx,
    town,
    noor,
    kees,
    aylin,
    outsider: await newViewer(ctx, { name: 'Ravi', place: town.away }),
    applicant: await newViewer(ctx, { name: 'Joanna', level: 'applicant', place: at }),
    async community(access = 'internet') {
      // Nobody founds more than some a day.
      services.pass(day)
      const name = `Straat ${newId().slice(0, 8)}`
      const made = await foundCommunity(noor, {
        name,
        purpose: '',
        access,
        areaIds: [town.buurt],
        conceptIds: [],
      })
      for (const who of [kees, aylin]) {
        await ctx.db.execute(
          sql`insert into memberships (id, community_id, resident_id, joined)
              values (${newId()}, ${made.id}, ${who.viewer.id}, ${ctx.now().toISOString()})`,
        )
      }
      return made
    },
    start: (who, communityId, title = 'De heg', words = 'Wie helpt er mee?') =>
      startConversation(who, { title, words, kind: 'talk', where: { communityId } }),
    async shown(who, id) {
      const conversation = await conversationById(who, id)
      return repliesOf(who, conversation, { from: 2, to: conversation.lastSeq }, { neighbour: 'een buur' })
    },
  }
}
