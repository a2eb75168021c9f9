import { expect, it } from 'vitest'
import { as, newViewer, visitor } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { minute } from '../../platform/clock.ts'
import { Conflict, Invalid, NotFound, SignInNeeded } from '../../platform/errors.ts'
import { join } from '../communities/index.ts'
import { block, ConfirmNeeded, noticesOf, setLevel, type ViewerContext } from '../residents/index.ts'
import { answerAsk, askHelper, changeKinds, endHelping } from './actions.ts'
import { findNeighbours, helpingsOf } from './queries.ts'
import { all, helps, setUp } from './test-support.ts'

onEachEngine('asking a neighbour for help', (store) => {
  it('reaches a verified neighbour of the same community who then says yes', async () => {
    const { truus, kees } = await setUp(store())
    expect((await findNeighbours(truus, 'kee')).map(({ name }) => name)).toEqual(['Kees'])
    await askHelper(truus, { helperId: kees.viewer.id, kinds: ['rsvp'] })
    await askHelper(truus, { helperId: kees.viewer.id, kinds: ['rsvp'] })
    expect((await noticesOf(kees)).map(({ kind }) => kind)).toEqual(['helping.asked'])
    const [asked, ...more] = await helpingsOf(kees, 'helper')
    expect(more).toEqual([])
    expect(asked).toMatchObject({ name: 'Truus', kinds: ['rsvp'], accepted: undefined })
    await answerAsk(kees, asked!.id, true)
    await answerAsk(kees, asked!.id, true)
    expect((await noticesOf(truus)).map(({ kind }) => kind)).toContain('helping.accepted')
    await expect(answerAsk(kees, asked!.id, false)).rejects.toThrow(Conflict)
  })

  it('is refused to who is not signed in, to oneself, to strangers and unproven addresses, and to who was blocked', async () => {
    const { ctx, truus, kees, person, square } = await setUp(store())
    const kinds = all
    await expect(askHelper(ctx, { helperId: kees.viewer.id, kinds })).rejects.toThrow(SignInNeeded)
    await expect(askHelper(truus, { helperId: truus.viewer.id, kinds })).rejects.toThrow(Invalid)
    await expect(askHelper(truus, { helperId: kees.viewer.id, kinds: [] })).rejects.toThrow(Invalid)
    const stranger = await person('Vreemde')
    await expect(askHelper(truus, { helperId: stranger.viewer.id, kinds })).rejects.toThrow(NotFound)
    expect(await findNeighbours(truus, 'Vreemde')).toEqual([])
    const fallen = await person('Gevallen')
    await join(fallen, square.id)
    await setLevel(ctx, fallen.viewer.id, 'applicant', 'test')
    await expect(askHelper(truus, { helperId: fallen.viewer.id, kinds })).rejects.toThrow(NotFound)
    await block(kees, truus.viewer.id)
    await expect(askHelper(truus, { helperId: kees.viewer.id, kinds })).rejects.toThrow(NotFound)
    expect(await findNeighbours(truus, 'Kees')).toEqual([])
  })

  it('needs to show who it is: a card or a phone left lying names nobody', async () => {
    const { truus, kees } = await setUp(store())
    const byCard: ViewerContext = { ...truus, viewer: { ...truus.viewer, confirmed: undefined } }
    await expect(askHelper(byCard, { helperId: kees.viewer.id, kinds: all })).rejects.toThrow(ConfirmNeeded)
    const id = await helps(kees, truus, ['rsvp'])
    await expect(changeKinds(byCard, id, all)).rejects.toThrow(ConfirmNeeded)
    await changeKinds(truus, id, all)
    await changeKinds(byCard, id, ['join'])
    expect(await helpingsOf(truus, 'helped')).toMatchObject([{ kinds: ['join'] }])
  })

  it('keeps to three helpers a resident and five helped by one, also at the same moment', async () => {
    const { truus, square, person, services, ctx } = await setUp(store())
    const many = await Promise.all(['A', 'B', 'C', 'D'].map(person))
    for (const one of many) await join(one, square.id)
    const asked = await Promise.allSettled(
      many.map((one) => askHelper(truus, { helperId: one.viewer.id, kinds: all })),
    )
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect(await helpingsOf(truus, 'helped')).toHaveLength(3)

    services.pass(24 * 60 * minute)
    const helper = await person('Behulpzaam')
    await join(helper, square.id)
    for (const name of ['1', '2', '3', '4', '5', '6']) {
      const helped = await newViewer(ctx, { name: `Oma ${name}x` })
      await join(helped, square.id)
      await askHelper(helped, { helperId: helper.viewer.id, kinds: all })
    }
    const waiting = await helpingsOf(helper, 'helper')
    const answers = await Promise.allSettled(waiting.map(({ id }) => answerAsk(helper, id, true)))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'helpsEnough' },
    })
  })

  it('takes a no for a while', async () => {
    const { truus, kees, services } = await setUp(store())
    await askHelper(truus, { helperId: kees.viewer.id, kinds: all })
    const [asked] = await helpingsOf(kees, 'helper')
    await answerAsk(kees, asked!.id, false)
    await expect(askHelper(truus, { helperId: kees.viewer.id, kinds: all })).rejects.toThrow(Conflict)
    services.pass(5 * 7 * 24 * 60 * minute)
    const later = await as(visitor(services), truus.viewer.id)
    await askHelper(later, { helperId: kees.viewer.id, kinds: all })
    expect(await helpingsOf(kees, 'helper')).toHaveLength(1)
  })

  it('is answered by the one who was asked, and by nobody else', async () => {
    const { truus, kees, aylin } = await setUp(store())
    await askHelper(truus, { helperId: kees.viewer.id, kinds: all })
    const [asked] = await helpingsOf(kees, 'helper')
    await expect(answerAsk(aylin, asked!.id, true)).rejects.toThrow(NotFound)
    await expect(answerAsk(truus, asked!.id, true)).rejects.toThrow(NotFound)
    await expect(changeKinds(kees, asked!.id, all)).rejects.toThrow(NotFound)
    await endHelping(aylin, asked!.id)
    expect(await helpingsOf(kees, 'helper')).toHaveLength(1)
  })
})
