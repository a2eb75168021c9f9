import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { changeCommunity, endCommunity, invite, join, leave, rest } from '../communities/index.ts'
import { block, setProtected, type ViewerContext } from '../residents/index.ts'
import { withdrawDocument } from './actions/care.ts'
import { changeAbout } from './actions/write.ts'
import { keepAside, restoreVersion, saveDocument } from './actions/versions.ts'
import { documentById } from './document.ts'
import { versionOf, versionsOf } from './queries/history.ts'
import { libraryOf } from './queries/library.ts'
import { newsSince } from './queries/news.ts'
import { about, byOthers, newLibrary, refused, type Library } from './test-support.ts'

onEachEngine('documents', (store) => {
  const library = (access?: 'besloten' | 'extranet' | 'internet') => newLibrary(store(), access)
  const titles = async (ctx: Context, id: string) =>
    (await libraryOf(ctx, id)).items.map(({ title }) => title)

  describe('writing', () => {
    it('is for members, and twice the same form writes once', async () => {
      const at = await library('internet')
      const form = newId()
      expect(await byOthers(at, (who) => at.write(who))).toEqual({
        visitor: 'signInNeeded',
        applicant: 'membersOnly',
        stranger: 'membersOnly',
      })
      const ids = await Promise.all([at.write(at.member, { id: form }), at.write(at.member, { id: form })])
      expect(new Set(ids)).toEqual(new Set([form]))
      expect(await refused(at.write(at.manager, { id: form }))).toBe('notFound')
      expect(await titles(at.member, at.id)).toEqual(['De sleutel'])
      expect(await documentById(at.member, form)).toMatchObject({
        html: '<p>De sleutel ligt bij Kees.</p>',
        maker: 'Kees',
        authorName: 'Kees',
        version: 1,
      })
    })

    it('waits while the community rests, and is over when it ended', async () => {
      const at = await library()
      const id = await at.write()
      await rest(at.manager, at.id)
      expect(await refused(at.write())).toBe('communityResting')
      await endCommunity(at.manager, at.id, 'tried')
      expect(await refused(at.write())).toBe('communityEnded')
      expect(await refused(saveDocument(at.member, id, { base: 1, title: 'x', body: 'y' }))).toBe(
        'communityEnded',
      )
      expect((await documentById(at.stranger, id)).title).toBe('De sleutel')
    })

    it('says what is missing', async () => {
      const at = await library()
      expect(await refused(at.write(at.member, { title: '  ' }))).toBe('titleMissing')
      expect(await refused(at.write(at.member, { body: ' ' }))).toBe('textMissing')
      expect(await refused(at.write(at.member, { body: 'x'.repeat(40_001) }))).toBe('textLong')
      expect(await refused(at.write(at.member, { kind: 'checklist', body: 'zomaar' }))).toBe('stepsMissing')
      expect(await refused(at.write(at.member, { kind: 'file' }))).toBe('fileMissing')
    })

    it('lets nothing through that runs', async () => {
      const at = await library()
      const id = await at.write(at.member, {
        body: '<script>alert(1)</script>\n\n[klik](javascript:alert(1)) <img src=x onerror=alert(1)> **stevig**',
      })
      const { html } = await documentById(at.member, id)
      expect(html).toContain('<strong>stevig</strong>')
      expect(html).not.toMatch(/<script|onerror|<img|href="javascript/i)
    })

    it('is held to five hundred documents, also by two at once', async () => {
      const at = await library()
      await store().db.execute(
        sql`insert into documents (id, community_id, kind, title, shown_to, created, changed, licence, known)
            select gen_random_uuid(), ${at.id}, 'page', 't' || n, 'readers', now(), now(), 'name', 'own'
            from generate_series(1, 499) n`,
      )
      const both = await Promise.all([refused(at.write()), refused(at.write(at.manager))])
      expect(both.toSorted()).toEqual(['done', 'libraryFull'])
    })

    it('is possible sixty times an hour', async () => {
      const at = await library()
      const form = { id: newId() }
      for (let n = 0; n < 60; n++) await at.write(at.member, form)
      expect(await refused(at.write(at.member, form))).toBe('tooMany')
      expect(await refused(at.write(at.manager))).toBe('done')
    })
  })

  describe('reading', () => {
    it('follows the community and narrows to members', async () => {
      for (const access of ['extranet', 'internet'] as const) {
        const at = await library(access)
        const open = await at.write()
        const closed = await at.write(at.member, { title: 'Voor ons', shownTo: 'members' })
        const sees = async (who: Context) => [
          await refused(documentById(who, open)),
          await refused(documentById(who, closed)),
        ]
        const all = access === 'internet' ? 'done' : 'notFound'
        expect(await sees(at.ctx)).toEqual([all, 'notFound'])
        expect(await sees(at.applicant)).toEqual([all, 'notFound'])
        expect(await sees(at.stranger)).toEqual(['done', 'notFound'])
        expect(await sees(at.member)).toEqual(['done', 'done'])
        expect(await titles(at.stranger, at.id)).toEqual(['De sleutel'])
        expect(await titles(at.member, at.id)).toHaveLength(2)
      }
    })

    it('in a closed community is for its members, and not for who was only invited', async () => {
      const at = await library('besloten')
      const id = await at.write()
      await changeCommunity(at.manager, at.id, { name: 'Trappenhuis', purpose: '', access: 'besloten' })
      await foundTogether(at)
      await invite(at.manager, { communityId: at.id, residentId: at.stranger.viewer.id })
      for (const who of [at.ctx, at.applicant, at.stranger])
        expect(await refused(documentById(who, id))).toBe('notFound')
      expect(await titles(at.stranger, at.id)).toEqual([])
      expect((await documentById(at.member, id)).title).toBe('De sleutel')
      await leave(at.member, at.id)
      expect(await refused(documentById(at.member, id))).toBe('notFound')
    })

    it('tells names to verified residents only, and of who is protected to fellow members', async () => {
      const at = await library('internet')
      const id = await at.write()
      expect((await documentById(at.ctx, id)).maker).toBeNull()
      expect((await documentById(at.applicant, id)).authorName).toBeNull()
      expect((await documentById(at.stranger, id)).authorName).toBe('Kees')
      await setProtected(at.member, true)
      expect((await documentById(at.stranger, id)).authorName).toBeNull()
      expect((await documentById(at.manager, id)).authorName).toBe('Kees')
      await block(at.manager, at.member.viewer.id)
      expect((await documentById(at.manager, id)).maker).toBeNull()
    })
  })

  /** The manager and the stranger know each other, so that one may invite the other. */
  async function foundTogether(at: Library): Promise<void> {
    const other = await newLibrary(store())
    await join(at.manager, other.id)
    await join(at.stranger, other.id)
  }

  describe('changing', () => {
    it('is for members, keeps every text, and does nothing for the same words', async () => {
      const at = await library('internet')
      const id = await at.write()
      const change = (who: ViewerContext) =>
        saveDocument(who, id, { base: 1, title: 'De sleutel', body: 'Bij Marja.' })
      expect(await byOthers(at, change)).toEqual({
        visitor: 'signInNeeded',
        applicant: 'membersOnly',
        stranger: 'membersOnly',
      })
      expect(await change(at.manager)).toEqual({ saved: true })
      expect(await change(at.manager)).toEqual({ saved: true })
      const document = await documentById(at.member, id)
      expect(document).toMatchObject({ version: 2, body: 'Bij Marja.', changer: 'Marja', maker: 'Kees' })
      const { items } = await versionsOf(at.member, document)
      expect(items.map(({ version, writer, current }) => [version, writer, current])).toEqual([
        [2, 'Marja', true],
        [1, 'Kees', false],
      ])
      expect(await versionOf(at.member, document, 2)).toMatchObject({
        body: 'Bij Marja.',
        before: { version: 1, body: 'De sleutel ligt bij Kees.' },
      })
      expect(await refused(versionsOf(at.stranger, await documentById(at.stranger, id)))).toBe('membersOnly')
    })

    it('by two at once loses neither text', async () => {
      const at = await library()
      const id = await at.write(at.member, { body: 'Om drie uur.' })
      const texts = ['Om vier uur.', 'Om vijf uur.']
      const results = await Promise.all([
        saveDocument(at.member, id, { base: 1, title: 'Hoe laat', body: texts[0]! }),
        saveDocument(at.manager, id, { base: 1, title: 'Hoe laat', body: texts[1]! }),
      ])
      expect(results.map(({ saved }) => saved).toSorted()).toEqual([false, true])
      const lost = results.find(({ saved }) => !saved)
      const mine = texts[results.findIndex(({ saved }) => !saved)]!
      const theirs = texts.find((text) => text !== mine)
      expect(lost).toMatchObject({ now: { version: 2, body: theirs }, base: 'Om drie uur.' })
      const second = results[0]!.saved ? at.manager : at.member
      await keepAside(second, id, { title: 'Hoe laat', body: mine })
      await keepAside(second, id, { title: 'Hoe laat', body: mine })
      const document = await documentById(at.member, id)
      expect(document).toMatchObject({ version: 2, body: theirs })
      const kept = await versionsOf(at.member, document)
      expect(kept.items.map(({ aside }) => aside)).toEqual([true, false, false])
      expect((await versionOf(at.member, document, 3)).body).toBe(mine)
      // What was not chosen can still be chosen; and an answer from the newest version goes through.
      expect(await saveDocument(second, id, { base: 2, title: 'Hoe laat', body: mine })).toEqual({
        saved: true,
      })
      expect((await documentById(at.member, id)).version).toBe(4)
    })

    it('can be taken back to an earlier text', async () => {
      const at = await library()
      const id = await at.write()
      await saveDocument(at.manager, id, { base: 1, title: 'De sleutel', body: 'Zoek.' })
      expect(await refused(restoreVersion(at.stranger, id, 1))).toBe('membersOnly')
      expect(await refused(restoreVersion(at.member, id, 9))).toBe('notFound')
      await restoreVersion(at.member, id, 1)
      await restoreVersion(at.member, id, 1)
      const document = await documentById(at.member, id)
      expect(document).toMatchObject({ version: 3, body: 'De sleutel ligt bij Kees.' })
      expect((await versionsOf(at.member, document)).items[0]).toMatchObject({ restored: 1 })
    })

    it('keeps the newest three hundred texts, and always the one that stands', async () => {
      const at = await library()
      const id = await at.write()
      await store().db.execute(sql`update documents set last_version = 299, version = 1 where id = ${id}`)
      await keepAside(at.member, id, { title: 'x', body: 'a' })
      await keepAside(at.member, id, { title: 'x', body: 'b' })
      await keepAside(at.member, id, { title: 'x', body: 'c' })
      const kept = await rows<{ version: number }>(
        store().db,
        sql`select version from document_versions where document_id = ${id} order by version`,
      )
      expect(kept.map(({ version }) => version)).toEqual([1, 300, 301, 302])
      expect(await saveDocument(at.member, id, { base: 1, title: 'x', body: 'd' })).toEqual({ saved: true })
      const after = await row<{ n: number }>(
        store().db,
        sql`select count(*)::int as n from document_versions where document_id = ${id} and version = 1`,
      )
      expect(after?.n).toBe(1)
      await keepAside(at.member, id, { title: 'x', body: 'e' })
      expect(await refused(versionOf(at.member, await documentById(at.member, id), 1))).toBe('notFound')
    })

    it('says where it comes from: the writer stays the maker until somebody says otherwise', async () => {
      const at = await library()
      const id = await at.write()
      const changed = {
        ...about,
        source: 'De folder',
        link: 'https://voorbeeld.nl/',
        known: 'official' as const,
      }
      expect(await refused(changeAbout(at.stranger, id, changed))).toBe('membersOnly')
      await changeAbout(at.manager, id, changed)
      expect(await documentById(at.member, id)).toMatchObject({
        authorName: 'Kees',
        known: 'official',
        source: 'De folder',
      })
      await changeAbout(at.manager, id, { ...changed, byMe: false, author: 'De brandweer' })
      expect(await documentById(at.member, id)).toMatchObject({ authorName: null, author: 'De brandweer' })
    })
  })

  describe('what is new', () => {
    it('is one item for each document and each writer, until the end of the window', async () => {
      const at = await library()
      const from = at.ctx.now()
      at.services.pass(60_000)
      const id = await at.write()
      at.services.pass(60_000)
      await saveDocument(at.member, id, { base: 1, title: 'De sleutels', body: 'Twee sleutels.' })
      await saveDocument(at.manager, id, { base: 2, title: 'De sleutels', body: 'Drie sleutels.' })
      await keepAside(at.member, id, { title: 'De sleutels', body: 'Vier.' })
      const gone = await at.write(at.manager, { title: 'Weg' })
      await withdrawDocument(at.manager, gone)
      const to = at.ctx.now()
      const told = async (since: Date, until: Date) =>
        (await newsSince(at.ctx, [at.id], since, until)).map(({ kind, by, count }) => [kind, by, count])
      const [kees, marja] = [at.member.viewer.id, at.manager.viewer.id]
      expect((await told(from, to)).toSorted()).toEqual(
        [
          ['document.added', kees, 2],
          ['document.changed', marja, 1],
        ].toSorted(),
      )
      expect(await newsSince(at.ctx, [at.id], from, to)).toMatchObject([
        { community: at.id, id, title: 'De sleutels', href: `/document/${id}` },
        { community: at.id, id },
      ])
      // Exactly the window: what one bundle told the next does not tell again.
      const middle = new Date(from.getTime() + 60_000)
      expect(await told(from, middle)).toEqual([['document.added', kees, 1]])
      expect(await told(middle, to)).toHaveLength(2)
      expect(await told(to, new Date(to.getTime() + day))).toEqual([])
    })
  })
})
