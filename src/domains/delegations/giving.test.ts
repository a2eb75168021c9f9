import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import {
  moveTo,
  newConcept,
  newTown,
  newViewer,
  testServices,
  visitor,
} from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded, TooMany } from '../../platform/errors.ts'
import { foundCommunity, join, leave } from '../communities/index.ts'
import { block, leaveAs, noticesOf, setLevel, type ViewerContext } from '../residents/index.ts'
import { confirm, delegationsFor, give, stop, takeBack, voiceFor, type Scope } from './index.ts'

const aTheme = (ctx: Context, label = 'Bomen') =>
  newConcept(ctx, { scheme: 'theme', slug: crypto.randomUUID(), label })

const told = async (who: ViewerContext) => (await noticesOf(who)).map(({ kind }) => kind)

onEachEngine('a voice that is given', (store, engine) => {
  const setUp = async () => {
    const services = testServices(store(), new Date())
    const ctx = visitor(services)
    const town = await newTown(ctx)
    const place = town.home
    const [noor, kees, aylin] = [
      await newViewer(ctx, { name: 'Noor', place }),
      await newViewer(ctx, { name: 'Kees', place }),
      await newViewer(ctx, { name: 'Aylin', place }),
    ]
    const { id } = await foundCommunity(noor, {
      name: 'Kerkplein',
      purpose: '',
      access: 'extranet',
      areaIds: [],
      conceptIds: [],
    })
    await join(kees, id)
    await join(aylin, id)
    const whole: Scope = { communityId: id, areaId: null, themeId: null }
    const theme = await aTheme(ctx)
    const onTheme: Scope = { ...whole, themeId: theme }
    const inStreet: Scope = { communityId: null, areaId: town.street, themeId: null }
    const counts = async (scope: Scope, who: ViewerContext = noor) =>
      (await delegationsFor(ctx, scope, services.clock.now())).get(who.viewer.id)
    const standing = async (who: ViewerContext = noor) =>
      rows<{ id: string }>(
        ctx.db,
        sql`select id from delegations where by_id = ${who.viewer.id} and ended is null order by given, id`,
      ).then((found) => found.map((each) => each.id))
    const how = async () =>
      (
        await row<{ how: string | null }>(
          ctx.db,
          sql`select how_ended as how from delegations where by_id = ${noor.viewer.id} order by given desc limit 1`,
        )
      )?.how
    return {
      services,
      ctx,
      town,
      noor,
      kees,
      aylin,
      id,
      whole,
      theme,
      onTheme,
      inStreet,
      counts,
      standing,
      how,
    }
  }

  it('is given by who belongs there, to who belongs there', async () => {
    const { ctx, town, noor, kees, whole, onTheme, inStreet, counts } = await setUp()
    const toId = kees.viewer.id
    await expect(give(ctx, { scope: whole, toId })).rejects.toThrow(SignInNeeded)
    const applicant = await newViewer(ctx, { level: 'applicant', place: town.home })
    await expect(give(applicant, { scope: whole, toId })).rejects.toMatchObject({ code: 'verifiedOnly' })
    const elsewhere = await newViewer(ctx, { name: 'Ver weg', place: town.away })
    await expect(give(elsewhere, { scope: whole, toId })).rejects.toMatchObject({ code: 'membersOnly' })
    await expect(give(elsewhere, { scope: inStreet, toId })).rejects.toMatchObject({ code: 'livesElsewhere' })
    await expect(give(noor, { scope: whole, toId: elsewhere.viewer.id })).rejects.toThrow(NotFound)
    await expect(give(noor, { scope: whole, toId: noor.viewer.id })).rejects.toThrow(Invalid)
    await expect(give(noor, { scope: { ...whole, areaId: town.street }, toId })).rejects.toThrow(NotFound)
    await expect(give(noor, { scope: { ...whole, themeId: 999_999 }, toId })).rejects.toThrow(NotFound)
    const steward = { ...elsewhere, viewer: { ...elsewhere.viewer, stewardOf: ['moderation' as const] } }
    await expect(give(steward, { scope: whole, toId })).rejects.toThrow(NotAllowed)
    const helped = {
      ...noor,
      viewer: {
        ...noor.viewer,
        helper: { id: kees.viewer.id, displayName: 'Kees', may: ['designate' as const] },
      },
    }
    for (const act of [
      () => give(helped, { scope: whole, toId }),
      () => stop(helped, onTheme),
      () => takeBack(helped, crypto.randomUUID()),
      () => confirm(helped, crypto.randomUUID()),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'helperMayNot' })
    await give(noor, { scope: whole, toId })
    await give(noor, { scope: inStreet, toId })
    expect([await counts(whole), await counts(onTheme), await counts(inStreet)]).toEqual([toId, toId, toId])
    expect(await told(kees)).toEqual(['delegation.given', 'delegation.given'])
  })

  it('goes to no minor, nobody who is blocked, and nobody whom one cannot know of', async () => {
    const { ctx, town, noor, kees, id, whole, inStreet } = await setUp()
    const young = await newViewer(ctx, { name: 'Jong', adult: false, place: town.home })
    await join(young, id)
    await expect(give(noor, { scope: whole, toId: young.viewer.id })).rejects.toThrow(NotFound)
    await give(young, { scope: whole, toId: noor.viewer.id })
    await block(kees, noor.viewer.id)
    await expect(give(noor, { scope: whole, toId: kees.viewer.id })).rejects.toThrow(NotFound)
    const unknown = await newViewer(ctx, { name: 'Onbekend', place: town.home })
    await expect(give(noor, { scope: inStreet, toId: unknown.viewer.id })).rejects.toThrow(NotFound)
  })

  it('counts where it is narrowest, and not at all where it was stopped', async () => {
    const { services, ctx, noor, kees, aylin, whole, theme, onTheme, counts, standing } = await setUp()
    const oaks = await aTheme(ctx, 'Eiken')
    await ctx.db.execute(
      sql`insert into concept_relations (from_id, to_id, kind) values (${oaks}, ${theme}, 'broader')`,
    )
    const onOaks = { ...whole, themeId: oaks }
    await give(noor, { scope: whole, toId: kees.viewer.id })
    services.pass(1000)
    await give(noor, { scope: onTheme, toId: aylin.viewer.id })
    expect([await counts(whole), await counts(onTheme), await counts(onOaks)]).toEqual([
      kees.viewer.id,
      aylin.viewer.id,
      aylin.viewer.id,
    ])
    await expect(stop(noor, whole)).rejects.toThrow(Invalid)
    await stop(noor, onOaks)
    expect([await counts(onTheme), await counts(onOaks)]).toEqual([aylin.viewer.id, null])
    await stop(noor, onTheme)
    expect(await counts(onTheme)).toBe(null)
    const [, ...narrow] = await standing()
    for (const each of narrow) await takeBack(noor, each)
    expect(await counts(onOaks)).toBe(kees.viewer.id)
  })

  it('is one voice however often it is given, and is taken back at once', async () => {
    const { services, ctx, noor, kees, aylin, whole, counts, standing } = await setUp()
    await Promise.all([1, 2, 3].map(() => give(noor, { scope: whole, toId: kees.viewer.id })))
    const [first] = await standing()
    expect(await standing()).toHaveLength(1)
    await give(noor, { scope: whole, toId: aylin.viewer.id })
    expect(await standing()).toHaveLength(1)
    expect(await counts(whole)).toBe(aylin.viewer.id)
    const before = services.clock.now()
    services.pass(1000)
    const [second] = await standing()
    await expect(takeBack(kees, second!)).rejects.toThrow(NotFound)
    await expect(takeBack(noor, 'x')).rejects.toThrow(NotFound)
    await takeBack(noor, second!)
    await takeBack(noor, second!)
    await takeBack(noor, first!)
    expect(await counts(whole)).toBeUndefined()
    // How it was when a vote closed stays known.
    expect((await delegationsFor(ctx, whole, before)).get(noor.viewer.id)).toBe(aylin.viewer.id)
  })

  it('ends after a year, unless it is confirmed', async () => {
    const { services, noor, kees, whole, counts, standing } = await setUp()
    await give(noor, { scope: whole, toId: kees.viewer.id })
    const [id] = await standing()
    services.pass(300 * day)
    await confirm(noor, id!)
    await expect(confirm(kees, id!)).rejects.toThrow(Conflict)
    services.pass(364 * day)
    expect(await counts(whole)).toBe(kees.viewer.id)
    services.pass(day)
    expect(await counts(whole)).toBeUndefined()
    await expect(confirm(noor, id!)).rejects.toThrow(Conflict)
    await give(noor, { scope: whole, toId: kees.viewer.id })
    expect(await counts(whole)).toBe(kees.viewer.id)
  })

  it('ends by itself when one of both does not belong there any more', async () => {
    for (const go of ['leaves', 'moves', 'falls', 'blocks', 'is blocked', 'is gone'] as const) {
      const { services, ctx, town, noor, kees, id, whole, inStreet, counts, how } = await setUp()
      const scope = go === 'moves' ? inStreet : whole
      await give(noor, { scope, toId: kees.viewer.id })
      if (go === 'leaves') await leave(kees, id)
      if (go === 'moves') await moveTo(ctx, kees.viewer.id, town.away)
      if (go === 'falls') await setLevel(ctx, kees.viewer.id, 'applicant', 'test')
      if (go === 'blocks') await block(noor, kees.viewer.id)
      if (go === 'is blocked') await block(kees, noor.viewer.id)
      if (go === 'is gone') await leaveAs(ctx, kees.viewer.id, 'test')
      services.pass(60_000)
      expect(await counts(scope), go).toBeUndefined()
      expect(await how(), go).toMatch(/left|moved|level|parted/)
    }
  })

  it('shows the whole way, with why it goes on', async () => {
    const { noor, kees, aylin, whole, onTheme } = await setUp()
    await give(kees, { scope: whole, toId: aylin.viewer.id })
    const said = async (scope: Scope, tried?: { toId: string | null }) =>
      (await voiceFor(noor, scope, tried)).map(({ name, through, end }) => [name, through, end])
    expect(await said(onTheme)).toEqual([['Noor', null, 'keeps']])
    const way = [
      ['Noor', 'theme', null],
      ['Kees', 'whole', null],
      ['Aylin', null, 'keeps'],
    ]
    expect(await said(onTheme, { toId: kees.viewer.id })).toEqual(way)
    expect(await said(onTheme)).toEqual([['Noor', null, 'keeps']])
    await give(noor, { scope: onTheme, toId: kees.viewer.id })
    expect(await said(onTheme)).toEqual(way)
    await stop(kees, onTheme)
    expect(await said(onTheme)).toEqual([way[0], ['Kees', null, 'stops']])
    await block(noor, aylin.viewer.id)
    expect(await said(whole, { toId: kees.viewer.id })).toEqual([
      ['Noor', 'whole', null],
      ['Kees', 'whole', null],
      [null, null, 'keeps'],
    ])
  })

  it('that goes round is kept, carries nobody, and everybody in it is told', async () => {
    const { ctx, services, noor, kees, aylin, whole, counts } = await setUp()
    await give(noor, { scope: whole, toId: kees.viewer.id })
    await give(kees, { scope: whole, toId: aylin.viewer.id })
    await give(aylin, { scope: whole, toId: noor.viewer.id })
    for (const who of [noor, kees, aylin]) expect(await told(who)).toContain('delegation.circle')
    expect((await voiceFor(noor, whole)).map(({ end }) => end)).toEqual([null, null, 'circle'])
    expect(await delegationsFor(ctx, whole, services.clock.now())).toHaveProperty('size', 3)
    expect(await counts(whole)).toBe(kees.viewer.id)
  })

  it('that is given, taken back and given again tells once a day and place, and only so often', async () => {
    const { services, ctx, noor, kees, aylin, whole, onTheme, inStreet, standing } = await setUp()
    const toId = kees.viewer.id
    const count = async (who: ViewerContext, kind: string) =>
      (await row<{ n: number }>(
        ctx.db,
        sql`select count(*)::int as n from notices where resident_id = ${who.viewer.id} and kind = ${kind}`,
      ))!.n
    const again = async (scope: Scope) => {
      await give(noor, { scope, toId })
      for (const id of await standing()) await takeBack(noor, id)
    }
    for (const scope of [whole, whole, onTheme, whole, inStreet, inStreet]) await again(scope)
    expect(await count(kees, 'delegation.given')).toBe(2)
    // Twelve times a day to one neighbour; to another it still goes.
    for (let n = 6; n < 12; n++) await again(whole)
    await expect(give(noor, { scope: whole, toId })).rejects.toThrow(TooMany)
    await give(noor, { scope: whole, toId: aylin.viewer.id })
    services.pass(day)
    await again(whole)
    expect(await count(kees, 'delegation.given')).toBe(3)
  })

  it('that goes round again and again is told once a day', async () => {
    const { ctx, noor, kees, whole, standing } = await setUp()
    // That one was given is no reason to leave out that it goes round by now.
    await give(noor, { scope: whole, toId: kees.viewer.id })
    for (const id of await standing()) await takeBack(noor, id)
    await give(kees, { scope: whole, toId: noor.viewer.id })
    for (let n = 0; n < 5; n++) {
      await give(noor, { scope: whole, toId: kees.viewer.id })
      for (const id of await standing()) await takeBack(noor, id)
    }
    for (const who of [noor, kees])
      expect(
        await rows(
          ctx.db,
          sql`select 1 from notices where resident_id = ${who.viewer.id} and kind = 'delegation.circle'`,
        ),
      ).toHaveLength(1)
  })

  it.runIf(engine === 'postgres')(
    'to each other at the same moment neither hangs nor goes unnoticed',
    async () => {
      for (let round = 0; round < 10; round++) {
        const { ctx, services, noor, kees, whole, inStreet } = await setUp()
        for (const scope of [whole, inStreet]) {
          await Promise.all([
            give(noor, { scope, toId: kees.viewer.id }),
            give(kees, { scope, toId: noor.viewer.id }),
          ])
          const found = await delegationsFor(ctx, scope, services.clock.now())
          expect([found.get(noor.viewer.id), found.get(kees.viewer.id)]).toEqual([
            kees.viewer.id,
            noor.viewer.id,
          ])
        }
        for (const who of [noor, kees])
          expect((await told(who)).filter((kind) => kind === 'delegation.circle')).toHaveLength(2)
      }
    },
  )

  it.runIf(engine === 'postgres')(
    'at the moment of a block or a farewell leaves nothing standing',
    async () => {
      for (const go of ['block', 'leave', 'fall', 'gone'] as const)
        for (let round = 0; round < 5; round++) {
          const { ctx, noor, kees, id, whole, standing } = await setUp()
          await Promise.all([
            give(noor, { scope: whole, toId: kees.viewer.id }).catch((error: unknown) => {
              if (!(error instanceof NotFound)) throw error
            }),
            go === 'block'
              ? block(kees, noor.viewer.id)
              : go === 'leave'
                ? leave(kees, id)
                : go === 'fall'
                  ? setLevel(ctx, kees.viewer.id, 'applicant', 'test')
                  : leaveAs(ctx, kees.viewer.id, 'test'),
          ])
          expect(await standing(), go).toEqual([])
        }
    },
  )
})
