import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { newConcept, newTown, newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { week } from '../../platform/clock.ts'
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded } from '../../platform/errors.ts'
import { areaById } from '../areas/index.ts'
import {
  acceptLink,
  admit,
  askedLinks,
  askLink,
  communityById,
  found,
  type Founding,
} from '../communities/index.ts'
import { noticesOf, type ViewerContext } from '../residents/index.ts'
import { answerPassed, passOn, takeBackPassed } from './actions/pass.ts'
import { passedTo } from './queries/passed.ts'
import { weaveOf } from './queries/weave.ts'

onEachEngine('the fabric of an area', (store) => {
  const setUp = async () => {
    const services = testServices(store())
    const ctx = visitor(services)
    const town = await newTown(ctx)
    const person = (name: string) => newViewer(ctx, { name, place: town.home })
    const noor = await person('Noor')
    let n = 0
    const make = async (given: Partial<Founding> & { by?: ViewerContext } = {}) => {
      services.pass(1000)
      const { by = noor, ...founding } = given
      const made = await found(by, {
        name: `Plek ${++n}`,
        purpose: '',
        access: 'internet',
        areaIds: [town.buurt],
        conceptIds: [],
        ...founding,
      })
      return made.id
    }
    const connect = async (from: string, to: string, by = noor, other = noor) => {
      await askLink(by, from, to, 'partner')
      const [asked] = await askedLinks(other, await communityById(other, to))
      if (asked) await acceptLink(other, asked.id)
    }
    const weave = async (who: ViewerContext | typeof ctx, after?: string) =>
      weaveOf(who, (await areaById(ctx, town.wijk))!, after)
    return { services, ctx, town, person, noor, make, connect, weave }
  }

  it('shows who wishes what, what is connected and what shares people, each as this viewer may know it', async () => {
    const { ctx, town, person, noor, make, connect, weave } = await setUp()
    const wish = (label: string) =>
      newConcept(ctx, { scheme: 'ambition', slug: `${label.toLowerCase()}-${town.buurt}`, label })
    const [tree, bench] = [await wish('Bomen'), await wish('Bankjes')]
    const a = await make({ conceptIds: [bench, tree] })
    const b = await make({ conceptIds: [tree] })
    const closed = await make({ access: 'besloten', conceptIds: [tree] })
    await make({ areaIds: [town.otherWijk] })
    await connect(a, b)
    await connect(b, closed)
    for (const name of ['Ali', 'Bep']) {
      const other = await person(name)
      for (const id of [a, b]) await admit(ctx, id, other.viewer.id)
    }
    const own = await weave(noor)
    expect(own.communities.map(({ name }) => name)).toEqual(['Plek 1', 'Plek 2', 'Plek 3'])
    expect(own.ambitions.map(({ label }) => label)).toEqual(['Bomen', 'Bankjes'])
    expect(own.knots).toHaveLength(4)
    expect(own.links).toEqual([
      { from: 0, to: 1 },
      { from: 1, to: 2 },
    ])
    expect(own.people).toEqual([{ from: 0, to: 1 }])
    const visitors = await weave(ctx)
    expect(visitors.communities.map(({ name }) => name)).toEqual(['Plek 1', 'Plek 2'])
    expect([visitors.links, visitors.people]).toEqual([[{ from: 0, to: 1 }], []])
  })

  it('tells of shared people only from three on', async () => {
    const { ctx, person, noor, make, weave } = await setUp()
    const [a, b] = [await make(), await make()]
    const other = await person('Ali')
    for (const id of [a, b]) await admit(ctx, id, other.viewer.id)
    expect((await weave(noor)).people).toEqual([])
  })

  it('is leafed through in parts, each community once', async () => {
    const { noor, make, weave } = await setUp()
    for (let n = 0; n < 14; n++) await make()
    const first = await weave(noor)
    const rest = await weave(noor, first.next)
    const names = [...first.communities, ...rest.communities].map(({ name }) => name)
    expect(names).toEqual(Array.from({ length: 14 }, (_, i) => `Plek ${i + 1}`))
    expect(rest.next).toBeUndefined()
  })

  it('is drawn on a page for everybody, with names that cannot break out of it', async () => {
    const { services, town, noor, make } = await setUp()
    await make({ name: '<b>Plek</b> & "zo"' })
    const [{ code }] = [(await areaById(noor, town.buurt))!]
    const site = new Site(services)
    const answer = await site.visitor().get(`/gebied/${code}/weefsel`)
    const html = await answer.text()
    expect([answer.status, html.includes('<b>Plek</b>')]).toEqual([200, false])
    expect(
      html.match(/&lt;b>Plek&lt;\/b> &amp; "zo"|&lt;b>Plek&lt;\/b> &amp; &quot;zo&quot;/g)?.length,
    ).toBeGreaterThan(1)
    expect((await site.visitor().get('/gebied/BU00000000/weefsel')).status).toBe(404)
  })

  it('is empty where nothing is woven yet', async () => {
    const { services, noor, town } = await setUp()
    const { code } = (await areaById(noor, town.buurt))!
    expect(await (await new Site(services).visitor().get(`/gebied/${code}/weefsel`)).text()).toContain(
      'nog niets geweven',
    )
  })

  const passing = { title: 'Fietsles op zondag', words: 'Kom ook, er is plek voor tien.' }

  it('carries words to connected communities, and each decides', async () => {
    const { services, ctx, person, noor, make, connect } = await setUp()
    const [kees, member, stranger] = [await person('Kees'), await person('Mo'), await person('Sam')]
    const [from, to, apart] = [await make(), await make({ by: kees }), await make({ by: kees })]
    await admit(ctx, from, member.viewer.id)
    await connect(from, to, noor, kees)
    const given = { fromId: from, toIds: [to, to, apart], ...passing }
    await expect(passOn(ctx, given)).rejects.toThrow(SignInNeeded)
    await expect(passOn(stranger, given)).rejects.toThrow(NotAllowed)
    await expect(passOn(member, { ...given, title: ' ' })).rejects.toThrow(Invalid)
    await expect(passOn(member, { ...given, words: 'w'.repeat(1001) })).rejects.toThrow(Invalid)
    await expect(passOn(member, { ...given, toIds: [] })).rejects.toThrow(Invalid)
    expect((await Promise.all([passOn(member, given), passOn(member, given)])).toSorted()).toEqual([0, 1])
    expect((await noticesOf(kees)).map(({ kind }) => kind)).toContain('words.passed')
    const seen = async (who: ViewerContext | typeof ctx) => passedTo(who, await communityById(who, to))
    expect(await seen(member)).toEqual([])
    const [waiting] = await seen(kees)
    expect(waiting).toMatchObject({ title: passing.title, from: 'Plek 1', waits: true })
    for (const other of [member, stranger, noor])
      await expect(answerPassed(other, waiting!.id, true)).rejects.toThrow(NotFound)
    await answerPassed(kees, waiting!.id, true)
    await expect(answerPassed(kees, waiting!.id, false)).rejects.toThrow(Conflict)
    expect(await seen(ctx)).toMatchObject([{ title: passing.title, waits: false }])
    expect((await noticesOf(member)).map(({ kind }) => kind)).toContain('words.shown')
    await expect(takeBackPassed(stranger, waiting!.id)).rejects.toThrow(NotFound)
    services.pass(4 * week + 1000)
    expect(await seen(ctx)).toEqual([])
    await takeBackPassed(member, waiting!.id)
    await expect(takeBackPassed(member, waiting!.id)).rejects.toThrow(NotFound)
  })

  it('keeps a closed community unnamed, unless its manager speaks', async () => {
    const { ctx, person, noor, make, connect } = await setUp()
    const [kees, member] = [await person('Kees'), await person('Mo')]
    const [closed, to] = [await make({ access: 'besloten' }), await make({ by: kees })]
    await admit(ctx, closed, member.viewer.id)
    await connect(closed, to, noor, kees)
    const given = { fromId: closed, toIds: [to], ...passing }
    await expect(passOn(member, given)).rejects.toThrow(NotAllowed)
    expect(await passOn(noor, given)).toBe(1)
    await ctx.db.execute(sql`update communities set state = 'ended' where id = ${to}`)
    await expect(
      answerPassed(kees, (await passedTo(kees, await communityById(kees, to)))[0]!.id, true),
    ).rejects.toThrow(Conflict)
  })
})
