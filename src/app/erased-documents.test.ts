import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { findInStore } from '../../tests/support/dump.ts'
import { newConcept, newViewer, testServices, visitor } from '../../tests/support/people.ts'
import { onEachEngine } from '../../tests/support/store.ts'
import { newId } from '../platform/ids.ts'
import { keepFile, readFile } from '../platform/files/index.ts'
import { foundCommunity, join } from '../domains/communities/index.ts'
import { chooseAmbition } from '../domains/ambitions/index.ts'
import {
  addDocument,
  adoptDocument,
  changeStep,
  documentById,
  reportBack,
  saveDocument,
  type NewDocument,
} from '../domains/documents/index.ts'
import { endOwnAmbition, endWithStory } from '../domains/outcomes/index.ts'
import { eraseDue } from '../domains/own-data/index.ts'
import type { Contribution, ViewerContext } from '../domains/residents/index.ts'
import { row, rows } from '../platform/db/store.ts'

onEachEngine('erasing who wrote things down', (store) => {
  let round = 0
  const setUp = async () => {
    round += 1
    const services = testServices(store())
    const ctx = visitor(services)
    const me = await newViewer(ctx, { name: `Zwaantje${round}` })
    const other = await newViewer(ctx, { name: 'Kees' })
    const found = (who: ViewerContext, name: string) =>
      foundCommunity(who, { name, purpose: '', access: 'internet', areaIds: [], conceptIds: [] })
    const mine = await found(other, 'De straat')
    await join(me, mine.id)
    const write = (who: ViewerContext, given: Partial<NewDocument>) =>
      addDocument(who, {
        communityId: mine.id,
        kind: 'page',
        title: 'Iets',
        body: 'Iets.',
        shownTo: 'readers',
        about: {
          byMe: true,
          author: '',
          source: '',
          link: '',
          written: '',
          licence: 'name',
          licenceWords: '',
          known: 'own',
        },
        ...given,
      })
    const word = `quispel${round}`
    const fileId = await keepFile(me, {
      bytes: new TextEncoder().encode(word),
      name: `${word}.txt`,
      type: 'text/plain',
    })
    const alone = await write(me, { title: word, body: word })
    const list = await write(me, { kind: 'checklist', title: word, body: `${word}\n\n- [ ] ${word}` })
    const file = await write(me, { kind: 'file', title: word, body: word, fileId })
    return { ctx, me, other, found, mine, write, word, fileId, alone, list, file }
  }
  const gone = async ({ ctx, me }: Awaited<ReturnType<typeof setUp>>, keeps: Contribution[] = []) => {
    const now = ctx.now().toISOString()
    await ctx.db.execute(
      sql`insert into erasures (id, resident_id, asked, due, keeps)
          values (${newId()}, ${me.viewer.id}, ${now}, ${now}, ${`{${keeps.join(',')}}`}::text[])`,
    )
    expect(await eraseDue(ctx)).toBe(1)
  }

  it('takes their words, steps, files and notices along, also out of the history', async () => {
    const at = await setUp()
    const { me, other, word } = at
    const ours = await at.write(other, { title: 'Van Kees' })
    await saveDocument(me, ours, { base: 1, title: 'Van Kees', body: word })
    await saveDocument(other, ours, { base: 2, title: 'Van Kees', body: 'Weer van Kees.' })
    const elsewhere = await at.found(me, 'Mijn plek')
    const copy = await adoptDocument(me, ours, { slug: elsewhere.slug, shownTo: 'readers' })
    await reportBack(me, copy, word)
    await newConcept(at.ctx, { scheme: 'ambition', slug: word.replace('quispel', 'wens'), label: 'Wens' })
    const wish = word.replace('quispel', 'wens')
    await chooseAmbition(me, { slug: wish, reach: 'buurt', findable: true })
    const telling = {
      result: 'tried' as const,
      worked: word,
      failed: '',
      lesson: word,
      thanks: '',
      story: word,
    }
    await endOwnAmbition(me, wish, { ...telling, access: 'internet', named: true, to: [other.viewer.id] })
    await endWithStory(me, elsewhere.id, { ...telling, to: [] })
    expect(await findInStore(store(), [word, me.viewer.id])).not.toEqual([])
    await gone(at)
    expect(await findInStore(store(), [word, me.viewer.id])).toEqual([])
    await expect(readFile(at.ctx, at.fileId)).rejects.toThrow('notFound')
    // What others wrote is still theirs.
    expect((await documentById(other, ours)).body).toBe('Weer van Kees.')
  })

  it('leaves without a name what they let stand, what others wrote in, and what others took over', async () => {
    const at = await setUp()
    const { me, other } = at
    const together = await at.write(me, { title: 'Samen' })
    await saveDocument(other, together, { base: 1, title: 'Samen', body: 'Van ons allebei.' })
    const shared = await at.write(me, { title: 'Handig', body: 'Zo doe je dat.' })
    const elsewhere = await at.found(other, 'Elders')
    const copy = await adoptDocument(other, shared, { id: newId(), slug: elsewhere.slug, shownTo: 'readers' })
    const [step] = await rows<{ id: string }>(
      store().db,
      sql`select id from document_steps where document_id = ${at.list}`,
    )
    await changeStep(me, at.list, step!.id, 'tick')
    await gone(at, ['texts'])
    for (const id of [together, at.alone, copy, at.list]) {
      const document = await documentById(other, id)
      expect(document.withdrawn).toBeUndefined()
      expect([document.authorId, document.authorName]).toEqual([null, null])
    }
    expect((await documentById(other, together)).body).toBe('Van ons allebei.')
    expect((await documentById(other, copy)).body).toBe('Zo doe je dat.')
    expect(
      await row(
        store().db,
        sql`select ticked is not null as done, ticked_by from document_steps where id = ${step!.id}`,
      ),
    ).toEqual({ done: true, ticked_by: null })
    expect(await findInStore(store(), [me.viewer.id])).toEqual([])
  })
})
