import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { newViewer } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { keepFile, readFile } from '../../platform/files/index.ts'
import { newId } from '../../platform/ids.ts'
import { forgetOld } from '../../platform/retention.ts'
import { join } from '../communities/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import {
  arrangePlan,
  lockDocument,
  moveDocument,
  putInPlan,
  returnDocument,
  showTo,
  withdrawDocument,
} from './actions/care.ts'
import { changeStep } from './actions/steps.ts'
import { restoreVersion, saveDocument } from './actions/versions.ts'
import { documentById } from './document.ts'
import { changesOf, stepsOf } from './queries/history.ts'
import { libraryOf, partsOf } from './queries/library.ts'
import { retentions } from './retention.ts'
import { byOthers, newLibrary, refused } from './test-support.ts'

onEachEngine('looking after documents', (store) => {
  const library = (access?: 'besloten' | 'extranet' | 'internet') => newLibrary(store(), access)
  const titles = async (ctx: Context, id: string) =>
    (await libraryOf(ctx, id)).items.map(({ title }) => title)

  describe('a checklist', () => {
    const steps = '- [ ] Vraag de straat\n- [ ] Regel een tent\n- [ ] Ruim op'
    const ofAll = async (who: Context, id: string) =>
      (await stepsOf(who, await documentById(who, id))).map(({ words, tickedBy, ticked, takenBy }) => [
        words,
        ticked ? (tickedBy ?? '?') : takenBy,
      ])

    it('is ticked by members, with who and when, once', async () => {
      const at = await library('internet')
      const id = await at.write(at.member, { kind: 'checklist', title: 'Barbecue', body: steps })
      const [first, second] = await stepsOf(at.member, await documentById(at.member, id))
      const tick = (who: ViewerContext) => changeStep(who, id, first!.id, 'tick')
      expect(await byOthers(at, tick)).toEqual({
        visitor: 'signInNeeded',
        applicant: 'membersOnly',
        stranger: 'membersOnly',
      })
      await Promise.all([tick(at.member), tick(at.member)])
      await tick(at.manager)
      await changeStep(at.manager, id, second!.id, 'take')
      expect(await refused(changeStep(at.member, id, second!.id, 'take'))).toBe('stepTaken')
      expect(await refused(changeStep(at.member, id, newId(), 'tick'))).toBe('notFound')
      // Only who took it, or the manager, gives it back.
      await changeStep(at.member, id, second!.id, 'leave')
      expect(await ofAll(at.member, id)).toEqual([
        ['Vraag de straat', 'Kees'],
        ['Regel een tent', 'Marja'],
        ['Ruim op', null],
      ])
      expect(await ofAll(at.ctx, id)).toEqual([
        ['Vraag de straat', '?'],
        ['Regel een tent', null],
        ['Ruim op', null],
      ])
      await changeStep(at.manager, id, second!.id, 'leave')
      await changeStep(at.manager, id, first!.id, 'untick')
      expect((await ofAll(at.member, id)).map(([, who]) => who)).toEqual([null, null, null])
    })

    it('keeps its ticks when its words change', async () => {
      const at = await library()
      const id = await at.write(at.member, { kind: 'checklist', title: 'Barbecue', body: steps })
      const [first] = await stepsOf(at.member, await documentById(at.member, id))
      await changeStep(at.member, id, first!.id, 'tick')
      await saveDocument(at.manager, id, {
        base: 1,
        title: 'Barbecue',
        body: 'Begin op tijd.\n\n- [ ] Bel de gemeente\n- [ ] Vraag de straat\n- [ ] Ruim samen op',
      })
      expect(await ofAll(at.member, id)).toEqual([
        ['Bel de gemeente', null],
        ['Vraag de straat', 'Kees'],
        ['Ruim samen op', null],
      ])
      expect((await documentById(at.member, id)).html).toBe('<p>Begin op tijd.</p>')
    })
  })

  describe('a plan', () => {
    it('holds documents together in an order, and lets them go', async () => {
      const at = await library('internet')
      const plan = await at.write(at.member, { kind: 'plan', title: 'Hele straat', body: '' })
      const one = await at.write(at.member, { title: 'Eén', planId: plan })
      const two = await at.write(at.member, { title: 'Twee' })
      const hidden = await at.write(at.member, { title: 'Geld', shownTo: 'members', planId: plan })
      expect(await refused(putInPlan(at.stranger, plan, two))).toBe('membersOnly')
      await putInPlan(at.manager, plan, two)
      await putInPlan(at.manager, plan, two)
      await arrangePlan(at.member, plan, two, 'up')
      await arrangePlan(at.member, plan, two, 'up')
      const parts = async (who: Context) => (await partsOf(who, plan)).map(({ title }) => title)
      expect(await parts(at.member)).toEqual(['Twee', 'Eén', 'Geld'])
      expect(await parts(at.ctx)).toEqual(['Twee', 'Eén'])
      expect(await titles(at.member, at.id)).toEqual(['Hele straat'])
      expect(await refused(at.write(at.member, { planId: one }))).toBe('notFound')
      const other = await newLibrary(store())
      expect(await refused(putInPlan(at.member, plan, await other.write()))).toBe('notFound')
      await arrangePlan(at.member, plan, one, 'out')
      await withdrawDocument(at.member, plan)
      expect((await titles(at.member, at.id)).toSorted()).toEqual(['Eén', 'Geld', 'Twee'])
      expect((await documentById(at.member, hidden)).plan).toBeUndefined()
    })
  })

  describe('looking after it', () => {
    it('is for who put it there and the manager', async () => {
      const at = await library('internet')
      const other = await newViewer(at.ctx, { name: 'Derde' })
      await join(other, at.id)
      const id = await at.write()
      for (const deed of [
        (who: ViewerContext) => showTo(who, id, 'members'),
        (who: ViewerContext) => withdrawDocument(who, id, 'Oud'),
      ]) {
        expect(await byOthers(at, deed)).toEqual({
          visitor: 'signInNeeded',
          applicant: 'membersOnly',
          stranger: 'membersOnly',
        })
        expect(await refused(deed(other))).toBe('keeperOnly')
      }
      await showTo(at.member, id, 'members')
      await showTo(at.manager, id, 'members')
      expect(await refused(documentById(at.stranger, id))).toBe('notFound')
      expect(await changesOf(at.member, await documentById(at.member, id))).toMatchObject([
        { kind: 'shown', by: 'Kees' },
      ])
    })

    it('locks the words: then only the manager changes them', async () => {
      const at = await library()
      const id = await at.write()
      expect(await refused(lockDocument(at.member, id, true))).toBe('managerOnly')
      await lockDocument(at.manager, id, true, 'Dit is afgesproken')
      await lockDocument(at.manager, id, true, 'Dit is afgesproken')
      const save = (who: ViewerContext, base: number, body: string) =>
        saveDocument(who, id, { base, title: 'De sleutel', body })
      expect(await refused(save(at.member, 1, 'Anders'))).toBe('documentLocked')
      expect(await refused(restoreVersion(at.member, id, 1))).toBe('documentLocked')
      await save(at.manager, 1, 'Zo is het')
      await lockDocument(at.manager, id, false)
      expect(await save(at.member, 2, 'Weer anders')).toEqual({ saved: true })
      const changes = await changesOf(at.member, await documentById(at.member, id))
      expect(changes.map(({ kind, why }) => [kind, why])).toEqual([
        ['unlocked', ''],
        ['locked', 'Dit is afgesproken'],
      ])
    })

    it('withdraws: nobody reads it, it can be put back, and after ninety days it is gone with its file', async () => {
      const at = await library('internet')
      const fileId = await keepFile(at.member, {
        bytes: new TextEncoder().encode('x'),
        name: 'a.txt',
        type: 'text/plain',
      })
      const id = await at.write(at.member, { kind: 'file', title: 'Bijlage', body: '', fileId })
      expect(await refused(withdrawDocument(at.manager, id))).toBe('whyMissing')
      await withdrawDocument(at.manager, id, 'Er staat een telefoonnummer in')
      await withdrawDocument(at.manager, id, 'Nog eens')
      expect(await refused(documentById(at.stranger, id))).toBe('notFound')
      expect(await titles(at.member, at.id)).toEqual([])
      expect((await documentById(at.member, id)).withdrawn).toBeDefined()
      // What a manager took away is not put back by who put it there; who did it is told.
      expect(await refused(returnDocument(at.member, id))).toBe('withdrawnByManager')
      const told = await rows<{ kind: string }>(
        store().db,
        sql`select kind from notices where resident_id = ${at.member.viewer.id} and kind = 'document.withdrawn'`,
      )
      expect(told).toHaveLength(1)
      await returnDocument(at.manager, id)
      expect((await documentById(at.stranger, id)).title).toBe('Bijlage')
      await withdrawDocument(at.member, id)
      await returnDocument(at.member, id)
      await withdrawDocument(at.member, id)
      at.services.pass(91 * day)
      await forgetOld(at.ctx, retentions)
      expect(await refused(documentById(at.member, id))).toBe('notFound')
      expect(await refused(readFile(at.ctx, fileId))).toBe('notFound')
    })

    it('moves to another community of both', async () => {
      const at = await library('internet')
      const other = await newLibrary(store(), 'internet')
      const plan = await at.write(at.member, { kind: 'plan', title: 'Plan', body: '' })
      const part = await at.write(at.member, { planId: plan })
      expect(await refused(moveDocument(at.member, plan, other.slug))).toBe('membersOnly')
      await join(at.member, other.id)
      expect(await refused(moveDocument(at.stranger, plan, other.slug))).toBe('membersOnly')
      await moveDocument(at.member, plan, other.slug)
      await moveDocument(at.member, plan, other.slug)
      expect((await documentById(other.member, part)).community.id).toBe(other.id)
      expect(await titles(at.member, at.id)).toEqual([])
      expect(await titles(other.member, other.id)).toEqual(['Plan'])
    })
  })
})
