import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { as, deliverMail, newViewer, testServices, visitor, withMail } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, hour } from '../../platform/clock.ts'
import { rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, TooMany } from '../../platform/errors.ts'
import {
  changeCommunity,
  endCommunity,
  foundCommunity,
  join,
  leave,
  removeMember,
  rest,
  wake,
  type Founding,
} from '../communities/index.ts'
import { noticesOf, type ViewerContext } from '../residents/index.ts'
import { answerActivity } from './actions/answer.ts'
import { callOffEnded, cancelActivity, cancellable } from './actions/cancel.ts'
import { planActivity } from './actions/plan.ts'
import { tellCancelled } from './actions/tell.ts'
import { upcomingActivities } from './queries/agenda.ts'

onEachEngine('activities', (store) => {
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
    expect(await cancellable(noor, activity)).toMatchObject({ moment: { title: 'Soep' }, others: 1 })
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
    await endCommunity(noor, id, 'realised')
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
    expect(services.sent).toMatchObject([{ to: 'kees@voorbeeld.nl', subject: 'Gaat niet door: Soep' }])
    // Who said yes and may not enter any more learns nothing new of it.
    const closed = { name: 'Geheime naam', purpose: '', access: 'besloten' as const }
    await removeMember(noor, id, bea.viewer.id, 'Ruzie')
    await answerActivity(noor, walk, 'yes')
    await changeCommunity(noor, id, closed)
    await endCommunity(noor, id, 'realised')
    expect(await upcomingActivities(noor, { communityIds: [id] })).toEqual([])
    for (let twice = 0; twice < 2; twice++) await callOffEnded(ctx, { community: id, by: noor.viewer.id })
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
