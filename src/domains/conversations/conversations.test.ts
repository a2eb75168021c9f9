import { onEachEngine } from '../../../tests/support/store.ts'
import { newStreet, type Street } from '../../../tests/support/street.ts'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { newViewer, type TestServices } from '../../../tests/support/people.ts'
import { hour } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { communityById, join, leave } from '../communities/index.ts'
import { type ViewerContext } from '../residents/index.ts'
import { editReply, withdrawReply } from './actions/edit.ts'
import { moveConversation } from './actions/move.ts'
import { postReply } from './actions/reply.ts'
import { sayAbout, startConversation } from './actions/start.ts'
import { closeConversation } from './actions/tend.ts'
import { conversationsOf } from './queries/lists.ts'
import { versionsOf } from './queries/thread.ts'
import { shownTo } from './test-support.ts'

onEachEngine('conversations', (store) => {
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

  it('is started by a member, answered, and read in the order of time', async () => {
    const { id } = await street.community()
    const talk = await street.start(kees, id)
    expect(await postReply(noor, talk, { words: 'Ik **wel**.' })).toBe(2)
    services.pass(hour)
    expect(await postReply(aylin, talk, { words: 'Ik ook.' })).toBe(3)
    const found = await shownTo(aylin, talk)
    expect(found.map(({ seq, name, html }) => [seq, name, html])).toEqual([
      [1, 'Kees', '<p>Wie helpt er mee?</p>'],
      [2, 'Noor', '<p>Ik <strong>wel</strong>.</p>'],
      [3, 'Aylin', '<p>Ik ook.</p>'],
    ])
    const { items } = await conversationsOf(noor, await communityById(noor, id))
    expect(items).toMatchObject([
      { title: 'De heg', replies: 2, by: 'Aylin', excerpt: 'Ik ook.', fresh: true },
    ])
  })

  it('is said once when a form is sent twice, also at the same moment', async () => {
    const { id } = await street.community()
    const [form, first] = [newId(), newId()]
    const talk = await startConversation(kees, {
      id: form,
      title: 'Een',
      words: 'Een',
      kind: 'talk',
      where: { communityId: id },
    })
    expect(
      await startConversation(kees, {
        id: form,
        title: 'Een',
        words: 'Een',
        kind: 'talk',
        where: { communityId: id },
      }),
    ).toBe(talk)
    const twice = await Promise.all([1, 2, 3].map(() => postReply(noor, talk, { id: first, words: 'Ja' })))
    expect(new Set(twice)).toEqual(new Set([2]))
    await expect(postReply(aylin, talk, { id: first, words: 'Van mij' })).rejects.toThrow('notFound')
  })

  it('numbers replies without gaps when many are sent at once', async () => {
    const { id } = await street.community()
    const talk = await street.start(kees, id)
    await Promise.all(
      Array.from({ length: 12 }, (_, n) => postReply(n % 2 ? noor : aylin, talk, { words: `${n}` })),
    )
    const seqs = await rows<{ seq: number }>(
      ctx.db,
      sql`select seq from replies where conversation_id = ${talk} order by seq`,
    )
    expect(seqs.map(({ seq }) => seq)).toEqual(Array.from({ length: 13 }, (_, n) => n + 1))
  })

  it('answers one level deep, and quotes only what was said', async () => {
    const { id } = await street.community()
    const talk = await street.start(kees, id)
    await postReply(noor, talk, { words: 'Zaterdag om *tien* uur bij de schuur.' })
    const [, second] = await shownTo(noor, talk)
    await postReply(aylin, talk, { words: 'Goed.', parent: second!.id })
    const third = (await shownTo(noor, talk))[2]!
    await postReply(kees, talk, { words: 'Fijn.', parent: third.id })
    await expect(
      postReply(kees, talk, { words: 'x', quoteOf: second!.id, quote: 'Zondag om tien uur' }),
    ).rejects.toMatchObject({ fields: { quote: 'quoteOther' } })
    await postReply(kees, talk, { words: 'Dat lukt.', quoteOf: second!.id, quote: 'om tien uur bij' })
    const found = await shownTo(noor, talk)
    expect(found.slice(2).map(({ parent, quote }) => [parent?.seq, quote?.words])).toEqual([
      [2, undefined],
      [2, undefined],
      [2, 'om tien uur bij'],
    ])
    const elsewhere = await street.start(kees, id, 'Anders')
    await expect(postReply(noor, elsewhere, { words: 'x', parent: second!.id })).rejects.toThrow('notFound')
    // Taking words away takes them from who quoted them too.
    await withdrawReply(noor, second!.id)
    const after = await shownTo(aylin, talk)
    expect(after[1]).toMatchObject({ html: '', withdrawn: { why: '' } })
    expect(after[4]!.quote).toBeUndefined()
    expect(
      JSON.stringify(await rows(ctx.db, sql`select * from replies where conversation_id = ${talk}`)),
    ).not.toContain('tien')
  })

  it('is edited by who wrote it, with how it was', async () => {
    const { id } = await street.community()
    const talk = await street.start(kees, id)
    const [opening] = await shownTo(kees, talk)
    for (const who of [noor, aylin])
      await expect(editReply(who, opening!.id, 'Anders')).rejects.toThrow('authorOnly')
    await expect(editReply(outsider, opening!.id, 'Anders')).rejects.toThrow()
    await editReply(kees, opening!.id, 'Wie helpt er **zaterdag** mee?')
    await editReply(kees, opening!.id, 'Wie helpt er **zaterdag** mee?')
    expect((await shownTo(aylin, talk))[0]).toMatchObject({ edited: services.clock.now() })
    expect((await versionsOf(aylin, opening!.id)).map(({ html }) => html)).toEqual([
      '<p>Wie helpt er mee?</p>',
    ])
    await expect(editReply(kees, opening!.id, '  ')).rejects.toMatchObject({
      fields: { words: 'wordsMissing' },
    })
  })

  it('is withdrawn by who wrote it, and by the manager with a reason', async () => {
    const { id } = await street.community()
    const talk = await street.start(kees, id)
    await postReply(aylin, talk, { words: 'Onaardig.' })
    const reply = (await shownTo(kees, talk))[1]!
    await expect(withdrawReply(kees, reply.id)).rejects.toThrow('authorOnly')
    await expect(withdrawReply(noor, reply.id)).rejects.toMatchObject({ fields: { why: 'whyMissing' } })
    await withdrawReply(noor, reply.id, 'Zo praten we niet')
    await withdrawReply(noor, reply.id, 'Nog eens')
    expect((await shownTo(kees, talk))[1]).toMatchObject({
      withdrawn: { why: 'Zo praten we niet' },
      html: '',
    })
    await expect(editReply(aylin, reply.id, 'Toch')).rejects.toThrow('replyWithdrawn')
  })

  it('no longer takes words of who left', async () => {
    const { id } = await street.community()
    const talk = await street.start(kees, id)
    await leave(kees, id)
    await expect(postReply(kees, talk, { words: 'Nog iets' })).rejects.toThrow('membersOnly')
    await expect(closeConversation(kees, talk, 'Klaar')).rejects.toThrow('tenderOnly')
  })

  it('about a thing there is one, also when two begin it at once', async () => {
    const { id } = await street.community('besloten')
    const thing = {
      kind: 'activity',
      id: newId(),
      communityId: id,
      title: 'Soep',
      href: '/afspraak/x',
    } as const
    const said = await Promise.all([
      sayAbout(kees, thing, { words: 'Ik kom.' }),
      sayAbout(aylin, thing, { words: 'Ik ook.' }),
    ])
    expect(said[0]!.id).toBe(said[1]!.id)
    expect((await shownTo(noor, said[0]!.id)).map(({ seq }) => seq)).toEqual([1, 2])
    await expect(sayAbout(outsider, thing, { words: 'Ik?' })).rejects.toThrow('notFound')
    await expect(moveConversation(noor, said[0]!.id, id)).rejects.toThrow('conversationOfThing')
  })

  it('holds who says too much too fast', async () => {
    const { id } = await street.community()
    const fast = await newViewer(ctx, { name: 'Snel' })
    await join(fast, id)
    const talk = await street.start(kees, id)
    for (let n = 0; n < 40; n++) await postReply(fast, talk, { words: `${n}` })
    await expect(postReply(fast, talk, { words: 'Nog een' })).rejects.toThrow('tooMany')
    await expect(postReply(kees, talk, { words: 'x'.repeat(8001) })).rejects.toMatchObject({
      fields: { words: 'wordsLong' },
    })
  })
})
