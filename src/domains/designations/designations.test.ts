import { sql } from 'drizzle-orm'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  as,
  moveTo,
  newConcept,
  newTown,
  newViewer,
  testServices,
  visitor,
} from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, Refusal, SignInNeeded } from '../../platform/errors.ts'
import {
  admit,
  communityById,
  foundCommunity,
  join,
  leave,
  passOnManager,
  removeMember,
  type Founding,
} from '../communities/index.ts'
import { block, noticesOf, setProtected, type ViewerContext } from '../residents/index.ts'
import { followMergedTheme } from './actions/merged.ts'
import { decline, designate, liftRefusal, stateLivelihood, takeBack } from './actions/designate.ts'
import {
  ambassadorsCovering,
  authoritiesNear,
  livelihoodsOf,
  peopleOf,
  peopleOfArea,
  refusalsOf,
  whoPointsAtMe,
  whomIPointAt,
} from './queries.ts'

/** Standings that differ from the designations they count; always none. */
async function differences(ctx: Context): Promise<unknown[]> {
  return rows(
    ctx.db,
    sql`with counted as (
          select d.community_id, d.kind, coalesce(d.theme_id, 0) as theme, d.to_id as resident_id, count(*)::int as standing
          from designations d
          join memberships b on b.community_id = d.community_id and b.resident_id = d.by_id and b.ended is null
          join memberships t on t.community_id = d.community_id and t.resident_id = d.to_id and t.ended is null
          where d.ended is null group by 1, 2, 3, 4
        ), kept as (select community_id, kind, coalesce(theme_id, 0) as theme, resident_id, standing from standings)
        (select * from counted except select * from kept) union all (select * from kept except select * from counted)`,
  )
}

let themes = 0

onEachEngine('pointing at neighbours', (store) => {
  const setUp = async (given: Partial<Founding> = {}) => {
    const services = testServices(store())
    const ctx = visitor(services)
    themes += 1
    const theme = await newConcept(ctx, { scheme: 'theme', slug: `bomen-${themes}`, label: 'Bomen' })
    const noor = await newViewer(ctx, { name: 'Noor' })
    const kees = await newViewer(ctx, { name: 'Kees' })
    const aylin = await newViewer(ctx, { name: 'Aylin' })
    const { id } = await foundCommunity(noor, {
      name: 'Kerkplein',
      purpose: '',
      access: 'extranet',
      areaIds: [],
      conceptIds: [],
      ...given,
    })
    await join(kees, id)
    await join(aylin, id)
    const ambassador = { communityId: id, kind: 'ambassador' as const }
    const authority = { communityId: id, kind: 'authority' as const, themeId: theme }
    return { services, ctx, id, theme, noor, kees, aylin, ambassador, authority }
  }

  it('is between two members, and twice is once', async () => {
    const { ctx, id, noor, kees, ambassador } = await setUp()
    const toKees = { ...ambassador, toId: kees.viewer.id }
    await expect(designate(ctx, toKees)).rejects.toThrow(SignInNeeded)
    await expect(designate(await newViewer(ctx, { level: 'applicant' }), toKees)).rejects.toThrow(NotAllowed)
    const stranger = await newViewer(ctx)
    await expect(designate(stranger, toKees)).rejects.toThrow(NotAllowed)
    await expect(designate(noor, { ...ambassador, toId: stranger.viewer.id })).rejects.toThrow(NotFound)
    await expect(designate(noor, { ...ambassador, toId: noor.viewer.id })).rejects.toThrow(Invalid)
    await Promise.all([designate(noor, toKees), designate(noor, toKees)])
    const { ambassadors } = await peopleOf(noor, await communityById(noor, id))
    expect(ambassadors).toMatchObject([{ name: 'Kees', standing: 1, mine: true, recognised: false }])
    expect((await noticesOf(kees)).map(({ kind }) => kind)).toEqual(['designation.made'])
    expect(await differences(ctx)).toEqual([])
  })

  it('is taken back at once, by who pointed', async () => {
    const { ctx, id, noor, kees, aylin, ambassador } = await setUp()
    const toKees = { ...ambassador, toId: kees.viewer.id }
    await designate(noor, toKees)
    await takeBack(aylin, toKees)
    expect((await peopleOf(noor, await communityById(noor, id))).ambassadors).toHaveLength(1)
    await Promise.all([takeBack(noor, toKees), takeBack(noor, toKees)])
    expect((await peopleOf(noor, await communityById(noor, id))).ambassadors).toEqual([])
    await designate(noor, toKees)
    expect(await differences(ctx)).toEqual([])
  })

  it('needs a theme for an authority', async () => {
    const { ctx, id, theme, noor, kees, authority } = await setUp()
    const toId = kees.viewer.id
    await expect(designate(noor, { ...authority, themeId: undefined, toId })).rejects.toMatchObject({
      fields: { theme: 'themeMissing' },
    })
    const wish = await newConcept(ctx, { scheme: 'ambition', slug: `plein-${theme}`, label: 'Plein' })
    await expect(designate(noor, { ...authority, themeId: wish, toId })).rejects.toMatchObject({
      fields: { theme: 'themeUnknown' },
    })
    await designate(noor, { ...authority, toId })
    expect((await peopleOf(noor, await communityById(noor, id))).authorities).toMatchObject([
      { name: 'Kees', theme: 'Bomen' },
    ])
  })

  it('can be declined, and that can be lifted', async () => {
    const { ctx, id, noor, kees, aylin, ambassador, authority } = await setUp()
    const toKees = { ...ambassador, toId: kees.viewer.id }
    await designate(noor, toKees)
    await designate(aylin, toKees)
    await designate(noor, { ...authority, toId: kees.viewer.id })
    await decline(kees, ambassador)
    await decline(kees, ambassador)
    const people = await peopleOf(noor, await communityById(noor, id))
    expect(people.ambassadors).toEqual([])
    expect(people.authorities).toHaveLength(1)
    await expect(designate(noor, toKees)).rejects.toThrow(Conflict)
    expect((await noticesOf(aylin)).map(({ kind }) => kind)).toContain('designation.declined')
    expect(await refusalsOf(kees)).toMatchObject([{ kind: 'ambassador', community: 'Kerkplein' }])
    await liftRefusal(kees, ambassador)
    await designate(noor, toKees)
    expect(await whoPointsAtMe(kees)).toMatchObject([
      { kind: 'ambassador', people: [{ name: 'Noor' }] },
      { kind: 'authority', people: [{ name: 'Noor' }] },
    ])
    expect(await whomIPointAt(noor)).toHaveLength(2)
    expect(await differences(ctx)).toEqual([])
  })

  it('ends with a membership, by and to who goes', async () => {
    const { ctx, id, noor, kees, aylin, ambassador } = await setUp()
    await designate(noor, { ...ambassador, toId: kees.viewer.id })
    await designate(kees, { ...ambassador, toId: aylin.viewer.id })
    await designate(aylin, { ...ambassador, toId: kees.viewer.id })
    await removeMember(noor, id, kees.viewer.id, 'Verhuisd')
    expect((await peopleOf(noor, await communityById(noor, id))).ambassadors).toEqual([])
    expect(await whomIPointAt(aylin)).toEqual([])
    const how = await rows<{ how: string }>(
      ctx.db,
      sql`select how_ended as how from designations where community_id = ${id}`,
    )
    expect(how.map((one) => one.how)).toEqual(['left', 'left', 'left'])
    expect(await differences(ctx)).toEqual([])
  })

  it('follows somebody to another gemeente', async () => {
    const { ctx, id, noor, kees } = await setUp()
    const { home } = await newTown(ctx)
    await designate(noor, { communityId: id, kind: 'ambassador', toId: kees.viewer.id })
    await moveTo(ctx, kees.viewer.id, home)
    const standing = await rows(
      ctx.db,
      sql`select gemeente_id as "gemeenteId" from standings where resident_id = ${kees.viewer.id}`,
    )
    expect(standing).toEqual([{ gemeenteId: home.gemeenteId }])
  })

  it('does not reach across a block', async () => {
    const { id, noor, kees, aylin, ambassador } = await setUp()
    await designate(aylin, { ...ambassador, toId: kees.viewer.id })
    await block(kees, noor.viewer.id)
    await expect(designate(noor, { ...ambassador, toId: kees.viewer.id })).rejects.toThrow(NotFound)
    expect((await peopleOf(noor, await communityById(noor, id))).ambassadors).toEqual([])
    expect((await peopleOf(aylin, await communityById(aylin, id))).ambassadors).toHaveLength(1)
  })

  it('shows names to verified residents, counts to others, and who points to nobody else', async () => {
    const { ctx, id, noor, kees, aylin, ambassador } = await setUp({ access: 'internet' })
    await designate(noor, { ...ambassador, toId: kees.viewer.id })
    await designate(aylin, { ...ambassador, toId: kees.viewer.id })
    const seen = async (viewer: Context) => peopleOf(viewer, await communityById(viewer, id))
    const stranger = await newViewer(ctx)
    const shown = await seen(stranger)
    expect(shown.ambassadors).toMatchObject([{ name: 'Kees', standing: 2, recognised: true, mine: false }])
    expect(JSON.stringify(shown)).not.toContain('Noor')
    expect(await seen(ctx)).toMatchObject({ ambassadors: [], counts: { ambassadors: 1, authorities: 0 } })
    expect(await seen(await newViewer(ctx, { level: 'applicant' }))).toMatchObject({ ambassadors: [] })
  })

  it('says who earns a living from it', async () => {
    const { id, theme, noor, kees, authority } = await setUp()
    await designate(noor, { ...authority, toId: kees.viewer.id })
    expect(await livelihoodsOf(kees)).toMatchObject([{ themeId: theme, earns: null }])
    await stateLivelihood(kees, theme, true)
    await stateLivelihood(kees, theme, true)
    expect((await peopleOf(noor, await communityById(noor, id))).authorities).toMatchObject([{ earns: true }])
  })

  describe('finding people by place and theme', () => {
    it('goes from near to far, and past nobody who is hidden', async () => {
      const services = testServices(store())
      const ctx = visitor(services)
      const town = await newTown(ctx)
      const elsewhere = await newTown(ctx)
      themes += 1
      const theme = await newConcept(ctx, { scheme: 'theme', slug: `bouw-${themes}`, label: 'Bouw' })
      const made: Record<string, ViewerContext> = {}
      const settle = async (name: string, given: Partial<Founding>, adult = true, place = town.home) => {
        const [founder, person, third] = [
          await newViewer(ctx, { place }),
          await newViewer(ctx, { place, name, adult }),
          await newViewer(ctx, { place }),
        ]
        const { id } = await foundCommunity(founder, {
          name: `Van ${name}`,
          purpose: '',
          access: 'extranet',
          areaIds: [],
          conceptIds: [],
          ...given,
        })
        await admit(ctx, id, person.viewer.id)
        await admit(ctx, id, third.viewer.id)
        for (const by of [founder, third]) {
          await designate(by, { communityId: id, kind: 'authority', themeId: theme, toId: person.viewer.id })
          await designate(by, { communityId: id, kind: 'ambassador', toId: person.viewer.id })
        }
        made[name] = person
        return id
      }
      await settle('Far', { areaIds: [elsewhere.buurt] }, true, {
        ...elsewhere.home,
        cell: '622200000000000000',
      })
      const street = await settle('Near', { areaIds: [] })
      await ctx.db.execute(sql`update communities set cell = ${town.home.cell}::bigint where id = ${street}`)
      await settle('Town', { areaIds: [town.gemeente] })
      await settle('Closed', { areaIds: [town.street], access: 'besloten' })
      await settle('Young', { areaIds: [town.street] }, false)
      await settle('Hidden', { areaIds: [town.street] })
      await setProtected(made['Hidden']!, true)
      await settle('Buurt', { areaIds: [town.buurt] })
      const asker = await newViewer(ctx, { place: town.home })
      const names = (await authoritiesNear(asker, [theme])).map(({ name }) => name)
      expect(names.slice(0, 1)).toEqual(['Near'])
      expect(names).not.toContain('Closed')
      expect(names).not.toContain('Young')
      expect(names).not.toContain('Hidden')
      expect([...names].sort()).toEqual(['Buurt', 'Near', 'Town'])
      const abroad = await newViewer(ctx, { place: { ...elsewhere.away, cell: null } })
      const fromAfar = await authoritiesNear(abroad, [theme])
      expect(fromAfar[0]).toMatchObject({ name: 'Far', away: 'gemeente' })
      expect(fromAfar.slice(1).every(({ away }) => away === 'further')).toBe(true)
      expect(
        await authoritiesNear(await newViewer(ctx, { level: 'applicant', place: town.home }), [theme]),
      ).toEqual([])

      const [buurt] = await rows<{ path: string }>(
        ctx.db,
        sql`select path from areas where id = ${town.buurt}`,
      )
      const covering = await peopleOfArea(asker, buurt!)
      expect(
        covering
          .filter(({ kind }) => kind === 'ambassador')
          .map(({ name }) => name)
          .sort(),
      ).toEqual(['Buurt', 'Town'])
      expect((await ambassadorsCovering(asker, [town.buurt])).map(({ name }) => name)).toEqual(['Buurt'])
      // In their own community members do meet them.
      const member = await newViewer(ctx, { place: town.home })
      await join(member, street)
      expect(
        (await peopleOf(member, await communityById(member, street))).authorities.map(({ name }) => name),
      ).toEqual(['Near'])
    })
  })

  it('always counts exactly the designations that stand, whatever people do', async () => {
    const services = testServices(store())
    const ctx = visitor(services)
    themes += 1
    const theme = await newConcept(ctx, { scheme: 'theme', slug: `licht-${themes}`, label: 'Licht' })
    const people = await Promise.all(Array.from({ length: 4 }, () => newViewer(ctx)))
    const person = fc.nat(3)
    const step = fc.tuple(
      fc.constantFrom(
        'designate',
        'designate',
        'designate',
        'takeBack',
        'decline',
        'lift',
        'leave',
        'join',
        'remove',
        'pass',
      ),
      person,
      person,
      fc.boolean(),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 14 }),
        async (rounds) => {
          await ctx.db.execute(sql`delete from limits`)
          const { id } = await foundCommunity(people[0]!, {
            name: 'Proef',
            purpose: '',
            access: 'internet',
            areaIds: [],
            conceptIds: [],
          })
          for (const each of people.slice(1)) await join(each, id)
          const act = async ([what, who, whom, withTheme]: [string, number, number, boolean]) => {
            const ctx = await as(people[who]!, people[who]!.viewer.id)
            const toId = people[whom]!.viewer.id
            const subject = withTheme
              ? { communityId: id, kind: 'authority' as const, themeId: theme }
              : { communityId: id, kind: 'ambassador' as const }
            if (what === 'designate') return designate(ctx, { ...subject, toId })
            if (what === 'takeBack') return takeBack(ctx, { ...subject, toId })
            if (what === 'decline') return decline(ctx, subject)
            if (what === 'lift') return liftRefusal(ctx, subject)
            if (what === 'leave') return leave(ctx, id)
            if (what === 'join') return join(ctx, id)
            if (what === 'remove') return removeMember(ctx, id, toId, 'Proef')
            return passOnManager(ctx, id, toId)
          }
          for (const round of rounds) {
            const outcomes = await Promise.allSettled(round.map(act))
            for (const outcome of outcomes) {
              if (outcome.status === 'rejected' && !(outcome.reason instanceof Refusal)) throw outcome.reason
            }
            expect(await differences(ctx)).toEqual([])
          }
          const members = await rows<{ members: number; counted: number; managers: number }>(
            ctx.db,
            sql`select members, (select count(*)::int from memberships where community_id = ${id} and ended is null) as counted,
                (select count(*)::int from manager_terms t join memberships m on m.community_id = t.community_id
                  and m.resident_id = t.resident_id and m.ended is null
                  where t.community_id = ${id} and t.ended is null) as managers
              from communities where id = ${id}`,
          )
          expect(members[0]!.members).toBe(members[0]!.counted)
          expect(members[0]!.managers).toBe(members[0]!.members > 0 ? 1 : 0)
        },
      ),
      { numRuns: 15 },
    )
  }, 120_000)

  it('follows a theme that was merged into another, with everybody who pointed', async () => {
    const { ctx, noor, kees, aylin, id, theme } = await setUp()
    const other = await newConcept(ctx, { scheme: 'theme', slug: `groen-${themes}`, label: 'Groen' })
    for (const by of [noor, kees]) {
      await designate(by, { communityId: id, kind: 'authority', themeId: theme, toId: aylin.viewer.id })
    }
    // Noor pointed at Aylin for both: that counts once afterwards.
    await designate(noor, { communityId: id, kind: 'authority', themeId: other, toId: aylin.viewer.id })
    const merged = { scheme: 'theme', from: theme, to: other }
    await followMergedTheme(ctx, merged)
    await followMergedTheme(ctx, merged)
    const standing = await rows(
      ctx.db,
      sql`select theme_id as theme, standing from standings where community_id = ${id} and resident_id = ${aylin.viewer.id}`,
    )
    expect(standing).toEqual([{ theme: other, standing: 2 }])
    expect(await differences(ctx)).toEqual([])
  })
})
