import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  moveTo,
  newTown,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { transact } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { leaveAs, setLevel, type ViewerContext } from '../residents/index.ts'
import { endCase, freezeCase, openCase, withdrawCase } from './actions/cases.ts'
import { addCompetence, changeCompetence } from './actions/competences.ts'
import { contest, takeBackContest } from './actions/contest.ts'
import { caseOf, casesHere, contestsOf } from './case.ts'
import { competenceBySlug } from './competence.ts'
import { electorateOf, levelFor } from './level.ts'
import { bylaw, emptyTown, newTable, ways, type Table } from './test-support.ts'

onEachEngine('the level of something', (store) => {
  let services: TestServices

  let town: Town
  let table: Table
  const { neighbour, neighbours, open, say } = ways(() => ({ services, town, table }))

  beforeAll(async () => {
    services = testServices(store())

    table = await newTable(services)
  })
  beforeEach(async () => {
    town = await emptyTown(store(), services)
  })

  const levelOf = async (id: string) => (await caseOf(visitor(services), id)).level
  const movesOf = async (id: string) =>
    (await caseOf(visitor(services), id)).moves.map(({ kind, to, counted }) => [kind, to.id, counted])
  describe('is worked out', () => {
    it('from the areas it touches and who holds the power', async () => {
      const ctx = visitor(services)
      expect(await levelFor(ctx, { areaIds: [town.street], competenceId: table.bench })).toMatchObject({
        area: { id: town.street },
        say: 'say',
        because: 'within',
        needs: 'verified',
      })
      expect(
        await levelFor(ctx, { areaIds: [town.street, town.otherBuurt], competenceId: table.bench }),
      ).toMatchObject({
        area: { id: town.wijk },
        say: 'say',
      })
      expect(await levelFor(ctx, { areaIds: [town.buurt], competenceId: table.bump })).toMatchObject({
        area: { id: town.buurt },
        say: 'advice',
        because: 'higher',
        needs: 'assured',
      })
      expect(
        await levelFor(ctx, { areaIds: [town.wijk, town.otherWijk], competenceId: table.bump }),
      ).toMatchObject({
        area: { id: town.gemeente },
        say: 'advice',
        because: 'body',
      })
    })

    it('with the waterschap that the place lies in', async () => {
      const made = await row<{ id: number }>(
        store().db,
        sql`insert into overlays (kind, code, name) values ('waterschap', ${`WS${town.gemeente}`}, 'Zuidermeer') returning id`,
      )
      await store().db.execute(sql`insert into overlay_areas values (${made!.id}, ${town.gemeente})`)
      expect(
        await levelFor(visitor(services), { areaIds: [town.street], competenceId: table.pond }),
      ).toMatchObject({
        say: 'advice',
        because: 'higher',
        power: 'Zuidermeer',
        overlays: [{ name: 'Zuidermeer' }],
      })
    })

    it('counts who is known well enough, and nobody who left or lives elsewhere', async () => {
      await neighbour('applicant')
      await neighbour('verified')
      await neighbour('assured')
      await neighbour('assured', town.away)
      const gone = await neighbour('assured')
      await store().db.execute(sql`update residents set left_at = now() where id = ${gone.viewer.id}`)
      const ctx = visitor(services)
      const street = { id: town.street, kind: 'street' as const, path: '' }
      expect(await electorateOf(ctx, street, 'verified')).toBe(2)
      expect(await electorateOf(ctx, street, 'assured')).toBe(1)
      const { area } = await levelFor(ctx, { areaIds: [town.gemeente], competenceId: table.bump })
      expect(await electorateOf(ctx, area, 'assured')).toBe(2)
      // Above the gemeente it goes by the tree.
      expect(await electorateOf(ctx, { ...area, kind: 'provincie' }, 'assured')).toBe(2)
    })

    it('refuses what nothing holds, and what does not exist', async () => {
      const other = await newTown(visitor(services))
      const ctx = visitor(services)
      for (const areaIds of [[town.street, other.street], [], [999_999_999]])
        await expect(levelFor(ctx, { areaIds, competenceId: table.bump })).rejects.toThrow(Invalid)
      await expect(levelFor(ctx, { areaIds: [town.street], competenceId: 999_999 })).rejects.toThrow(NotFound)
    })
  })

  describe('of something laid before neighbours', () => {
    it('is for verified residents who live there', async () => {
      await expect(open(visitor(services) as ViewerContext)).rejects.toThrow(SignInNeeded)
      await expect(open(await neighbour('applicant'))).rejects.toThrow(NotAllowed)
      await expect(open(await neighbour('verified', town.away))).rejects.toThrow(NotAllowed)
      const who = await neighbour()
      const id = await open(who)
      expect(await caseOf(who, id)).toMatchObject({ mine: true, moves: [], start: { id: town.street } })
      expect((await caseOf(await neighbour(), id)).mine).toBe(false)
    })

    it('is laid once when sent twice, and joins the transaction of another domain', async () => {
      const who = await neighbour()
      const wanted = { id: newId(), title: 'Bank', areaIds: [town.street], competenceId: table.bench }
      await openCase(who, wanted)
      await openCase(who, { ...wanted, title: 'Anders' })
      expect((await caseOf(who, wanted.id)).title).toBe('Bank')
      const undone = { ...wanted, id: newId() }
      await expect(
        transact(who, async (inner) => {
          await openCase({ ...who, db: inner.db }, undone)
          throw new Error('no')
        }),
      ).rejects.toThrow('no')
      await expect(caseOf(who, undone.id)).rejects.toThrow(NotFound)
    })

    it('stands on the page of its area and of those within, and not elsewhere', async () => {
      const id = await open(await neighbour(), [town.buurt])
      const at = async (areaId: number) =>
        (await casesHere(visitor(services), await areaOf(areaId))).map((line) => line.id)
      expect(await at(town.street)).toEqual([id])
      expect(await at(town.buurt)).toEqual([id])
      expect(await at(town.wijk)).toEqual([])
      expect(await at(town.otherBuurt)).toEqual([])
    })

    it('keeps the row of the table it was opened with', async () => {
      const who = await neighbour()
      await addCompetence(
        table.steward,
        `rij-${town.gemeente}`,
        { ...bylaw, level: 'street', say: 'say' },
        'Begin.',
      )
      const { id: competenceId } = await competenceBySlug(who, `rij-${town.gemeente}`)
      const id = await open(who, [town.street], competenceId)
      await changeCompetence(
        table.steward,
        `rij-${town.gemeente}`,
        1,
        { ...bylaw, level: 'land' },
        'Toch het Rijk.',
      )
      expect((await levelOf(id)).say).toBe('say')
    })

    it('is withdrawn only by who opened it, and not any more once people vote', async () => {
      const who = await neighbour()
      const id = await open(who)
      await expect(withdrawCase(await neighbour(), id)).rejects.toThrow(NotFound)
      await withdrawCase(who, id)
      await withdrawCase(who, id)
      expect((await caseOf(who, id)).withdrawn).not.toBeNull()
      await expect(contest(who, id, 'higher')).rejects.toThrow(Conflict)
      await expect(freezeCase(who, id)).rejects.toThrow(Conflict)
      const other = await open(who)
      await freezeCase(who, other)
      await freezeCase(who, other)
      await expect(withdrawCase(who, other)).rejects.toThrow(Conflict)
    })

    it('is over with what it was about, unless people vote', async () => {
      const who = await neighbour()
      const id = await open(who)
      await endCase(who, id)
      const { withdrawn } = await caseOf(who, id)
      expect(withdrawn).not.toBeNull()
      services.pass(1000)
      await endCase(who, id)
      expect((await caseOf(who, id)).withdrawn).toEqual(withdrawn)
      const voted = await open(who)
      await freezeCase(who, voted)
      await endCase(who, voted)
      expect((await caseOf(who, voted)).withdrawn).toBeNull()
    })
  })

  describe('that is contested', () => {
    it('moves when five of few say so, and not by four, nor by one who says it five times', async () => {
      const people = await neighbours(5)
      const id = await open(people[0]!)
      for (let n = 0; n < 5; n++) expect(await contest(people[0]!, id, 'higher')).toBe(false)
      expect(await say(people.slice(1, 4), id, 'higher')).toBe(false)
      expect((await levelOf(id)).area.id).toBe(town.street)
      expect(await contest(people[4]!, id, 'higher')).toBe(true)
      expect((await levelOf(id)).area.id).toBe(town.buurt)
      expect(await movesOf(id)).toEqual([['higher', town.buurt, 5]])
    })

    it('of many asks a fifth', async () => {
      const people = await neighbours(31)
      const id = await open(people[0]!, [town.street, town.otherBuurt])
      expect(await say(people.slice(0, 6), id, 'lower')).toBe(false)
      expect(await contest(people[6]!, id, 'higher')).toBe(false)
      // 31 are asked: the seventh of one mind.
      expect(await contest(people[7]!, id, 'lower')).toBe(true)
    })

    it('moves once in each direction and never after', async () => {
      const people = await neighbours(5)
      const id = await open(people[0]!)
      expect(await say(people, id, 'higher')).toBe(true)
      await expect(contest(people[0]!, id, 'higher')).rejects.toThrow(Conflict)
      expect(await say(people, id, 'lower')).toBe(true)
      expect((await levelOf(id)).area.id).toBe(town.street)
      await expect(contest(people[0]!, id, 'lower')).rejects.toThrow(Conflict)
      await expect(contest(people[0]!, id, 'higher')).rejects.toThrow(Conflict)
    })

    it('cannot go below the place itself, nor above the largest area', async () => {
      const who = await neighbour()
      await expect(contest(who, await open(who), 'lower')).rejects.toThrow(Conflict)
      await expect(contest(who, await open(who, [town.gemeente]), 'higher')).rejects.toThrow(Conflict)
    })

    it('is moved only by who is asked: no visitor, no applicant, nobody from elsewhere', async () => {
      const id = await open(await neighbour())
      await expect(contest(visitor(services), id, 'higher')).rejects.toThrow(SignInNeeded)
      await expect(contest(await neighbour('applicant'), id, 'higher')).rejects.toThrow(NotAllowed)
      await expect(contest(table.steward, id, 'higher')).rejects.toThrow(NotAllowed)
      const far = await neighbour('verified', town.away)
      await expect(contest(far, id, 'higher')).rejects.toThrow(NotAllowed)
      await expect(contest(far, newId(), 'higher')).rejects.toThrow(NotFound)
      await expect(contest(await neighbour(), id, 'include')).rejects.toThrow(NotAllowed)
    })

    it('grows to hold a buurt that was left out, when enough of that buurt say so', async () => {
      const id = await open(await neighbour())
      const there = { ...town.home, streetId: null, buurtId: town.otherBuurt }
      const people = await neighbours(5, there)
      expect(await say(people.slice(0, 4), id, 'include')).toBe(false)
      // Who lives somewhere else again is counted for their own place.
      expect(await say(await neighbours(1, town.away), id, 'include')).toBe(false)
      expect(await contest(people[4]!, id, 'include')).toBe(true)
      const found = await caseOf(visitor(services), id)
      expect(found.level.area.id).toBe(town.wijk)
      expect(found.named.map(({ id }) => id)).toEqual([town.street, town.otherBuurt])
      expect(found.moves).toMatchObject([{ direction: 'up', asked: 5, counted: 5 }])
    })

    it('stays where it is from the moment that people vote', async () => {
      const people = await neighbours(5)
      const id = await open(people[0]!)
      await say(people.slice(0, 4), id, 'higher')
      await freezeCase(people[0]!, id)
      await expect(contest(people[4]!, id, 'higher')).rejects.toThrow(Conflict)
      expect((await levelOf(id)).area.id).toBe(town.street)
    })

    it('counts what was said last, and not what was taken back', async () => {
      const people = await neighbours(6)
      const id = await open(people[0]!, [town.street, town.otherBuurt])
      await say(people.slice(0, 4), id, 'higher')
      await takeBackContest(people[0]!, id)
      await takeBackContest(people[0]!, id)
      await contest(people[1]!, id, 'lower')
      expect(await contest(people[4]!, id, 'higher')).toBe(false)
      const seen = await contestsOf(people[1]!, await caseOf(people[1]!, id))
      expect(seen.mine).toBe('lower')
      expect(seen.counts.map(({ kind, count }) => [kind, count])).toEqual([
        ['higher', 3],
        ['lower', 1],
      ])
    })

    it('counts nobody who moved away, left or is verified no more, on the page neither', async () => {
      const people = await neighbours(9)
      const [first, second, third, fourth] = people as [
        ViewerContext,
        ViewerContext,
        ViewerContext,
        ViewerContext,
      ]
      const ctx = visitor(services)
      const id = await open(first, [town.street, town.otherBuurt])
      await say([first, second, third, fourth], id, 'higher')
      await moveTo(ctx, first.viewer.id, town.away)
      await leaveAs(ctx, second.viewer.id, 'test')
      await setLevel(ctx, third.viewer.id, 'applicant', 'test')
      expect(await contest(people[4]!, id, 'higher')).toBe(false)
      const seen = async (who: ViewerContext) => contestsOf(who, await caseOf(who, id))
      expect((await seen(fourth)).counts).toMatchObject([{ kind: 'higher', count: 2 }])
      // Who moved away can still take back what they said.
      expect((await seen(first)).mine).toBe('higher')
      expect(await say(people.slice(5, 7), id, 'higher')).toBe(false)
      expect(await contest(people[7]!, id, 'higher')).toBe(true)
      expect((await movesOf(id)).map(([kind, , counted]) => [kind, counted])).toEqual([['higher', 5]])
    })

    it('of a buurt that was left out counts who lives in that buurt now', async () => {
      const here = await neighbours(1)
      const there = await neighbours(6, { ...town.home, streetId: null, buurtId: town.otherBuurt })
      const id = await open(here[0]!)
      await say(there.slice(0, 4), id, 'include')
      await moveTo(visitor(services), there[0]!.viewer.id, town.away)
      expect(await contest(there[4]!, id, 'include')).toBe(false)
      const { counts } = await contestsOf(there[4]!, await caseOf(there[4]!, id))
      expect(counts).toMatchObject([{ kind: 'include', count: 4 }])
      expect(await contest(there[5]!, id, 'include')).toBe(true)
    })

    it('begins anew after a move: what was said of the old level does not count', async () => {
      const people = await neighbours(9)
      const id = await open(people[0]!, [town.street, town.otherBuurt])
      await say(people.slice(5), id, 'lower')
      expect(await say(people.slice(0, 5), id, 'higher')).toBe(true)
      expect(await contest(people[0]!, id, 'lower')).toBe(false)
      expect((await levelOf(id)).area.id).toBe(town.gemeente)
    })

    it('moves once when the fifth and the sixth say so at the same moment', async () => {
      const people = await neighbours(6)
      const id = await open(people[0]!)
      await say(people.slice(0, 4), id, 'higher')
      const both = await Promise.allSettled(people.slice(4).map((who) => contest(who, id, 'higher')))
      // One moved it; the other heard that it went that way just now.
      expect(both.filter((each) => each.status === 'fulfilled' && each.value)).toHaveLength(1)
      expect(
        both.filter((each) => each.status === 'rejected' && each.reason instanceof Conflict),
      ).toHaveLength(1)
      expect(await movesOf(id)).toEqual([['higher', town.buurt, 5]])
      const facts = await rows(store().db, sql`select 1 from outbox where kind = 'level.moved'`)
      expect(facts).toHaveLength(1)
    })

    it('moves in one direction when both are full at the same moment', async () => {
      const people = await neighbours(10)
      const id = await open(people[0]!, [town.street, town.otherBuurt])
      await say(people.slice(0, 4), id, 'higher')
      await say(people.slice(4, 8), id, 'lower')
      await Promise.allSettled([contest(people[8]!, id, 'higher'), contest(people[9]!, id, 'lower')])
      const moves = await movesOf(id)
      // Whichever came first began anew, so the other found nobody on its side.
      expect(moves).toHaveLength(1)
    })
  })

  const areaOf = async (id: number) =>
    (await row<{ path: string }>(store().db, sql`select path from areas where id = ${id}`))!
})
