import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { row } from '../../platform/db/store.ts'
import { NotFound } from '../../platform/errors.ts'
import { block, noticesOf, type ViewerContext } from '../residents/index.ts'
import { foundCommunity, type Founding } from './actions/found.ts'
import { askLink } from './actions/links.ts'
import { answerRequest, askToJoin, join, removeMember } from './actions/members.ts'
import { changeCommunity } from './actions/states.ts'
import { communityById, communityBySlug } from './community.ts'
import { noticeWords } from './notice-words.ts'
import { askedLinks } from './queries/about.ts'
import { memberProfile, removalsOf, requestsOf } from './queries/members.ts'

onEachEngine('what stays behind a closed door', (store) => {
  const setUp = async () => {
    const ctx = visitor(testServices(store()))
    return {
      ctx,
      noor: await newViewer(ctx, { name: 'Noor' }),
      kees: await newViewer(ctx, { name: 'Kees' }),
    }
  }
  const make = (ctx: ViewerContext, given: Partial<Founding> = {}) =>
    foundCommunity(ctx, {
      name: 'Kerkplein leeft',
      purpose: '',
      access: 'extranet',
      areaIds: [],
      conceptIds: [],
      ...given,
    })
  const closing = { name: 'Geheim plein', purpose: '', access: 'besloten' as const }

  it('moves to an address that nobody can guess when it closes', async () => {
    const { noor, kees } = await setUp()
    const { id, slug } = await make(noor)
    await join(kees, id)
    await changeCommunity(noor, id, { ...closing, access: 'internet' })
    expect((await communityById(noor, id)).slug).toBe(slug)
    await changeCommunity(noor, id, closing)
    const moved = (await communityById(kees, id)).slug
    expect(moved).toMatch(/^geheim-plein-[0-9a-f]{8}$/)
    await expect(communityBySlug(noor, slug)).rejects.toThrow(NotFound)
    await changeCommunity(noor, id, { ...closing, purpose: 'Stil zijn' })
    expect((await communityById(noor, id)).slug).toBe(moved)
  })

  it('keeps its name from who was removed', async () => {
    const { noor, kees } = await setUp()
    const { id } = await make(noor)
    await join(kees, id)
    await removeMember(noor, id, kees.viewer.id, 'Ruzie')
    expect(await removalsOf(kees)).toMatchObject([{ name: 'Kerkplein leeft', reason: 'Ruzie' }])
    await changeCommunity(noor, id, closing)
    expect(await removalsOf(kees)).toMatchObject([{ name: null, reason: 'Ruzie' }])
  })

  it('keeps its name from who knocked and stays outside', async () => {
    const { noor, kees } = await setUp()
    const { id, slug } = await make(noor, closing)
    await askToJoin(kees, slug, 'Mag ik erbij?')
    const [asked] = await requestsOf(noor, await communityById(noor, id))
    await answerRequest(noor, asked!.id, { accepted: false })
    const notice = (await noticesOf(kees)).find(({ kind }) => kind === 'community.not-let-in')!
    expect(JSON.stringify(notice)).not.toMatch(/geheim/i)
    expect(noticeWords('nl', notice)).toEqual({
      text: 'Je kunt nu niet bij de leefomgeving waar je aanklopte.',
      href: '/leefomgevingen',
    })
  })

  it('keeps its name from the manager it asks to be connected with', async () => {
    const { noor, kees } = await setUp()
    const plein = await make(noor)
    const hidden = await make(kees, closing)
    await askLink(kees, hidden.id, plein.id, 'partner')
    const asked = await askedLinks(noor, await communityById(noor, plein.id))
    expect(asked).toMatchObject([{ name: null, asks: false }])
    expect(JSON.stringify(asked)).not.toMatch(/geheim/i)
  })

  it('leaves the manager the name of a member behind a block, so that they can be removed', async () => {
    const { ctx, noor, kees } = await setUp()
    const { id } = await make(noor)
    await join(kees, id)
    const other = await newViewer(ctx)
    await join(other, id)
    await block(kees, noor.viewer.id)
    await block(kees, other.viewer.id)
    await ctx.db.execute(sql`update residents set about = 'Over mij' where id = ${kees.viewer.id}`)
    const profile = await memberProfile(noor, await communityById(noor, id), kees.viewer.id)
    expect(profile).toMatchObject({ displayName: 'Kees', about: '', place: null })
    await expect(memberProfile(other, await communityById(other, id), kees.viewer.id)).rejects.toThrow(
      NotFound,
    )
    await removeMember(noor, id, kees.viewer.id, 'Ruzie')
    expect(
      await row(
        ctx.db,
        sql`select 1 from memberships where community_id = ${id} and resident_id = ${kees.viewer.id} and ended is null`,
      ),
    ).toBeUndefined()
  })
})
