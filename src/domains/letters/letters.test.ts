import { sql } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { as, visitor } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, week } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { keysFrom } from '../../platform/crypto.ts'
import { rows } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { forgetOld } from '../../platform/retention.ts'
import { foundCommunity } from '../communities/index.ts'
import { block, unblock, unseenNotices, type ViewerContext } from '../residents/index.ts'
import { acceptLetters, blockOther, closeLetters, declineLetters, leaveLetters } from './actions/answer.ts'
import { markRead } from './actions/reading.ts'
import { judgeReport, reportLetter } from './actions/report.ts'
import { beginLetters, writeLetter } from './actions/write.ts'
import { correspondenceById } from './correspondence.ts'
import { hasUnread, linesOf, reportsToJudge, wordsOf } from './queries.ts'
import { retentions } from './retention.ts'
import { rotateLetters } from './sealing.ts'
import { newNeighbours, type Neighbours } from './test-support.ts'

onEachEngine('messages between neighbours', (store) => {
  let n: Neighbours
  let noor: ViewerContext
  let kees: ViewerContext
  beforeEach(async () => {
    n = await newNeighbours(store())
    ;({ noor, kees } = n)
  })

  const begin = (who: Context, to: ViewerContext, words = 'Dag buur') =>
    beginLetters(who, to.viewer.id, { words })
  /** Two who write. */
  async function writing(): Promise<string> {
    const id = await begin(noor, kees)
    await writeLetter(kees, id, { words: 'Dag Noor' })
    return id
  }
  const told = async ({ viewer }: ViewerContext) => {
    const window = { id: viewer.id, from: new Date(0), until: new Date('2100-01-01') }
    return ((await unseenNotices(n.ctx, [window])).get(viewer.id) ?? []).map(({ kind }) => kind)
  }

  it('begin with one message, which waits until the other answers', async () => {
    const id = await begin(noor, kees)
    expect(await n.read(kees, id)).toEqual(['Dag buur'])
    await expect(writeLetter(noor, id, { words: 'Hallo?' })).rejects.toThrow('lettersWait')
    await expect(begin(noor, kees)).rejects.toThrow('lettersWait')
    expect((await linesOf(kees)).items).toMatchObject([{ name: 'Noor', asked: true, fresh: true }])
    expect((await linesOf(noor)).items).toMatchObject([
      { name: 'Kees', asked: false, fresh: false, own: true },
    ])
    await writeLetter(kees, id, { words: 'Dag Noor' })
    await writeLetter(noor, id, { words: 'Fijn' })
    expect(await n.read(noor, id)).toEqual(['Dag buur', 'Dag Noor', 'Fijn'])
  })

  it('stop when one blocks the other from them, and nothing stays when the other stops too', async () => {
    const id = await writing()
    await blockOther(kees, id)
    await unblock(kees, noor.viewer.id)
    expect((await linesOf(kees)).items).toEqual([])
    expect(await n.read(noor, id)).toEqual(['Dag buur', 'Dag Noor'])
    await leaveLetters(noor, id)
    expect(await rows(n.ctx.db, sql`select 1 from correspondences where id = ${id}`)).toEqual([])
  })

  it('go on where they were when one of them begins anew', async () => {
    const id = await writing()
    expect(await begin(kees, noor, 'Nog iets')).toBe(id)
    expect(await n.read(noor, id)).toEqual(['Dag buur', 'Dag Noor', 'Nog iets'])
  })

  it('are accepted without a word too, but not by who began', async () => {
    const id = await begin(noor, kees)
    await expect(acceptLetters(noor, id)).rejects.toThrow('lettersWait')
    await acceptLetters(kees, id)
    await acceptLetters(kees, id)
    expect(await writeLetter(noor, id, { words: 'Fijn' })).toBe(2)
  })

  it('are one correspondence when both begin at the same moment, and one message when a form is sent twice', async () => {
    const both = await Promise.all([begin(noor, kees, 'Van Noor'), begin(kees, noor, 'Van Kees')])
    expect(new Set(both).size).toBe(1)
    expect((await n.read(noor, both[0])).toSorted()).toEqual(['Van Kees', 'Van Noor'])
    const form = { id: newId(), words: 'Eén keer' }
    const sent = await Promise.all([writeLetter(noor, both[0], form), writeLetter(noor, both[0], form)])
    expect(new Set(sent).size).toBe(1)
    expect(await n.read(noor, both[0])).toHaveLength(3)
    // An id that somebody else made is not taken over.
    await expect(writeLetter(kees, both[0], form)).rejects.toThrow('notFound')
  })

  it('are refused to a visitor, an applicant and a stranger, and a stranger is not there', async () => {
    await expect(begin(visitor(n.services), kees)).rejects.toThrow('signInNeeded')
    await n.joins(n.applicant, n.communityId)
    await expect(begin(n.applicant, kees)).rejects.toThrow('verifiedOnly')
    await expect(begin(n.stranger, kees)).rejects.toThrow('notFound')
    await expect(begin(kees, n.stranger)).rejects.toThrow('notFound')
    await expect(begin(kees, n.applicant)).rejects.toThrow('lettersNotNow')
    await expect(begin(kees, kees)).rejects.toThrow('notFound')
  })

  it('are read by the two and nobody else: not by a stranger, a neighbour, a steward or a visitor', async () => {
    const id = await writing()
    for (const who of [n.stranger, n.shielded, n.young, n.steward, n.applicant])
      await expect(correspondenceById(who, id)).rejects.toThrow('notFound')
    await expect(correspondenceById(visitor(n.services), id)).rejects.toThrow('signInNeeded')
    for (const who of [n.stranger, n.steward])
      await expect(writeLetter(who, id, { words: 'Ik ook' })).rejects.toThrow('notFound')
  })

  it('are nothing for who does something for another: not to read, to write, to report, or to know of', async () => {
    const id = await writing()
    await writeLetter(noor, id, { words: 'Geheim' })
    const helper = { id: n.stranger.viewer.id, displayName: 'Ravi', may: [] }
    const helped: ViewerContext = { ...kees, viewer: { ...kees.viewer, helper } }
    for (const tried of [
      () => correspondenceById(helped, id),
      () => linesOf(helped),
      () => writeLetter(helped, id, { words: 'Namens Kees' }),
      () => begin(helped, n.shielded),
      () => acceptLetters(helped, id),
      () => leaveLetters(helped, id),
      () => closeLetters(helped, true),
      () => reportLetter(helped, id, 1, 'Zomaar'),
    ])
      await expect(tried()).rejects.toThrow('helperMayNot')
    expect(await hasUnread(helped)).toBe(false)
    expect(await hasUnread(kees)).toBe(true)
  })

  it('begin with nobody under eighteen or protected, who hear only from whom they wrote first', async () => {
    for (const who of [n.young, n.shielded]) await expect(begin(noor, who)).rejects.toThrow('lettersNotNow')
    const id = await begin(n.young, noor, 'Mag ik uw hond uitlaten?')
    await expect(begin(kees, n.young)).rejects.toThrow('lettersNotNow')
    await writeLetter(noor, id, { words: 'Graag' })
    expect(await n.read(n.young, id)).toHaveLength(2)
    // Somebody who turns out to be under eighteen is no longer written to by who began.
    const other = await writing()
    await n.ctx.db.execute(sql`update residents set adult = false where id = ${kees.viewer.id}`)
    await expect(writeLetter(noor, other, { words: 'En?' })).rejects.toThrow('lettersNotNow')
  })

  it('stop while one of the two lets nobody write', async () => {
    const id = await writing()
    await closeLetters(kees, true)
    await closeLetters(kees, true)
    await expect(writeLetter(noor, id, { words: 'En?' })).rejects.toThrow('lettersNotNow')
    await expect(writeLetter(kees, id, { words: 'En?' })).rejects.toThrow('lettersClosed')
    await expect(begin(n.shielded, kees)).rejects.toThrow('lettersNotNow')
    expect(await n.read(noor, id)).toHaveLength(2)
    await closeLetters(kees, false)
    await writeLetter(noor, id, { words: 'Daar ben je weer' })
  })

  it('are read on by who left the community, and go on when they share one again', async () => {
    const id = await writing()
    await n.leaves(kees, n.communityId)
    for (const who of [noor, kees]) {
      expect(await n.read(who, id)).toHaveLength(2)
      await expect(writeLetter(who, id, { words: 'En?' })).rejects.toThrow('lettersNotNow')
    }
    await expect(begin(noor, kees)).rejects.toThrow('notFound')
    n.services.pass(day)
    const other = await foundCommunity(kees, {
      name: `Plein ${newId().slice(0, 8)}`,
      purpose: '',
      access: 'besloten',
      areaIds: [n.town.buurt],
      conceptIds: [],
    })
    await n.joins(noor, other.id)
    await writeLetter(noor, id, { words: 'Weer samen' })
    await n.ctx.db.execute(sql`update communities set state = 'resting' where id = ${other.id}`)
    await expect(writeLetter(kees, id, { words: 'En?' })).rejects.toThrow('lettersNotNow')
  })

  it('are not found by who blocked, and read back without a name by who was blocked', async () => {
    const id = await writing()
    await block(kees, noor.viewer.id)
    await expect(correspondenceById(kees, id)).rejects.toThrow('notFound')
    expect((await linesOf(kees)).items).toEqual([])
    expect(await n.read(noor, id)).toHaveLength(2)
    expect((await linesOf(noor)).items).toMatchObject([{ name: undefined }])
    await expect(writeLetter(noor, id, { words: 'En?' })).rejects.toThrow('lettersNotNow')
    for (const [who, to] of [
      [noor, kees],
      [kees, noor],
    ] as const)
      await expect(begin(who, to)).rejects.toThrow('notFound')
    // What was said can be reported, also by who was blocked to keep them from it.
    await reportLetter(noor, id, 2, 'Dit was niet aardig')
    await unblock(kees, noor.viewer.id)
    expect(await n.read(kees, id)).toHaveLength(2)
  })

  it('look to who asked like no answer yet when the other says no', async () => {
    const id = await begin(noor, kees)
    const before = await correspondenceById(noor, id)
    await declineLetters(kees, id)
    expect(await correspondenceById(noor, id)).toEqual(before)
    expect((await linesOf(kees)).items).toEqual([])
    expect(await told(kees)).toEqual([])
    expect(await told(noor)).toEqual([])
    await expect(writeLetter(noor, id, { words: 'Hallo?' })).rejects.toThrow('lettersWait')
    // Neither by leaving nor by beginning anew does somebody get a second first message.
    await leaveLetters(noor, id)
    await expect(begin(noor, kees)).rejects.toThrow('lettersWait')
    // Who said no may change their mind.
    const other = await begin(n.shielded, kees)
    await declineLetters(kees, other)
    expect(await begin(kees, n.shielded, 'Toch wel')).toBe(other)
    await expect(declineLetters(kees, other)).rejects.toThrow('lettersAccepted')
  })

  it('are left by one, who hears nothing more, and gone when both left', async () => {
    const id = await writing()
    await leaveLetters(kees, id)
    await expect(correspondenceById(kees, id)).rejects.toThrow('notFound')
    await expect(writeLetter(noor, id, { words: 'En?' })).rejects.toThrow('lettersNotNow')
    expect(await n.read(noor, id)).toHaveLength(2)
    // Who left may come back to it.
    expect(await begin(kees, noor, 'Weer ik')).toBe(id)
    await leaveLetters(kees, id)
    await leaveLetters(noor, id)
    expect(await rows(n.ctx.db, sql`select 1 from private_words where correspondence_id = ${id}`)).toEqual([])
    expect(await rows(n.ctx.db, sql`select 1 from correspondences where id = ${id}`)).toEqual([])
  })

  it('tell that there is something once until it is read, with no word of it', async () => {
    const id = await begin(noor, kees, 'mijn-geheim')
    expect(await told(kees)).toEqual(['letter.asked'])
    await writeLetter(kees, id, { words: 'mijn-antwoord' })
    expect(await told(kees)).toEqual([])
    await writeLetter(noor, id, { words: 'een' })
    await writeLetter(noor, id, { words: 'twee' })
    expect(await told(kees)).toEqual(['letter.came'])
    await markRead(kees, id, 4)
    expect(await told(kees)).toEqual([])
    await writeLetter(noor, id, { words: 'drie' })
    expect(await told(kees)).toEqual(['letter.came'])
    const outside = await rows<{ said: string }>(
      n.ctx.db,
      sql`select data::text as said from notices union all select data::text from outbox`,
    )
    expect(outside.filter(({ said }) => /mijn-|twee|drie/.test(said))).toEqual([])
  })

  it('lie sealed in the store, and open only where they stand', async () => {
    const id = await begin(noor, kees, 'onder-de-mat')
    const found = await rows<{ sealed: Uint8Array }>(
      n.ctx.db,
      sql`select sealed from private_words where correspondence_id = ${id}`,
    )
    expect(Buffer.from(found[0]!.sealed).includes('onder-de-mat')).toBe(false)
    const other = await begin(
      noor,
      await as(n.ctx, n.stranger.viewer.id).then(async (who) => {
        await n.joins(who, n.communityId)
        return who
      }),
      'iets anders',
    )
    await n.ctx.db.execute(
      sql`update private_words set sealed = (select sealed from private_words where correspondence_id = ${id})
          where correspondence_id = ${other}`,
    )
    await expect(n.read(noor, other)).rejects.toThrow()
  })

  it('are read as before after the secret was renewed, without the old one', async () => {
    const id = await writing()
    await reportLetter(kees, id, 1, 'Niet aardig')
    const [older, newer] = ['a secret that is only used in tests', 'another secret of these tests']
    const renewed = { ...n.services, keys: keysFrom(newer, older) }
    expect(await rotateLetters({ ...n.ctx, services: renewed })).toBeGreaterThanOrEqual(2)
    expect(await rotateLetters({ ...n.ctx, services: renewed })).toBe(0)
    const only = { ...n.services, keys: keysFrom(newer) }
    expect(await n.read({ ...kees, services: only }, id)).toEqual(['Dag buur', 'Dag Noor'])
    const judging = { ...n.steward, services: only }
    expect((await reportsToJudge(judging)).items.some(({ html }) => html?.includes('Dag buur'))).toBe(true)
    // Back, for the other tests of this store.
    expect(
      await rotateLetters({ ...n.ctx, services: { ...n.services, keys: keysFrom(older, newer) } }),
    ).toBeGreaterThan(1)
  })

  it('come in pages, by their number', async () => {
    const id = await writing()
    for (let i = 3; i <= 65; i++) {
      await n.ctx.db.execute(
        sql`insert into private_words (id, correspondence_id, seq, author_id, written)
            values (${newId()}, ${id}, 0, ${noor.viewer.id}, ${n.ctx.now().toISOString()})`,
      )
    }
    const correspondence = await correspondenceById(kees, id)
    const newest = await wordsOf(kees, correspondence)
    expect(newest.items.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, i) => 36 + i))
    expect(newest.earlier).toBe(true)
    const first = await wordsOf(kees, correspondence, { before: 6 })
    expect(first.items.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
    expect(first.earlier).toBe(false)
  })

  it('are begun with five a day', async () => {
    const others = []
    for (let i = 0; i < 6; i++) {
      const who = await as(
        n.ctx,
        (
          await rows<{ id: string }>(
            n.ctx.db,
            sql`
        insert into residents (id, display_name, language, adult, level, joined)
        values (gen_random_uuid(), 'Buur', 'nl', true, 'verified', ${n.ctx.now().toISOString()}) returning id`,
          )
        )[0]!.id,
      )
      await n.joins(who, n.communityId)
      others.push(who)
    }
    for (const who of others.slice(0, 5)) await begin(noor, who)
    await expect(begin(noor, others[5]!)).rejects.toThrow('tooMany')
  })

  it('are reported one by one, and judged by a steward who sees that one and nothing around it', async () => {
    const id = await begin(noor, kees, 'scheldwoord')
    await writeLetter(kees, id, { words: 'kees-antwoord' })
    await expect(reportLetter(kees, id, 2, 'Van mijzelf')).rejects.toThrow('notFound')
    await expect(reportLetter(n.shielded, id, 1, 'Ik ook')).rejects.toThrow('notFound')
    await expect(reportLetter(kees, id, 1, ' ')).rejects.toThrow('invalid')
    await reportLetter(kees, id, 1, 'Dit is gemeen')
    await reportLetter(kees, id, 1, 'Nog eens')
    for (const who of [
      kees,
      noor,
      n.stranger,
      { ...n.steward, viewer: { ...n.steward.viewer, stewardOf: ['identity' as const] } },
    ])
      await expect(reportsToJudge(who)).rejects.toThrow('notAllowed')
    await expect(reportsToJudge(visitor(n.services))).rejects.toThrow('signInNeeded')
    const { items } = await reportsToJudge(n.steward)
    const mine = items.filter(({ html }) => html?.includes('scheldwoord'))
    expect(mine).toMatchObject([{ why: 'Dit is gemeen' }])
    expect(JSON.stringify(items)).not.toContain('kees-antwoord')
    expect(JSON.stringify(mine)).not.toContain(noor.viewer.id)
    const report = mine[0]!.id
    const verdict = { verdict: 'warned' as const, answer: 'Schelden hoort hier niet.' }
    await expect(judgeReport(n.stranger, report, verdict)).rejects.toThrow('notAllowed')
    await expect(judgeReport(n.steward, report, { ...verdict, answer: '' })).rejects.toThrow('invalid')
    await judgeReport(n.steward, report, verdict)
    await expect(judgeReport(n.steward, report, verdict)).rejects.toThrow('reportJudged')
    expect(await told(noor)).toContain('letter.warned')
    expect(await told(kees)).toContain('letter.report-warned')
    expect((await reportsToJudge(n.steward)).items.map((one) => one.id)).not.toContain(report)
  })

  it('are not judged by who wrote or reported them', async () => {
    const id = await writing()
    await reportLetter(kees, id, 1, 'Dit is gemeen')
    const found = await rows<{ id: string }>(
      n.ctx.db,
      sql`select id from letter_reports where reporter_id = ${kees.viewer.id}`,
    )
    for (const who of [kees, noor]) {
      const { viewer } = await as(n.ctx, who.viewer.id)
      const steward: ViewerContext = {
        ...n.ctx,
        viewer: { ...viewer, stewardOf: ['moderation'], confirmed: n.ctx.now() },
      }
      await expect(
        judgeReport(steward, found[0]!.id, { verdict: 'fine', answer: 'Mag best.' }),
      ).rejects.toThrow('reportOwn')
    }
  })

  it('go after their time', async () => {
    const asked = await begin(noor, kees)
    n.services.pass(52 * week + 2 * day)
    await forgetOld(n.ctx, retentions)
    await expect(correspondenceById(noor, asked)).rejects.toThrow('notFound')
    const id = await writing()
    n.services.pass(103 * week)
    await forgetOld(n.ctx, retentions)
    expect(await n.read(noor, id)).toHaveLength(2)
    n.services.pass(2 * week)
    await forgetOld(n.ctx, retentions)
    await expect(correspondenceById(noor, id)).rejects.toThrow('notFound')
  })
})
