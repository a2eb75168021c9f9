import { expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { newConcept, newTown, newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import { Conflict, NotFound, SignInNeeded } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { communityById, foundCommunity, join } from '../communities/index.ts'
import { block, noticesOf, type ViewerContext } from '../residents/index.ts'
import { subscriptions } from './events.ts'
import {
  acceptVoices,
  confirm,
  delegationsFor,
  give,
  giveBack,
  refuseVoices,
  resolveVoices,
  stop,
  takeBack,
  tellOwners,
  tendDelegations,
  warnOwners,
  type Scope,
} from './index.ts'
import { noticeWords } from './notice-words.ts'
import { candidatesFor } from './queries/candidates.ts'
import { spreadOf } from './queries/concentration.ts'
import { carried, given } from './queries/mine.ts'

const told = async (who: ViewerContext) =>
  (await noticesOf(who)).filter(({ kind }) => kind.startsWith('delegation.')).map(({ kind }) => kind)
const read = async (who: ViewerContext, kind: string) => {
  const notice = (await noticesOf(who)).find((each) => each.kind === kind)
  return notice && noticeWords('nl', notice)
}

onEachEngine('who carries voices', (store) => {
  const setUp = async (more = 0) => {
    const services = testServices(store(), new Date())
    const ctx = visitor(services)
    const { home: place } = await newTown(ctx)
    const [noor, kees, aylin] = [
      await newViewer(ctx, { name: 'Noor', place }),
      await newViewer(ctx, { name: 'Kees', place }),
      await newViewer(ctx, { name: 'Aylin', place }),
    ]
    const { id } = await foundCommunity(noor, {
      name: 'Kerkplein',
      purpose: '',
      access: 'extranet',
      areaIds: [],
      conceptIds: [],
    })
    await join(kees, id)
    await join(aylin, id)
    const others: ViewerContext[] = []
    for (let n = 0; n < more; n++) {
      others.push(await newViewer(ctx, { name: `Buur ${n}`, place }))
      await join(others[n]!, id)
    }
    const whole: Scope = { communityId: id, areaId: null, themeId: null }
    return { services, ctx, noor, kees, aylin, others, id, whole }
  }

  it('sees of whom, and gives one back, and its owner hears by whom', async () => {
    const { ctx, noor, kees, aylin, whole } = await setUp()
    await give(noor, { scope: whole, toId: kees.viewer.id })
    const [line] = (await carried(kees)).lines
    expect(line).toMatchObject({ name: 'Noor', place: 'Kerkplein', theme: '' })
    expect((await carried(aylin)).count).toBe(0)
    await expect(giveBack(ctx, line!.id)).rejects.toThrow(SignInNeeded)
    await giveBack(aylin, line!.id)
    await giveBack(noor, line!.id)
    expect((await given(noor)).length).toBe(1)
    await giveBack(kees, line!.id)
    await giveBack(kees, line!.id)
    expect([(await given(noor)).length, (await carried(kees)).count]).toEqual([0, 0])
    expect(await told(noor)).toEqual(['delegation.declined'])
    expect((await read(noor, 'delegation.declined'))!.text).toMatch(/^Kees stemt liever niet voor jou/)
  })

  it('may vote only for themselves: all goes back, and none comes', async () => {
    const { services, noor, kees, aylin, whole } = await setUp()
    await give(noor, { scope: whole, toId: kees.viewer.id })
    await give(aylin, { scope: whole, toId: kees.viewer.id })
    await Promise.all([refuseVoices(kees), refuseVoices(kees)])
    for (const who of [noor, aylin]) expect(await told(who)).toEqual(['delegation.declined'])
    await expect(give(noor, { scope: whole, toId: kees.viewer.id })).rejects.toThrow(Conflict)
    expect((await candidatesFor(noor, whole)).map(({ name }) => name)).toEqual(['Aylin'])
    services.pass(1000)
    await acceptVoices(kees)
    await give(noor, { scope: whole, toId: kees.viewer.id })
    // Said again, and heard again.
    await refuseVoices(kees)
    expect(await told(noor)).toEqual(['delegation.declined', 'delegation.declined'])
  })

  it('is reminded of a year that ends, once, and told when it ended without them', async () => {
    const { services, ctx, noor, kees, aylin, whole } = await setUp()
    await give(noor, { scope: whole, toId: kees.viewer.id })
    await give(aylin, { scope: whole, toId: kees.viewer.id })
    const theme = await newConcept(ctx, { scheme: 'theme', slug: newId(), label: 'Bomen' })
    await stop(noor, { ...whole, themeId: theme })
    services.pass(334 * day)
    await tendDelegations(ctx)
    expect(await told(noor)).toEqual([])
    services.pass(day)
    await Promise.all([tendDelegations(ctx), tendDelegations(ctx)])
    expect(await told(noor)).toEqual(['delegation.ending'])
    const line = (await given(noor)).find(({ otherId }) => otherId !== null)!
    await confirm(noor, line.id)
    services.pass(30 * day)
    await tendDelegations(ctx)
    expect([await told(noor), await told(aylin)]).toEqual([
      ['delegation.ending'],
      ['delegation.lapsed', 'delegation.ending'],
    ])
    // What was stopped stays stopped, or the voice would go on unasked.
    services.pass(300 * day)
    expect(
      (await delegationsFor(ctx, { ...whole, themeId: theme }, services.clock.now())).get(noor.viewer.id),
    ).toBe(null)
    expect((await read(aylin, 'delegation.lapsed'))!.text).toBe(
      'Je volmacht aan Kees voor Kerkplein is een jaar oud en gestopt. Je hebt je stem weer terug.',
    )
  })

  it('is not told who blocked whom', async () => {
    const { ctx, noor, kees, whole } = await setUp()
    await give(noor, { scope: whole, toId: kees.viewer.id })
    await block(kees, noor.viewer.id)
    await tendDelegations(ctx)
    await tendDelegations(ctx)
    expect(await told(noor)).toEqual(['delegation.ended'])
    const said = await read(noor, 'delegation.ended')
    expect(said).toEqual({
      text: 'Je volmacht voor Kerkplein is gestopt. Je hebt je stem weer terug.',
      href: '/volmachten',
    })
  })

  it('votes for others, who hear before and after what became of their voice', async () => {
    const { services, ctx, noor, kees, aylin, others, whole } = await setUp(2)
    const everybody = [noor, kees, aylin, ...others].map(({ viewer }) => viewer.id)
    await give(noor, { scope: whole, toId: kees.viewer.id })
    await give(kees, { scope: whole, toId: aylin.viewer.id })
    await give(others[0]!, { scope: whole, toId: others[1]!.viewer.id })
    const delegates = await delegationsFor(ctx, whole, services.clock.now())
    const decision = { id: newId(), title: 'Een bank op het plein' }
    const nobodyYet = resolveVoices(everybody, delegates, new Set())
    expect((await warnOwners(ctx, decision, nobodyYet)).toSorted()).toEqual(
      [noor, kees, others[0]!].map(({ viewer }) => viewer.id).toSorted(),
    )
    expect(await warnOwners(ctx, decision, nobodyYet)).toEqual([])
    const voices = resolveVoices(everybody, delegates, new Set([aylin.viewer.id]))
    expect(voices.get(noor.viewer.id)).toEqual({ carrier: aylin.viewer.id, ending: 'voted', given: true })
    expect(voices.get(others[0]!.viewer.id)).toEqual({ carrier: null, ending: 'silent', given: true })
    await tellOwners(ctx, decision, voices)
    await tellOwners(ctx, decision, voices)
    expect(await read(noor, 'delegation.used')).toEqual({
      text: 'Aylin stemde voor jou bij ‘Een bank op het plein’. Bekijk wat het werd.',
      href: `/besluit/${decision.id}`,
    })
    expect((await told(kees)).filter((kind) => kind === 'delegation.used')).toHaveLength(1)
    expect(await told(others[0]!)).toEqual(['delegation.uncast', 'delegation.waiting'])
    expect(await told(aylin)).toEqual(['delegation.given'])
    // Somebody who may not vote carries nobody, nor hands on.
    const without = everybody.filter((id) => id !== kees.viewer.id)
    expect(resolveVoices(without, delegates, new Set([aylin.viewer.id])).get(noor.viewer.id)).toMatchObject({
      carrier: null,
      ending: 'missing',
    })
  })

  it('shows how few carry many, and names only to members', async () => {
    const { ctx, noor, kees, aylin, others, id, whole } = await setUp(5)
    const stranger = await newViewer(ctx, { name: 'Ver weg' })
    const spread = async (who: ViewerContext) => spreadOf(who, await communityById(who, id), null)
    expect(await spread(noor)).toMatchObject({ members: 8, given: 0, effective: 8, carriers: [] })
    for (const who of [noor, aylin, others[0]!]) await give(who, { scope: whole, toId: kees.viewer.id })
    await give(others[1]!, { scope: whole, toId: noor.viewer.id })
    expect(await spread(aylin)).toMatchObject({
      given: 4,
      lost: 0,
      cast: 8,
      largest: 5 / 8,
      carriers: [{ name: 'Kees', voices: 5 }],
      mine: 0,
    })
    expect((await spread(kees))!.mine).toBe(4)
    expect(await spread(stranger)).toMatchObject({ largest: 5 / 8, carriers: [] })
    await block(aylin, kees.viewer.id)
    expect((await spread(aylin))!.carriers).toEqual([])
    const small = await setUp(1)
    expect(await spreadOf(small.noor, await communityById(small.noor, small.id), null)).toBeUndefined()
  })

  it('follows a theme that goes up in another', async () => {
    const { services, ctx, noor, kees, aylin, whole } = await setUp()
    const [from, to] = [
      await newConcept(ctx, { scheme: 'theme', slug: newId(), label: 'Bomen' }),
      await newConcept(ctx, { scheme: 'theme', slug: newId(), label: 'Groen' }),
    ]
    await give(noor, { scope: { ...whole, themeId: from }, toId: kees.viewer.id })
    await give(aylin, { scope: { ...whole, themeId: from }, toId: kees.viewer.id })
    await give(aylin, { scope: { ...whole, themeId: to }, toId: noor.viewer.id })
    await ctx.db.execute(sql`update concepts set status = 'merged', replaced_by = ${to} where id = ${from}`)
    for (let times = 0; times < 2; times++)
      await subscriptions[0]!.handle(ctx, { scheme: 'theme', from, to } as never)
    services.pass(1000)
    for (const themeId of [from, to]) {
      const found = await delegationsFor(ctx, { ...whole, themeId }, services.clock.now())
      expect([found.get(noor.viewer.id), found.get(aylin.viewer.id)]).toEqual([
        kees.viewer.id,
        noor.viewer.id,
      ])
    }
    expect((await given(aylin)).length).toBe(1)
    await expect(takeBack(noor, newId())).rejects.toThrow(NotFound)
  })
})
