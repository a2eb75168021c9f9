import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import {
  as,
  deliverMail,
  newConcept,
  newViewer,
  testServices,
  visitor,
} from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { day, week } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Invalid, NotAllowed, NotFound } from '../../platform/errors.ts'
import { block, noticesOf, setLevel, type ViewerContext } from '../residents/index.ts'
import { found, foundCommunity } from './actions/found.ts'
import {
  acceptByToken,
  acceptInvitation,
  declineByToken,
  declineInvitation,
  InvitationOver,
  invite,
  inviteByMail,
} from './actions/invitations.ts'
import { join, removeMember } from './actions/members.ts'
import { communityById, communityBySlug } from './community.ts'
import { invitationByToken } from './queries/about.ts'
import { invitationsFor } from './queries/lists.ts'
import { invitable, invitedTo, requestsOf } from './queries/members.ts'

onEachEngine('inviting', (store) => {
  const setUp = async () => {
    const services = testServices(store())
    const ctx = visitor(services)
    return {
      services,
      ctx,
      noor: await newViewer(ctx, { name: 'Noor' }),
      kees: await newViewer(ctx, { name: 'Kees' }),
    }
  }
  const closed = (ctx: ViewerContext) =>
    foundCommunity(ctx, {
      name: 'Het trappenhuis',
      purpose: '',
      access: 'besloten',
      areaIds: [],
      conceptIds: [],
    })
  const open = (ctx: ViewerContext) =>
    foundCommunity(ctx, { name: 'Samen eten', purpose: '', access: 'internet', areaIds: [], conceptIds: [] })
  /** Sends what waits, and gives the links of the invitations in it. */
  const post = async (ctx: Context, services: ReturnType<typeof testServices>) => {
    await deliverMail(ctx)
    return services.sent.flatMap(({ to, text }) => {
      const token = /\/uitnodiging\/([\w-]+)/.exec(text)?.[1]
      return token ? [{ to, token }] : []
    })
  }

  it('asks only whom the member shares a community with', async () => {
    const { ctx, noor, kees } = await setUp()
    const { id } = await closed(noor)
    await expect(invite(kees, { communityId: id, residentId: noor.viewer.id })).rejects.toThrow(NotFound)
    await expect(invite(noor, { communityId: id, residentId: kees.viewer.id })).rejects.toThrow(NotFound)
    const shared = await open(noor)
    await join(kees, shared.id)
    expect(await invitable(noor, await communityById(noor, id))).toMatchObject({
      neighbours: [{ name: 'Kees' }],
      more: false,
    })
    expect(await invite(noor, { communityId: id, residentId: kees.viewer.id })).toBe(true)
    expect(await invite(noor, { communityId: id, residentId: kees.viewer.id })).toBe(false)
    expect(await invitable(noor, await communityById(noor, id))).toEqual({ neighbours: [], more: false })
    const outsider = await newViewer(ctx)
    await expect(invite(outsider, { communityId: shared.id, residentId: kees.viewer.id })).rejects.toThrow(
      NotAllowed,
    )
  })

  it('opens a closed community to who is invited, until they decline', async () => {
    const { services, noor, kees } = await setUp()
    const shared = await open(noor)
    await join(kees, shared.id)
    const { id, slug } = await closed(noor)
    await expect(acceptInvitation(kees, id)).rejects.toThrow(NotFound)
    await invite(noor, { communityId: id, residentId: kees.viewer.id })
    expect((await communityBySlug(kees, slug)).role).toBe('invited')
    expect(await invitationsFor(kees)).toMatchObject([{ slug, from: 'Noor', formed: false }])
    expect((await noticesOf(kees)).map(({ kind }) => kind)).toContain('community.invited')
    await declineInvitation(kees, id)
    await declineInvitation(kees, id)
    await expect(communityBySlug(kees, slug)).rejects.toThrow(NotFound)
    expect(await invite(noor, { communityId: id, residentId: kees.viewer.id })).toBe(false)
    services.pass(4 * week + 1)
    expect(await invite(noor, { communityId: id, residentId: kees.viewer.id })).toBe(true)
    await Promise.all([acceptInvitation(kees, id), acceptInvitation(kees, id)])
    expect(await communityById(kees, id)).toMatchObject({ role: 'member', members: 2 })
  })

  it('is over after three weeks, and can then be sent again', async () => {
    const { services, ctx, noor, kees } = await setUp()
    const shared = await open(noor)
    await join(kees, shared.id)
    const { id } = await closed(noor)
    await invite(noor, { communityId: id, residentId: kees.viewer.id })
    services.pass(3 * week + 1)
    await expect(acceptInvitation(kees, id)).rejects.toThrow(NotFound)
    expect(await invitationsFor(kees)).toEqual([])
    expect(await invite(await as(ctx, noor.viewer.id), { communityId: id, residentId: kees.viewer.id })).toBe(
      true,
    )
  })

  it('sends nothing between who blocked each other', async () => {
    const { noor, kees } = await setUp()
    const shared = await open(noor)
    await join(kees, shared.id)
    const { id } = await closed(noor)
    await block(kees, noor.viewer.id)
    expect(await invite(noor, { communityId: id, residentId: kees.viewer.id })).toBe(false)
    expect(await invitationsFor(kees)).toEqual([])
  })

  it('lets formation ask a neighbour once a week, whoever asks', async () => {
    const { services, ctx, noor, kees } = await setUp()
    const neighbour = await newViewer(ctx, { name: 'Buur' })
    const begin = (viewer: ViewerContext) =>
      transact(viewer, async (inner) => {
        const ctx = { ...viewer, db: inner.db }
        const { id } = await found(ctx, {
          name: 'Boules',
          purpose: '',
          access: 'extranet',
          areaIds: [],
          conceptIds: [],
        })
        return invite(ctx, { communityId: id, residentId: neighbour.viewer.id, formed: true })
      })
    const answers = await Promise.all([begin(noor), begin(kees)])
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await begin(noor)).toBe(false)
    services.pass(8 * day)
    expect(await begin(kees)).toBe(true)
    const [asked] = await rows<{ id: string }>(
      ctx.db,
      sql`select community_id as id from invitations where resident_id = ${neighbour.viewer.id} and answer is null order by invited desc`,
    )
    // The founder sees how many were asked, and not who.
    const seen = await invitedTo(kees, await communityById(kees, asked!.id))
    expect(seen).toEqual({ byMail: 0, formed: 1, residents: [] })
  })

  it('never tells whom formation asked: inviting one of them by name goes as with anybody', async () => {
    const { ctx, noor, kees } = await setUp()
    const concept = await newConcept(ctx, { scheme: 'ambition', slug: crypto.randomUUID(), label: 'Boules' })
    const shared = await open(noor)
    await join(kees, shared.id)
    const { id } = await closed(noor)
    const asked = { communityId: id, residentId: kees.viewer.id }
    const formed = { ...asked, formed: true, conceptId: concept }
    expect(await transact(noor, (inner) => invite({ ...noor, db: inner.db }, formed))).toBe(true)
    const community = await communityById(noor, id)
    expect(await invitable(noor, community)).toMatchObject({ neighbours: [{ name: 'Kees' }] })
    expect(await invite(noor, asked)).toBe(true)
    expect(await invite(noor, asked)).toBe(false)
    expect(await invitationsFor(kees)).toMatchObject([{ formed: false, from: 'Noor' }])
    const kept = { formed: 1, residents: [{ name: 'Kees' }] }
    expect(await invitedTo(noor, community)).toMatchObject(kept)
    await declineInvitation(kees, id)
    expect(await invitedTo(noor, community)).toMatchObject({ formed: 1, residents: [] })
  })

  it('lets nobody back in behind the manager’s back after removal', async () => {
    const { services, ctx, noor, kees } = await setUp()
    const aylin = await newViewer(ctx, { name: 'Aylin' })
    const shared = await open(noor)
    await join(kees, shared.id)
    await join(aylin, shared.id)
    const { id } = await closed(noor)
    const asked = { communityId: id, residentId: kees.viewer.id }
    await inviteByMail(noor, id, 'kees@voorbeeld.nl')
    const { token } = (await post(ctx, services)).at(-1)!
    await invite(noor, asked)
    await acceptInvitation(kees, id)
    await invite(noor, { ...asked, residentId: aylin.viewer.id })
    await acceptInvitation(aylin, id)
    await removeMember(noor, id, kees.viewer.id, 'Ruzie')
    expect(await invite(aylin, asked)).toBe(false)
    const formed = { ...asked, formed: true }
    expect(await transact(noor, (inner) => invite({ ...noor, db: inner.db }, formed))).toBe(false)
    expect(await acceptByToken(kees, token)).toEqual({ slug: '', acceptance: 'asked' })
    await expect(communityById(kees, id)).rejects.toThrow(NotFound)
    await expect(acceptByToken(kees, token)).rejects.toThrow(InvitationOver)
    expect(await requestsOf(noor, await communityById(noor, id))).toMatchObject([{ name: 'Kees' }])
    expect(await invite(noor, asked)).toBe(true)
    await acceptInvitation(kees, id)
    expect((await communityById(kees, id)).role).toBe('member')
  })

  it('brings in a group by mail, and keeps no address', async () => {
    const { services, ctx, noor } = await setUp()
    const { id, slug } = await closed(noor)
    const list = 'ada@voorbeeld.nl\nBob <bob@voorbeeld.nl>\nde buurman\nada@voorbeeld.nl'
    const stranger = await newViewer(ctx)
    await expect(inviteByMail(stranger, id, list)).rejects.toThrow(NotFound)
    await expect(inviteByMail(noor, id, '')).rejects.toThrow(Invalid)
    await expect(inviteByMail(noor, id, 'a@voorbeeld.nl\n'.replace('a@', '').repeat(51))).rejects.toThrow(
      Invalid,
    )
    expect(await inviteByMail(noor, id, list)).toEqual({ sent: 2, wrong: ['de buurman'] })
    const links = await post(ctx, services)
    expect(links.map(({ to }) => to).sort()).toEqual(['ada@voorbeeld.nl', 'bob@voorbeeld.nl'])
    expect(await rows(ctx.db, sql`select 1 from sealed_mail`)).toEqual([])
    const stored = JSON.stringify(await rows(ctx.db, sql`select * from invitations`))
    expect(stored).not.toContain('voorbeeld')
    expect(stored).not.toContain(links[0]!.token)

    const ada = await newViewer(ctx, { name: 'Ada', level: 'applicant' })
    const { token } = links[0]!
    expect(await invitationByToken(ctx, token)).toMatchObject({ name: 'Het trappenhuis', from: 'Noor' })
    expect(await invitationByToken(ctx, 'iets-anders')).toBeUndefined()
    expect(await acceptByToken(ada, token)).toEqual({ slug, acceptance: 'waiting' })
    await expect(acceptByToken(stranger, token)).rejects.toThrow(InvitationOver)
    await expect(acceptInvitation(ada, id)).rejects.toThrow(NotAllowed)
    await setLevel(ctx, ada.viewer.id, 'verified', 'test')
    const known = await as(ctx, ada.viewer.id)
    await acceptInvitation(known, id)
    expect((await communityById(known, id)).role).toBe('member')

    const other = links[1]!.token
    await declineByToken(ctx, other)
    await expect(declineByToken(ctx, other)).rejects.toThrow(InvitationOver)
    expect(await invitationByToken(ctx, other)).toBeUndefined()
  })

  it('makes one membership of a mailed link that is used twice at once', async () => {
    const { services, ctx, noor, kees } = await setUp()
    const { id } = await closed(noor)
    await inviteByMail(noor, id, 'kees@voorbeeld.nl')
    const { token } = (await post(ctx, services)).at(-1)!
    const both = await Promise.allSettled([acceptByToken(kees, token), acceptByToken(kees, token)])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await communityById(kees, id)).toMatchObject({ role: 'member', members: 2 })
    const answered = await row<{ n: number }>(
      ctx.db,
      sql`select count(*)::int as n from invitations where community_id = ${id} and answer = 'accepted'`,
    )
    expect(answered?.n).toBe(1)
  })
})
