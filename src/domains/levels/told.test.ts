import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { testServices, visitor, type TestServices, type Town } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import { foundCommunity, join } from '../communities/index.ts'
import { designate } from '../designations/index.ts'
import { noticesOf, type ViewerContext } from '../residents/index.ts'
import { newsSince } from './news.ts'
import { emptyTown, newTable, ways, type Table } from './test-support.ts'

onEachEngine('a case that was opened or moved', (store) => {
  let services: TestServices
  let site: Site
  let town: Town
  let table: Table
  const { neighbours, open, say } = ways(() => ({ services, town, table }))

  beforeAll(async () => {
    services = testServices(store())
    site = new Site(services)
    table = await newTable(services)
  })
  beforeEach(async () => {
    town = await emptyTown(store(), services)
  })

  describe('is told', () => {
    it('to ambassadors of the communities at both levels, to who said so and to who laid it, each once', async () => {
      const people = await neighbours(6)
      const id = await community(people[0]!, town.otherBuurt)
      for (const each of people.slice(1)) await join(each, id)
      const ambassador = people[5]!
      for (const each of people.slice(0, 5))
        await designate(each, { communityId: id, kind: 'ambassador', toId: ambassador.viewer.id })
      const wide = await open(people[0]!, [town.street])
      await say(people.slice(0, 5), wide, 'higher')
      await site.deliver()
      // The street and the buurt do not touch the community of the other buurt.
      expect(await kindsOf(ambassador)).toEqual([])
      const at = await open(people[0]!, [town.wijk])
      await site.deliver()
      await site.deliver()
      expect(await kindsOf(ambassador)).toEqual(['level.opened'])
      await store().db.execute(sql`delete from notices`)
      await say(people.slice(0, 5), at, 'higher')
      await site.deliver()
      expect(await kindsOf(ambassador)).toEqual(['level.moved'])
      expect(await kindsOf(people[1]!)).toEqual(['level.moved'])
      expect(await kindsOf(people[0]!)).toEqual(['level.moved'])
    })

    it('in the bundle of communities that the place touches, at both levels', async () => {
      const people = await neighbours(5)
      const near = await community(people[0]!, town.buurt)
      const far = await community(people[0]!, town.otherBuurt)
      const from = services.clock.now()
      services.pass(1000)
      const id = await open(people[0]!)
      services.pass(1000)
      const news = async () =>
        (await newsSince(visitor(services), [near, far], from, services.clock.now())).map(
          ({ community, kind, id }) => [community === near ? 'near' : 'far', kind, id],
        )
      expect(await news()).toEqual([['near', 'level.opened', id]])
      await say(people, id, 'higher')
      expect((await news()).toSorted()).toEqual([
        ['near', 'level.moved', id],
        ['near', 'level.opened', id],
      ])
      services.pass(day)
      expect(await newsSince(visitor(services), [near], services.clock.now(), services.clock.now())).toEqual(
        [],
      )
    })
  })

  const community = async (founder: ViewerContext, areaId: number) => {
    const { id } = await foundCommunity(founder, {
      name: `Plek ${areaId}`,
      purpose: 'Samen',
      access: 'internet',
      areaIds: [areaId],
      conceptIds: [],
      state: 'active',
    })
    return id
  }
  const kindsOf = async (who: ViewerContext) =>
    (await noticesOf(who)).map(({ kind }) => kind).filter((kind) => kind.startsWith('level.'))
})
