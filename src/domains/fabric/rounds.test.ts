import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { newTown, newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { newId } from '../../platform/ids.ts'
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded } from '../../platform/errors.ts'
import { communityById, foundCommunity, join } from '../communities/index.ts'
import { designate } from '../designations/index.ts'
import { appointSteward, noticesOf, type ViewerContext } from '../residents/index.ts'
import { foundCircle } from './actions/circles.ts'
import { advise, answerQuestion, ask, askAdvice, bringCase, takeAlong } from './actions/rounds.ts'
import { roundById, roundsOf } from './queries/rounds.ts'

onEachEngine('a guided round', (store) => {
  const setUp = async () => {
    const services = testServices(store())
    const ctx = visitor(services)
    const town = await newTown(ctx)
    const [noor, kees, aylin] = await Promise.all(
      ['Noor', 'Kees', 'Aylin'].map((name) => newViewer(ctx, { name, place: town.home })),
    )
    const { id: street } = await foundCommunity(noor!, {
      name: 'Straat',
      purpose: '',
      access: 'extranet',
      areaIds: [town.buurt],
      conceptIds: [],
    })
    for (const one of [kees!, aylin!]) await join(one, street)
    const all = [noor!, kees!, aylin!]
    for (const by of all)
      for (const to of all)
        if (by !== to) await designate(by, { communityId: street, kind: 'ambassador', toId: to.viewer.id })
    const { id } = await foundCircle(noor!, { kind: 'ambassadors', areaId: town.buurt, conceptId: null })
    const stranger = await newViewer(ctx, { name: 'Sam', place: town.home })
    const steward = await newViewer(ctx, { name: 'Wil', level: 'assured' })
    await appointSteward(ctx, steward.viewer.id, 'moderation')
    const round = newId()
    const bring = (who: ViewerContext, roundId = round) =>
      bringCase(who, {
        id: roundId,
        communityId: id,
        title: 'Hoe vraag je het de gemeente?',
        words: 'Ze bellen nooit terug.',
      })
    const look = async (who: ViewerContext) => roundById(who, await communityById(who, id), round)
    const kinds = async (who: ViewerContext) =>
      (await noticesOf(who))
        .map(({ kind }) => kind)
        .filter((kind) => kind.startsWith('round'))
        .toSorted()
    return {
      services,
      ctx,
      id,
      street,
      round,
      noor: noor!,
      kees: kees!,
      aylin: aylin!,
      stranger,
      steward,
      bring,
      look,
      kinds,
    }
  }

  it('goes from case to questions, to advice, to what is taken along', async () => {
    const { services, round, noor, kees, aylin, bring, look, kinds } = await setUp()
    await Promise.all([bring(noor), bring(noor)])
    expect(await kinds(kees)).toEqual(['round.brought'])
    await ask(kees, round, 'Wie belde je?')
    services.pass(1000)
    await ask(aylin, round, 'Sinds wanneer?')
    expect(await kinds(noor)).toEqual(['round.asked'])
    const [first] = (await look(noor)).questions
    await answerQuestion(noor, round, first!.id, 'Het loket')
    await answerQuestion(noor, round, first!.id, 'Het wijkloket')
    expect((await look(kees)).questions).toMatchObject([
      { by: 'Kees', words: 'Wie belde je?', answer: 'Het wijkloket' },
      { by: 'Aylin', answer: null },
    ])
    await askAdvice(noor, round)
    await Promise.allSettled([
      advise(kees, round, 'Ik zou langsgaan.'),
      advise(kees, round, 'Ik zou schrijven.'),
    ])
    await advise(aylin, round, 'Ik zou het samen doen.')
    expect((await look(noor)).advice.map(({ by }) => by).toSorted()).toEqual(['Aylin', 'Kees'])
    await takeAlong(noor, round, 'We gaan samen langs.')
    expect(await look(kees)).toMatchObject({ phase: 'done', taken: 'We gaan samen langs.' })
    expect(await kinds(kees)).toEqual(['round.advice', 'round.brought', 'round.done'])
  })

  it('gives each step to whom it is for, and only then', async () => {
    const { ctx, round, noor, kees, aylin, stranger, steward, bring, look } = await setUp()
    await expect(bring(ctx as ViewerContext)).rejects.toThrow(SignInNeeded)
    for (const outsider of [stranger, steward]) await expect(bring(outsider)).rejects.toThrow(NotAllowed)
    await bring(noor)
    for (const outsider of [stranger, steward]) {
      await expect(ask(outsider, round, 'Wat?')).rejects.toThrow(NotFound)
      await expect(look(outsider)).rejects.toThrow(NotFound)
    }
    await expect(ask(noor, round, 'Aan mezelf')).rejects.toMatchObject({ code: 'roundNotYours' })
    await expect(advise(kees, round, 'Te vroeg')).rejects.toMatchObject({ code: 'roundMoved' })
    await expect(askAdvice(kees, round)).rejects.toMatchObject({ code: 'roundNotYours' })
    await ask(kees, round, 'Wie?')
    const [question] = (await look(noor)).questions
    await expect(answerQuestion(aylin, round, question!.id, 'Ik weet het')).rejects.toThrow(NotAllowed)
    await expect(answerQuestion(noor, round, newId(), 'Waarop?')).rejects.toThrow(NotFound)
    await askAdvice(noor, round)
    await expect(ask(kees, round, 'Te laat')).rejects.toMatchObject({ code: 'roundMoved' })
    await expect(takeAlong(kees, round, 'Niet van mij')).rejects.toMatchObject({ code: 'roundNotYours' })
    await advise(kees, round, 'Ga langs')
    await expect(advise(kees, round, 'Nog eens')).rejects.toMatchObject({ code: 'roundMoved' })
    await takeAlong(noor, round, 'Dank')
    for (const late of [
      () => ask(kees, round, 'x'),
      () => advise(aylin, round, 'x'),
      () => takeAlong(noor, round, 'x'),
    ])
      await expect(late()).rejects.toThrow(Conflict)
  })

  it('takes words that fit, one running case a person, and stays within its circle', async () => {
    const { ctx, id, street, round, noor, kees, bring } = await setUp()
    for (const [title, words, fields] of [
      ['', 'w', { title: 'titleMissing' }],
      ['t'.repeat(121), 'w', { title: 'titleLong' }],
      ['t', ' ', { words: 'wordsMissing' }],
      ['t', 'w'.repeat(4001), { words: 'wordsLong' }],
    ] as const)
      await expect(bringCase(noor, { id: newId(), communityId: id, title, words })).rejects.toMatchObject({
        fields,
      })
    await bring(noor)
    await expect(bring(noor, newId())).rejects.toMatchObject({ code: 'roundRunning' })
    await expect(ask(kees, round, '')).rejects.toThrow(Invalid)
    await expect(ask(kees, round, 'w'.repeat(2001))).rejects.toThrow(Invalid)
    await expect(
      bringCase(noor, { id: newId(), communityId: street, title: 'Hier', words: 'Niet' }),
    ).rejects.toThrow(NotFound)
    await ctx.db.execute(
      sql`insert into round_words (id, round_id, kind, words, said)
          select gen_random_uuid(), ${round}, 'question', 'x', now() from generate_series(1, 200)`,
    )
    await expect(ask(kees, round, 'Nog één')).rejects.toMatchObject({ code: 'roundFull' })
  })

  it('is listed newest first, in parts', async () => {
    const { services, ctx, id, noor, kees } = await setUp()
    await ctx.db.execute(
      sql`insert into rounds (id, community_id, title, words, phase, taken, brought, moved)
          select gen_random_uuid(), ${id}, 'Ronde ' || n, 'w', 'done', 't', ${services.clock.now().toISOString()}::timestamptz + n * interval '1 minute', now()
          from generate_series(1, 25) n`,
    )
    const community = await communityById(noor, id)
    const first = await roundsOf(kees, community)
    const rest = await roundsOf(kees, community, first.next)
    const titles = [...first.items, ...rest.items].map(({ title }) => title)
    expect(titles).toEqual(Array.from({ length: 25 }, (_, i) => `Ronde ${25 - i}`))
    expect(rest.next).toBeUndefined()
  })
})
