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
import { foundCommunity } from '../communities/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import { correspondenceById } from './correspondence.ts'
import { wordsOf } from './queries.ts'

/** Everybody who might write to somebody, or be written to. */
export interface Neighbours {
  services: TestServices
  ctx: Context
  town: Town
  noor: ViewerContext
  kees: ViewerContext
  /** Under eighteen, in the same community. */
  young: ViewerContext
  /** Nobody finds them; in the same community. */
  shielded: ViewerContext
  /** In no community with the others. */
  stranger: ViewerContext
  applicant: ViewerContext
  steward: ViewerContext
  communityId: string
  /** Makes somebody a member. */
  joins(who: ViewerContext, communityId: string): Promise<void>
  leaves(who: ViewerContext, communityId: string): Promise<void>
  /** The words of a correspondence as somebody reads them. */
  read(who: ViewerContext, id: string): Promise<(string | undefined)[]>
}

export async function newNeighbours(store: Store): Promise<Neighbours> {
  const services = testServices(store)
  const ctx = visitor(services)
  const town = await newTown(ctx)
  const place = town.home
  const noor = await newViewer(ctx, { name: 'Noor', place })
  services.pass(day)
  const { id: communityId } = await foundCommunity(noor, {
    name: `Straat ${newId().slice(0, 8)}`,
    purpose: '',
    access: 'besloten',
    areaIds: [town.buurt],
    conceptIds: [],
  })
  const joins = async (who: ViewerContext, id: string) => {
    await ctx.db.execute(
      sql`insert into memberships (id, community_id, resident_id, joined)
          values (${newId()}, ${id}, ${who.viewer.id}, ${ctx.now().toISOString()})`,
    )
  }
  const kees = await newViewer(ctx, { name: 'Kees', place })
  const young = await newViewer(ctx, { name: 'Sem', adult: false, place })
  const shielded = await newViewer(ctx, { name: 'Bo', place })
  await ctx.db.execute(sql`update residents set protected = true where id = ${shielded.viewer.id}`)
  for (const who of [kees, young, shielded]) await joins(who, communityId)
  const steward = await newViewer(ctx, { name: 'Tineke', level: 'assured', place })
  return {
    services,
    ctx,
    town,
    noor,
    kees,
    young,
    shielded,
    stranger: await newViewer(ctx, { name: 'Ravi', place: town.away }),
    applicant: await newViewer(ctx, { name: 'Joanna', level: 'applicant', place }),
    steward: { ...steward, viewer: { ...steward.viewer, stewardOf: ['moderation'] } },
    communityId,
    joins,
    async leaves(who, id) {
      await ctx.db.execute(
        sql`update memberships set ended = ${ctx.now().toISOString()}, how_ended = 'left'
            where community_id = ${id} and resident_id = ${who.viewer.id} and ended is null`,
      )
    },
    async read(who, id) {
      const { items } = await wordsOf(who, await correspondenceById(who, id))
      return items.map(({ html }) => html?.replaceAll(/<[^>]+>/g, '').trim())
    },
  }
}
