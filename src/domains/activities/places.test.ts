import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { deliverMail, newViewer, withMail } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import { Conflict, Invalid, NotAllowed, NotFound, TooMany } from '../../platform/errors.ts'
import { changeCommunity, join, leave } from '../communities/index.ts'
import { noticesOf } from '../residents/index.ts'
import { answerActivity, releasePlaces, tellMovedUp, type Said } from './actions/answer.ts'
import { changeActivity } from './actions/move.ts'
import { momentById } from './moment.ts'
import { answersTo, facts, momentsOf, scene } from './test-support.ts'

onEachEngine('places', (store) => {
  const words = { title: 'Soep', place: 'Bij Ineke thuis', about: '', guests: 2 }

  it('are taken by order of asking; who is late waits, and moves up when somebody withdraws', async () => {
    const { ctx, services, kees, aylin, plan, others } = await scene(store())
    const soup = await plan({ places: 3 })
    const [bea, chris] = await others(2)
    await withMail(bea!, 'bea@voorbeeld.nl')
    expect(await answerActivity(kees, soup, 'yes')).toBe('yes')
    expect(await answerActivity(aylin, soup, 'yes')).toBe('yes')
    expect(await answerActivity(bea!, soup, 'yes')).toBe('waiting')
    expect(await answerActivity(bea!, soup, 'yes')).toBe('waiting')
    expect(await answerActivity(chris!, soup, 'yes')).toBe('waiting')
    expect(await momentById(chris!, soup)).toMatchObject({
      mine: 'waiting',
      before: 1,
      waiting: 2,
      coming: 3,
    })
    await answerActivity(kees, soup, 'no')
    expect(await momentById(bea!, soup)).toMatchObject({ mine: 'yes', coming: 3, waiting: 1 })
    const [up] = await facts<{ activity: string; resident: string }>(ctx, 'activity.moved-up', soup)
    expect(up).toEqual({ activity: soup, resident: bea!.viewer.id })
    await tellMovedUp(ctx, up!)
    await tellMovedUp(ctx, up!)
    expect((await noticesOf(bea!)).map(({ kind }) => kind)).toEqual(['activity.moved-up'])
    await deliverMail(ctx)
    expect(services.sent).toMatchObject([
      { to: 'bea@voorbeeld.nl', subject: expect.stringMatching(/^Er is plek voor je: [a-z]+ \d+/) },
    ])
  })

  it('that are added go to who waits, and who has one keeps it when there are fewer', async () => {
    const { noor, kees, aylin, plan, others } = await scene(store())
    const soup = await plan({ places: 1 })
    const [bea] = await others(1)
    for (const who of [kees, aylin, bea!]) await answerActivity(who, soup, 'yes', who === aylin ? 2 : 0)
    await changeActivity(noor, soup, { ...words, places: 3 })
    // Aylin with two others does not fit in two places; Bea, who came after her, does.
    expect(await answersTo(noor, soup)).toMatchObject([
      { answer: 'yes' },
      { id: kees.viewer.id, answer: 'yes' },
      { id: aylin.viewer.id, answer: 'waiting' },
      { id: bea!.viewer.id, answer: 'yes' },
    ])
    await changeActivity(noor, soup, { ...words, places: 1 })
    expect((await momentById(noor, soup)).coming).toBe(3)
    await changeActivity(noor, soup, words)
    expect(await momentById(noor, soup)).toMatchObject({ coming: 6, waiting: 0, places: null })
  })

  it('count who somebody brings, within what is allowed and what is left', async () => {
    const { kees, aylin, plan } = await scene(store())
    const soup = await plan({ places: 4, guests: 2 })
    await expect(answerActivity(kees, soup, 'yes', 3)).rejects.toThrow(Invalid)
    await expect(answerActivity(kees, soup, 'yes', -1)).rejects.toThrow(Invalid)
    expect(await answerActivity(kees, soup, 'yes', 1)).toBe('yes')
    // Asking for more than there is leaves the place one has.
    await answerActivity(aylin, soup, 'yes')
    await expect(answerActivity(kees, soup, 'yes', 2)).rejects.toMatchObject({
      fields: { guests: 'guestsNoPlace' },
    })
    expect(await momentById(kees, soup)).toMatchObject({ mine: 'yes', myGuests: 1, coming: 4 })
    expect(await answerActivity(kees, soup, 'maybe')).toBe('maybe')
    expect(await momentById(aylin, soup)).toMatchObject({ coming: 2, maybe: 1 })
  })

  it('are for verified residents who may enter, until it is over', async () => {
    const { ctx, services, aylin, plan } = await scene(store(), { access: 'besloten' })
    const soup = await plan({ places: 4 })
    await expect(answerActivity(ctx, soup, 'yes')).rejects.toMatchObject({ status: 401 })
    await expect(answerActivity(await newViewer(ctx, { level: 'applicant' }), soup, 'yes')).rejects.toThrow(
      NotAllowed,
    )
    await expect(answerActivity(aylin, soup, 'yes')).rejects.toThrow(NotFound)
    await expect(answerActivity(aylin, 'x', 'yes')).rejects.toThrow(NotFound)
    const open = await scene(store())
    const walk = await open.plan()
    open.services.pass(4 * day)
    await expect(answerActivity(open.aylin, walk, 'yes')).rejects.toThrow(Conflict)
    services.pass(1)
  })

  it('go to who waits when somebody leaves a closed community, and not when an open one is left', async () => {
    const { ctx, noor, kees, aylin, id, plan } = await scene(store(), { access: 'extranet' })
    await join(aylin, id)
    const soup = await plan({ places: 2 })
    await answerActivity(kees, soup, 'yes')
    await answerActivity(aylin, soup, 'yes')
    await leave(kees, id)
    await releasePlaces(ctx, { community: id })
    expect(await momentById(aylin, soup)).toMatchObject({ mine: 'waiting', coming: 2 })
    await changeCommunity(noor, id, { name: 'Gesloten', purpose: '', access: 'besloten' })
    for (let twice = 0; twice < 2; twice++) await releasePlaces(ctx, { community: id })
    expect(await momentById(aylin, soup)).toMatchObject({ mine: 'yes', coming: 2, waiting: 0 })
    expect(await facts(ctx, 'activity.moved-up', soup)).toHaveLength(1)
  })

  it('are answered for every later time at once, where they are not counted', async () => {
    const { ctx, kees, plan } = await scene(store())
    const soup = await plan({ rrule: 'FREQ=WEEKLY;COUNT=4' })
    const [, second, third, fourth] = await momentsOf(ctx, soup)
    await answerActivity(kees, second!.id, 'yes', 1, { rest: true })
    expect((await momentById(kees, soup)).mine).toBeUndefined()
    for (const { id } of [second!, third!, fourth!])
      expect(await momentById(kees, id)).toMatchObject({ mine: 'yes', myGuests: 1, coming: 3 })
    await answerActivity(kees, third!.id, 'no', 0, { rest: true })
    expect(await momentById(kees, second!.id)).toMatchObject({ mine: 'yes' })
    expect(await momentById(kees, fourth!.id)).toMatchObject({ mine: 'no', coming: 1 })
    const full = await plan({ rrule: 'FREQ=WEEKLY;COUNT=2', places: 5 })
    await answerActivity(kees, full, 'yes', 0, { rest: true })
    expect((await momentById(kees, (await momentsOf(ctx, full))[1]!.id)).mine).toBeUndefined()
  })

  it('are answered sixty times an hour at most', async () => {
    const { kees, plan } = await scene(store())
    const soup = await plan()
    for (let n = 0; n < 60; n++) await answerActivity(kees, soup, n % 2 ? 'no' : 'yes')
    await expect(answerActivity(kees, soup, 'yes')).rejects.toThrow(TooMany)
  })

  it('are never given twice when many ask and withdraw at the same moment', async () => {
    const { ctx, plan, others } = await scene(store())
    const soup = await plan({ places: 5 })
    const crowd = await others(12)
    await Promise.all(crowd.map((who, n) => answerActivity(who, soup, 'yes', n % 3)))
    const check = async () => {
      const all = await answersTo(ctx, soup)
      const size = ({ guests }: { guests: number }) => 1 + guests
      const taken = all.filter(({ answer }) => answer === 'yes').reduce((sum, one) => sum + size(one), 0)
      expect(taken).toBeLessThanOrEqual(5)
      // Nobody waits who would fit.
      for (const one of all.filter(({ answer }) => answer === 'waiting'))
        expect(5 - taken).toBeLessThan(size(one))
      return all
    }
    const first = await check()
    const coming = first.filter(
      ({ answer, id }) => answer === 'yes' && crowd.some(({ viewer }) => viewer.id === id),
    )
    await Promise.all(
      coming.map(({ id }) =>
        answerActivity(
          crowd.find(({ viewer }) => viewer.id === id)!,
          soup,
          'no',
        ),
      ),
    )
    expect((await check()).filter(({ answer }) => answer === 'yes').length).toBeGreaterThan(1)
  })

  it('hold in whatever order people answer', async () => {
    const { ctx, plan, others } = await scene(store())
    const crowd = await others(5)
    const steps = fc.array(
      fc.record({ who: fc.nat(4), said: fc.constantFrom<Said>('yes', 'maybe', 'no'), guests: fc.nat(2) }),
      { minLength: 1, maxLength: 14 },
    )
    let runs = 0
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        // Ten can be planned a day.
        if (++runs > 9) return
        const soup = await plan({ places: 4, title: `Soep ${runs}` })
        for (const { who, said, guests } of taken)
          await answerActivity(crowd[who]!, soup, said, guests).catch((error: unknown) => {
            if (!(error instanceof Invalid)) throw error
          })
        const all = await answersTo(ctx, soup)
        const free =
          4 - all.filter(({ answer }) => answer === 'yes').reduce((sum, one) => sum + 1 + one.guests, 0)
        expect(free).toBeGreaterThanOrEqual(0)
        for (const one of all.filter(({ answer }) => answer === 'waiting'))
          expect(free).toBeLessThan(1 + one.guests)
      }),
      { numRuns: 9 },
    )
  })
})
