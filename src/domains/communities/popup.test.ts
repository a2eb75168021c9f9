import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import { systemContext } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { Conflict, NotAllowed, NotFound, SignInNeeded } from '../../platform/errors.ts'
import { noticesOf } from '../residents/index.ts'
import { foundCommunity } from './actions/found.ts'
import { join } from './actions/members.ts'
import { setLastDay, windDown } from './actions/popup.ts'
import { endCommunity, wake } from './actions/states.ts'
import { communityById } from './community.ts'

onEachEngine('a pop-up', (store) => {
  const setUp = async () => {
    // The clock of the tests stands at 14 May 2026.
    const services = testServices(store())
    const ctx = visitor(services)
    const [noor, kees, stranger] = [await newViewer(ctx), await newViewer(ctx), await newViewer(ctx)]
    const { id } = await foundCommunity(noor, {
      name: 'Zomerplein',
      purpose: '',
      access: 'extranet',
      areaIds: [],
      conceptIds: [],
    })
    await join(kees, id)
    const told = async (who: typeof noor) =>
      (await noticesOf(who)).map(({ kind }) => kind).filter((kind) => kind.startsWith('community.l'))
    return { services, ctx, noor, kees, stranger, id, told }
  }

  it('gets its last day from its manager, within two years', async () => {
    const { ctx, noor, kees, stranger, id } = await setUp()
    await expect(setLastDay(ctx, id, '2026-08-01')).rejects.toThrow(SignInNeeded)
    await expect(setLastDay(stranger, id, '2026-08-01')).rejects.toThrow(NotAllowed)
    await expect(setLastDay(kees, id, '2026-08-01')).rejects.toThrow(NotAllowed)
    await expect(setLastDay(noor, 'geen id', '2026-08-01')).rejects.toThrow(NotFound)
    for (const [wrong, code] of [
      ['morgen', 'dayUnknown'],
      ['2026-02-30', 'dayUnknown'],
      ['2026-05-14', 'dayPast'],
      ['2028-06-01', 'dayFar'],
    ] as const)
      await expect(setLastDay(noor, id, wrong)).rejects.toMatchObject({ fields: { lastDay: code } })
    await setLastDay(noor, id, '2026-08-01')
    await setLastDay(noor, id, '2026-08-01')
    expect((await communityById(kees, id)).endsOn).toBe('2026-08-01')
    await setLastDay(noor, id, null)
    expect((await communityById(kees, id)).endsOn).toBeNull()
    const changes = await rows(
      ctx.db,
      sql`select value from community_changes where community_id = ${id} and kind = 'last-day' order by id`,
    )
    expect(changes).toEqual([{ value: '2026-08-01' }, { value: '' }])
  })

  it('is announced once, rests after its last day and not on it, and wakes by any member', async () => {
    const { services, noor, kees, stranger, id, told } = await setUp()
    const tick = () => windDown(systemContext(services))
    await setLastDay(noor, id, '2026-06-10')
    await tick()
    expect(await told(kees)).toEqual([])
    services.pass(13 * day)
    await Promise.all([tick(), tick()])
    expect([await told(noor), await told(kees)]).toEqual([['community.last-day'], ['community.last-day']])
    services.pass(14 * day)
    await tick()
    expect((await communityById(kees, id)).state).toBe('forming')
    services.pass(day)
    await tick()
    await tick()
    expect((await communityById(kees, id)).state).toBe('resting')
    expect((await told(noor)).toSorted()).toEqual(['community.last-day', 'community.look-back'])
    expect(await told(kees)).toEqual(['community.last-day'])
    await expect(wake(stranger, id)).rejects.toThrow(NotAllowed)
    await wake(kees, id)
    expect(await communityById(noor, id)).toMatchObject({ state: 'forming', endsOn: null })
    await tick()
    expect((await communityById(kees, id)).state).toBe('forming')
  })

  it('that was rounded off has no last day to change', async () => {
    const { noor, id } = await setUp()
    await endCommunity(noor, id, 'tried')
    await expect(setLastDay(noor, id, '2026-08-01')).rejects.toThrow(Conflict)
  })
})
