import { sql } from 'drizzle-orm'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  as,
  deliverMail,
  newTown,
  newViewer,
  testServices,
  visitor,
  withMail,
} from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, hour, week } from '../../platform/clock.ts'
import { rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, TooMany } from '../../platform/errors.ts'
import { noticesOf, type ViewerContext } from '../residents/index.ts'
import {
  answerActivity,
  cancelActivity,
  cancellable,
  planActivity,
  tellCancelled,
} from './actions/activities.ts'
import { foundCommunity, type Founding } from './actions/found.ts'
import { acceptLink, askLink, endLink } from './actions/links.ts'
import { join, leave, removeMember } from './actions/members.ts'
import { changeCommunity, endCommunity, rest, wake, type Outcome } from './actions/states.ts'
import { communityById, communityBySlug } from './community.ts'
import { askedLinks, linksOf, outcomeOf } from './queries/about.ts'
import { upcomingActivities } from './queries/activities.ts'
import { communitiesInArea, communitiesNear, searchCommunities } from './queries/lists.ts'
import { storiesOf, storyBySlug } from './queries/stories.ts'

const story: Outcome = {
  result: 'realised',
  worked: 'Samen graven',
  failed: 'De vergunning duurde lang',
  lesson: 'Vraag eerst de overburen',
  thanks: 'Dank aan Ruud',
  story: 'Elke zaterdag kwamen we bij elkaar.',
}

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

  it('rests, wakes and changes by its manager only', async () => {
    const { noor, kees } = await setUp()
    const { id } = await make(noor)
    await join(kees, id)
    for (const act of [() => rest(kees, id), () => wake(kees, id), () => endCommunity(kees, id, story)]) {
      await expect(act()).rejects.toThrow(NotAllowed)
    }
    await rest(noor, id)
    await rest(noor, id)
    expect((await communityById(noor, id)).state).toBe('resting')
    await wake(noor, id)
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

  it('ends with a look back that others can read', async () => {
    const { services, ctx, noor, kees } = await setUp()
    const { id, slug } = await make(noor)
    await join(kees, id)
    services.pass(6 * week)
    await planActivity(noor, {
      communityId: id,
      title: 'Soep',
      place: 'Plein',
      starts: new Date(services.clock.now().getTime() + day),
    })
    await expect(endCommunity(noor, id, { ...story, lesson: 'x'.repeat(501) })).rejects.toThrow(Invalid)
    await endCommunity(noor, id, story)
    await endCommunity(noor, id, { ...story, lesson: 'Toch anders' })
    expect(await outcomeOf(ctx, id)).toMatchObject({
      lesson: story.lesson,
      startedWith: 2,
      people: 2,
      weeks: 6,
    })
    expect((await communityBySlug(ctx, slug)).state).toBe('ended')
    expect((await storyBySlug(ctx, slug)).story).toContain('zaterdag')
    expect((await storiesOf(ctx)).items.map((one) => one.slug)).toContain(slug)
    expect(await upcomingActivities(noor, { communityIds: [id] })).toEqual([])
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

  describe('activities', () => {
    it('are planned by members, called off by who planned them or the manager', async () => {
      const { services, ctx, noor, kees } = await setUp()
      const { id } = await make(noor)
      const plan = {
        communityId: id,
        title: 'Soep',
        place: 'Plein',
        starts: new Date(services.clock.now().getTime() + day),
      }
      await expect(planActivity(kees, plan)).rejects.toThrow(NotAllowed)
      await expect(planActivity(noor, { ...plan, title: ' ' })).rejects.toThrow(Invalid)
      await expect(planActivity(noor, { ...plan, starts: services.clock.now() })).rejects.toThrow(Invalid)
      const activity = await planActivity(noor, plan)
      await answerActivity(kees, activity, 'yes')
      await answerActivity(kees, activity, 'yes')
      expect(await upcomingActivities(kees)).toMatchObject([
        { title: 'Soep', coming: 2, mine: 'yes', own: false },
      ])
      // Where it is may be somebody's home: that is for verified residents.
      expect(await upcomingActivities(ctx, { communityIds: [id] })).toMatchObject([
        { coming: 2, mine: undefined, place: undefined },
      ])
      await expect(cancellable(kees, activity)).rejects.toThrow(NotAllowed)
      expect(await cancellable(noor, activity)).toMatchObject({ title: 'Soep', others: 1 })
      await expect(cancelActivity(kees, activity)).rejects.toThrow(NotAllowed)
      await expect(
        answerActivity(await newViewer(ctx, { level: 'applicant' }), activity, 'yes'),
      ).rejects.toThrow(NotAllowed)
      await cancelActivity(noor, activity)
      await cancelActivity(noor, activity)
      await expect(cancellable(noor, activity)).rejects.toThrow(Conflict)
      await expect(answerActivity(kees, activity, 'no')).rejects.toThrow(Conflict)
      expect(await upcomingActivities(kees)).toEqual([])
    })
    it('are called off before they begin, and stand on one line without a link', async () => {
      const { services, ctx, noor } = await setUp()
      const { id } = await make(noor)
      const starts = new Date(services.clock.now().getTime() + hour)
      const plan = { communityId: id, title: 'Soep\n\u202ebij ons', place: 'Plein', starts }
      for (const wrong of [{ title: 'https://kwaad.example' }, { place: 'www.kwaad.example' }])
        await expect(planActivity(noor, { ...plan, ...wrong })).rejects.toThrow(Invalid)
      await expect(
        changeCommunity(noor, id, { name: 'Zie http://x', purpose: '', access: 'internet' }),
      ).rejects.toThrow(Invalid)
      const activity = await planActivity(noor, plan)
      expect((await upcomingActivities(noor)).map(({ title }) => title)).toContain('Soep bij ons')
      services.pass(2 * hour)
      const later = await as(ctx, noor.viewer.id)
      await expect(cancellable(later, activity)).rejects.toThrow(Conflict)
      await expect(cancelActivity(later, activity)).rejects.toThrow(Conflict)
    })
    it('are called off by members only, while the community lives', async () => {
      const { services, noor, kees } = await setUp()
      const { id } = await make(noor)
      await join(kees, id)
      const starts = new Date(services.clock.now().getTime() + day)
      const activity = await planActivity(kees, { communityId: id, title: 'Soep', place: 'Plein', starts })
      await leave(kees, id)
      await expect(cancelActivity(kees, activity)).rejects.toThrow(NotAllowed)
      await endCommunity(noor, id, story)
      await expect(cancelActivity(noor, activity)).rejects.toThrow(Conflict)
    })
    it('tell who would come that they are called off, once, and nobody else', async () => {
      const { services, ctx, noor, kees } = await setUp()
      const { id } = await make(noor)
      const [aylin, bea] = [await newViewer(ctx, { name: 'Aylin' }), await newViewer(ctx, { name: 'Bea' })]
      await withMail(kees, 'kees@voorbeeld.nl')
      await join(bea, id)
      const starts = new Date(services.clock.now().getTime() + day)
      const plan = (title: string) => planActivity(noor, { communityId: id, title, place: 'Plein', starts })
      const [soup, walk] = [await plan('Soep'), await plan('Wandeling')]
      await answerActivity(kees, soup, 'yes')
      await answerActivity(aylin, soup, 'yes')
      await answerActivity(aylin, soup, 'no')
      await answerActivity(kees, walk, 'yes')
      await cancelActivity(noor, soup)
      const fact = { activity: soup, by: noor.viewer.id }
      await tellCancelled(ctx, fact)
      await tellCancelled(ctx, fact)
      const told = async (who: ViewerContext) =>
        (await noticesOf(who))
          .filter(({ kind }) => kind === 'activity.cancelled')
          .map(({ data }) => data['title'])
      expect(await told(kees)).toEqual(['Soep'])
      for (const who of [noor, aylin, bea]) expect(await told(who)).toEqual([])
      await deliverMail(ctx)
      expect(services.sent).toMatchObject([
        { to: 'kees@voorbeeld.nl', subject: 'Een afspraak gaat niet door' },
      ])
      // Who said yes and may not enter any more learns nothing new of it.
      const closed = { name: 'Geheime naam', purpose: '', access: 'besloten' as const }
      await removeMember(noor, id, bea.viewer.id, 'Ruzie')
      await answerActivity(noor, walk, 'yes')
      await changeCommunity(noor, id, closed)
      await endCommunity(noor, id, story)
      const facts = await rows<{ data: { activity: string; by: string } }>(
        ctx.db,
        sql`select data from outbox where kind = 'activity.cancelled' order by id desc limit 1`,
      )
      expect(facts[0]!.data).toEqual({ activity: walk, by: noor.viewer.id })
      await tellCancelled(ctx, facts[0]!.data)
      expect(await told(kees)).toEqual(['Wandeling', 'Soep'])
      await deliverMail(ctx)
      expect(JSON.stringify([await noticesOf(kees), services.sent])).not.toMatch(/geheim/i)
    })
    it('are ten a day at most, and none while the community rests', async () => {
      const { services, ctx, noor } = await setUp()
      const { id } = await make(noor)
      const plan = {
        communityId: id,
        title: 'Soep',
        place: 'Plein',
        starts: new Date('2026-06-01T10:00:00Z'),
      }
      await rest(noor, id)
      await expect(planActivity(noor, plan)).rejects.toMatchObject({ code: 'communityResting' })
      await wake(noor, id)
      for (let n = 0; n < 10; n++) await planActivity(noor, plan)
      await expect(planActivity(noor, plan)).rejects.toThrow(TooMany)
      services.pass(day)
      await planActivity(await as(ctx, noor.viewer.id), plan)
    })
    it('of a closed community are nobody else’s', async () => {
      const { services, ctx, noor, kees } = await setUp()
      const { id } = await make(noor, { access: 'besloten' })
      const starts = new Date(services.clock.now().getTime() + hour)
      const activity = await planActivity(noor, { communityId: id, title: 'Stil', place: 'Hier', starts })
      await expect(answerActivity(kees, activity, 'yes')).rejects.toThrow(NotFound)
      await expect(cancelActivity(kees, activity)).rejects.toThrow(NotFound)
      expect(await upcomingActivities(ctx, { communityIds: [id] })).toEqual([])
      expect(await upcomingActivities(kees, { communityIds: [id] })).toEqual([])
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
