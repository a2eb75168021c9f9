import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { onEachEngine } from '../../../tests/support/store.ts'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict, NotFound, SignInNeeded } from '../../platform/errors.ts'
import { chooseAmbition, dropAmbition } from './actions/choose.ts'
import { mostWishes } from './rules.ts'
import { ensureTaxonomy } from './skos/index.ts'
import { addResident, asResident, seeds, testContext } from './test-support.ts'
import { wishesOf } from './wishes.ts'

onEachEngine('choosing ambitions', (store) => {
  let ctx: Context
  beforeAll(async () => {
    ctx = testContext(store())
    await ensureTaxonomy(ctx, seeds)
  })
  const wishRow = (resident: string) =>
    row<{ listed: boolean; findable: boolean; cell: string | null; buurt: number | null }>(
      ctx.db,
      sql`select listed, findable, cell::text, buurt_id as buurt from wishes
          where resident_id = ${resident} and ended is null`,
    )

  test('choosing twice leaves one wish with the newest words, and one fact', async () => {
    const id = await addResident(ctx)
    const me = await asResident(ctx, id)
    await chooseAmbition(me, { slug: 'straatfeest', dream: 'Lange tafels', reach: 'street', findable: true })
    await chooseAmbition(me, {
      slug: 'straatfeest',
      dream: 'Nog langere tafels',
      reach: 'buurt',
      findable: true,
    })
    const wishes = await wishesOf(me)
    expect(wishes).toMatchObject([
      { dream: 'Nog langere tafels', reach: 'buurt', listed: true, concept: { slug: 'straatfeest' } },
    ])
    const facts = await rows(
      ctx.db,
      sql`select kind from outbox where data->>'resident' = ${id} and kind like 'ambition.%'`,
    )
    expect(facts).toEqual([{ kind: 'ambition.chosen' }])
  })

  test('letting go ends the wish; what is not held stays not held', async () => {
    const me = await asResident(ctx, await addResident(ctx))
    await chooseAmbition(me, { slug: 'straatfeest', reach: 'buurt', findable: true })
    await dropAmbition(me, 'straatfeest')
    await dropAmbition(me, 'straatfeest')
    await dropAmbition(me, 'bestaat-niet')
    expect(await wishesOf(me)).toEqual([])
    const ended = await rows(
      ctx.db,
      sql`select ended is not null as ended from wishes where resident_id = ${me.viewer!.id}`,
    )
    expect(ended).toEqual([{ ended: true }])
  })

  test.each([
    ['a verified adult who agreed', {}, 'straatfeest', true, true],
    ['somebody assured', { level: 'assured' }, 'straatfeest', true, true],
    ['who did not agree', {}, 'straatfeest', false, false],
    ['an applicant', { level: 'applicant' }, 'straatfeest', true, false],
    ['a minor', { adult: false }, 'straatfeest', true, false],
    ['somebody in protected mode', { isProtected: true }, 'straatfeest', true, false],
    ['a sensitive wish', {}, 'regenboogontmoeting', true, false],
  ] as const)(
    '%s is listed only when nothing stands in the way',
    async (_who, given, slug, findable, listed) => {
      const id = await addResident(ctx, given)
      await chooseAmbition(await asResident(ctx, id), { slug, reach: 'buurt', findable })
      expect(await wishRow(id)).toMatchObject({ listed, findable, cell: '622236750694711295' })
    },
  )

  test('a change of level, protection or place is carried over to standing wishes', async () => {
    const id = await addResident(ctx, { level: 'applicant' })
    await chooseAmbition(await asResident(ctx, id), { slug: 'straatfeest', reach: 'buurt', findable: true })
    const listedAfter = async (change: ReturnType<typeof sql>) => {
      await ctx.db.execute(sql`update residents set ${change} where id = ${id}`)
      return wishRow(id)
    }
    expect(await listedAfter(sql`level = 'verified'`)).toMatchObject({ listed: true })
    expect(await listedAfter(sql`protected = true`)).toMatchObject({ listed: false })
    expect(await listedAfter(sql`protected = false, cell = null`)).toMatchObject({
      listed: false,
      cell: null,
    })
    expect(await listedAfter(sql`left_at = now()`)).toMatchObject({ listed: false })
  })

  test('a visitor signs in first, and a wish that is not there is not found', async () => {
    const choice = { slug: 'straatfeest', reach: 'buurt', findable: false } as const
    await expect(chooseAmbition(ctx, choice)).rejects.toThrow(SignInNeeded)
    await expect(dropAmbition(ctx, 'straatfeest')).rejects.toThrow(SignInNeeded)
    await expect(wishesOf(ctx)).rejects.toThrow(SignInNeeded)
    const me = await asResident(ctx, await addResident(ctx))
    await expect(chooseAmbition(me, { ...choice, slug: 'bestaat-niet' })).rejects.toThrow(NotFound)
    await expect(chooseAmbition(me, { ...choice, slug: 'hout' })).rejects.toThrow(NotFound)
  })

  test('nobody holds more wishes than anybody can mean', async () => {
    const me = await asResident(ctx, await addResident(ctx))
    await ctx.db.execute(
      sql`insert into wishes (resident_id, concept_id, since)
          select ${me.viewer!.id}, id, now() from concepts
          where scheme = 'ambition' and slug <> 'straatfeest' order by id limit ${mostWishes}`,
    )
    const choice = { slug: 'straatfeest', reach: 'buurt', findable: false } as const
    await expect(chooseAmbition(me, choice)).rejects.toThrow(Conflict)
    expect((await wishesOf(me)).length).toBe(mostWishes)
  })

  test('choosing at the same moment in two windows leaves one wish', async () => {
    const me = await asResident(ctx, await addResident(ctx))
    const choice = { slug: 'straatfeest', reach: 'buurt', findable: true } as const
    await Promise.all([1, 2, 3, 4].map(() => chooseAmbition(me, choice)))
    expect((await wishesOf(me)).length).toBe(1)
  })
})
