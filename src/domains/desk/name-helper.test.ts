import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { as, newViewer } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { row } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { putInVault } from '../identity/index.ts'
import { appointSteward, noticesOf, setLevel } from '../residents/index.ts'
import { answerAsk, helpingsOf } from '../helping/index.ts'
import { setUp } from './test-support.ts'

onEachEngine('naming a helper at the desk', (store) => {
  /** Truus, registered at the desk; and Kees Smit, who lives in the same house. */
  const withKees = async () => {
    const all = await setUp(store())
    const { ctx, steward, paper } = all
    await steward.post('/beheer/balie', paper)
    const home = await row<{ street: string; postcode: string }>(
      ctx.db,
      sql`select street, postcode from addresses where id = ${Number(paper.address)}`,
    )
    const address = { ...home!, number: 5, letter: '', addition: '', place: 'Ravenhorst' }
    const neighbour = async (name: string) => {
      const viewer = await newViewer(ctx, { name: name.split(' ')[0] ?? name })
      await putInVault(ctx, viewer.viewer.id, { name, mail: `${newId()}@voorbeeld.nl`, address })
      return viewer
    }
    const kees = await neighbour('Kees Smit')
    const form = { name: 'Kees Smit', address: paper.address, q: paper.q, kinds: ['join', 'rsvp'] }
    const path = `/beheer/balie/${paper.id}/helper`
    return { ...all, kees, neighbour, form, path }
  }

  it('asks the neighbour whom the form names, who says yes first; and tells the resident', async () => {
    const { ctx, steward, kees, form, path, paper } = await withKees()
    expect((await steward.post(path, form)).status).toBe(303)
    expect((await steward.post(path, form)).status).toBe(303)
    const truus = await as(ctx, paper.id)
    expect(await helpingsOf(truus, 'helped')).toMatchObject([
      { name: 'Kees', kinds: ['join', 'rsvp'], accepted: undefined },
    ])
    expect((await noticesOf(truus)).map(({ kind }) => kind)).toContain('helping.named')
    expect((await noticesOf(kees)).map(({ kind }) => kind)).toEqual(['helping.asked'])
    const [asked] = await helpingsOf(kees, 'helper')
    await answerAsk(kees, asked!.id, true)
    expect(await (await steward.get(`/beheer/balie/${paper.id}`)).text()).toContain('<li>Kees</li>')
  })

  it('finds nobody by half a name, elsewhere, with an unproven address, or when two fit', async () => {
    const { ctx, steward, kees, neighbour, form, path, paper } = await withKees()
    const said = async (change: Partial<typeof form>) => {
      const answer = await steward.post(path, { ...form, ...change })
      return [answer.status, (await answer.text()).includes('We vinden niemand met deze naam')]
    }
    expect(await said({ name: 'Kees' })).toEqual([422, true])
    expect(await said({ name: 'Piet Smit' })).toEqual([422, true])
    expect(await said({ name: `Truus ${paper.surname}` })).toEqual([422, true])
    await setLevel(ctx, kees.viewer.id, 'applicant', 'test')
    expect(await said({})).toEqual([422, true])
    await setLevel(ctx, kees.viewer.id, 'verified', 'test')
    await neighbour('Kees Smit')
    expect(await said({})).toEqual([422, true])
  })

  it('is no way for a steward to help themselves to an account', async () => {
    const { ctx, site, form, path, kees } = await withKees()
    await setLevel(ctx, kees.viewer.id, 'assured', 'test')
    await appointSteward(ctx, kees.viewer.id, 'identity')
    const own = await site.signedIn(kees.viewer.id)
    const answer = await own.post(path, form)
    expect([answer.status, (await answer.text()).includes('Over jezelf schrijf je dit niet op')]).toEqual([
      422,
      true,
    ])
  })

  it('is for identity stewards, about who was registered at the desk, without a citizen service number', async () => {
    const { ctx, site, person, steward, form, path, kees } = await withKees()
    for (const [browser, status] of [
      [site.visitor(), 401],
      [await person(), 403],
      [await person('taxonomy'), 403],
    ] as const)
      expect((await browser.post(path, form)).status).toBe(status)
    const elsewhere = await newViewer(ctx)
    expect((await steward.post(`/beheer/balie/${elsewhere.viewer.id}/helper`, form)).status).toBe(404)
    const answer = await steward.post(path, { ...form, name: 'Kees Smit 111222333' })
    const page = await answer.text()
    expect([answer.status, page.includes('burgerservicenummer'), page.includes('111222333')]).toEqual([
      422,
      true,
      false,
    ])
    expect((await steward.post(path, { ...form, kinds: [] })).status).toBe(422)
    expect(await helpingsOf(kees, 'helper')).toEqual([])
  })
})
