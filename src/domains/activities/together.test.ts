import { expect, it } from 'vitest'
import { newViewer } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded } from '../../platform/errors.ts'
import { communityBySlug, endCommunity, join } from '../communities/index.ts'
import { block, noticesOf, type ViewerContext } from '../residents/index.ts'
import { answerActivity } from './actions/answer.ts'
import { callOffEnded, cancelActivity } from './actions/cancel.ts'
import { answerHost, answerTogether, askCommunity, askHost, stopHosting } from './actions/hosts.ts'
import { changeActivity } from './actions/move.ts'
import { addThing, giveBack, removeThing, takeThing } from './actions/things.ts'
import { momentById } from './moment.ts'
import { upcomingActivities } from './queries/agenda.ts'
import { communitiesOfActivity, comersOf, hostsOf, thingsOf } from './queries/moment.ts'
import { requestsOf } from './queries/together.ts'
import { make, scene } from './test-support.ts'

const kinds = async (who: ViewerContext) =>
  (await noticesOf(who)).map(({ kind }) => kind).filter((kind) => kind.startsWith('activity'))
const words = { title: 'Soep en brood', place: 'Plein' }
onEachEngine('planning together', (store) => {
  it('asks a member to plan along, who says yes and may then change everything', async () => {
    const { ctx, noor, kees, aylin, plan } = await scene(store())
    const soup = await plan()
    await expect(askHost(ctx, soup, kees.viewer.id)).rejects.toThrow(SignInNeeded)
    await expect(askHost(kees, soup, aylin.viewer.id)).rejects.toThrow(NotAllowed)
    await expect(askHost(noor, soup, aylin.viewer.id)).rejects.toThrow(Invalid)
    await expect(askHost(noor, soup, 'x')).rejects.toThrow(Invalid)
    await expect(answerHost(kees, soup, true)).rejects.toThrow(NotFound)
    await askHost(noor, soup, kees.viewer.id)
    await askHost(noor, soup, kees.viewer.id)
    expect(await kinds(kees)).toEqual(['activity.host-asked'])
    await expect(changeActivity(kees, soup, words)).rejects.toThrow(NotAllowed)
    await answerHost(kees, soup, true)
    await answerHost(kees, soup, true)
    expect(await kinds(noor)).toEqual(['activity.host-joined'])
    await changeActivity(kees, soup, words)
    const moment = await momentById(kees, soup)
    expect(moment).toMatchObject({ title: 'Soep en brood', mayHost: true })
    expect((await hostsOf(kees, moment)).map(({ name }) => name)).toEqual(['Noor', 'Kees'])
    // The last one stays; who leaves the community hosts no more.
    await stopHosting(kees, soup)
    await expect(cancelActivity(kees, soup)).rejects.toThrow(NotAllowed)
    await expect(stopHosting(noor, soup)).rejects.toThrow(Conflict)
  })

  it('takes no for an answer, and asks nobody past a block', async () => {
    const { noor, kees, id, plan, others } = await scene(store())
    const soup = await plan()
    await askHost(noor, soup, kees.viewer.id)
    await answerHost(kees, soup, false)
    await answerHost(kees, soup, true)
    await askHost(noor, soup, kees.viewer.id)
    expect((await momentById(kees, soup)).mayHost).toBe(false)
    expect(await kinds(kees)).toEqual(['activity.host-asked'])
    const [bea] = await others(1)
    await join(bea!, id)
    await block(bea!, noor.viewer.id)
    await expect(askHost(noor, soup, bea!.viewer.id)).rejects.toThrow(Invalid)
  })

  it('is of several communities once their managers say so, and enters through any of them', async () => {
    const { ctx, noor, kees, aylin, plan } = await scene(store(), { access: 'besloten' })
    const other = await make(kees, { name: 'De straat', access: 'extranet' })
    const soup = await plan()
    await expect(momentById(aylin, soup)).rejects.toThrow(NotFound)
    await expect(askCommunity(kees, soup, other.slug)).rejects.toThrow(NotFound)
    await expect(askCommunity(noor, soup, 'bestaat-niet')).rejects.toThrow(Invalid)
    await askCommunity(noor, soup, other.slug)
    await askCommunity(noor, soup, other.slug)
    const street = await communityBySlug(kees, other.slug)
    expect(await kinds(kees)).toEqual(['activity.together-asked'])
    const [request] = await requestsOf(kees, street)
    // The closed community that asks is not named.
    expect(request).toMatchObject({ id: soup, title: 'Soep', from: null, accepted: false })
    await expect(momentById(aylin, soup)).rejects.toThrow(NotFound)
    await expect(answerTogether(aylin, { slug: other.slug, activityId: soup, yes: true })).rejects.toThrow(
      NotAllowed,
    )
    await expect(answerTogether(kees, { slug: other.slug, activityId: other.id, yes: true })).rejects.toThrow(
      NotFound,
    )
    await answerTogether(kees, { slug: other.slug, activityId: soup, yes: true })
    await answerTogether(kees, { slug: other.slug, activityId: soup, yes: true })
    expect(await kinds(noor)).toEqual(['activity.together-joined'])
    const seen = await momentById(aylin, soup)
    expect(seen).toMatchObject({ community: 'De straat', member: false })
    expect((await communitiesOfActivity(aylin, seen)).map(({ name }) => name)).toEqual(['De straat'])
    await answerActivity(aylin, soup, 'yes')
    expect((await upcomingActivities(aylin, { communityIds: [other.id] })).map(({ id }) => id)).toEqual([
      soup,
    ])
    expect(await upcomingActivities(ctx, { communityIds: [other.id] })).toEqual([])
    // It ends together when the other manager wants so, or with the last community.
    await answerTogether(kees, { slug: other.slug, activityId: soup, yes: false })
    await expect(momentById(aylin, soup)).rejects.toThrow(NotFound)
  })

  it('goes on where one of its communities ends, and is called off with the last', async () => {
    const { ctx, noor, kees, id, plan } = await scene(store())
    const other = await make(noor, { name: 'De straat' })
    const soup = await plan()
    // Who manages both has said yes by asking.
    await askCommunity(noor, soup, other.slug)
    await join(kees, other.id)
    await endCommunity(noor, id, 'tried')
    await callOffEnded(ctx, { community: id })
    expect(await momentById(kees, soup)).toMatchObject({ cancelled: false })
    await endCommunity(noor, other.id, 'tried')
    await callOffEnded(ctx, { community: other.id })
    expect(await momentById(kees, soup)).toMatchObject({ cancelled: true })
  })

  it('lists who come by name for who plans it, and for nobody else', async () => {
    const { noor, kees, plan } = await scene(store())
    const soup = await plan()
    await answerActivity(kees, soup, 'yes', 2)
    const names = (all: { name: string | null }[]) => all.map(({ name }) => name)
    expect(names(await comersOf(noor, await momentById(noor, soup)))).toEqual(['Noor', 'Kees'])
    expect(await comersOf(kees, await momentById(kees, soup))).toEqual([])
  })
})

onEachEngine('what is brought and done', (store) => {
  const pan = { kind: 'bring', what: 'Een pan soep', wanted: 1 } as const

  it('is asked by hosts, taken and given back with one press', async () => {
    const { ctx, noor, kees, aylin, plan } = await scene(store())
    const soup = await plan()
    await expect(addThing(kees, soup, pan)).rejects.toThrow(NotAllowed)
    await expect(addThing(noor, soup, { ...pan, what: ' ' })).rejects.toThrow(Invalid)
    await expect(addThing(noor, soup, { ...pan, what: 'www.kwaad.example' })).rejects.toThrow(Invalid)
    await addThing(noor, soup, pan)
    const things = async (who: ViewerContext) => thingsOf(who, await momentById(who, soup))
    const [thing] = await things(kees)
    const applicant = await newViewer(ctx, { level: 'applicant' })
    await expect(takeThing(applicant, soup, thing!.id)).rejects.toThrow(NotAllowed)
    await expect(takeThing(kees, soup, soup)).rejects.toThrow(NotFound)
    await takeThing(kees, soup, thing!.id)
    await takeThing(kees, soup, thing!.id)
    await expect(takeThing(aylin, soup, thing!.id)).rejects.toMatchObject({ code: 'thingTaken' })
    expect(await things(kees)).toMatchObject([{ taken: 1, mine: true, names: [] }])
    expect(await things(noor)).toMatchObject([{ taken: 1, mine: false, names: ['Kees'] }])
    await giveBack(kees, soup, thing!.id)
    await giveBack(kees, soup, thing!.id)
    await takeThing(aylin, soup, thing!.id)
    // Who does not come brings nothing.
    await answerActivity(aylin, soup, 'yes')
    await answerActivity(aylin, soup, 'no')
    expect(await things(noor)).toMatchObject([{ taken: 0 }])
    await expect(removeThing(kees, soup, thing!.id)).rejects.toThrow(NotAllowed)
    await removeThing(noor, soup, thing!.id)
    expect(await things(noor)).toEqual([])
    await expect(takeThing(kees, soup, thing!.id)).rejects.toThrow(NotFound)
  })

  it('is never taken by more than were asked, also at the same moment', async () => {
    const { noor, plan, others } = await scene(store())
    const soup = await plan()
    await addThing(noor, soup, { ...pan, wanted: 2 })
    const [thing] = await thingsOf(noor, await momentById(noor, soup))
    const crowd = await others(6)
    const tries = await Promise.allSettled(crowd.map((who) => takeThing(who, soup, thing!.id)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(await thingsOf(noor, await momentById(noor, soup))).toMatchObject([{ taken: 2 }])
  })

  it('is over when it is over, and not for who may not enter', async () => {
    const { services, noor, aylin, plan } = await scene(store(), { access: 'besloten' })
    const soup = await plan()
    await addThing(noor, soup, pan)
    const [thing] = await thingsOf(noor, await momentById(noor, soup))
    await expect(takeThing(aylin, soup, thing!.id)).rejects.toThrow(NotFound)
    services.pass(5 * day)
    await expect(takeThing(noor, soup, thing!.id)).rejects.toThrow(Conflict)
  })
})
