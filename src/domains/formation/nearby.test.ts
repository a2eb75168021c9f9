import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { as, newConcept, newResident, newTown, testServices, visitor } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { foundCommunity } from '../communities/index.ts'
import { inviteNearby, nearbyWishers } from './nearby.ts'

let rounds = 0

onEachEngine('a closed community that looks for neighbours', (store) => {
  async function closed() {
    const services = testServices(store())
    const ctx = visitor(services)
    const town = await newTown(ctx)
    rounds += 1
    const conceptId = await newConcept(ctx, {
      scheme: 'ambition',
      slug: `stil-hof-${rounds}`,
      label: 'Stil hof',
    })
    const manager = await as(ctx, await newResident(ctx, { name: 'Yusuf', place: town.home }))
    const { slug } = await foundCommunity(manager, {
      name: `Trappenhuis ${rounds}`,
      purpose: '',
      access: 'besloten',
      areaIds: [town.buurt],
      conceptIds: [conceptId],
    })
    const wisher = async (ctx: Context, place = town.home) => {
      const id = await newResident(ctx, { name: 'Wenser', place })
      await ctx.db.execute(
        sql`insert into wishes (resident_id, concept_id, findable, since) values (${id}, ${conceptId}, true, ${ctx.now().toISOString()})`,
      )
      return id
    }
    return { services, ctx, town, manager, slug, wisher }
  }
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: { code: string }) => error.code,
    )

  it('asks those who wish the same in its area, and tells the manager only how many', async () => {
    const { ctx, town, manager, slug, wisher } = await closed()
    const near = await Promise.all([1, 2, 3, 4, 5].map(() => wisher(ctx)))
    await wisher(ctx, town.away)
    const before = await nearbyWishers(manager, slug)
    expect(before.neighbours).toBe(5)
    expect(JSON.stringify(before)).not.toMatch(new RegExp(near.join('|')))
    expect(await inviteNearby(manager, slug)).toBe(5)
    expect((await nearbyWishers(manager, slug)).neighbours).toBe(0)
    const asked = await rows<{ id: string }>(
      ctx.db,
      sql`select i.resident_id as id from invitations i join communities c on c.id = i.community_id where c.slug = ${slug} and i.formed`,
    )
    expect(asked.map(({ id }) => id).toSorted()).toEqual(near.toSorted())
  })

  it('does not say how many when they are few, and asks them all the same', async () => {
    const { ctx, manager, slug, wisher } = await closed()
    for (let n = 0; n < 4; n++) await wisher(ctx)
    expect((await nearbyWishers(manager, slug)).neighbours).toBe(0)
    expect(await inviteNearby(manager, slug)).toBe(0)
    const asked = await rows(
      ctx.db,
      sql`select 1 from invitations i join communities c on c.id = i.community_id where c.slug = ${slug} and i.formed`,
    )
    expect(asked).toHaveLength(4)
  })

  it('is open to its manager only', async () => {
    const { services, ctx, town, slug, wisher } = await closed()
    await wisher(ctx)
    const outsider = await as(ctx, await newResident(ctx, { place: town.home }))
    expect(await code(nearbyWishers(ctx, slug))).toBe('signInNeeded')
    expect(await code(nearbyWishers(outsider, slug))).toBe('notFound')
    expect(await code(inviteNearby(outsider, slug))).toBe('notFound')
    const site = new Site(services)
    const browser = await site.signedIn(outsider.viewer.id)
    expect((await browser.post(`/leefomgeving/${slug}/buren`)).status).toBe(404)
    expect((await site.visitor().post(`/leefomgeving/${slug}/buren`)).status).toBe(401)
  })

  it('asks three rounds a week at most', async () => {
    const { manager, slug } = await closed()
    const results: unknown[] = []
    for (let n = 0; n < 4; n++) results.push(await code(inviteNearby(manager, slug)))
    expect(results).toEqual(['done', 'done', 'done', 'tooMany'])
  })
})
