import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { findInStore } from '../../tests/support/dump.ts'
import { newViewer, testServices, visitor } from '../../tests/support/people.ts'
import { Site } from '../../tests/support/site.ts'
import { onEachEngine } from '../../tests/support/store.ts'
import { strFromU8, unzipSync } from 'fflate'
import { newId } from '../platform/ids.ts'
import { rows } from '../platform/db/store.ts'
import { foundCommunity, join } from '../domains/communities/index.ts'
import { beginLetters, writeLetter } from '../domains/letters/index.ts'
import { eraseDue } from '../domains/own-data/index.ts'

onEachEngine('who wrote to a neighbour', (store) => {
  const setUp = async () => {
    const services = testServices(store())
    const ctx = visitor(services)
    const me = await newViewer(ctx, { name: 'Zwaantje' })
    const other = await newViewer(ctx, { name: 'Kees' })
    const third = await newViewer(ctx, { name: 'Aylin' })
    const founding = { purpose: '', access: 'internet' as const, areaIds: [], conceptIds: [] }
    const { id } = await foundCommunity(other, { ...founding, name: `Straat ${newId().slice(0, 8)}` })
    await join(me, id)
    await join(third, id)
    const ours = await beginLetters(me, other.viewer.id, { words: 'woord van Zwaantje' })
    await writeLetter(other, ours, { words: 'woord van Kees' })
    const asked = await beginLetters(me, third.viewer.id, { words: 'nog een van Zwaantje' })
    const site = new Site(services)
    const kees = await site.signedIn(other.viewer.id)
    await kees.post(`/brieven/${ours}/meld/1`, { why: 'reden van Kees' })
    return { ctx, me, other, third, ours, asked, site, kees }
  }
  const erased = async ({ ctx, me }: Awaited<ReturnType<typeof setUp>>) => {
    const now = ctx.now().toISOString()
    await ctx.db.execute(
      sql`insert into erasures (id, resident_id, asked, due, keeps)
          values (${newId()}, ${me.viewer.id}, ${now}, ${now}, '{talks,texts}')`,
    )
    expect(await eraseDue(ctx)).toBe(1)
  }

  it('takes what they wrote along to read, and nothing of the other', async () => {
    const { me, site } = await setUp()
    const browser = await site.signedIn(me.viewer.id)
    const zip = await browser.post('/ik/gegevens/meenemen')
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()))
    const taken = JSON.parse(strFromU8(files['json/letters.json']!)) as Record<string, object[]>
    expect(taken['privateWords']).toHaveLength(2)
    expect(taken['privateWords']).toContainEqual(
      expect.objectContaining({ words: 'woord van Zwaantje', name: 'Kees' }),
    )
    const all = Object.values(files).map((bytes) => strFromU8(bytes))
    expect(all.some((text) => text.includes('woord van Kees'))).toBe(false)
    expect(all.some((text) => text.includes('wrapped'))).toBe(false)
  })

  it('takes their words along when they are erased, whatever else may stand; the other keeps their own', async () => {
    const at = await setUp()
    const { ctx, me, ours, asked, kees, site, third } = at
    await erased(at)
    const page = await (await kees.get(`/brieven/${ours}`)).text()
    expect(page).toContain('Dit bericht is weg.')
    expect(page).toContain('woord van Kees')
    expect(page).not.toContain('Zwaantje')
    expect(page).toContain('Hier kan nu niet geschreven worden')
    const sealed = await rows<{ sealed: unknown }>(
      ctx.db,
      sql`select sealed from private_words where correspondence_id = ${ours} and seq = 1
          union all select r.sealed from letter_reports r join private_words w on w.id = r.words_id where w.correspondence_id = ${ours}`,
    )
    expect(sealed.every((one) => one.sealed === null)).toBe(true)
    // A first message that nobody answered goes as a whole.
    expect((await (await site.signedIn(third.viewer.id)).get(`/brieven/${asked}`)).status).toBe(404)
    expect(await findInStore(store(), [me.viewer.id])).toEqual([])
    // When the other stops too, nothing of it stays.
    await kees.post(`/brieven/${ours}/weg`)
    expect(await rows(ctx.db, sql`select 1 from correspondences where id = ${ours}`)).toEqual([])
  })

  it('is gone with all of it when both are erased', async () => {
    const at = await setUp()
    await erased(at)
    await erased({ ...at, me: at.other })
    expect(await rows(at.ctx.db, sql`select 1 from correspondences where id = ${at.ours}`)).toEqual([])
  })
})
