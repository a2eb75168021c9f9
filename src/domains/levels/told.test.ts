<<<<<<< HEAD
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
=======
import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  newResident,
  as,
  newTown,
  newViewer,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import { transact } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { foundCommunity, join } from '../communities/index.ts'
import { designate } from '../designations/index.ts'
import { appointSteward, noticesOf, type Level, type ViewerContext } from '../residents/index.ts'
import { freezeCase, openCase, withdrawCase } from './actions/cases.ts'
import { addCompetence, changeCompetence, type CompetenceWords } from './actions/competences.ts'
import { contest, takeBackContest } from './actions/contest.ts'
import { caseOf, casesHere, contestsOf } from './case.ts'
import { competenceBySlug } from './competence.ts'
import { electorateOf, levelFor } from './level.ts'
import { newsSince } from './news.ts'
import type { ContestKind } from './rules.ts'

const row1: CompetenceWords = {
  name: 'Drempel',
  words: [],
  level: 'gemeente',
  say: 'advice',
  basis: 'bylaw',
  themeId: null,
  doing: 'Tel auto’s.',
  notify: 'De gemeente.',
  source: null,
  retired: false,
}
>>>>>>> main

onEachEngine('a case that was opened or moved', (store) => {
  let services: TestServices
  let site: Site
  let town: Town
<<<<<<< HEAD
  let table: Table
  const { neighbours, open, say } = ways(() => ({ services, town, table }))
=======
  let steward: ViewerContext
  let bump: number
  let bench: number
  let pond: number
>>>>>>> main

  beforeAll(async () => {
    services = testServices(store())
    site = new Site(services)
<<<<<<< HEAD
    table = await newTable(services)
  })
  beforeEach(async () => {
    town = await emptyTown(store(), services)
  })

=======
    const id = await newResident(visitor(services), { level: 'assured' })
    await appointSteward(visitor(services), id, 'taxonomy')
    steward = await as(visitor(services), id)
    await addCompetence(steward, 'drempel', row1, 'Begin.')
    await addCompetence(
      steward,
      'bank',
      { ...row1, name: 'Bankje', level: 'street', say: 'say', basis: 'own' },
      'Begin.',
    )
    await addCompetence(
      steward,
      'sloot',
      { ...row1, name: 'Sloot', level: 'waterschap', say: 'say' },
      'Begin.',
    )
    const idOf = async (slug: string) => (await competenceBySlug(steward, slug)).id
    ;[bump, bench, pond] = [await idOf('drempel'), await idOf('bank'), await idOf('sloot')]
  })
  beforeEach(async () => {
    for (const table of ['level_cases', 'notices', 'limits', 'outbox'])
      await store().db.execute(sql`delete from ${sql.identifier(table)}`)
    town = await newTown(visitor(services))
  })

  const neighbour = (level: Level = 'verified', place = town.home) =>
    newViewer(visitor(services), { level, place })
  const neighbours = (count: number, place = town.home) =>
    Promise.all(Array.from({ length: count }, () => neighbour('verified', place)))
  const open = async (who: ViewerContext, areaIds = [town.street], competenceId = bump) => {
    const id = newId()
    await openCase(who, { id, title: 'Drempel bij de school', areaIds, competenceId })
    return id
  }
  const levelOf = async (id: string) => (await caseOf(visitor(services), id)).level
  const movesOf = async (id: string) =>
    (await caseOf(visitor(services), id)).moves.map(({ kind, to, counted }) => [kind, to.id, counted])
  const say = async (who: readonly ViewerContext[], id: string, kind: ContestKind) => {
    let moved = false
    for (const each of who) moved = await contest(each, id, kind)
    return moved
  }

>>>>>>> main
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
