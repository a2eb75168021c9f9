import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { as, newViewer } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { row, rows } from '../../platform/db/store.ts'
import { NotAllowed, TooMany } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { appointSteward } from '../residents/index.ts'
import { askKnown } from './register.ts'
import { countOf, setUp } from './test-support.ts'

onEachEngine('who is known already, at the desk', (store) => {
  it('writes down for whom it was seen that they are known, also when nobody is registered', async () => {
    const { ctx, site, steward, paper } = await setUp(store())
    await steward.post('/beheer/balie', { ...paper, birth: '1941-02-03' })
    const seen = () =>
      rows(
        ctx.db,
        sql`select distinct why, field from vault_openings
            where resident_id = ${paper.id} and opened_by is not null and why = 'desk.known' order by field`,
      )
    expect(await seen()).toEqual([])
    const again = { ...paper, id: newId() }
    // The form is refused, and so is what follows from it; that somebody saw it stays.
    expect((await steward.post('/beheer/balie', again)).status).toBe(422)
    expect(await seen()).toEqual(['address', 'name'].map((field) => ({ why: 'desk.known', field })))
    await steward.post('/beheer/balie', { ...again, birth: '1941-02-03', step: 'check' })
    expect(await seen()).toEqual(['address', 'birth', 'name'].map((field) => ({ why: 'desk.known', field })))
    await ctx.db.execute(sql`update vault_openings set opened = now() where resident_id = ${paper.id}`)
    const page = await (await (await site.signedIn(paper.id)).get('/ik/gegevens')).text()
    expect(page).toContain('Om te kijken of jij het was die aan een balie stond')
    expect(page).toContain('Iemand van de stichting')
    // Nothing is written down of who was not found.
    const stranger = await newViewer(ctx)
    expect(
      await rows(ctx.db, sql`select 1 from vault_openings where resident_id = ${stranger.viewer.id}`),
    ).toEqual([])
  })

  it('looks no more than 120 times a day who is known somewhere', async () => {
    const { ctx } = await setUp(store())
    const one = await newViewer(ctx, { level: 'assured' })
    await appointSteward(ctx, one.viewer.id, 'identity')
    const desk = await as(ctx, one.viewer.id)
    const address = { street: 'Lijnbaan', number: 1, letter: '', addition: '', postcode: '', place: '' }
    const look = () => askKnown(desk, { firstName: 'Truus', surname: 'Bos', address, birth: undefined })
    for (let n = 0; n < 120; n++) expect(await look()).toEqual([])
    await expect(look()).rejects.toThrow(TooMany)
    await expect(askKnown(one, { firstName: 'T', surname: 'B', address, birth: undefined })).rejects.toThrow(
      NotAllowed,
    )
  })

  it('lets two people of one name and birth through as a case, and no letter goes before it is judged', async () => {
    const { ctx, steward, paper, person } = await setUp(store())
    const birth = '1941-02-03'
    await steward.post('/beheer/balie', { ...paper, birth })
    const twin = { ...paper, id: newId(), birth, other: 'yes' }
    expect((await steward.post('/beheer/balie', twin)).status).toBe(303)
    const opened = await row<{ id: string; other: string; proof: string }>(
      ctx.db,
      sql`select id, other_id as other, proof_kind as proof from identity_cases
          where resident_id = ${twin.id} and kind = 'same-person' and closed is null`,
    )
    expect(opened).toMatchObject({ other: paper.id, proof: 'letter' })
    expect(await countOf(ctx, 'letters', twin.id)).toBe(0)
    const judge = await person('identity')
    expect(
      (await judge.post(`/beheer/zaken/${opened!.id}`, { verdict: 'fine', reason: 'Tweelingneven' })).status,
    ).toBe(303)
    expect(await countOf(ctx, 'letters', twin.id)).toBe(1)
  })

  it('lets two forms for one person at two homes see each other, also at the same moment', async () => {
    const [one, two] = [await setUp(store()), await setUp(store())]
    const birth = '1939-09-09'
    const surname = `de Tweeling-${newId().replaceAll(/[^a-f]/g, '')}`
    const forms = [
      [one.steward, { ...one.paper, surname, birth }],
      [two.steward, { ...two.paper, surname, birth }],
    ] as const
    const sent = await Promise.all(forms.map(([steward, form]) => steward.post('/beheer/balie', form)))
    expect(sent.map(({ status }) => status).toSorted()).toEqual([303, 422])
  })
})
