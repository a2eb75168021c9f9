import { onEachEngine } from '../../../tests/support/store.ts'
import { newStreet, type Street } from '../../../tests/support/street.ts'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { as, type TestServices } from '../../../tests/support/people.ts'
import { day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { communityById, endCommunity, foundCommunity, passOnManager, rest } from '../communities/index.ts'
import { noticesOf, type ViewerContext } from '../residents/index.ts'
import { withdrawReply } from './actions/edit.ts'
import { moveConversation, placesToMove } from './actions/move.ts'
import { askPoll, choose } from './actions/poll.ts'
import { postReply } from './actions/reply.ts'
import {
  closeConversation,
  markAnswer,
  pinConversation,
  renameConversation,
  reopenConversation,
  unpinConversation,
} from './actions/tend.ts'
import { conversationById } from './conversation.ts'
import { conversationsOf, movedFrom } from './queries/lists.ts'
import { pollOf } from './queries/poll.ts'
import { shownTo } from './test-support.ts'

onEachEngine('looking after conversations', (store) => {
  let street: Street
  let services: TestServices
  let ctx: Context
  let noor: ViewerContext
  let kees: ViewerContext
  let aylin: ViewerContext
  let outsider: ViewerContext
  beforeAll(async () => {
    street = await newStreet(store())
    ;({ services, ctx, noor, kees, aylin, outsider } = street)
  })

  it('is closed with a reason by who started it or the manager, and opened again', async () => {
    const { id } = await street.community()
    const talk = await street.start(kees, id)
    await expect(closeConversation(aylin, talk, 'Genoeg')).rejects.toThrow('tenderOnly')
    await expect(closeConversation(kees, talk, ' ')).rejects.toMatchObject({ fields: { why: 'whyMissing' } })
    await closeConversation(kees, talk, 'We weten het')
    await expect(postReply(aylin, talk, { words: 'Nog iets' })).rejects.toThrow('conversationClosed')
    expect(await conversationById(ctx, talk)).toMatchObject({ closedWhy: 'We weten het' })
    await reopenConversation(noor, talk)
    await postReply(aylin, talk, { words: 'Nog iets' })
  })

  it('is kept on top by the manager, three at most, also at once', async () => {
    const { id } = await street.community()
    const talks = []
    for (const n of [1, 2, 3, 4, 5]) talks.push(await street.start(kees, id, `Gesprek ${n}`))
    await expect(pinConversation(kees, talks[0]!)).rejects.toThrow('managerOnly')
    const tried = await Promise.allSettled(talks.map((each) => pinConversation(noor, each)))
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    const { items } = await conversationsOf(ctx, await communityById(ctx, id))
    expect(items.filter(({ pinned }) => pinned)).toHaveLength(3)
    expect(items).toHaveLength(5)
    expect(items.slice(0, 3).every(({ pinned }) => pinned)).toBe(true)
    await unpinConversation(noor, items[0]!.id)
    expect(
      (await conversationsOf(ctx, await communityById(ctx, id))).items.filter(({ pinned }) => pinned),
    ).toHaveLength(2)
  })

  it('is a question with an answer, as who looks after it says', async () => {
    const { id } = await street.community()
    const talk = await street.start(kees, id, 'Wie heeft een ladder?')
    await postReply(noor, talk, { words: 'Ik.' })
    const reply = (await shownTo(kees, talk))[1]!
    await expect(markAnswer(kees, talk, reply.id)).rejects.toThrow('noQuestion')
    await renameConversation(kees, talk, { title: 'Wie heeft een ladder?', kind: 'question' })
    await expect(markAnswer(aylin, talk, reply.id)).rejects.toThrow('tenderOnly')
    await markAnswer(kees, talk, reply.id)
    expect((await conversationById(ctx, talk)).answerId).toBe(reply.id)
    await withdrawReply(noor, reply.id)
    expect((await conversationById(ctx, talk)).answerId).toBeNull()
  })

  it('moves only where nobody sees words that were not meant for them', async () => {
    const [open, closed, other, away] = [
      await street.community('internet'),
      await street.community('besloten'),
      await street.community('besloten'),
      await street.community('extranet'),
    ]
    const secret = await street.start(kees, closed.id, 'Geheim')
    await moveConversation(kees, secret, other.id)
    expect((await conversationById(noor, secret)).community?.id).toBe(other.id)
    await postReply(aylin, secret, { words: 'Van een ander.' })
    for (const { id } of [closed, open, away])
      await expect(moveConversation(kees, secret, id)).rejects.toThrow('moveWider')
    expect(await placesToMove(kees, await conversationById(kees, secret))).toEqual([])
    const said = await street.start(kees, away.id, 'Bomen')
    await postReply(noor, said, { words: 'Mooi.' })
    await expect(moveConversation(kees, said, open.id)).rejects.toThrow('moveWider')
    await expect(moveConversation(aylin, said, closed.id)).rejects.toThrow('tenderOnly')
    await moveConversation(kees, said, closed.id)
    await expect(conversationById(outsider, said)).rejects.toThrow('notFound')
    // Where it was says where it went, to who may enter that.
    const [line] = await movedFrom(noor, await communityById(noor, away.id))
    expect(line).toMatchObject({ title: 'Bomen', to: { slug: closed.slug } })
    expect((await movedFrom(outsider, await communityById(outsider, away.id)))[0]?.to).toBeUndefined()
    expect((await noticesOf(noor)).map(({ kind }) => kind)).toContain('conversation.moved')
  })
  it('moves only to a community of the mover that is awake', async () => {
    const [from, to] = [await street.community(), await street.community()]
    const talk = await street.start(kees, from.id)
    await rest(noor, to.id, '')
    await expect(moveConversation(kees, talk, to.id)).rejects.toThrow('communityResting')
    const third = await foundCommunity(aylin, {
      name: 'Van Aylin',
      purpose: '',
      access: 'internet',
      areaIds: [street.town.buurt],
      conceptIds: [],
    })
    await expect(moveConversation(kees, talk, third.id)).rejects.toThrow('membersOnly')
  })

  it('is read only where a community rests or has ended', async () => {
    const { id } = await street.community()
    const talk = await street.start(kees, id)
    await rest(noor, id, '')
    await expect(postReply(aylin, talk, { words: 'Nog iets' })).rejects.toThrow('communityResting')
    await expect(street.start(aylin, id)).rejects.toThrow('communityResting')
    await endCommunity(noor, id, 'tried')
    await expect(postReply(aylin, talk, { words: 'Nog iets' })).rejects.toThrow('communityEnded')
    await expect(closeConversation(noor, talk, 'Klaar')).rejects.toThrow('tenderOnly')
    expect(await shownTo(ctx, talk)).toHaveLength(1)
  })

  it('lets people choose, change that until it closes, and shows names only where that was said', async () => {
    const { id } = await street.community()
    const talk = await street.start(kees, id)
    const closes = new Date(services.clock.now().getTime() + 2 * day)
    const poll = {
      kind: 'one',
      question: 'Welke dag?',
      options: ['Zaterdag', 'Zondag', 'Zondag'],
      closes,
      names: true,
    } as const
    await expect(askPoll(aylin, talk, poll)).rejects.toThrow('tenderOnly')
    await expect(askPoll(kees, talk, { ...poll, options: ['Zaterdag'] })).rejects.toMatchObject({
      fields: { options: 'optionsFew' },
    })
    await expect(askPoll(kees, talk, { ...poll, closes: new Date(0) })).rejects.toMatchObject({
      fields: { closes: 'closesPast' },
    })
    await askPoll(kees, talk, poll)
    await expect(askPoll(kees, talk, poll)).rejects.toThrow('pollThere')
    const stands = async (who: Context) => (await pollOf(who, await conversationById(who, talk)))!
    const [saturday, sunday] = (await stands(noor)).options
    await expect(choose(outsider, talk, [saturday!.id])).rejects.toThrow('membersOnly')
    await expect(choose(noor, talk, [saturday!.id, sunday!.id])).rejects.toMatchObject({
      fields: { option: 'choiceOne' },
    })
    await Promise.all([
      choose(noor, talk, [saturday!.id]),
      choose(noor, talk, [sunday!.id]),
      choose(kees, talk, [sunday!.id]),
    ])
    await choose(noor, talk, [sunday!.id])
    const now = await stands(aylin)
    expect(now.options.map(({ votes }) => votes)).toEqual([0, 2])
    expect(now.options[1]!.by.toSorted()).toEqual(['Kees', 'Noor'])
    expect((await stands(ctx)).options.map(({ votes, by }) => [votes, by])).toEqual([
      [0, []],
      [2, []],
    ])
    await choose(noor, talk, [])
    expect((await stands(noor)).options[1]!.votes).toBe(1)
    services.pass(3 * day)
    await expect(choose(noor, talk, [saturday!.id])).rejects.toThrow('pollClosed')
    expect((await stands(noor)).open).toBe(false)
  })

  it('never says who chose what where that was not said beforehand', async () => {
    const { id } = await street.community()
    const talk = await street.start(kees, id)
    const closes = new Date(services.clock.now().getTime() + 2 * day)
    const days = [3, 5].map((n) => new Date(services.clock.now().getTime() + n * day))
    await askPoll(kees, talk, { kind: 'date', question: 'Wanneer?', options: days, closes, names: false })
    const { options } = (await pollOf(noor, await conversationById(noor, talk)))!
    await choose(
      noor,
      talk,
      options.map(({ id }) => id),
    )
    const found = (await pollOf(kees, await conversationById(kees, talk)))!
    expect(found.options.map(({ votes, by, starts }) => [votes, by, starts])).toEqual(
      days.map((starts) => [1, [], starts]),
    )
  })

  it('passes to the next manager with the role', async () => {
    const { id } = await street.community()
    const talk = await street.start(kees, id)
    await passOnManager(noor, id, aylin.viewer.id)
    await pinConversation(await as(ctx, aylin.viewer.id), talk)
    await expect(unpinConversation(noor, talk)).rejects.toThrow('tenderOnly')
    expect(
      await row(ctx.db, sql`select kind from conversation_acts where conversation_id = ${talk}`),
    ).toEqual({ kind: 'pin' })
  })
})
