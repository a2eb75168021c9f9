import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { as, newViewer } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { rows } from '../../platform/db/store.ts'
import { keepFile, readFile } from '../../platform/files/index.ts'
import { newId } from '../../platform/ids.ts'
import { changeCommunity, communityById, foundCommunity, join, rest } from '../communities/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import { adoptDocument, reportBack } from './actions/adopt.ts'
import { showTo, withdrawDocument } from './actions/care.ts'
import { changeStep } from './actions/steps.ts'
import { saveDocument } from './actions/versions.ts'
import { documentById } from './document.ts'
import { stepsOf } from './queries/history.ts'
import { libraryOf, partsOf } from './queries/library.ts'
import { originOf, travelsOf } from './queries/travels.ts'
import { about, newLibrary, refused, type Library } from './test-support.ts'

onEachEngine('taking over', (store) => {
  /** Where something was thought of, and a neighbour of another community who finds it. */
  const setUp = async (access: 'extranet' | 'internet' = 'internet') => {
    const from = await newLibrary(store(), access)
    const neighbour = await newViewer(from.ctx, { name: 'Samira' })
    const to = await foundCommunity(neighbour, {
      name: 'Tweede straat',
      purpose: '',
      access: 'internet',
      areaIds: [],
      conceptIds: [],
    })
    return { from, neighbour, to }
  }
  const adopt = async (who: ViewerContext, id: string, slug: string, form = newId()) =>
    adoptDocument(who, id, { id: form, slug, shownTo: 'readers' })
  const close = async (who: ViewerContext, id: string) => {
    await changeCommunity(who, id, { name: 'Geheim hofje', purpose: '', access: 'besloten' })
    return (await communityById(who, id)).slug
  }
  const travels = async (who: Library['ctx'], id: string) => travelsOf(who, await documentById(who, id))

  it('makes a copy with its origin, once for a form sent twice', async () => {
    const { from, neighbour, to } = await setUp()
    const id = await from.write(from.member, { about: { ...about, known: 'research', source: 'Een boek' } })
    const form = newId()
    const both = await Promise.allSettled([
      adopt(neighbour, id, to.slug, form),
      adopt(neighbour, id, to.slug, form),
    ])
    expect(both.map((one) => one.status === 'fulfilled' && one.value)).toEqual([form, form])
    const copy = await documentById(neighbour, form)
    expect(copy).toMatchObject({
      title: 'De sleutel',
      body: 'De sleutel ligt bij Kees.',
      maker: 'Samira',
      authorName: 'Kees',
      known: 'research',
      source: 'Een boek',
    })
    expect(await originOf(neighbour, copy)).toMatchObject({
      document: { id },
      community: { slug: from.slug },
      adapted: false,
    })
    expect((await libraryOf(neighbour, to.id)).items).toHaveLength(1)
    expect(await refused(adopt(neighbour, id, to.slug))).toBe('alreadyAdopted')
    await withdrawDocument(neighbour, form)
    expect(await refused(adopt(neighbour, id, to.slug))).toBe('done')
  })

  it('is for members of the other community, of what they may read and its maker lets go', async () => {
    const { from, neighbour, to } = await setUp('extranet')
    const id = await from.write()
    expect(await refused(adopt(from.ctx as ViewerContext, id, to.slug))).toBe('signInNeeded')
    expect(await refused(adopt(from.applicant, id, to.slug))).toBe('notFound')
    expect(await refused(adopt(from.stranger, id, to.slug))).toBe('membersOnly')
    expect(await refused(adopt(from.member, id, from.slug))).toBe('adoptSelf')
    const hidden = await from.write(from.member, { shownTo: 'members' })
    expect(await refused(adopt(neighbour, hidden, to.slug))).toBe('notFound')
    const asked = await from.write(from.member, { about: { ...about, licence: 'ask' } })
    expect(await refused(adopt(neighbour, asked, to.slug))).toBe('askFirst')
    await withdrawDocument(from.member, id)
    expect(await refused(adopt(neighbour, id, to.slug))).toBe('notFound')
    await rest(neighbour, to.id)
    expect(await refused(adopt(neighbour, await from.write(), to.slug))).toBe('communityResting')
  })

  it('is possible thirty times a day', async () => {
    const { from, neighbour, to } = await setUp()
    const id = await from.write()
    const form = newId()
    for (let n = 0; n < 30; n++) await adopt(neighbour, id, to.slug, form)
    expect(await refused(adopt(neighbour, id, to.slug, form))).toBe('tooMany')
  })

  it('takes a whole plan along: what may be read in it, unticked, and files that stand by themselves', async () => {
    const { from, neighbour, to } = await setUp()
    const plan = await from.write(from.member, {
      kind: 'plan',
      title: 'Straatfeest',
      body: 'Alles bij elkaar.',
    })
    const list = await from.write(from.member, {
      kind: 'checklist',
      title: 'Stappen',
      body: '- [ ] Vraag de straat\n- [ ] Ruim op',
      planId: plan,
    })
    const bytes = new TextEncoder().encode('Kom je ook?')
    const fileId = await keepFile(from.member, { bytes, name: 'briefje.txt', type: 'text/plain' })
    const file = await from.write(from.member, {
      kind: 'file',
      title: 'Briefje',
      body: '',
      fileId,
      planId: plan,
    })
    await from.write(from.member, { title: 'De kas', shownTo: 'members', planId: plan })
    await from.write(from.member, { title: 'Vraag eerst', about: { ...about, licence: 'ask' }, planId: plan })
    const [step] = await stepsOf(from.member, await documentById(from.member, list))
    await changeStep(from.member, list, step!.id, 'tick')

    const copy = await adopt(neighbour, plan, to.slug)
    const parts = await partsOf(neighbour, copy)
    expect(parts.map(({ title, ticked, steps }) => [title, ticked, steps])).toEqual([
      ['Stappen', 0, 2],
      ['Briefje', 0, 0],
    ])
    await withdrawDocument(from.member, file)
    await store().db.execute(sql`delete from documents where id = ${file}`)
    const briefje = await documentById(neighbour, parts[1]!.id)
    expect(new TextDecoder().decode((await readFile(neighbour, briefje.file!.id)).content)).toBe(
      'Kom je ook?',
    )
    expect((await originOf(neighbour, briefje))?.document).toBeUndefined()
  })

  describe('the origin', () => {
    it('sees where it went, that it was changed, and how it went', async () => {
      const { from, neighbour, to } = await setUp()
      const id = await from.write()
      const copy = await adopt(neighbour, id, to.slug)
      expect(await travels(from.member, id)).toEqual({
        shown: [
          { to: { documentId: copy, slug: to.slug, name: 'Tweede straat' }, adapted: false, report: '' },
        ],
        others: 0,
      })
      await saveDocument(neighbour, copy, { base: 1, title: 'De sleutel', body: 'Bij ons bij Samira.' })
      expect(await refused(reportBack(from.stranger, copy, 'Goed'))).toBe('membersOnly')
      expect(await refused(reportBack(from.member, id, 'Goed'))).toBe('notFound')
      expect(await refused(reportBack(neighbour, copy, '  '))).toBe('reportMissing')
      await reportBack(neighbour, copy, 'Zo ging het bij ons: prima.')
      await reportBack(neighbour, copy, 'Zo ging het bij ons: heel goed.')
      expect((await travels(from.ctx, id)).shown).toMatchObject([
        { adapted: true, report: 'Zo ging het bij ons: heel goed.' },
      ])
      const told = await rows<{ kind: string; data: unknown }>(
        store().db,
        sql`select kind, data from notices where resident_id = ${from.member.viewer.id} and kind like 'document.%' order by id`,
      )
      expect(told.map(({ kind }) => kind)).toEqual(['document.adopted', 'document.reported'])
      // What the maker reads tells nothing of where it went.
      for (const secret of [copy, to.id, to.slug, 'Tweede straat', neighbour.viewer.id])
        expect(JSON.stringify(told)).not.toContain(secret)
    })

    it('never learns which closed community took it over, nor when', async () => {
      const { from, neighbour, to } = await setUp()
      const id = await from.write()
      const slug = await close(neighbour, to.id)
      const copy = await adopt(neighbour, id, slug)
      for (const who of [from.ctx, from.member, from.manager, from.stranger])
        expect(await travels(who, id)).toEqual({ shown: [], others: 1 })
      await reportBack(neighbour, copy, 'Bij ons ging het mis met de regen.')
      await saveDocument(neighbour, copy, { base: 1, title: 'De sleutel', body: 'Anders.' })
      expect(await travels(from.member, id)).toEqual({
        shown: [{ to: undefined, adapted: false, report: 'Bij ons ging het mis met de regen.' }],
        others: 0,
      })
      // Whoever belongs to both sees it whole.
      expect((await travels(neighbour, id)).shown).toMatchObject([{ to: { slug } }])
    })

    it('does not learn either of an open one that keeps it for its members', async () => {
      const { from, neighbour, to } = await setUp()
      const id = await from.write()
      const copy = await adopt(neighbour, id, to.slug)
      await showTo(neighbour, copy, 'members')
      expect(await travels(from.member, id)).toEqual({ shown: [], others: 1 })
      await withdrawDocument(neighbour, copy)
      expect(await travels(from.member, id)).toEqual({ shown: [], others: 0 })
    })
  })

  it('names where it came from only to whoever may read it there', async () => {
    const { from, neighbour, to } = await setUp()
    const id = await from.write()
    const copy = await adopt(neighbour, id, to.slug)
    await close(from.manager, from.id)
    expect(await originOf(neighbour, await documentById(neighbour, copy))).toMatchObject({
      document: undefined,
      community: undefined,
    })
    await join(from.member, to.id)
    expect(await originOf(from.member, await documentById(from.member, copy))).toMatchObject({
      document: { id },
    })
    expect((await documentById(await as(from.ctx, neighbour.viewer.id), copy)).authorName).toBe('Kees')
  })
})
