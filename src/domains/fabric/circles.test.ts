import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { newConcept, newTown, newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded } from '../../platform/errors.ts'
import {
  askToJoin,
  communityById,
  foundCommunity,
  invite,
  join,
  leave,
  membersOf,
  type Access,
} from '../communities/index.ts'
import { designate, takeBack } from '../designations/index.ts'
import { noticesOf, setProtected, type ViewerContext } from '../residents/index.ts'
import { followAll, foundCircle } from './actions/circles.ts'
import { circleChances, circlesOfArea } from './queries/circles.ts'

let themes = 0

onEachEngine('a circle', (store) => {
  const setUp = async () => {
    const services = testServices(store())
    const ctx = visitor(services)
    const site = new Site(services)
    const town = await newTown(ctx)
    const theme = await newConcept(ctx, { scheme: 'theme', slug: `groen-${++themes}`, label: 'Groen' })
    const person = (name: string) => newViewer(ctx, { name, place: town.home })
    /** A community of three in which the two others point at the first. */
    const community = async (first: ViewerContext, areaId: number, access: Access = 'extranet') => {
      const { id } = await foundCommunity(first, {
        name: `Plein ${first.viewer.id.slice(0, 4)}`,
        purpose: '',
        access: 'extranet',
        areaIds: [areaId],
        conceptIds: [],
      })
      const others = [await person('Ali'), await person('Bep')]
      for (const other of others) {
        await join(other, id)
        await designate(other, { communityId: id, kind: 'ambassador', toId: first.viewer.id })
      }
      await ctx.db.execute(sql`update communities set access = ${access} where id = ${id}`)
      await site.deliver()
      return { id, others }
    }
    const ambassadors = { kind: 'ambassadors' as const, areaId: town.wijk, conceptId: null }
    const names = async (viewer: ViewerContext, id: string) =>
      (await membersOf(viewer, await communityById(viewer, id))).items.map(({ name }) => name).toSorted()
    return { services, ctx, site, town, theme, person, community, ambassadors, names }
  }

  it('of ambassadors is founded by one of them, in one step, with the others in it', async () => {
    const { ctx, town, person, community, ambassadors, names } = await setUp()
    const [noor, kees, stranger] = [await person('Noor'), await person('Kees'), await person('Sam')]
    await community(noor, town.buurt)
    await community(kees, town.otherBuurt)
    await expect(foundCircle(ctx, ambassadors)).rejects.toThrow(SignInNeeded)
    await expect(foundCircle(await newViewer(ctx, { level: 'applicant' }), ambassadors)).rejects.toThrow(
      NotAllowed,
    )
    await expect(foundCircle(stranger, ambassadors)).rejects.toMatchObject({ code: 'circleDesignated' })
    expect(await circleChances(stranger)).toEqual([])
    expect((await circleChances(noor)).map(({ areaId }) => areaId)).toEqual([
      town.buurt,
      town.wijk,
      town.gemeente,
    ])
    const [one, two] = await Promise.all([foundCircle(noor, ambassadors), foundCircle(kees, ambassadors)])
    expect(one.id).toBe(two.id)
    expect([one.there, two.there].toSorted()).toEqual([false, true])
    expect(await names(noor, one.id)).toEqual(['Kees', 'Noor'])
    const newer = one.there ? noor : kees
    expect((await noticesOf(newer)).map(({ kind }) => kind)).toContain('circle.in')
    expect((await circleChances(noor)).map(({ areaId }) => areaId)).toEqual([town.buurt, town.gemeente])
    expect(await circlesOfArea(stranger, [town.gemeente, town.wijk])).toMatchObject([
      { kind: 'ambassadors', members: 2 },
    ])
  })

  it('follows the designations by itself, and puts nobody back who left', async () => {
    const { site, town, person, community, ambassadors, names } = await setUp()
    const [noor, kees, lotte] = [await person('Noor'), await person('Kees'), await person('Lotte')]
    await community(noor, town.buurt)
    const { id } = await foundCircle(noor, ambassadors)
    const second = await community(kees, town.otherBuurt)
    expect(await names(noor, id)).toEqual(['Kees', 'Noor'])
    await takeBack(second.others[0]!, { communityId: second.id, kind: 'ambassador', toId: kees.viewer.id })
    await site.deliver()
    expect(await names(noor, id)).toEqual(['Noor'])
    expect((await noticesOf(kees)).map(({ kind }) => kind)).toContain('circle.out')
    await designate(second.others[0]!, { communityId: second.id, kind: 'ambassador', toId: kees.viewer.id })
    await site.deliver()
    expect(await names(noor, id)).toEqual(['Kees', 'Noor'])
    await leave(kees, id)
    await site.deliver()
    await followAll(visitor(site.services))
    expect(await names(noor, id)).toEqual(['Noor'])
    await community(lotte, town.buurt)
    await Promise.all([followAll(visitor(site.services)), followAll(visitor(site.services))])
    expect(await names(noor, id)).toEqual(['Lotte', 'Noor'])
  })

  it('names nobody of a closed community, no minor, and nobody who is not to be found', async () => {
    const { ctx, town, person, community, ambassadors, names } = await setUp()
    const [noor, closed, hidden] = [await person('Noor'), await person('Dicht'), await person('Schuil')]
    const young = await newViewer(ctx, { name: 'Jong', adult: false, place: town.home })
    await community(noor, town.buurt)
    await community(closed, town.buurt, 'besloten')
    await community(hidden, town.buurt)
    await community(young, town.buurt)
    await setProtected(hidden, true)
    const { id } = await foundCircle(noor, ambassadors)
    expect(await names(noor, id)).toEqual(['Noor'])
    for (const other of [closed, young])
      await expect(foundCircle(other, { ...ambassadors, areaId: town.gemeente })).rejects.toThrow(NotAllowed)
  })

  it('is joined, knocked at and invited to by nobody', async () => {
    const { town, person, community, ambassadors, names } = await setUp()
    const [noor, stranger] = [await person('Noor'), await person('Sam')]
    const own = await community(noor, town.buurt)
    const { id, slug } = await foundCircle(noor, ambassadors)
    await expect(join(stranger, id)).rejects.toMatchObject({ code: 'byDesignation' })
    await askToJoin(stranger, slug, 'Mag ik erbij?')
    expect(await rows(noor.db, sql`select 1 from join_requests where community_id = ${id}`)).toEqual([])
    await expect(invite(noor, { communityId: id, residentId: own.others[0]!.viewer.id })).rejects.toThrow(
      Conflict,
    )
    expect(await names(noor, id)).toEqual(['Noor'])
  })

  it('of authorities knows one theme and is closed; of a wish there is one, for everybody', async () => {
    const { ctx, town, theme, person, names } = await setUp()
    const [noor, ...others] = [await person('Noor'), await person('Ali'), await person('Bep')]
    const { id } = await foundCommunity(noor, {
      name: 'Tuin',
      purpose: '',
      access: 'internet',
      areaIds: [town.buurt],
      conceptIds: [],
    })
    for (const other of others) {
      await join(other, id)
      await designate(other, { communityId: id, kind: 'authority', themeId: theme, toId: noor.viewer.id })
    }
    const otherTheme = await newConcept(ctx, { scheme: 'theme', slug: `bouw-${theme}`, label: 'Bouw' })
    const of = { kind: 'authorities' as const, areaId: town.gemeente, conceptId: theme }
    await expect(foundCircle(noor, { ...of, conceptId: otherTheme })).rejects.toThrow(NotAllowed)
    await expect(foundCircle(noor, { ...of, areaId: town.street })).rejects.toThrow(Invalid)
    await expect(foundCircle(noor, { ...of, conceptId: null })).rejects.toThrow(Invalid)
    const circle = await foundCircle(noor, of)
    expect(await communityById(noor, circle.id)).toMatchObject({
      access: 'besloten',
      byDesignation: true,
      role: 'manager',
    })
    await expect(communityById(others[0]!, circle.id)).rejects.toThrow(NotFound)

    const wish = await newConcept(ctx, {
      scheme: 'ambition',
      slug: `plein-${theme}`,
      label: 'Een levend plein',
    })
    const secret = await newConcept(ctx, {
      scheme: 'ambition',
      slug: `stil-${theme}`,
      label: 'Stil',
      sensitive: true,
    })
    await expect(foundCircle(noor, { kind: 'ambition', areaId: null, conceptId: secret })).rejects.toThrow(
      Invalid,
    )
    const [one, two] = await Promise.all(
      others.map((other) => foundCircle(other, { kind: 'ambition', areaId: null, conceptId: wish })),
    )
    expect(one!.id).toBe(two!.id)
    const founder = one!.there ? others[1]! : others[0]!
    await join(noor, one!.id)
    expect(await names(founder, one!.id)).toHaveLength(2)
    expect(
      await row(
        ctx.db,
        sql`select concept_id as wish from community_ambitions where community_id = ${one!.id}`,
      ),
    ).toEqual({ wish })
  })
})
