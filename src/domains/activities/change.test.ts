import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { as, deliverMail, withMail } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { after, day, hour, momentOf } from '../../platform/clock.ts'
import { row } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded } from '../../platform/errors.ts'
import { changeCommunity, join, removeMember } from '../communities/index.ts'
import { noticesOf, type ViewerContext } from '../residents/index.ts'
import { answerActivity } from './actions/answer.ts'
import { cancelActivity, cancellable } from './actions/cancel.ts'
import { changeActivity, moveActivity } from './actions/move.ts'
import { tellCancelled, tellMoved } from './actions/tell.ts'
import { momentById } from './moment.ts'
import { extendSeries } from './moments.ts'
import { newsSince } from './queries/news.ts'
import { facts, momentsOf, scene } from './test-support.ts'

const kinds = async (who: ViewerContext) =>
  (await noticesOf(who)).map(({ kind }) => kind).filter((kind) => kind.startsWith('activity'))

onEachEngine('changing what was planned', (store) => {
  /** A soup every Tuesday, seven times from 19 May 2026 on. */
  const weekly = async (given = {}) => {
    const all = await scene(store())
    const starts = momentOf('2026-05-19', '19:30')
    const soup = await all.plan({
      starts,
      ends: after(starts, 2 * hour),
      rrule: 'FREQ=WEEKLY;COUNT=7',
      ...given,
    })
    return { ...all, soup }
  }

  it('moves one, asks nothing anew, and tells who said yes or maybe or waits, once', async () => {
    const { services, ctx, noor, kees, aylin, plan, others } = await scene(store())
    const soup = await plan({ places: 2 })
    const [bea, chris] = await others(2)
    await withMail(aylin, 'aylin@voorbeeld.nl')
    await answerActivity(kees, soup, 'yes')
    await answerActivity(aylin, soup, 'maybe')
    await answerActivity(bea!, soup, 'yes')
    await answerActivity(chris!, soup, 'no')
    const moment = await momentById(noor, soup)
    const later = after(moment.starts, 2 * hour)
    const move = { starts: later, ends: after(later, hour), place: 'Buiten', why: 'Mooi weer' }
    await expect(moveActivity(ctx, soup, move)).rejects.toThrow(SignInNeeded)
    await expect(moveActivity(kees, soup, move)).rejects.toThrow(NotAllowed)
    await expect(moveActivity(noor, soup, { ...move, starts: services.clock.now() })).rejects.toThrow(Invalid)
    await expect(moveActivity(noor, soup, { ...move, ends: later })).rejects.toThrow(Invalid)
    await moveActivity(noor, soup, move)
    await moveActivity(noor, soup, move)
    const told = await facts<{ activity: string; by: string }>(ctx, 'activity.moved', soup)
    expect(told).toEqual([{ activity: soup, by: noor.viewer.id }])
    await tellMoved(ctx, told[0]!)
    await tellMoved(ctx, told[0]!)
    for (const who of [kees, aylin, bea!]) expect(await kinds(who)).toEqual(['activity.moved'])
    for (const who of [noor, chris!]) expect(await kinds(who)).toEqual([])
    await deliverMail(ctx)
    expect(services.sent).toHaveLength(1)
    for (const word of ['Buiten', 'Mooi weer', 'Eerst was het', 'Je antwoord staat nog'])
      expect(services.sent[0]!.text).toContain(word)
    expect(await momentById(aylin, soup)).toMatchObject({
      mine: 'maybe',
      place: 'Buiten',
      movedFrom: moment.starts,
      why: 'Mooi weer',
    })
  })

  it('tells the new place only to who may still enter', async () => {
    const { ctx, services, noor, kees, aylin, id, plan } = await scene(store())
    await join(aylin, id)
    await withMail(kees, 'kees@voorbeeld.nl')
    const soup = await plan()
    for (const who of [kees, aylin]) await answerActivity(who, soup, 'yes')
    await removeMember(noor, id, kees.viewer.id, 'Ruzie')
    await changeCommunity(noor, id, { name: 'Geheim', purpose: '', access: 'besloten' })
    await changeActivity(noor, soup, { title: 'Soep', place: 'Bij Truus thuis' })
    for (const fact of await facts<{ activity: string }>(ctx, 'activity.moved', soup))
      await tellMoved(ctx, fact)
    expect(await kinds(aylin)).toContain('activity.moved')
    expect(await kinds(kees)).not.toContain('activity.moved')
    await deliverMail(ctx)
    expect(JSON.stringify(services.sent)).not.toContain('Truus')
    await expect(momentById(kees, soup)).rejects.toThrow(NotFound)
  })

  it('makes the moments of a series, each with its own address and answers', async () => {
    const { noor, kees, soup } = await weekly()
    const moments = await momentsOf(noor, soup)
    expect(moments.map(({ starts }) => starts)).toEqual([
      '2026-05-19 17:30',
      '2026-05-26 17:30',
      '2026-06-02 17:30',
      '2026-06-09 17:30',
      '2026-06-16 17:30',
      '2026-06-23 17:30',
      '2026-06-30 17:30',
    ])
    expect(moments[0]!.id).toBe(soup)
    await answerActivity(kees, moments[2]!.id, 'yes')
    expect((await momentById(kees, moments[1]!.id)).mine).toBeUndefined()
    expect(await momentById(kees, moments[2]!.id)).toMatchObject({ mine: 'yes', coming: 2 })
  })

  it('calls one of a series off, and the rest goes on', async () => {
    const { noor, kees, soup } = await weekly()
    const [, second, third] = await momentsOf(noor, soup)
    await answerActivity(kees, third!.id, 'yes')
    expect(await cancellable(noor, second!.id)).toMatchObject({ times: 6, others: 0 })
    await cancelActivity(noor, second!.id, { why: 'Vakantie' })
    expect((await momentsOf(noor, soup)).map(({ cancelled }) => cancelled !== null)).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
      false,
    ])
    expect(await momentById(kees, second!.id)).toMatchObject({ cancelled: true, why: 'Vakantie' })
    await expect(answerActivity(kees, second!.id, 'yes')).rejects.toThrow(Conflict)
    expect((await momentById(kees, third!.id)).mine).toBe('yes')
  })

  it('calls off a series from one time on, and tells everybody once', async () => {
    const { ctx, noor, kees, aylin, soup } = await weekly()
    const all = await momentsOf(noor, soup)
    for (const { id } of all) await answerActivity(kees, id, 'yes')
    await answerActivity(aylin, all[0]!.id, 'yes')
    await cancelActivity(noor, all[2]!.id, { rest: true })
    await cancelActivity(noor, all[2]!.id, { rest: true })
    expect((await momentsOf(noor, soup)).filter(({ cancelled }) => cancelled === null)).toHaveLength(2)
    const told = await facts<{ activity: string; rest?: boolean }>(ctx, 'activity.cancelled', all[2]!.id)
    expect(told).toHaveLength(1)
    await tellCancelled(ctx, told[0]!)
    expect(await kinds(kees)).toEqual(['activity.cancelled'])
    expect(await kinds(aylin)).toEqual([])
    const left = await row<{ rrule: string }>(ctx.db, sql`select rrule from activities where id = ${soup}`)
    expect(left?.rrule).toBe('FREQ=WEEKLY;UNTIL=20260602T172959Z')
    // From the first time on nothing is left.
    await cancelActivity(noor, all[0]!.id, { rest: true })
    expect((await momentsOf(noor, soup)).filter(({ cancelled }) => cancelled === null)).toEqual([])
  })

  it('moves a series from one time on; addresses and answers go along', async () => {
    const { ctx, noor, kees, soup } = await weekly()
    const all = await momentsOf(noor, soup)
    await answerActivity(kees, all[3]!.id, 'yes')
    await cancelActivity(noor, all[4]!.id)
    // From the third on: on Wednesday, at eight.
    const starts = momentOf('2026-06-03', '20:00')
    await moveActivity(noor, all[2]!.id, { starts, ends: after(starts, hour), place: 'Plein', rest: true })
    expect((await momentsOf(noor, soup)).map(({ starts }) => starts)).toEqual([
      '2026-05-19 17:30',
      '2026-05-26 17:30',
    ])
    const moved = await momentById(noor, all[2]!.id)
    expect(moved.activityId).not.toBe(soup)
    expect(await momentsOf(noor, moved.activityId)).toMatchObject([
      { id: all[2]!.id, starts: '2026-06-03 18:00', cancelled: null },
      { id: all[3]!.id, starts: '2026-06-10 18:00', cancelled: null },
      { id: all[4]!.id, starts: '2026-06-17 18:00' },
      { id: all[5]!.id, starts: '2026-06-24 18:00', cancelled: null },
      { id: all[6]!.id, starts: '2026-07-01 18:00', cancelled: null },
    ])
    expect((await momentById(kees, all[4]!.id)).cancelled).toBe(true)
    expect(await momentById(kees, all[3]!.id)).toMatchObject({
      mine: 'yes',
      place: 'Plein',
      movedFrom: momentOf('2026-06-09', '19:30'),
    })
    expect(await momentById(kees, all[0]!.id)).toMatchObject({ place: 'Bij Ineke thuis' })
    const rules = await row<{ rrule: string; was: string }>(
      ctx.db,
      sql`select n.rrule, o.rrule as was from activities n join activities o on o.id = n.continues where n.id = ${moved.activityId}`,
    )
    expect(rules).toEqual({ rrule: 'FREQ=WEEKLY;COUNT=5', was: 'FREQ=WEEKLY;UNTIL=20260602T172959Z' })
  })

  it('begins a series with a day that the rule gives', async () => {
    const { plan } = await scene(store())
    // The nineteenth of May is a third Tuesday, and not the last.
    const starts = momentOf('2026-05-19', '19:30')
    for (const wrong of [
      { rrule: 'FREQ=MONTHLY;BYDAY=-1TU' },
      { rrule: 'FREQ=WEEKLY', skips: ['2026-05-19'] },
    ])
      await expect(plan({ starts, ...wrong })).rejects.toMatchObject({ fields: { repeat: 'repeatFirst' } })
    await plan({ starts: momentOf('2026-05-26', '19:30'), rrule: 'FREQ=MONTHLY;BYDAY=-1TU' })
  })

  it('keeps the hour of a series over the change of the clock', async () => {
    const { noor, soup } = await weekly({
      starts: momentOf('2026-10-13', '19:30'),
      ends: momentOf('2026-10-13', '21:00'),
      rrule: 'FREQ=WEEKLY;COUNT=3',
    })
    expect((await momentsOf(noor, soup)).map(({ starts }) => starts)).toEqual([
      '2026-10-13 17:30',
      '2026-10-20 17:30',
      '2026-10-27 18:30',
    ])
  })

  it('makes a bounded number ahead, and goes on by the job, once', async () => {
    const { services, ctx, noor, soup } = await weekly({ rrule: 'FREQ=DAILY' })
    expect(await momentsOf(noor, soup)).toHaveLength(60)
    services.pass(20 * day)
    await Promise.all([extendSeries(ctx), extendSeries(ctx)])
    const all = await momentsOf(noor, soup)
    // Sixteen of them are over.
    expect(all.filter(({ starts }) => starts > '2026-06-03 10:00')).toHaveLength(60)
    expect(new Set(all.map(({ occurs }) => occurs)).size).toBe(all.length)
    const later = await momentById(await as(ctx, noor.viewer.id), all.at(-1)!.id)
    expect(later.mine).toBe('yes')
    await cancelActivity(noor, all.at(-30)!.id, { rest: true })
    services.pass(90 * day)
    await extendSeries(ctx)
    expect(await momentsOf(noor, soup)).toHaveLength(all.length)
  })

  it('leaves what began alone', async () => {
    const { services, ctx, noor, soup } = await weekly()
    services.pass(6 * day)
    const later = await as(ctx, noor.viewer.id)
    const starts = after(services.clock.now(), day)
    await expect(
      moveActivity(later, soup, { starts, ends: after(starts, hour), place: 'x' }),
    ).rejects.toThrow(Conflict)
    await expect(cancelActivity(later, soup)).rejects.toThrow(Conflict)
  })

  it('is news for the bundle: planned, moved and called off, each once', async () => {
    const { ctx, services, noor, id, soup } = await weekly()
    const from = services.clock.now()
    const all = await momentsOf(noor, soup)
    services.pass(hour)
    const starts = momentOf('2026-05-20', '19:30')
    await moveActivity(noor, all[0]!.id, { starts, ends: after(starts, hour), place: 'Plein' })
    await cancelActivity(noor, all[1]!.id)
    await cancelActivity(noor, all[2]!.id)
    const news = (since: Date) => newsSince(ctx, [id], since, services.clock.now())
    expect((await news(after(from, -1))).map(({ kind }) => kind).toSorted()).toEqual([
      'activity.cancelled',
      'activity.moved',
      'activity.planned',
    ])
    expect((await news(from)).map(({ kind, title, by }) => [kind, title, by])).toEqual([
      ['activity.cancelled', 'Soep', noor.viewer.id],
      ['activity.moved', 'Soep', noor.viewer.id],
    ])
    expect(await news(services.clock.now())).toEqual([])
  })
})
