import { sql } from 'drizzle-orm'
import { gridDisk } from 'h3-js'
import {
  newTown,
  newViewer,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import type { Store } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { noticesOf, type ViewerContext } from '../residents/index.ts'
import { postAsk, postOffer } from './actions.ts'
import { ownExchange, turnsFor } from './queries.ts'
import type { Kind } from './rules.ts'

/** Cells at so many rings of 130 metres around where everybody lives. */
const home = '622236750694711295'
export const cellAt = (rings: number) => {
  const middle = BigInt(home).toString(16)
  const inner = new Set(rings === 0 ? [] : gridDisk(middle, rings - 1))
  const ring = gridDisk(middle, rings).filter((cell) => !inner.has(cell))
  return BigInt(`0x${ring[0]}`).toString()
}

/** What the tests of this domain prepare: a town, somebody who asks, and neighbours so many rings away. */
export interface World {
  services: TestServices
  town: Town
  asker: ViewerContext
}

/** A street in a new town, in which nothing is asked or offered yet. */
export async function newWorld(store: Store, services: TestServices = testServices(store)): Promise<World> {
  await store.db.execute(sql`delete from exchanges`)
  await store.db.execute(sql`delete from limits`)
  const town = await newTown(visitor(services))
  return { services, town, asker: await newViewer(visitor(services), { name: 'Lies', place: town.home }) }
}

/** Ways of doing things in whatever world there is at that moment. */
export function ways(world: () => World) {
  /** Somebody around a corner: in another street, so many rings away. */
  const at = (rings: number, more: { name?: string; adult?: boolean } = {}) =>
    newViewer(visitor(world().services), {
      name: `Buur ${rings}`,
      ...more,
      place: { ...world().town.home, streetId: null, cell: cellAt(rings) },
    })
  const offer = async (who: ViewerContext, kind: Kind = 'groceries', communityId?: string) => {
    const id = newId()
    await postOffer(who, { id, kind, words: 'Ik fiets toch langs de winkel', communityId })
    world().services.pass(1000)
    return id
  }
  const ask = async (
    kind: Kind = 'groceries',
    more: { communityId?: string; offerId?: string } = {},
    who = world().asker,
  ) => {
    const id = newId()
    await postAsk(who, { id, kind, words: 'Wie haalt er melk?', ...more })
    world().services.pass(1000)
    return id
  }
  const turnOf = async (who: ViewerContext) => (await turnsFor(who))[0]
  const standingOf = async (id: string, who = world().asker) => (await ownExchange(who, id))?.standing
  const kindsTold = async (who: ViewerContext) => (await noticesOf(who)).map(({ kind }) => kind)
  return { at, offer, ask, turnOf, standingOf, kindsTold }
}
