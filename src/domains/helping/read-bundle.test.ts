import { sql } from 'drizzle-orm'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, it } from 'vitest'
import { withMail } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { minute } from '../../platform/clock.ts'
import { row } from '../../platform/db/store.ts'
import { startConversation } from '../conversations/index.ts'
import { block, setResting, tell } from '../residents/index.ts'
import { changeKinds, endHelping } from './actions.ts'
import { actsOf } from './queries.ts'
import { helpingNow, helps, setUp } from './test-support.ts'

async function textOf(answer: Response): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(await answer.arrayBuffer()) }).promise
  const { items } = await (await document.getPage(1)).getTextContent()
  return items.map((item) => ('str' in item ? item.str : '')).join(' ')
}

onEachEngine('reading the bundle of a neighbour', (store) => {
  it('is for who may read, and shows only what communities did; each time is written down', async () => {
    const { services, site, ctx, truus, kees, aylin, square, person } = await setUp(store())
    await withMail(truus, `${truus.viewer.id}@voorbeeld.nl`)
    services.pass(minute)
    await startConversation(aylin, {
      where: { communityId: square.id },
      title: 'Soep',
      words: 'Wie?',
      kind: 'talk',
    })
    await tell(ctx, [truus.viewer.id], 'community.removed', { name: 'Geheim' })
    await tell(ctx, [truus.viewer.id], 'call.accepted', { call: 'x' })
    const id = await helps(kees, truus, ['read'])
    const browser = await site.signedIn(kees.viewer.id)
    expect(await (await browser.get('/helpen')).text()).toContain(`/helpen/${id}/bundel.pdf`)
    const printed = await browser.post(`/helpen/${id}/bundel.pdf`)
    expect(printed.headers.get('content-type')).toBe('application/pdf')
    const text = await textOf(printed)
    expect(text).toMatch(/De bundel van Truus[^]*Plein[^]*Nieuw gesprek: Soep/)
    // Neither what she was told herself, nor where she lives.
    expect(text).not.toMatch(/Geheim|zegt ja|Lijnbaan/)
    expect((await actsOf(truus, 'helped')).map(({ kind }) => kind)).toEqual(['read'])
    expect(
      await row(ctx.db, sql`select 1 from vault_openings where resident_id = ${truus.viewer.id}`),
    ).toBeUndefined()
    // Nobody else, and not by way of a session that is for her.
    for (const who of [aylin, truus, await person('Ravi')])
      expect((await (await site.signedIn(who.viewer.id)).post(`/helpen/${id}/bundel.pdf`)).status).toBe(404)
    expect((await site.visitor().post(`/helpen/${id}/bundel.pdf`)).status).toBe(401)
    const acting = await helpingNow(site, kees, id)
    expect((await acting.post(`/helpen/${id}/bundel.pdf`, { namens: truus.viewer.id })).status).toBe(403)
    expect((await acting.get('/ik/bundel')).status).toBe(403)
  })

  it('ends with the tick, with the helping, with a block, and while she rests', async () => {
    const { site, ctx, truus, kees, aylin } = await setUp(store())
    const id = await helps(kees, truus, ['read', 'join'])
    const print = async () =>
      (await (await site.signedIn(kees.viewer.id)).post(`/helpen/${id}/bundel.pdf`)).status
    expect(await print()).toBe(200)
    await setResting(ctx, truus.viewer.id, true)
    expect(await print()).toBe(404)
    await setResting(ctx, truus.viewer.id, false)
    await changeKinds(truus, id, ['join'])
    expect(await print()).toBe(404)
    await changeKinds(truus, id, ['read'])
    expect(await print()).toBe(200)
    await endHelping(truus, id)
    expect(await print()).toBe(404)
    const other = await helps(aylin, truus, ['read'])
    await block(truus, aylin.viewer.id)
    expect((await (await site.signedIn(aylin.viewer.id)).post(`/helpen/${other}/bundel.pdf`)).status).toBe(
      404,
    )
  })
})
