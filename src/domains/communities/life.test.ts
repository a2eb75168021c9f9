import { sql } from 'drizzle-orm'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newTown, newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { week } from '../../platform/clock.ts'
import { rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../platform/errors.ts'
import type { ViewerContext } from '../residents/index.ts'
import { foundCommunity, type Founding } from './actions/found.ts'
import { acceptLink, askLink, endLink } from './actions/links.ts'
import { join, leave } from './actions/members.ts'
import { changeCommunity, endCommunity, rest, wake } from './actions/states.ts'
import { communityById, communityBySlug } from './community.ts'
import { askedLinks, linksOf } from './queries/about.ts'
import { communitiesInArea, communitiesNear, searchCommunities } from './queries/lists.ts'

onEachEngine('the life of a community', (store) => {
  const setUp = async () => {
    const services = testServices(store())
    const ctx = visitor(services)
    return {
      services,
      ctx,
      noor: await newViewer(ctx, { name: 'Noor' }),
      kees: await newViewer(ctx, { name: 'Kees' }),
    }
  }
  const make = (ctx: ViewerContext, given: Partial<Founding> = {}) =>
    foundCommunity(ctx, {
      name: 'Kerkplein leeft',
      purpose: '',
      access: 'internet',
      areaIds: [],
      conceptIds: [],
      ...given,
    })

  it('rests and changes by its manager only; any member wakes it', async () => {
    const { noor, kees } = await setUp()
    const { id } = await make(noor)
    await join(kees, id)
    for (const act of [() => rest(kees, id), () => endCommunity(kees, id, 'tried')]) {
      await expect(act()).rejects.toThrow(NotAllowed)
    }
    await rest(noor, id)
    await rest(noor, id)
    expect((await communityById(noor, id)).state).toBe('resting')
    await expect(wake(await newViewer(noor), id)).rejects.toThrow(NotAllowed)
    await Promise.all([wake(kees, id), wake(noor, id)])
    expect((await communityById(noor, id)).state).toBe('forming')
    await changeCommunity(noor, id, { name: 'Het plein', purpose: 'Bankjes', access: 'besloten' })
    expect(await communityById(kees, id)).toMatchObject({ name: 'Het plein', access: 'besloten' })
    const changes = await rows<{ kind: string; value: string }>(
      noor.db,
      sql`select kind, value from community_changes where community_id = ${id} and kind <> 'manager' order by id`,
    )
    expect(changes.map(({ kind, value }) => `${kind} ${value}`)).toEqual([
      'state forming',
      'state resting',
      'state forming',
      'name Het plein',
      'purpose Bankjes',
      'access besloten',
    ])
  })

  it('ends once, and stays to be read', async () => {
    const { services, ctx, noor, kees } = await setUp()
    const { id, slug } = await make(noor)
    await join(kees, id)
    services.pass(6 * week)
    const both = await Promise.all([endCommunity(noor, id, 'realised'), endCommunity(noor, id, 'tried')])
    expect(both.toSorted()).toEqual([false, true])
    expect((await communityBySlug(ctx, slug)).state).toBe('ended')
    await expect(join(await newViewer(ctx), id)).rejects.toThrow(Conflict)
    await expect(rest(noor, id)).rejects.toThrow(Conflict)
    await leave(noor, id)
    expect((await communityById(kees, id)).state).toBe('ended')
  })

  describe('connections', () => {
    it('are asked by one manager and accepted by the other', async () => {
      const { ctx, noor, kees } = await setUp()
      const plein = await make(noor)
      const wijk = await make(kees, { name: 'Ravenhorst-Oost' })
      const stranger = await newViewer(ctx)
      await expect(askLink(stranger, plein.id, wijk.id, 'part-of')).rejects.toThrow(NotAllowed)
      await expect(askLink(noor, plein.id, plein.id, 'partner')).rejects.toThrow(Invalid)
      await askLink(noor, plein.id, wijk.id, 'part-of')
      await askLink(noor, plein.id, wijk.id, 'part-of')
      expect(await linksOf(ctx, plein.id)).toEqual([])
      const [asked] = await askedLinks(kees, await communityById(kees, wijk.id))
      expect(asked).toMatchObject({ name: 'Kerkplein leeft', kind: 'part-of', asks: false })
      await expect(acceptLink(noor, asked!.id)).rejects.toThrow(NotFound)
      await expect(endLink(stranger, asked!.id)).rejects.toThrow(NotFound)
      await acceptLink(kees, asked!.id)
      await acceptLink(kees, asked!.id)
      expect(await linksOf(ctx, plein.id)).toMatchObject([{ name: 'Ravenhorst-Oost', relation: 'whole' }])
      expect(await linksOf(ctx, wijk.id)).toMatchObject([{ name: 'Kerkplein leeft', relation: 'part' }])
      await endLink(noor, asked!.id)
      expect(await linksOf(ctx, wijk.id)).toEqual([])
    })
    it('never show a closed community, nor let a stranger ask it', async () => {
      const { ctx, noor, kees } = await setUp()
      const plein = await make(noor)
      const hidden = await make(kees, { name: 'Trappenhuis', access: 'besloten' })
      await expect(askLink(noor, plein.id, hidden.id, 'partner')).rejects.toThrow(NotFound)
      await askLink(kees, hidden.id, plein.id, 'partner')
      const [asked] = await askedLinks(noor, await communityById(noor, plein.id))
      await acceptLink(noor, asked!.id)
      expect(await linksOf(ctx, plein.id)).toEqual([])
      expect(await linksOf(kees, plein.id)).toMatchObject([{ name: 'Trappenhuis' }])
    })
    it('accept when both ask to be partners', async () => {
      const { noor, kees } = await setUp()
      const [one, two] = [await make(noor), await make(kees)]
      await Promise.all([askLink(noor, one.id, two.id, 'partner'), askLink(kees, two.id, one.id, 'partner')])
      expect(await linksOf(noor, one.id)).toHaveLength(1)
      expect(await linksOf(kees, two.id)).toHaveLength(1)
    })
    it('never make a circle of parts, in whatever order they are asked and accepted', async () => {
      const { ctx } = await setUp()
      const people = await Promise.all(Array.from({ length: 4 }, () => newViewer(ctx)))
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.boolean()), { maxLength: 12 }),
          async (steps) => {
            const made = []
            for (const person of people) {
              await ctx.db.execute(sql`delete from limits`)
              made.push(await make(person))
            }
            for (const [from, to, now] of steps) {
              await askLink(people[from]!, made[from]!.id, made[to]!.id, 'part-of').catch(refused)
              if (!now) continue
              for (const [index, person] of people.entries()) {
                for (const link of await askedLinks(person, await communityById(person, made[index]!.id))) {
                  if (!link.asks) await acceptLink(person, link.id).catch(refused)
                }
              }
            }
            const ids = `{${made.map(({ id }) => id).join(',')}}`
            const circles = await rows(
              ctx.db,
              sql`with recursive above (start, id) as (
                    select from_id, to_id from community_links
                    where kind = 'part-of' and accepted is not null and ended is null and from_id = any(${ids}::uuid[])
                    union select above.start, l.to_id from above join community_links l on l.from_id = above.id
                    where l.kind = 'part-of' and l.accepted is not null and l.ended is null)
                  select 1 from above where start = id`,
            )
            expect(circles).toEqual([])
          },
        ),
        { numRuns: 12 },
      )
    })
  })

  describe('finding', () => {
    it('lists what is near, nearest first, and hides what is closed', async () => {
      const { ctx } = await setUp()
      const town = await newTown(ctx)
      const noor = await newViewer(ctx, { place: town.home })
      const kees = await newViewer(ctx, { place: town.home })
      const all = await make(noor, { name: 'Hele gemeente', areaIds: [town.gemeente] })
      const street = await make(noor, { name: 'Lijnbaan', areaIds: [town.street] })
      const singel = await make(noor, { name: 'Singel', areaIds: [town.otherBuurt] })
      await make(noor, { name: 'Verborgen Lijnbaan', areaIds: [town.street], access: 'besloten' })
      expect((await communitiesNear(kees)).map((one) => one.id)).toEqual([street.id, singel.id, all.id])
      expect(await communitiesNear(noor)).toEqual([])
      const path = (
        await rows<{ path: string }>(ctx.db, sql`select path from areas where id = ${town.buurt}`)
      )[0]!
      const first = await communitiesInArea(ctx, path, { limit: 1 })
      const second = await communitiesInArea(ctx, path, { limit: 5, after: first.next })
      expect([...first.items, ...second.items].map((one) => one.id).sort()).toEqual(
        [street.id, all.id].sort(),
      )
      expect((await searchCommunities(kees, 'lijnb')).items.map((one) => one.id)).toEqual([street.id])
      expect((await searchCommunities(noor, 'LIJNB')).items).toHaveLength(2)
      expect((await searchCommunities(kees, '%%%')).items).toEqual([])
    })
  })
})

/** Only what the software refuses on purpose may go wrong here. */
function refused(error: unknown): void {
  if (!(error instanceof Invalid || error instanceof Conflict)) throw error
}
