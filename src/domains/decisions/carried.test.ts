import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { testServices, visitor, type TestServices } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import { leave } from '../communities/index.ts'
import { block } from '../residents/index.ts'
import { give as giveVoice } from '../delegations/index.ts'
import { castBallot } from './actions/cast.ts'
import { closeDecision } from './actions/close.ts'
import { decisionById } from './decision.ts'
import { namedBallots, recordOf } from './queries/about.ts'
import { recount } from './record.ts'
import { ask, newWorld, type World } from './test-support.ts'

onEachEngine('voices that were given to somebody', (store) => {
  let services: TestServices
  let world: World
  beforeAll(() => {
    services = testServices(store())
  })
  beforeEach(async () => {
    await store().db.execute(sql`delete from limits`)
    world = await newWorld(services, { members: 6 })
  })
  const idOf = (n: number) => world.members[n]!.viewer.id
  const close = (id: string) => {
    services.pass(8 * day)
    return closeDecision(visitor(services), id)
  }
  const give = async (...given: [number, number][]) => {
    const scope = { communityId: world.communityId, areaId: null, themeId: null }
    for (const [from, to] of given) await giveVoice(world.members[from]!, { scope, toId: idOf(to) })
  }

  it('speaks for who gave their voice and did not vote, once for each', async () => {
    const id = await ask(world)
    await castBallot(world.members[0]!, id, [1])
    await castBallot(world.members[1]!, id, [0])
    // 2 → 0 and 3 → 2 → 0; 1 votes though it gave its voice to 0; 4 and 5 hand theirs round in a circle.
    await give([2, 0], [3, 2], [1, 0], [4, 5], [5, 4])
    expect(await close(id)).toBe(true)
    expect(await decisionById(world.founder, id)).toMatchObject({
      voices: 4,
      electorate: 7,
      result: { verdict: 'adopted', steps: { yes: 3, no: 1 } },
    })
    const ballots = await namedBallots(world.members[3]!, await decisionById(world.members[3]!, id))
    expect(ballots.map(({ name, voices }) => [name, voices])).toEqual([
      ['Buur 1', 3],
      ['Buur 2', 1],
    ])
    const site = new Site(services)
    const page = async (n: number) => (await (await site.signedIn(idOf(n))).get(`/besluit/${id}`)).text()
    expect(await page(3)).toContain('Je stem telde mee via Buur 1')
    expect(await page(4)).toContain('Je stem is niet geteld')
    expect(await page(0)).not.toContain('Je stemde niet zelf')
    // Through whom, but not the name of who blocked them.
    await block(world.members[0]!, idOf(3))
    expect(await page(3)).toContain('Je stem telde mee via een bewoner')
    expect(await page(3)).not.toContain('Buur 1')
    expect(recount(JSON.stringify(await recordOf(world.founder, id)))).toMatchObject({
      voices: 4,
      ballots: 2,
    })
  })

  it('ends with who may not vote, and counts nothing that was given after closing', async () => {
    const id = await ask(world)
    await castBallot(world.members[0]!, id, [1])
    await give([3, 2], [4, 0])
    await leave(world.members[4]!, world.communityId)
    services.pass(8 * day)
    await give([5, 0])
    await closeDecision(visitor(services), id)
    expect(await decisionById(world.founder, id)).toMatchObject({ voices: 1 })
  })

  it('is nothing in the closed form, in consent and for dates', async () => {
    for (const more of [{ form: 'closed' }, { method: 'consent' }] as const) {
      const id = await ask(world, more)
      await castBallot(world.members[0]!, id, [1])
      await give([1, 0], [2, 0])
      await close(id)
      expect(await decisionById(world.founder, id)).toMatchObject({ voices: 1 })
      services.pass(-8 * day)
    }
  })
})
