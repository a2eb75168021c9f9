import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { onEachEngine } from '../../../tests/support/store.ts'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded, TooMany } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import {
  acceptAmbition,
  acceptProposal,
  declineRequest,
  mergeAmbitions,
  mergeRequest,
  type Placing,
} from './actions/answer.ts'
import { actsBefore } from '../residents/index.ts'
import { chooseAmbition } from './actions/choose.ts'
import { appealAnswer, nearDuplicates, requestAmbition } from './actions/request.ts'
import { historyOf } from './history.ts'
import { conceptBySlug, conceptCard, requireConcept, themesNeeded } from './queries.ts'
import { decisions, ownRequests, requestForSteward, waitingRequests } from './requests.ts'
import { ensureTaxonomy } from './skos/index.ts'
import { addResident, asResident, seeds, testContext } from './test-support.ts'
import { wishesOf } from './wishes.ts'

const judged = { outcome: 1, reason: 'Past bij de Droom' }
const placing = (slug: string): Placing => ({
  slug,
  labelNl: `Nieuw: ${slug}`,
  labelEn: `New: ${slug}`,
  definitionNl: 'Iets moois.',
  definitionEn: 'Something good.',
  broader: 'ontmoeten',
  themes: ['evenementen'],
  sensitive: false,
})

onEachEngine('asking for an ambition', (store) => {
  let ctx: Context
  beforeAll(async () => {
    ctx = testContext(store())
    await ensureTaxonomy(ctx, seeds)
  })
  const resident = async (given: Parameters<typeof addResident>[1] = {}) =>
    asResident(ctx, await addResident(ctx, given))
  const steward = () => resident({ steward: true })
  const ask = async (title = 'Een draaiorgel op zondag') => {
    const me = await resident()
    return { me, id: await requestAmbition(me, { kind: 'ambition', title, why: 'Dat klinkt zo mooi' }) }
  }
  const noticesOf = (me: Context) =>
    rows<{ kind: string; data: object }>(
      ctx.db,
      sql`select kind, data from notices where resident_id = ${me.viewer!.id}`,
    )

  test('accepted: it stands in the tree, the requester is told, and everybody can read why', async () => {
    const { me, id } = await ask('Draaiorgel')
    await acceptAmbition(await steward(), id, placing('draaiorgel'), judged)
    const concept = await requireConcept(ctx, 'draaiorgel')
    expect(concept).toMatchObject({ label: 'Nieuw: draaiorgel', outcome: 1 })
    expect((await conceptCard(ctx, concept)).broader[0]).toMatchObject({ slug: 'ontmoeten' })
    expect((await themesNeeded(ctx, concept.id)).map(({ slug }) => slug)).toEqual(['evenementen'])
    expect(await noticesOf(me)).toEqual([
      { kind: 'ambition.answered', data: { request: id, round: 1, verdict: 'accepted' } },
    ])
    expect((await ownRequests(me))[0]).toMatchObject({
      title: 'Draaiorgel',
      answers: [{ verdict: 'accepted' }],
    })
    expect((await actsBefore(ctx, { limit: 1 }))[0]).toMatchObject({
      task: 'taxonomy',
      kind: 'ambition.accepted',
      about: { request: id, round: 1 },
      why: judged.reason,
    })
    const [first] = (await decisions(ctx)).decisions
    expect(first).toMatchObject({
      title: 'Draaiorgel',
      verdict: 'accepted',
      reason: judged.reason,
      outcome: 1,
    })
    expect(JSON.stringify(first)).not.toContain(me.viewer!.id)
    expect(await historyOf(ctx, concept)).toMatchObject([{ version: 1, why: judged.reason }])
  })

  test('merged: the words become a synonym that is found and stands in the history', async () => {
    const { id } = await ask('Pannenkoekenfestijn')
    await mergeRequest(await steward(), id, 'straatfeest', 'Dat is een straatfeest')
    const concept = await requireConcept(ctx, 'straatfeest')
    expect((await conceptCard(ctx, concept)).synonyms).toContain('Pannenkoekenfestijn')
    expect((await nearDuplicates(ctx, 'pannenkoekenfestijn'))[0]!.concept.slug).toBe('straatfeest')
    expect((await historyOf(ctx, concept))[0]).toMatchObject({
      why: 'Dat is een straatfeest',
      changes: [{ field: 'alt', language: 'nl', added: ['Pannenkoekenfestijn'], removed: [] }],
    })
  })

  test('declined and appealed: only another steward answers, once, and undoes what the first did', async () => {
    const { me, id } = await ask('Zondagse draaimolen')
    const first = await steward()
    await mergeRequest(first, id, 'straatfeest', 'Lijkt op een straatfeest')
    await appealAnswer(me, id, 'Nee, het gaat om de molen')
    await expect(appealAnswer(me, id, 'En nog iets')).rejects.toMatchObject({ code: 'alreadyAppealed' })
    expect(await requestForSteward(first, id)).toMatchObject({ round: 2, barred: 'otherSteward' })
    await expect(declineRequest(first, id, 'Toch niet')).rejects.toMatchObject({
      code: 'otherSteward',
      status: 403,
    })
    const second = await steward()
    await acceptAmbition(second, id, placing('draaimolen'), judged)
    expect(await conceptBySlug(ctx, 'draaimolen')).toBeDefined()
    const party = await conceptCard(ctx, await requireConcept(ctx, 'straatfeest'))
    expect(party.synonyms).not.toContain('Zondagse draaimolen')
    await expect(declineRequest(await steward(), id, 'Nog eens')).rejects.toMatchObject({
      code: 'alreadyAnswered',
    })
    expect((await noticesOf(me)).length).toBe(2)
  })

  test('only what is really alike is shown before asking', async () => {
    const alike = async (title: string) =>
      (await nearDuplicates(ctx, title)).map(({ concept }) => concept.slug)
    expect(await alike('Een barbecue in de straat')).toEqual(['straatbarbecue'])
    expect(await alike('Telescoop')).toEqual([])
  })

  test('an appeal needs an answer that did not give what was asked, and is the requester’s own', async () => {
    const { me, id } = await ask('Knikkerbaan')
    await expect(appealAnswer(me, id, 'Waarom duurt het zo lang?')).rejects.toMatchObject({
      code: 'nothingToAppeal',
    })
    await declineRequest(await steward(), id, 'Te klein')
    await expect(appealAnswer(await resident(), id, 'Ik vind het wel wat')).rejects.toThrow(NotFound)
    await expect(appealAnswer(ctx, id, 'Ik ook')).rejects.toThrow(SignInNeeded)
    const { me: other, id: granted } = await ask('Knikkerfeest')
    await acceptAmbition(await steward(), granted, placing('knikkerfeest'), judged)
    await expect(appealAnswer(other, granted, 'Meer!')).rejects.toMatchObject({ code: 'nothingToAppeal' })
  })

  test('a visitor, an applicant, a resident and another steward cannot answer; nor who asked it', async () => {
    const { id } = await ask('Vliegerdag')
    const otherTask = await addResident(ctx)
    await ctx.db.execute(
      sql`insert into stewards (resident_id, task, granted) values (${otherTask}, 'moderation', now())`,
    )
    const refusals: [Context, new (...args: never[]) => Error][] = [
      [ctx, SignInNeeded],
      [await resident({ level: 'applicant' }), NotAllowed],
      [await resident(), NotAllowed],
      [await asResident(ctx, otherTask), NotAllowed],
    ]
    for (const [who, error] of refusals) {
      await expect(declineRequest(who, id, 'Nee')).rejects.toThrow(error)
      await expect(acceptAmbition(who, id, placing('vliegerdag'), judged)).rejects.toThrow(error)
      await expect(mergeRequest(who, id, 'straatfeest', 'Ja')).rejects.toThrow(error)
      await expect(mergeAmbitions(who, 'straatfeest', 'straatbarbecue', 'Ja')).rejects.toThrow(error)
      await expect(waitingRequests(who)).rejects.toThrow(error)
      await expect(requestForSteward(who, id)).rejects.toThrow(error)
    }
    const asker = await steward()
    const own = await requestAmbition(asker, { kind: 'ambition', title: 'Mijn eigen wens', why: '' })
    await expect(acceptAmbition(asker, own, placing('mijn-wens'), judged)).rejects.toMatchObject({
      code: 'ownRequest',
    })
    // The right one can, so the refusals above were for the right reason.
    await acceptAmbition(await steward(), own, placing('mijn-wens'), judged)
    await expect(declineRequest(await steward(), newId(), 'Nee')).rejects.toThrow(NotFound)
    await expect(declineRequest(await steward(), 'x', 'Nee')).rejects.toThrow(NotFound)
  })

  test('a visitor and an applicant cannot ask; who asks too often waits', async () => {
    const request = { kind: 'ambition', title: 'Iets', why: '' } as const
    await expect(requestAmbition(ctx, request)).rejects.toThrow(SignInNeeded)
    await expect(requestAmbition(await resident({ level: 'applicant' }), request)).rejects.toThrow(NotAllowed)
    const me = await resident()
    for (let count = 0; count < 5; count++) await requestAmbition(me, request)
    await expect(requestAmbition(me, request)).rejects.toThrow(TooMany)
    await expect(ownRequests(ctx)).rejects.toThrow(SignInNeeded)
  })

  test('a request is only its own requester’s to see', async () => {
    const { id } = await ask('Stille wens')
    expect(await ownRequests(await resident())).toEqual([])
    const waiting = await waitingRequests(await steward())
    expect(waiting.find((one) => one.id === id)).toMatchObject({ round: 1, barred: undefined })
    expect(JSON.stringify(waiting)).not.toContain('residentId')
  })

  test('what does not fit is a problem of the form, and changes nothing', async () => {
    const { id } = await ask('Iets raars')
    const who = await steward()
    const taken = acceptAmbition(who, id, placing('straatfeest'), judged)
    await expect(taken).rejects.toMatchObject({ fields: { slug: 'slugTaken' } })
    await expect(acceptAmbition(who, id, placing('zoek'), judged)).rejects.toThrow(Invalid)
    const nowhere = { ...placing('ergens'), broader: 'bestaat-niet' }
    await expect(acceptAmbition(who, id, nowhere, judged)).rejects.toMatchObject({
      fields: { form: 'notFitting' },
    })
    await expect(mergeRequest(who, id, 'bestaat-niet', 'Ja')).rejects.toThrow(Invalid)
    expect(await requestForSteward(who, id)).toMatchObject({ round: 1, answers: [] })
  })

  test('a proposed word and a proposed relation are taken in', async () => {
    const me = await resident()
    const word = await requestAmbition(me, {
      kind: 'synonym',
      slug: 'straatfeest',
      title: 'Straatgala',
      why: '',
    })
    const relation = await requestAmbition(me, {
      kind: 'relation',
      slug: 'straatfeest',
      other: 'koffie-met-buren',
      why: '',
    })
    const known = { kind: 'synonym', slug: 'straatfeest', title: 'BUURTFEEST', why: '' } as const
    await expect(requestAmbition(me, known)).rejects.toMatchObject({ fields: { title: 'titleKnown' } })
    const itself = { kind: 'relation', slug: 'straatfeest', other: 'straatfeest', why: '' } as const
    await expect(requestAmbition(me, itself)).rejects.toMatchObject({ fields: { other: 'otherSame' } })
    await acceptProposal(await steward(), word, judged)
    await acceptProposal(await steward(), relation, judged)
    const card = await conceptCard(ctx, await requireConcept(ctx, 'straatfeest'))
    expect(card.synonyms).toContain('Straatgala')
    expect(card.related.map(({ slug }) => slug)).toContain('koffie-met-buren')
    const coffee = await conceptCard(ctx, await requireConcept(ctx, 'koffie-met-buren'))
    expect(coffee.related.map(({ slug }) => slug)).toContain('straatfeest')
  })

  test('two stewards at once: one wins, the other hears it', async () => {
    const { id } = await ask('Wedloop')
    const [one, other] = [await steward(), await steward()]
    const results = await Promise.allSettled([
      declineRequest(one, id, 'Nee'),
      acceptAmbition(other, id, placing('wedloop'), judged),
    ])
    const lost = results.filter((result) => result.status === 'rejected')
    expect(lost).toHaveLength(1)
    expect(lost[0]!.reason).toBeInstanceOf(Conflict)
    expect(lost[0]!.reason).toMatchObject({ code: 'alreadyAnswered' })
    const { answers } = await requestForSteward(one, id)
    expect(answers).toHaveLength(1)
    expect((await conceptBySlug(ctx, 'wedloop')) !== undefined).toBe(answers[0]!.verdict === 'accepted')
  })

  test('merging ambitions keeps everybody who followed them, once', async () => {
    const both = await resident()
    const one = await resident()
    for (const slug of ['buurtquiz', 'spelletjesmiddag']) {
      await chooseAmbition(both, { slug, dream: slug, reach: 'buurt', findable: true })
    }
    await chooseAmbition(one, { slug: 'buurtquiz', dream: 'Quizzen', reach: 'street', findable: true })
    const quiz = await requireConcept(ctx, 'buurtquiz')
    const games = await requireConcept(ctx, 'spelletjesmiddag')
    const communities = [newId(), newId()]
    for (const [index, id] of communities.entries()) {
      await ctx.db.execute(
        sql`insert into communities (id, slug, name, access, state, founded)
            values (${id}, ${`groep-${index}`}, 'Groep', 'extranet', 'active', now())`,
      )
      await ctx.db.execute(sql`insert into community_ambitions values (${id}, ${quiz.id})`)
    }
    await ctx.db.execute(sql`insert into community_ambitions values (${communities[0]}, ${games.id})`)

    await mergeAmbitions(await steward(), 'buurtquiz', 'spelletjesmiddag', 'Dat is samen spelen')

    expect(await wishesOf(both)).toMatchObject([
      { concept: { slug: 'spelletjesmiddag' }, dream: 'spelletjesmiddag' },
    ])
    expect(await wishesOf(one)).toMatchObject([
      { concept: { slug: 'spelletjesmiddag' }, dream: 'Quizzen', reach: 'street', listed: true },
    ])
    const followers = await rows(
      ctx.db,
      sql`select community_id as id, concept_id as concept from community_ambitions order by community_id`,
    )
    expect(followers).toEqual([...communities].sort().map((id) => ({ id, concept: games.id })))
    expect(await conceptBySlug(ctx, 'buurtquiz')).toMatchObject({ slug: 'spelletjesmiddag' })
    expect((await nearDuplicates(ctx, 'buurtquiz'))[0]!.concept.slug).toBe('spelletjesmiddag')
    expect(await row(ctx.db, sql`select data from outbox where kind = 'concept.merged'`)).toEqual({
      data: { scheme: 'ambition', from: quiz.id, to: games.id },
    })
    const readable = (await decisions(ctx)).decisions.filter(({ kind }) => kind === 'join')
    expect(readable).toMatchObject([
      {
        title: 'Buurtquiz',
        verdict: 'merged',
        reason: 'Dat is samen spelen',
        concept: { slug: 'spelletjesmiddag' },
      },
    ])
    const again = mergeAmbitions(await steward(), 'buurtquiz', 'straatfeest', 'Nog eens')
    await expect(again).rejects.toMatchObject({ fields: { from: 'otherMissing' } })
  })

  test('decisions come in pages, newest first, each once', async () => {
    const who = await steward()
    for (let count = 0; count < 35; count++) {
      const { id } = await ask(`Wens ${count}`)
      const moment = new Date(Date.UTC(2027, 0, 1, 0, count))
      const later = { ...who, viewer: { ...who.viewer!, confirmed: moment }, now: () => moment }
      await declineRequest(later, id, 'Nee')
    }
    const first = await decisions(ctx)
    const second = await decisions(ctx, first.next)
    expect(first.decisions[0]).toMatchObject({ title: 'Wens 34' })
    const seen = [...first.decisions, ...second.decisions].map(({ id, round }) => `${id}${round}`)
    expect(new Set(seen).size).toBe(seen.length)
    expect(first.decisions).toHaveLength(30)
    expect((await decisions(ctx, "'; drop table")).decisions).toHaveLength(30)
  })
})
