import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  as,
  newConcept,
  newResident,
  newTown,
  testServices,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, week } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import type { ViewerContext } from '../residents/index.ts'
import { begin, type Beginning } from './actions.ts'
import { findFormation } from './queries.ts'

onEachEngine('beginning together', (store) => {
  let services: TestServices
  let ctx: Context
  let town: Town
  let round = 0

  beforeAll(async () => {
    services = testServices(store())
    ctx = visitor(services)
    town = await newTown(ctx)
  })

  /** An ambition of its own for each test, with so many neighbours who wish it too. */
  async function ambition(neighbours: number): Promise<{ slug: string; ids: string[] }> {
    round += 1
    const slug = `samen-${round}`
    await newConcept(ctx, { scheme: 'ambition', slug, label: `Samen ${round}` })
    const ids: string[] = []
    for (let n = 0; n < neighbours; n++) {
      const id = await newResident(ctx, { name: `Buur ${n}`, place: town.home })
      ids.push(id)
      await wish(id, slug)
    }
    return { slug, ids }
  }

  const wish = (id: string, slug: string) =>
    ctx.db.execute(
      sql`insert into wishes (resident_id, concept_id, findable, since)
          select ${id}, id, true, ${ctx.now().toISOString()} from concepts where slug = ${slug}`,
    )
  const founder = async () => as(ctx, await newResident(ctx, { name: 'Samira', place: town.home }))
  const beginning = (slug: string, more: Partial<Beginning> = {}): Beginning => ({
    id: newId(),
    slug,
    reach: 'buurt',
    name: `Groep ${slug}`,
    place: 'Het bankje',
    starts: new Date(ctx.now().getTime() + 5 * day),
    ...more,
  })
  const invited = (slug: string) =>
    rows<{ residentId: string; formed: boolean }>(
      ctx.db,
      sql`select i.resident_id as "residentId", i.formed from invitations i join communities c on c.id = i.community_id where c.slug = ${slug}`,
    )

  it('makes the community, its first meeting and the invitations in one step', async () => {
    const { slug, ids } = await ambition(4)
    const samira = await founder()
    const begun = await begin(samira, beginning(slug))
    expect(begun.invited).toBe(4)
    const community = await row<{ state: string; access: string; members: number }>(
      ctx.db,
      sql`select state, access, members from communities where slug = ${begun.slug}`,
    )
    expect(community).toEqual({ state: 'forming', access: 'extranet', members: 1 })
    expect((await invited(begun.slug)).map(({ residentId }) => residentId).toSorted()).toEqual(ids.toSorted())
    const meeting = await row<{ place: string }>(
      ctx.db,
      sql`select a.place from activities a join communities c on c.id = a.community_id where c.slug = ${begun.slug}`,
    )
    expect(meeting?.place).toBe('Het bankje')
  })

  it('leaves one community when the form is sent twice, also at the same moment', async () => {
    const { slug } = await ambition(2)
    const samira = await founder()
    const form = beginning(slug)
    const both = await Promise.allSettled([begin(samira, form), begin(samira, form)])
    expect(both.some(({ status }) => status === 'fulfilled')).toBe(true)
    const again = await begin(samira, form)
    expect(again.invited).toBe(2)
    const made = await row<{ count: number }>(
      ctx.db,
      sql`select count(*)::int as count from communities where name = ${form.name}`,
    )
    expect(made?.count).toBe(1)
  })

  it('invites twenty at most', async () => {
    const { slug } = await ambition(26)
    const begun = await begin(await founder(), beginning(slug))
    expect(begun.invited).toBe(20)
  })

  it('invites a neighbour at most once a week', async () => {
    const { slug } = await ambition(3)
    expect((await begin(await founder(), beginning(slug))).invited).toBe(3)
    expect((await begin(await founder(), beginning(slug))).invited).toBe(0)
    services.pass(week + day)
    expect((await begin(await founder(), beginning(slug))).invited).toBe(3)
  })

  it('invites nobody for a sensitive wish, and shows nobody', async () => {
    const { slug } = await ambition(3)
    await ctx.db.execute(sql`update concepts set sensitive = true where slug = ${slug}`)
    expect((await begin(await founder(), beginning(slug))).invited).toBe(0)
  })

  it('shows the new community to the next who looks, before they found another', async () => {
    const { slug } = await ambition(1)
    const begun = await begin(await founder(), beginning(slug))
    const { already } = await findFormation(await founder(), slug, 'buurt')
    expect(already.map((community) => community.slug)).toEqual([begun.slug])
    expect(already[0]?.meeting?.place).toBe('Het bankje')
  })

  describe('is refused', () => {
    const attempt = async (who: Context | ViewerContext, more: Partial<Beginning> = {}) => {
      const { slug } = await ambition(0)
      return begin(who, beginning(slug, more)).then(
        () => 'begun',
        (error: { code: string; fields?: Record<string, string> }) => error.fields ?? error.code,
      )
    }

    it('to a visitor', async () => {
      expect(await attempt(ctx)).toBe('signInNeeded')
    })
    it('to an applicant', async () => {
      expect(
        await attempt(await as(ctx, await newResident(ctx, { level: 'applicant', place: town.home }))),
      ).toBe('verifiedOnly')
    })
    it('for a meeting that is past, or too far away', async () => {
      const samira = await founder()
      const at = (days: number) => ({ starts: new Date(ctx.now().getTime() + days * day) })
      expect(await attempt(samira, at(-1))).toEqual({ day: 'meetingTime' })
      expect(await attempt(samira, at(22))).toEqual({ day: 'meetingTime' })
    })
    it('for an ambition that is not there', async () => {
      expect(await attempt(await founder(), { slug: 'bestaat-niet' })).toBe('notFound')
    })
    it('to take over a community of somebody else by its id', async () => {
      const { slug } = await ambition(0)
      const form = beginning(slug)
      await begin(await founder(), form)
      await expect(begin(await founder(), { ...form, name: 'Overgenomen' })).rejects.toThrow()
      const name = await row<{ name: string }>(
        ctx.db,
        sql`select name from communities where id = ${form.id}`,
      )
      expect(name?.name).toBe(form.name)
    })
    it('to somebody who begins something every hour', async () => {
      const samira = await founder()
      const results: unknown[] = []
      for (let n = 0; n < 6; n++) results.push(await attempt(samira))
      expect(results).toEqual([...Array.from({ length: 5 }, () => 'begun'), 'tooMany'])
    })
  })

  it('keeps the words of a form that is not right, at 422, and tells where to look', async () => {
    const { slug } = await ambition(1)
    const site = new Site(services)
    const browser = await site.signedIn((await founder()).viewer.id)
    const response = await browser.post(`/ambities/${slug}/begin`, {
      id: newId(),
      bereik: 'buurt',
      name: 'Mooie naam',
      place: '',
      day: '2026-01-01',
      time: '25:99',
    })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('value="Mooie naam"')
    expect(html).toContain('Vul in waar je elkaar ziet.')
    expect(html).toContain('Kies een tijd.')
  })

  it('does not let a visitor post at all', async () => {
    const { slug } = await ambition(0)
    const response = await new Site(services).visitor().post(`/ambities/${slug}/begin`, {
      id: newId(),
      name: 'X y',
      place: 'Z',
      day: '2026-05-20',
      time: '10:30',
    })
    expect(response.status).toBe(401)
  })
})
