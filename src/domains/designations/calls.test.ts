import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { deliverMail, newConcept, newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded, TooMany } from '../../platform/errors.ts'
import {
  changeCommunity,
  communityById,
  foundCommunity,
  join,
  membersToChoose,
  removeMember,
  type Access,
} from '../communities/index.ts'
import { block, blockedBy, noticesOf, setProtected, type ViewerContext } from '../residents/index.ts'
import { acceptCall, blockCaller, declineCall, passOnCall, sendCall, thankForCall } from './actions/calls.ts'
import { decline, designate } from './actions/designate.ts'
import { callById, callsOf, passable, waitingCalls } from './calls.ts'
import { refusalsOf } from './queries.ts'

const aTheme = (ctx: Context) =>
  newConcept(ctx, { scheme: 'theme', slug: crypto.randomUUID(), label: 'Bomen' })

onEachEngine('requests to neighbours', (store) => {
  const setUp = async (access: Access = 'extranet', adult = true) => {
    const services = testServices(store())
    const ctx = visitor(services)
    const noor = await newViewer(ctx, { name: 'Noor' })
    const kees = await newViewer(ctx, { name: 'Kees', adult })
    const aylin = await newViewer(ctx, { name: 'Aylin' })
    const { id } = await foundCommunity(noor, {
      name: 'Kerkplein',
      purpose: '',
      access,
      areaIds: [],
      conceptIds: [],
    })
    await join(kees, id).catch(() => {})
    if (access === 'besloten') {
      await ctx.db.execute(
        sql`insert into memberships (id, community_id, resident_id, joined)
            values (${crypto.randomUUID()}, ${id}, ${kees.viewer.id}, now())`,
      )
    }
    await designate(noor, { communityId: id, kind: 'ambassador', toId: kees.viewer.id })
    const call = {
      communityId: id,
      kind: 'ambassador' as const,
      toId: kees.viewer.id,
      words: 'Kom je vertellen over het plein?',
    }
    return { services, ctx, id, noor, kees, aylin, call, stranger: await newViewer(ctx, { name: 'Ver weg' }) }
  }

  it('goes to who is pointed at, from verified residents', async () => {
    const { ctx, noor, kees, stranger, call } = await setUp()
    await expect(sendCall(ctx, call)).rejects.toThrow(SignInNeeded)
    await expect(sendCall(await newViewer(ctx, { level: 'applicant' }), call)).rejects.toThrow(NotAllowed)
    await expect(sendCall(stranger, { ...call, words: ' ' })).rejects.toThrow(Invalid)
    await expect(sendCall(stranger, { ...call, words: 'x'.repeat(2001) })).rejects.toThrow(Invalid)
    await expect(sendCall(stranger, { ...call, toId: noor.viewer.id })).rejects.toThrow(NotFound)
    await expect(sendCall(kees, call)).rejects.toThrow(NotFound)
    const id = await sendCall(stranger, call)
    expect(await callById(kees, id)).toMatchObject({
      received: true,
      from: 'Ver weg',
      words: call.words,
      chain: ['Kees'],
    })
    expect(await callById(stranger, id)).toMatchObject({ received: false, to: 'Kees' })
    await expect(callById(noor, id)).rejects.toThrow(NotFound)
    expect(await waitingCalls(kees)).toBe(1)
    expect((await callsOf(kees, 'received')).items).toHaveLength(1)
    expect((await callsOf(stranger, 'sent')).items).toHaveLength(1)
    expect((await callsOf(noor, 'received')).items).toEqual([])
  })

  it('does not enter a closed community, cross a block, or reach a minor from outside', async () => {
    const closed = await setUp('besloten')
    await expect(sendCall(closed.stranger, closed.call)).rejects.toThrow(NotFound)
    const blocked = await setUp()
    await block(blocked.kees, blocked.stranger.viewer.id)
    await expect(sendCall(blocked.stranger, blocked.call)).rejects.toThrow(NotFound)
    const young = await setUp('extranet', false)
    await expect(sendCall(young.stranger, young.call)).rejects.toThrow(NotFound)
    await sendCall(young.noor, young.call)
  })

  it('stops at ten a day', async () => {
    const { stranger, call } = await setUp()
    for (let n = 0; n < 10; n++) await sendCall(stranger, call)
    await expect(sendCall(stranger, call)).rejects.toThrow(TooMany)
  })

  it('is answered once, by who received it', async () => {
    const { noor, kees, stranger, call } = await setUp()
    const id = await sendCall(stranger, call)
    for (const other of [noor, stranger]) await expect(acceptCall(other, id, 'Ja')).rejects.toThrow(NotFound)
    await expect(acceptCall(kees, id, '')).rejects.toThrow(Invalid)
    const answers = await Promise.allSettled([acceptCall(kees, id, 'Graag!'), declineCall(kees, id)])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(declineCall(kees, id, 'Toch niet')).rejects.toThrow(Conflict)
    expect(['call.accepted', 'call.declined']).toContain((await noticesOf(stranger))[0]?.kind)
  })

  it('ends with thanks from who asked', async () => {
    const { noor, kees, stranger, call } = await setUp()
    const id = await sendCall(stranger, call)
    await expect(thankForCall(stranger, id, 'Dank')).rejects.toThrow(Conflict)
    await acceptCall(kees, id, 'Graag!')
    await expect(thankForCall(noor, id, 'Dank')).rejects.toThrow(NotFound)
    await thankForCall(stranger, id, 'Dank je wel')
    await thankForCall(stranger, id, 'Nog eens')
    expect(await callById(kees, id)).toMatchObject({ reply: 'Graag!', thanks: 'Dank je wel' })
  })

  it('is passed on within the community, and keeps through whose hands it went', async () => {
    const { id: community, noor, kees, aylin, stranger, call } = await setUp()
    const id = await sendCall(stranger, call)
    await expect(passOnCall(kees, id, aylin.viewer.id)).rejects.toThrow(NotFound)
    await join(aylin, community)
    await expect(passOnCall(noor, id, aylin.viewer.id)).rejects.toThrow(NotFound)
    await expect(passOnCall(kees, id, kees.viewer.id)).rejects.toThrow(Invalid)
    const both = await Promise.allSettled([
      passOnCall(kees, id, aylin.viewer.id),
      passOnCall(kees, id, noor.viewer.id),
    ])
    const passed = both.filter((one) => one.status === 'fulfilled')
    expect(passed).toHaveLength(1)
    const next = passed[0]!.value
    const holder: ViewerContext = (await callById(stranger, next)).toId === aylin.viewer.id ? aylin : noor
    const chain = ['Kees', holder.viewer.displayName]
    expect(await callById(holder, next)).toMatchObject({ from: 'Ver weg', words: call.words, chain })
    await expect(callById(kees, next)).rejects.toThrow(NotFound)
    await expect(passOnCall(holder, next, kees.viewer.id)).rejects.toThrow(Invalid)
    await acceptCall(holder, next, 'Ik doe het')
    expect((await noticesOf(stranger)).map(({ kind }) => kind)).toEqual(['call.accepted', 'call.passed'])
  })

  it('is passed on only to whom its sender could have asked', async () => {
    const { ctx, id: community, noor, kees, aylin, stranger, call } = await setUp()
    const young = await newViewer(ctx, { name: 'Mia', adult: false })
    for (const one of [aylin, young]) await join(one, community)
    await setProtected(aylin, true)
    await designate(noor, { communityId: community, kind: 'ambassador', toId: kees.viewer.id })
    await designate(aylin, { communityId: community, kind: 'ambassador', toId: kees.viewer.id })
    await designate(young, { communityId: community, kind: 'ambassador', toId: kees.viewer.id })
    const id = await sendCall(stranger, call)
    const outside = { communityId: community, fromId: stranger.viewer.id }
    const offered = async () => {
      const only = passable(kees, outside)
      const { neighbours } = await membersToChoose(kees, await communityById(kees, community), { only })
      return neighbours.map(({ id }) => id)
    }
    expect(await offered()).toEqual([noor.viewer.id])
    for (const one of [aylin, young]) {
      await expect(passOnCall(kees, id, one.viewer.id)).rejects.toThrow(NotFound)
    }
    await ctx.db.execute(sql`update communities set access = 'besloten' where id = ${community}`)
    expect(await offered()).toEqual([])
    await expect(passOnCall(kees, id, noor.viewer.id)).rejects.toThrow(NotFound)
    const inside = await sendCall(noor, call)
    await passOnCall(kees, inside, young.viewer.id)
  })

  it('reaches from outside only who is recognised', async () => {
    const { ctx, id: community, noor, stranger, call } = await setUp()
    for (const name of ['Ada', 'Bob']) await join(await newViewer(ctx, { name }), community)
    await expect(sendCall(stranger, call)).rejects.toThrow(NotFound)
    await sendCall(noor, call)
  })

  it('ends where one of the two blocks the other', async () => {
    const { kees, stranger, call } = await setUp()
    const [open, accepted] = [await sendCall(stranger, call), await sendCall(stranger, call)]
    await acceptCall(kees, accepted, 'Graag!')
    await block(stranger, kees.viewer.id)
    await expect(acceptCall(kees, open, 'Ja')).rejects.toThrow(NotFound)
    await expect(declineCall(kees, open, 'Nee')).rejects.toThrow(NotFound)
    await expect(thankForCall(stranger, accepted, 'Dank')).rejects.toThrow(NotFound)
    expect(await callById(kees, open)).toMatchObject({ blocked: true, answer: undefined })
    expect(await waitingCalls(kees)).toBe(0)
  })

  it('lets its two people block each other from it, and nobody else', async () => {
    const { ctx, aylin, kees, stranger, call } = await setUp()
    const id = await sendCall(stranger, call)
    await expect(blockCaller(ctx, id)).rejects.toThrow(SignInNeeded)
    await expect(blockCaller(aylin, id)).rejects.toThrow(NotFound)
    expect(await blockedBy(aylin)).toEqual([])
    for (let time = 0; time < 2; time++) await blockCaller(kees, id)
    expect(await blockedBy(kees)).toMatchObject([{ displayName: 'Ver weg' }])
    await expect(sendCall(stranger, call)).rejects.toThrow(NotFound)
    await ctx.db.execute(sql`update residents set display_name = 'Anders' where id = ${kees.viewer.id}`)
    await blockCaller(stranger, id)
    expect(await blockedBy(stranger)).toEqual([])
    expect(await callById(stranger, id)).toMatchObject({ to: 'Een buur' })
    expect(JSON.stringify(await callsOf(stranger, 'sent'))).not.toContain('Anders')
  })

  it('tells outsiders no name that a closed community has now', async () => {
    const { ctx, id: community, noor, kees, stranger, call } = await setUp()
    const id = await sendCall(stranger, call)
    await decline(kees, { communityId: community, kind: 'authority', themeId: await aTheme(ctx) })
    expect((await callById(stranger, id)).community).toBe('Kerkplein')
    await removeMember(noor, community, kees.viewer.id, 'Ruzie')
    await changeCommunity(noor, community, { name: 'Geheim plein', purpose: '', access: 'besloten' })
    for (const one of [kees, stranger]) {
      expect((await callById(one, id)).community).toBeNull()
      expect(JSON.stringify(await callsOf(one, one === kees ? 'received' : 'sent'))).not.toContain('Geheim')
    }
    expect(await refusalsOf(kees)).toMatchObject([{ kind: 'authority', community: null }])
  })

  it('mails that there is something, and none of the words', async () => {
    const { services, ctx, kees, stranger, call } = await setUp()
    const id = await sendCall(stranger, call)
    await acceptCall(kees, id, 'Geheim antwoord')
    await deliverMail(ctx)
    expect(JSON.stringify(services.sent)).not.toContain('plein')
    expect(JSON.stringify(await rows(ctx.db, sql`select data from outbox`))).not.toContain('plein')
    expect(JSON.stringify(await rows(ctx.db, sql`select data from notices`))).not.toContain('antwoord')
  })
})
