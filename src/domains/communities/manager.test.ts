import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { newViewer, testServices, visitor } from '../../../tests/support/people.ts'
import { onEachEngine } from '../../../tests/support/store.ts'
import { rows } from '../../platform/db/store.ts'
import { Invalid, NotAllowed, NotFound } from '../../platform/errors.ts'
import { noticesOf, type ViewerContext } from '../residents/index.ts'
import { foundCommunity } from './actions/found.ts'
import { join, leave } from './actions/members.ts'
import { passOnManager, wishManager } from './actions/manager.ts'
import { communityById, managerOf } from './community.ts'
import { managerWishes } from './queries/members.ts'

onEachEngine('the role of manager', (store) => {
  const setUp = async () => {
    const ctx = visitor(testServices(store()))
    return {
      ctx,
      founder: await newViewer(ctx, { name: 'Noor' }),
      other: await newViewer(ctx, { name: 'Kees' }),
    }
  }
  const aCommunity = (ctx: ViewerContext) =>
    foundCommunity(ctx, {
      name: 'Kerkplein leeft',
      purpose: '',
      access: 'extranet',
      areaIds: [],
      conceptIds: [],
    })

  describe('who is manager', () => {
    it('passes on to a member, by the manager only', async () => {
      const { ctx, founder, other } = await setUp()
      const { id } = await aCommunity(founder)
      await expect(passOnManager(founder, id, other.viewer.id)).rejects.toThrow(NotFound)
      await join(other, id)
      await expect(passOnManager(other, id, other.viewer.id)).rejects.toThrow(NotAllowed)
      await expect(passOnManager(founder, id, founder.viewer.id)).rejects.toThrow(Invalid)
      await passOnManager(founder, id, other.viewer.id)
      await expect(passOnManager(founder, id, other.viewer.id)).rejects.toThrow(NotAllowed)
      expect(await managerOf(ctx, id)).toBe(other.viewer.id)
      expect((await noticesOf(other))[0]?.kind).toBe('community.manager-changed')
    })
    it('passes at once when more than half wish it, also when two wishes meet', async () => {
      const { ctx, founder, other } = await setUp()
      const third = await newViewer(ctx)
      const stranger = await newViewer(ctx)
      const { id } = await aCommunity(founder)
      await join(other, id)
      await join(third, id)
      await expect(wishManager(stranger, id, other.viewer.id)).rejects.toThrow(NotAllowed)
      await expect(wishManager(other, id, stranger.viewer.id)).rejects.toThrow(NotFound)
      await wishManager(other, id, other.viewer.id)
      await wishManager(other, id, other.viewer.id)
      expect(await managerOf(ctx, id)).toBe(founder.viewer.id)
      await Promise.all([wishManager(third, id, other.viewer.id), wishManager(founder, id, other.viewer.id)])
      expect(await managerOf(ctx, id)).toBe(other.viewer.id)
      const terms = await rows(
        ctx.db,
        sql`select 1 from manager_terms where community_id = ${id} and ended is null`,
      )
      expect(terms).toHaveLength(1)
      expect(await managerWishes(third, await communityById(third, id))).toMatchObject([
        { wishes: 3, mine: true },
      ])
      // Taking the wish back changes no manager by itself; giving the role away is final.
      await wishManager(third, id, undefined)
      await passOnManager(other, id, third.viewer.id)
      await wishManager(founder, id, undefined)
      expect(await managerOf(ctx, id)).toBe(third.viewer.id)
    })
    it('counts again when somebody leaves', async () => {
      const { ctx, founder, other } = await setUp()
      const third = await newViewer(ctx)
      const fourth = await newViewer(ctx)
      const { id } = await aCommunity(founder)
      for (const each of [other, third, fourth]) await join(each, id)
      await wishManager(other, id, other.viewer.id)
      await wishManager(third, id, other.viewer.id)
      expect(await managerOf(ctx, id)).toBe(founder.viewer.id)
      await leave(fourth, id)
      expect(await managerOf(ctx, id)).toBe(other.viewer.id)
    })
  })
})
