import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import {
  as,
  deliverMail,
  newTown,
  newViewer,
  testServices,
  visitor,
  withMail,
} from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, SignInNeeded, TooMany } from '../../platform/errors.ts'
import { noticesOf, type ViewerContext } from '../residents/index.ts'
import { cellAt } from '../areas/index.ts'
import { foundCommunity, type Founding } from './actions/found.ts'
import { answerRequest, askToJoin, join, leave, removeMember, withdrawRequest } from './actions/members.ts'
import { passOnManager } from './actions/manager.ts'
import { changeCommunity } from './actions/states.ts'
import { communityById, communityBySlug, managerOf } from './community.ts'
import { communitiesOf } from './queries/lists.ts'
import { removalsOf, requestsOf } from './queries/members.ts'

const plain: Founding = {
  name: 'Kerkplein leeft',
  purpose: 'Een bank',
  access: 'extranet',
  areaIds: [],
  conceptIds: [],
}

async function aCommunity(ctx: ViewerContext, given: Partial<Founding> = {}) {
  const { id, slug } = await foundCommunity(ctx, { ...plain, ...given })
  return { id, slug }
}

/** What the table says, beside what the rows say. */
async function counted(ctx: Context, id: string) {
  return row<{ state: string; members: number; rows: number; managers: number }>(
    ctx.db,
    sql`select state, members,
          (select count(*)::int from memberships m where m.community_id = c.id and m.ended is null) as rows,
          (select count(*)::int from manager_terms t join memberships m on m.community_id = t.community_id
            and m.resident_id = t.resident_id and m.ended is null
            where t.community_id = c.id and t.ended is null) as managers
        from communities c where id = ${id}`,
  )
}

onEachEngine('founding and belonging', (store) => {
  const setUp = async () => {
    const services = testServices(store())
    const ctx = visitor(services)
    return {
      services,
      ctx,
      founder: await newViewer(ctx, { name: 'Noor' }),
      other: await newViewer(ctx, { name: 'Kees' }),
    }
  }

  describe('founding', () => {
    it('is for verified residents', async () => {
      const { ctx } = await setUp()
      await expect(foundCommunity(ctx, plain)).rejects.toThrow(SignInNeeded)
      const applicant = await newViewer(ctx, { level: 'applicant' })
      await expect(foundCommunity(applicant, plain)).rejects.toThrow(NotAllowed)
    })
    it('makes the founder member and manager, and writes down how it began', async () => {
      const { founder } = await setUp()
      const { id, slug } = await aCommunity(founder)
      const community = await communityBySlug(founder, slug)
      expect(community).toMatchObject({
        role: 'manager',
        members: 1,
        state: 'forming',
        name: 'Kerkplein leeft',
      })
      expect(await counted(founder, id)).toMatchObject({ members: 1, rows: 1, managers: 1 })
      const changes = await rows<{ kind: string }>(
        founder.db,
        sql`select kind from community_changes where community_id = ${id} order by id`,
      )
      expect(changes.map(({ kind }) => kind)).toEqual(['state', 'manager'])
      expect(
        await row(
          founder.db,
          sql`select 1 from outbox where kind = 'community.founded' and data->>'community' = ${id}`,
        ),
      ).toBeTruthy()
    })
    it('gives each an address of its own, and a closed one an address nobody can guess', async () => {
      const { founder, other } = await setUp()
      const one = await aCommunity(founder, { name: 'Samen Eten' })
      const two = await aCommunity(other, { name: 'samen eten' })
      const closed = await aCommunity(founder, { name: 'Samen eten', access: 'besloten' })
      expect(two.slug).toBe(one.slug.replace(/(-\d+)?$/, (n) => (n ? `-${Number(n.slice(1)) + 1}` : '-2')))
      expect(closed.slug).toMatch(/^samen-eten-[0-9a-f]{8}$/)
    })
    it('takes only areas in the founder’s gemeente', async () => {
      const { ctx } = await setUp()
      const town = await newTown(ctx)
      const elsewhere = await newTown(ctx)
      const founder = await newViewer(ctx, { place: town.home })
      await expect(aCommunity(founder, { areaIds: [elsewhere.buurt] })).rejects.toThrow(Invalid)
      const { id } = await aCommunity(founder, { areaIds: [town.street, town.otherBuurt, town.gemeente] })
      const areas = await rows(ctx.db, sql`select 1 from community_areas where community_id = ${id}`)
      expect(areas).toHaveLength(3)
    })
    it('never takes the founder’s home for where it gathers', async () => {
      const { ctx, founder } = await setUp()
      const town = await newTown(ctx)
      const buurt = cellAt(52.301, 5.201)
      const cellOf = async (by: ViewerContext, areaIds: number[] = []) => {
        const { id } = await aCommunity(by, { areaIds })
        return (await row<{ cell: string | null }>(
          ctx.db,
          sql`select cell::text as cell from communities where id = ${id}`,
        ))!.cell
      }
      const place = { ...town.home, cell: '622236750694711296' }
      const resident = await newViewer(ctx, { place })
      expect(await cellOf(resident)).toBe(buurt)
      expect(await cellOf(resident, [town.gemeente])).toBe(cellAt(52.3, 5.2))
      expect(await cellOf(resident, [town.otherBuurt])).toBe(buurt)
      expect(await cellOf(await newViewer(ctx, { place: { ...place, buurtId: null } }))).toBe(
        cellAt(52.3, 5.2),
      )
      expect(await cellOf(await newViewer(ctx, { place: { cell: place.cell } }))).toBeNull()
      expect(await cellOf(founder)).toBeNull()
    })
    it('says what is wrong with the words', async () => {
      const { founder } = await setUp()
      await expect(aCommunity(founder, { name: ' x ' })).rejects.toMatchObject({
        fields: { name: 'nameMissing' },
      })
      await expect(aCommunity(founder, { name: 'x'.repeat(81) })).rejects.toMatchObject({
        fields: { name: 'nameLong' },
      })
      await expect(aCommunity(founder, { openToArea: true })).rejects.toMatchObject({
        fields: { areas: 'areaClaims' },
      })
    })
    it('stops at five a day', async () => {
      const { ctx } = await setUp()
      const eager = await newViewer(ctx)
      for (let n = 0; n < 5; n++) await aCommunity(eager)
      await expect(aCommunity(eager)).rejects.toThrow(TooMany)
    })
    it('with the same id founds once', async () => {
      const { founder, other } = await setUp()
      const id = crypto.randomUUID()
      const [one, two] = await Promise.all([aCommunity(founder, { id }), aCommunity(founder, { id })])
      expect(two).toEqual(one)
      await expect(aCommunity(other, { id })).rejects.toThrow(Conflict)
    })
  })

  describe('joining', () => {
    it('is for verified residents, and twice is once', async () => {
      const { ctx, founder, other } = await setUp()
      const { id } = await aCommunity(founder, { access: 'internet' })
      await expect(join(ctx, id)).rejects.toThrow(SignInNeeded)
      await expect(join(await newViewer(ctx, { level: 'applicant' }), id)).rejects.toThrow(NotAllowed)
      await expect(join(other, 'no-id')).rejects.toThrow(NotFound)
      await join(other, id)
      await Promise.all([join(other, id), join(other, id)])
      expect(await counted(ctx, id)).toMatchObject({ members: 2, rows: 2, state: 'forming' })
      expect((await noticesOf(founder)).map(({ kind }) => kind)).toEqual(['community.joined'])
    })
    it('makes it active with the third, also when two come at once', async () => {
      const { ctx, founder, other } = await setUp()
      const third = await newViewer(ctx)
      const { id } = await aCommunity(founder)
      await Promise.all([join(other, id), join(third, id)])
      expect(await counted(ctx, id)).toMatchObject({ members: 3, rows: 3, state: 'active' })
      const became = await rows(
        ctx.db,
        sql`select 1 from community_changes where community_id = ${id} and kind = 'state' and value = 'active'`,
      )
      expect(became).toHaveLength(1)
    })
    it('finds no closed community, and no extranet as a visitor', async () => {
      const { ctx, founder, other } = await setUp()
      const closed = await aCommunity(founder, { access: 'besloten' })
      const extranet = await aCommunity(founder)
      await expect(join(other, closed.id)).rejects.toThrow(NotFound)
      await expect(communityBySlug(other, closed.slug)).rejects.toThrow(NotFound)
      await expect(communityBySlug(ctx, extranet.slug)).rejects.toThrow(NotFound)
      await expect(
        communityBySlug(await newViewer(ctx, { level: 'applicant' }), extranet.slug),
      ).rejects.toThrow(NotFound)
      expect((await communityBySlug(other, extranet.slug)).role).toBe('visitor')
    })
  })

  describe('asking to be let in', () => {
    it('answers the same whether or not the community is there', async () => {
      const { founder, other } = await setUp()
      const closed = await aCommunity(founder, { access: 'besloten' })
      await expect(askToJoin(other, closed.slug, 'Ik woon op de hoek')).resolves.toBeUndefined()
      await expect(askToJoin(other, 'bestaat-niet', 'Hallo')).resolves.toBeUndefined()
      await askToJoin(other, closed.slug, 'Ik woon op de hoek, nummer negen')
      const waiting = await requestsOf(founder, await communityById(founder, closed.id))
      expect(waiting).toMatchObject([{ name: 'Kees', words: 'Ik woon op de hoek, nummer negen' }])
    })
    it('reaches the manager at once, without the name of the community in the subject, and once', async () => {
      const { services, founder, other } = await setUp()
      const { slug } = await aCommunity(founder, { access: 'besloten' })
      const mail = `${founder.viewer.id}@voorbeeld.nl`
      await withMail(founder, mail)
      await askToJoin(other, slug, 'Ik woon op de hoek')
      await askToJoin(other, slug, 'Ik woon op de hoek, nummer negen')
      await deliverMail(other)
      const got = services.sent.filter(({ to }) => to === mail)
      expect(got).toHaveLength(1)
      expect(got[0]!.text).toContain(`/leefomgeving/${slug}/beheer`)
      expect(got[0]!.subject).not.toContain('Kerkplein')
    })
    it('is answered by the manager only, and once', async () => {
      const { ctx, founder, other } = await setUp()
      const { id, slug } = await aCommunity(founder, { access: 'besloten' })
      await askToJoin(other, slug, '')
      const [request] = await requestsOf(founder, await communityById(founder, id))
      const stranger = await newViewer(ctx)
      await expect(answerRequest(stranger, request!.id, { accepted: true })).rejects.toThrow(NotFound)
      await expect(answerRequest(other, request!.id, { accepted: true })).rejects.toThrow(NotFound)
      await answerRequest(founder, request!.id, { accepted: true })
      expect((await communityById(other, id)).role).toBe('member')
      await expect(answerRequest(founder, request!.id, { accepted: false })).rejects.toThrow(Conflict)
      await expect(requestsOf(other, await communityById(other, id))).rejects.toThrow(NotAllowed)
    })
    it('can be declined with a reason, and withdrawn', async () => {
      const { ctx, founder, other } = await setUp()
      const { id, slug } = await aCommunity(founder, { access: 'besloten' })
      await askToJoin(other, slug, '')
      const [request] = await requestsOf(founder, await communityById(founder, id))
      await answerRequest(founder, request!.id, { accepted: false, reason: 'We zijn vol' })
      await expect(communityById(other, id)).rejects.toThrow(NotFound)
      const third = await newViewer(ctx)
      await askToJoin(third, slug, '')
      await withdrawRequest(third, slug)
      await withdrawRequest(third, 'bestaat-niet')
      expect(await requestsOf(founder, await communityById(founder, id))).toEqual([])
    })
  })

  describe('leaving and removing', () => {
    it('keeps a manager in a community with people', async () => {
      const { ctx, founder, other } = await setUp()
      const { id } = await aCommunity(founder)
      await join(other, id)
      await expect(leave(founder, id)).rejects.toMatchObject({ code: 'managerStays' })
      await passOnManager(founder, id, other.viewer.id)
      await leave(founder, id)
      await leave(founder, id)
      expect(await counted(ctx, id)).toMatchObject({ members: 1, rows: 1, managers: 1 })
    })
    it('lets it rest when the last one goes; the next to join carries it', async () => {
      const { ctx, founder, other } = await setUp()
      const { id } = await aCommunity(founder, { access: 'internet' })
      await leave(founder, id)
      expect(await counted(ctx, id)).toMatchObject({ members: 0, state: 'resting', managers: 0 })
      await join(other, id)
      expect((await communityById(other, id)).role).toBe('manager')
    })
    it('never leaves a community without its manager when passing on and leaving cross', async () => {
      const { ctx, founder, other } = await setUp()
      for (let round = 0; round < 4; round++) {
        const { id } = await aCommunity(await newViewer(ctx), {})
        const manager = await as(ctx, (await managerOf(ctx, id))!)
        await join(other, id)
        await Promise.allSettled([passOnManager(manager, id, other.viewer.id), leave(other, id)])
        expect(await counted(ctx, id)).toMatchObject({ managers: 1 })
      }
      expect(founder).toBeTruthy()
    })
    it('removes with a reason that the person reads', async () => {
      const { services, ctx, founder, other } = await setUp()
      const { id, slug } = await aCommunity(founder)
      const mail = `${other.viewer.id}@voorbeeld.nl`
      await withMail(other, mail)
      await join(other, id)
      const third = await newViewer(ctx)
      await join(third, id)
      await expect(removeMember(third, id, other.viewer.id, 'Omdat')).rejects.toThrow(NotAllowed)
      await expect(removeMember(founder, id, other.viewer.id, '  ')).rejects.toThrow(Invalid)
      await expect(removeMember(founder, id, founder.viewer.id, 'Ik')).rejects.toThrow(Invalid)
      await removeMember(founder, id, other.viewer.id, 'Je kwam nooit')
      await expect(removeMember(founder, id, other.viewer.id, 'Je kwam nooit')).rejects.toThrow(NotFound)
      expect(await removalsOf(other)).toMatchObject([{ name: 'Kerkplein leeft', reason: 'Je kwam nooit' }])
      expect((await noticesOf(other))[0]).toMatchObject({ kind: 'community.removed' })
      await deliverMail(ctx)
      expect(services.sent.at(-1)).toMatchObject({ to: mail, text: expect.stringContaining('Je kwam nooit') })
      await expect(join(other, id)).rejects.toMatchObject({ code: 'askAgain' })
      await askToJoin(other, slug, 'Ik kom echt')
      const [request] = await requestsOf(founder, await communityById(founder, id))
      await answerRequest(founder, request!.id, { accepted: true })
      expect((await communityById(other, id)).role).toBe('member')
    })
  })

  describe('a community that claims an area', () => {
    it('refuses no resident of it, and cannot be closed', async () => {
      const { ctx } = await setUp()
      const town = await newTown(ctx)
      const founder = await newViewer(ctx, { place: town.home })
      const near = await newViewer(ctx, { place: town.home })
      const far = await newViewer(ctx, { place: town.away })
      const claim: Partial<Founding> = { areaIds: [town.buurt], openToArea: true, access: 'extranet' }
      await expect(aCommunity(founder, { ...claim, access: 'besloten' })).rejects.toThrow(Invalid)
      const { id, slug } = await aCommunity(founder, claim)
      await expect(
        changeCommunity(founder, id, { name: 'Dicht', purpose: '', access: 'besloten' }),
      ).rejects.toThrow(Invalid)
      await askToJoin(near, slug, '')
      await askToJoin(far, slug, '')
      for (const { id: request, name } of await requestsOf(founder, await communityById(founder, id))) {
        expect(name).toBe('Buur')
        const asker = await row<{ id: string }>(
          ctx.db,
          sql`select resident_id as id from join_requests where id = ${request}`,
        )
        const declining = answerRequest(founder, request, { accepted: false })
        if (asker!.id === near.viewer.id)
          await expect(declining).rejects.toMatchObject({ code: 'admitsArea' })
        else await declining
      }
      await join(near, id)
      expect((await communityById(near, id)).role).toBe('member')
    })
  })

  it('lists what somebody belongs to', async () => {
    const { founder, other } = await setUp()
    const { id } = await aCommunity(founder, { name: 'Van Noor', access: 'besloten' })
    expect((await communitiesOf(founder)).map((one) => one.id)).toContain(id)
    expect((await communitiesOf(other)).map((one) => one.id)).not.toContain(id)
  })
})
