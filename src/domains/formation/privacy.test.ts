import { sql } from 'drizzle-orm'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  newArea,
  newConcept,
  newResident,
  newTown,
  as,
  moveTo,
  testServices,
  visitor,
} from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import type { Context } from '../../platform/context.ts'
import { placeAddresses, leastAlike, type Unplaced } from '../areas/index.ts'
import { foundCommunity, join } from '../communities/index.ts'
import { designate } from '../designations/index.ts'
import { type ResidentPlace, type ViewerContext } from '../residents/index.ts'
import { nearbyWishers } from './nearby.ts'
import { findFormation } from './queries.ts'
import { reaches } from './rules.ts'

/** A quarter of houses along streets of very different length, some with a single door, inside one buurt. */
const quarter = fc.array(
  fc.record({
    houses: fc.integer({ min: 1, max: 9 }),
    lat: fc.double({ min: 52.3, max: 52.32, noNaN: true }),
    lon: fc.double({ min: 5.2, max: 5.23, noNaN: true }),
    step: fc.double({ min: 0.0001, max: 0.002, noNaN: true }),
  }),
  { minLength: 2, maxLength: 6 },
)

interface Homes {
  places: ResidentPlace[]
  slug: string
  conceptId: number
}

let rounds = 0

async function build(
  ctx: Context,
  streets: { houses: number; lat: number; lon: number; step: number }[],
): Promise<Homes> {
  rounds += 1
  const town = await newTown(ctx)
  const addresses: Unplaced[] = []
  for (const [index, { houses, lat, lon, step }] of streets.entries()) {
    const streetId = await newArea(ctx, {
      kind: 'street',
      code: `privacy:${rounds}:${index}`,
      name: `Straat ${rounds} ${index}`,
      parent: town.buurt,
    })
    for (let n = 0; n < houses; n++)
      addresses.push({ id: addresses.length, streetId, lat: lat + n * step, lon })
  }
  const placed = placeAddresses(addresses)
  const slug = `wens-${rounds}`
  return {
    slug,
    conceptId: await newConcept(ctx, { scheme: 'ambition', slug, label: `Wens ${rounds}` }),
    places: addresses.map(({ id, streetId }) => {
      const { secluded, cell } = placed.get(id)!
      return {
        streetId: secluded ? null : streetId,
        buurtId: town.buurt,
        wijkId: town.wijk,
        gemeenteId: town.gemeente,
        cell,
      }
    }),
  }
}

async function wish(ctx: Context, residentId: string, slug: string, findable = true): Promise<void> {
  await ctx.db.execute(
    sql`insert into wishes (resident_id, concept_id, findable, since)
        select ${residentId}, id, ${findable}, ${ctx.now().toISOString()} from concepts where slug = ${slug}`,
  )
}

/** Why somebody is not to be found; half of all people are to be found. */
const hidings = {
  'a minor': sql`update residents set adult = false where id = `,
  protected: sql`update residents set protected = true where id = `,
  'an applicant': sql`update residents set level = 'applicant' where id = `,
  gone: sql`update residents set left_at = now() where id = `,
  'did not agree': sql`update wishes set findable = false where resident_id = `,
  'let go of the wish': sql`update wishes set ended = now() where resident_id = `,
  'blocked all': undefined,
  'is blocked by all': undefined,
} as const
const hiding = fc.oneof(
  fc.constant(null),
  fc.constantFrom(...(Object.keys(hidings) as (keyof typeof hidings)[])),
)

/** Somebody who wants to know: where they joined, whether they say to wish the same, and whether they found something. */
interface Attacker {
  viewer: ViewerContext
  /** Communities they founded for this very wish, to be told how many neighbours they could ask. */
  founded: string[]
}

async function attackersAt(
  ctx: Context,
  accounts: readonly { at: number; wishes: boolean; founds: boolean }[],
  { places, slug, conceptId }: Homes,
): Promise<Attacker[]> {
  const attackers: Attacker[] = []
  for (const { at, wishes, founds } of accounts) {
    const place = places[at % places.length]!
    const viewer = await as(ctx, await newResident(ctx, { name: 'Spion', place }))
    if (wishes) await wish(ctx, viewer.viewer.id, slug)
    const founded: string[] = []
    for (const areaId of founds ? [place.streetId, place.buurtId] : []) {
      if (areaId === null) continue
      const made = { name: 'Lokroep', purpose: '', access: 'besloten' as const }
      const { slug } = await foundCommunity(viewer, { ...made, areaIds: [areaId], conceptIds: [conceptId] })
      founded.push(slug)
    }
    attackers.push({ viewer, founded })
  }
  return attackers
}

/** All that these accounts together learn about who holds a wish, whatever they ask. */
async function everythingSeen(attackers: readonly Attacker[], slug: string): Promise<string> {
  const seen: unknown[] = []
  for (const { viewer, founded } of attackers) {
    for (const reach of reaches) seen.push(await findFormation(viewer, slug, reach))
    for (const community of founded) seen.push((await nearbyWishers(viewer, community)).neighbours)
  }
  return JSON.stringify(seen)
}

onEachEngine('who looks for a neighbour', (store) => {
  it('can never tell fewer than three addresses apart, nor that somebody is there who is not to be found', async () => {
    const services = testServices(store())
    const ctx = visitor(services)
    const account = fc.record({ at: fc.nat(), wishes: fc.boolean(), founds: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(
        quarter,
        fc.array(account, { minLength: 1, maxLength: 4 }),
        hiding,
        fc.boolean(),
        async (streets, accounts, hidden, showsName) => {
          const homes = await build(ctx, streets)
          const { places, slug } = homes
          const target = await newResident(ctx, { name: 'Doel', place: places[0] })
          const attackers = await attackersAt(ctx, accounts, homes)
          await ctx.db.execute(sql`update residents set shows_name = ${showsName} where id = ${target}`)
          const nobody = await everythingSeen(attackers, slug)
          await wish(ctx, target, slug)
          if (hidden && hidings[hidden]) await ctx.db.execute(sql`${hidings[hidden]}${target}`)
          for (const { viewer } of attackers) {
            const pair = [target, viewer.viewer.id]
            const [blocker, blocked] = hidden === 'blocked all' ? pair : pair.reverse()
            if (hidden === 'blocked all' || hidden === 'is blocked by all')
              await ctx.db.execute(
                sql`insert into blocks (blocker_id, blocked_id, created) values (${blocker}, ${blocked}, now())`,
              )
          }
          // What is seen depends on the place alone, so addresses of one place need one look.
          const addressesBySight = new Map<string, number>()
          for (const alike of Map.groupBy(places, (place) => JSON.stringify(place)).values()) {
            await moveTo(ctx, target, alike[0]!)
            const seen = await everythingSeen(attackers, slug)
            addressesBySight.set(seen, (addressesBySight.get(seen) ?? 0) + alike.length)
          }
          if (hidden) expect([...addressesBySight.keys()]).toEqual([nobody])
          for (const [seen, addresses] of addressesBySight) {
            if (seen !== nobody) expect(addresses).toBeGreaterThanOrEqual(leastAlike)
          }
        },
      ),
      { numRuns: 20 },
    )
  }, 600_000)

  describe('and who does not want to be found, or may not be', () => {
    const home = async (ctx: Context) => {
      const town = await newTown(ctx)
      rounds += 1
      const slug = `stil-${rounds}`
      return { place: town.home, slug }
    }

    it.each([
      ['a protected resident', { change: sql`update residents set protected = true where id = ` }],
      ['a minor', { change: sql`update residents set adult = false where id = ` }],
      ['an applicant', { change: sql`update residents set level = 'applicant' where id = ` }],
      ['somebody who left', { change: sql`update residents set left_at = now() where id = ` }],
      [
        'somebody who did not agree',
        { change: sql`update wishes set findable = false where resident_id = ` },
      ],
      [
        'somebody who let go of the wish',
        { change: sql`update wishes set ended = now() where resident_id = ` },
      ],
    ])('never shows or counts %s', async (_, { change }) => {
      const ctx = visitor(testServices(store()))
      const { place, slug } = await home(ctx)
      await newConcept(ctx, { scheme: 'ambition', slug, label: slug })
      const viewer = await as(ctx, await newResident(ctx, { place }))
      const neighbour = await newResident(ctx, { place })
      await wish(ctx, neighbour, slug)
      expect((await findFormation(viewer, slug, 'buurt')).neighbours.total).toBe(1)
      await ctx.db.execute(sql`${change}${neighbour}`)
      for (const reach of reaches) expect((await findFormation(viewer, slug, reach)).neighbours.total).toBe(0)
    })

    it('never shows who blocked the viewer, or whom the viewer blocked', async () => {
      const ctx = visitor(testServices(store()))
      const { place, slug } = await home(ctx)
      await newConcept(ctx, { scheme: 'ambition', slug, label: slug })
      const viewer = await as(ctx, await newResident(ctx, { place }))
      for (const direction of ['from', 'to']) {
        const neighbour = await newResident(ctx, { place })
        await wish(ctx, neighbour, slug)
        expect((await findFormation(viewer, slug, 'street')).neighbours.total).toBe(1)
        const [blocker, blocked] =
          direction === 'from' ? [viewer.viewer.id, neighbour] : [neighbour, viewer.viewer.id]
        await ctx.db.execute(
          sql`insert into blocks (blocker_id, blocked_id, created) values (${blocker}, ${blocked}, now())`,
        )
        expect((await findFormation(viewer, slug, 'street')).neighbours.total).toBe(0)
      }
    })

    it('never lists holders of a sensitive wish, and counts them from ten on, in tens', async () => {
      const ctx = visitor(testServices(store()))
      const { place, slug } = await home(ctx)
      await newConcept(ctx, { scheme: 'ambition', slug, label: slug, sensitive: true })
      const viewer = await as(ctx, await newResident(ctx, { place }))
      for (let n = 1; n <= 12; n++) {
        await wish(ctx, await newResident(ctx, { place }), slug)
        const counts = await Promise.all(reaches.map(async (reach) => findFormation(viewer, slug, reach)))
        for (const { neighbours, sensitiveCount } of counts) {
          expect(neighbours.doors).toEqual([])
          expect(sensitiveCount).toBe(n < 10 ? undefined : 10)
        }
      }
    })

    it('shows a first name only when its owner chose so, and only to verified residents', async () => {
      const ctx = visitor(testServices(store()))
      const { place, slug } = await home(ctx)
      await newConcept(ctx, { scheme: 'ambition', slug, label: slug })
      const verified = await as(ctx, await newResident(ctx, { place }))
      const applicant = await as(ctx, await newResident(ctx, { place, level: 'applicant' }))
      const neighbour = await newResident(ctx, { name: 'Marja', place })
      await wish(ctx, neighbour, slug)
      const names = async (viewer: ViewerContext) =>
        (await findFormation(viewer, slug, 'buurt')).neighbours.doors.map(({ name }) => name)
      expect(await names(verified)).toEqual([undefined])
      await ctx.db.execute(sql`update residents set shows_name = true where id = ${neighbour}`)
      expect(await names(verified)).toEqual(['Marja'])
      expect(await names(applicant)).toEqual([])
      const { neighbours } = await findFormation(verified, slug, 'buurt')
      expect(JSON.stringify(neighbours)).not.toContain(neighbour)
    })

    it('tells an applicant only how many in the buurt, from five on', async () => {
      const ctx = visitor(testServices(store()))
      const { place, slug } = await home(ctx)
      await newConcept(ctx, { scheme: 'ambition', slug, label: slug })
      const applicant = await as(ctx, await newResident(ctx, { place, level: 'applicant' }))
      for (let n = 1; n <= 6; n++) {
        await wish(ctx, await newResident(ctx, { place }), slug)
        for (const reach of reaches) {
          const { neighbours } = await findFormation(applicant, slug, reach)
          expect(neighbours).toEqual({ doors: [], counts: [], total: n < 5 ? 0 : n })
        }
      }
    })

    it('does not turn an agreement to be counted into one to be found', async () => {
      const ctx = visitor(testServices(store()))
      const { place, slug } = await home(ctx)
      await newConcept(ctx, { scheme: 'ambition', slug, label: slug, sensitive: true })
      const viewer = await as(ctx, await newResident(ctx, { place }))
      await wish(ctx, await newResident(ctx, { place }), slug)
      await ctx.db.execute(sql`update concepts set sensitive = false where slug = ${slug}`)
      expect((await findFormation(viewer, slug, 'buurt')).neighbours.total).toBe(0)
    })

    it('names no minor, nobody protected and nobody of a closed community as ambassador to strangers', async () => {
      const ctx = visitor(testServices(store()))
      const { place, slug } = await home(ctx)
      await newConcept(ctx, { scheme: 'ambition', slug, label: slug })
      const members = await Promise.all([1, 2, 3, 4].map(() => newResident(ctx, { place })))
      const ambassador = await newResident(ctx, { name: 'Bekend', place })
      const founder = await as(ctx, members[0]!)
      const { id } = await foundCommunity(founder, {
        name: `Plein ${slug}`,
        purpose: '',
        access: 'extranet',
        areaIds: [place.buurtId!],
        conceptIds: [],
      })
      for (const member of [...members.slice(1), ambassador]) await join(await as(ctx, member), id)
      for (const member of members) {
        await designate(await as(ctx, member), { communityId: id, kind: 'ambassador', toId: ambassador })
      }
      const stranger = await as(ctx, await newResident(ctx, { place }))
      const applicant = await as(ctx, await newResident(ctx, { place, level: 'applicant' }))
      const named = async (viewer: ViewerContext) =>
        (await findFormation(viewer, slug, 'buurt')).ambassadors.map(({ name }) => name)
      expect(await named(stranger)).toEqual(['Bekend'])
      expect(await named(applicant)).toEqual([])
      for (const column of ['adult', 'protected']) {
        const hidden = column === 'protected'
        await ctx.db.execute(
          sql`update residents set ${sql.identifier(column)} = ${hidden} where id = ${ambassador}`,
        )
        expect(await named(stranger)).toEqual([])
        await ctx.db.execute(
          sql`update residents set ${sql.identifier(column)} = ${!hidden} where id = ${ambassador}`,
        )
      }
      await ctx.db.execute(sql`update communities set access = 'besloten' where id = ${id}`)
      expect(await named(stranger)).toEqual([])
    })
  })
})
