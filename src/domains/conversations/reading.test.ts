import { onEachEngine } from '../../../tests/support/store.ts'
import { newStreet, type Street } from '../../../tests/support/street.ts'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { newConcept, newViewer, type TestServices } from '../../../tests/support/people.ts'
import { day, hour } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { communityById, join } from '../communities/index.ts'
import { block, noticesOf, type ViewerContext } from '../residents/index.ts'
import { postReply } from './actions/reply.ts'
import { startConversation } from './actions/start.ts'
import { closeConversation, followConversation } from './actions/tend.ts'
import { conversationById } from './conversation.ts'
import { conversationsIn, conversationsOf, conversationsOn } from './queries/lists.ts'
import { followsOf, newsSince } from './queries/news.ts'
import { readingOf } from './queries/thread.ts'
import { shownTo } from './test-support.ts'

onEachEngine('reading conversations', (store) => {
  let street: Street
  let services: TestServices
  let ctx: Context
  let noor: ViewerContext
  let kees: ViewerContext
  let aylin: ViewerContext
  let outsider: ViewerContext
  let applicant: ViewerContext
  beforeAll(async () => {
    street = await newStreet(store())
    ;({ services, ctx, noor, kees, aylin, outsider, applicant } = street)
  })

  it.each([
    ['internet', { visitor: true, applicant: true, verified: true }],
    ['extranet', { visitor: false, applicant: false, verified: true }],
    ['besloten', { visitor: false, applicant: false, verified: false }],
  ] as const)('of %s is read by whom it is for, and written in by members only', async (access, may) => {
    const { id } = await street.community(access)
    const talk = await street.start(kees, id)
    const reading = async (who: Context) => {
      try {
        return (await shownTo(who, talk)).length === 1
      } catch {
        return false
      }
    }
    expect({
      visitor: await reading(ctx),
      applicant: await reading(applicant),
      verified: await reading(outsider),
    }).toEqual(may)
    for (const who of [ctx, applicant, outsider]) {
      await expect(postReply(who, talk, { words: 'Hallo' })).rejects.toThrow()
      await expect(
        startConversation(who, { title: 'x', words: 'x', kind: 'talk', where: { communityId: id } }),
      ).rejects.toThrow()
      await expect(closeConversation(who, talk, 'Klaar')).rejects.toThrow()
    }
    expect(await reading(aylin)).toBe(true)
  })

  it('shows who was invited to a closed community nothing of what is said there', async () => {
    const { id } = await street.community('besloten')
    const talk = await street.start(kees, id)
    await ctx.db.execute(
      sql`insert into invitations (id, community_id, resident_id, invited, ends)
          values (${newId()}, ${id}, ${outsider.viewer.id}, ${ctx.now().toISOString()}, ${new Date(ctx.now().getTime() + day).toISOString()})`,
    )
    const seen = await communityById(outsider, id)
    expect(seen.role).toBe('invited')
    expect(await conversationsOf(outsider, seen)).toEqual({ items: [], next: undefined })
    await expect(conversationById(outsider, talk)).rejects.toThrow('notFound')
  })

  it('names members to members, to neighbours only who chose that, and to visitors nobody', async () => {
    const { id } = await street.community()
    const talk = await street.start(kees, id, 'Bankje', 'Dag @Noor, en a@b.nl blijft.')
    const name = async (who: Context) => (await shownTo(who, talk))[0]!
    expect((await name(noor)).name).toBe('Kees')
    for (const who of [ctx, applicant, outsider]) {
      const reply = await name(who)
      expect(reply.name).toBeUndefined()
      expect(reply.authorId).toBeUndefined()
      expect(reply.html).toContain('Dag @een buur, en')
      expect(reply.html).toContain('a@b.nl')
    }
    await ctx.db.execute(sql`update residents set shows_name = true where id = ${kees.viewer.id}`)
    expect((await name(outsider)).name).toBe('Kees')
    expect((await name(ctx)).name).toBeUndefined()
    await ctx.db.execute(sql`update residents set protected = true where id = ${kees.viewer.id}`)
    expect((await name(outsider)).name).toBeUndefined()
    expect((await name(noor)).name).toBe('Kees')
    await ctx.db.execute(
      sql`update residents set shows_name = false, protected = false where id = ${kees.viewer.id}`,
    )
  })

  it('hides the words of who is blocked, either way', async () => {
    const { id } = await street.community()
    const [one, two] = [await newViewer(ctx, { name: 'Een' }), await newViewer(ctx, { name: 'Twee' })]
    await join(one, id)
    await join(two, id)
    const talk = await street.start(kees, id)
    await postReply(one, talk, { words: 'Woorden van een.' })
    const first = (await shownTo(two, talk))[1]!
    await postReply(two, talk, { words: 'Woorden van twee.', quoteOf: first.id, quote: 'Woorden van een.' })
    await block(one, two.viewer.id)
    for (const [who, hidden] of [
      [one, 2],
      [two, 1],
    ] as const) {
      const found = await shownTo(who, talk)
      expect(found[hidden]).toMatchObject({ hidden: true, html: '', name: undefined, quote: undefined })
      expect(found[3 - hidden]).toMatchObject({ hidden: false })
      expect(JSON.stringify(found)).not.toContain(hidden === 2 ? 'van twee' : 'van een')
    }
    const { items } = await conversationsOf(one, await communityById(one, id))
    expect(items[0]).toMatchObject({ by: undefined, excerpt: '' })
    expect((await shownTo(kees, talk)).some(({ hidden }) => hidden)).toBe(false)
  })

  it('tells who is called by name, once, and not who is quiet, blocked or gone', async () => {
    const { id } = await street.community()
    const [tess, tess2, bart] = [
      await newViewer(ctx, { name: 'Tess' }),
      await newViewer(ctx, { name: 'Tess' }),
      await newViewer(ctx, { name: 'Bart' }),
    ]
    await join(tess, id)
    await join(bart, id)
    const talk = await street.start(kees, id)
    const told = async (who: ViewerContext) =>
      (await noticesOf(who)).filter(
        ({ kind, data }) => kind === 'conversation.mentioned' && data['conversation'] === talk,
      ).length
    await postReply(kees, talk, { words: 'Dag @tess en @Bart, en @Kees ook' })
    expect([await told(tess), await told(bart), await told(kees)]).toEqual([1, 1, 0])
    await join(tess2, id)
    await postReply(kees, talk, { words: 'Welke @Tess?' })
    expect([await told(tess), await told(tess2)]).toEqual([1, 0])
    await postReply(kees, talk, { words: 'Jij.', mention: tess2.viewer.id })
    expect([await told(tess), await told(tess2)]).toEqual([1, 1])
    await followConversation(bart, talk, 'quiet')
    await postReply(kees, talk, { words: '@Bart' })
    await block(tess2, kees.viewer.id)
    await postReply(kees, talk, { words: 'Hoor je me?', mention: tess2.viewer.id })
    await postReply(kees, talk, { words: 'En jij?', mention: outsider.viewer.id })
    expect([await told(bart), await told(tess2), await told(outsider)]).toEqual([1, 1, 0])
  })

  it('remembers how far somebody read, and what they want to hear', async () => {
    const { id } = await street.community()
    const talk = await street.start(kees, id)
    expect(await readingOf(aylin, talk)).toEqual({ seq: 0, read: undefined, follow: undefined })
    await followConversation(aylin, talk, 'follow')
    expect(await followsOf(ctx, [aylin.viewer.id, kees.viewer.id], [talk])).toEqual([
      { resident: aylin.viewer.id, conversation: talk, follow: 'follow' },
    ])
    await followConversation(aylin, talk, 'usual')
    expect(await followsOf(ctx, [aylin.viewer.id], [talk])).toEqual([])
    await expect(followConversation(ctx, talk, 'quiet')).rejects.toThrow('signInNeeded')
  })

  it('of an area is for verified residents who live there', async () => {
    const ambition = await newConcept(ctx, {
      scheme: 'ambition',
      slug: `bankje-${newId().slice(0, 6)}`,
      label: 'Bankje',
    })
    const talk = await startConversation(noor, {
      title: 'Een bankje',
      words: 'Wie wil dat?',
      kind: 'talk',
      where: { areaId: street.town.buurt, ambitionId: ambition },
    })
    await postReply(kees, talk, { words: 'Ik.' })
    for (const who of [ctx, applicant, outsider]) {
      await expect(conversationById(who, talk)).rejects.toThrow('notFound')
      expect((await conversationsIn(who, { areaId: street.town.buurt })).items).toEqual([])
      expect(await conversationsOn(who, ambition)).toEqual([])
      await expect(
        startConversation(who, {
          title: 'x',
          words: 'x',
          kind: 'talk',
          where: { areaId: street.town.buurt },
        }),
      ).rejects.toThrow()
    }
    expect(
      (await conversationsIn(kees, { areaId: street.town.buurt, ambitionId: ambition })).items,
    ).toHaveLength(1)
    expect(await conversationsOn(aylin, ambition)).toMatchObject([{ title: 'Een bankje', by: 'Kees' }])
    const city = await startConversation(outsider, {
      title: 'Stad',
      words: 'Hoi',
      kind: 'talk',
      where: { areaId: street.town.gemeente },
    })
    expect((await conversationById(noor, city)).area?.id).toBe(street.town.gemeente)
  })

  it('tells the news of a window, for each conversation and who spoke', async () => {
    const { id } = await street.community()
    const from = services.clock.now()
    services.pass(hour)
    const talk = await street.start(kees, id, 'Nieuws')
    await postReply(noor, talk, { words: 'Een' })
    await postReply(noor, talk, { words: 'Twee' })
    const to = services.clock.now()
    services.pass(hour)
    await postReply(aylin, talk, { words: 'Later' })
    expect(
      (await newsSince(ctx, [id], from, to))
        .map(({ kind, title, by, count }) => [kind, title, by, count])
        .toSorted(),
    ).toEqual(
      [
        ['conversation.started', 'Nieuws', kees.viewer.id, 1],
        ['reply.posted', 'Nieuws', noor.viewer.id, 2],
      ].toSorted(),
    )
    expect(await newsSince(ctx, [id], to, services.clock.now())).toMatchObject([
      { by: aylin.viewer.id, count: 1, href: `/gesprek/${talk}?na=3` },
    ])
    expect(await newsSince(ctx, [], from, to)).toEqual([])
  })
})
