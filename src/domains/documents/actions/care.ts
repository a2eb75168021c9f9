import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotFound } from '../../../platform/errors.ts'
import { communityBySlug, requireAwake, requireManager, requireMember } from '../../communities/index.ts'
import { requireViewer } from '../../residents/index.ts'
import { changingDocument, documentById, noteChange, requireEdit, requireKeep } from '../document.ts'
import type { ShownTo } from '../rules.ts'
import { tellMaker } from './telling.ts'
import { limitWriting, placeIn, requireRoom } from './write.ts'

/** Who put it here or the manager decides who may read it. */
export async function showTo(ctx: Context, id: string, to: ShownTo): Promise<void> {
  await changingDocument(ctx, id, async (ctx, document) => {
    requireKeep(document)
    if (document.shownTo === to) return
    await ctx.db.execute(sql`update documents set shown_to = ${to} where id = ${id}`)
    await noteChange(ctx, id, 'shown', to)
  })
}

/** The manager locks it, with a reason, or opens it again: only the manager changes its words meanwhile. */
export async function lockDocument(ctx: Context, id: string, locks: boolean, why = ''): Promise<void> {
  await changingDocument(ctx, id, async (ctx, document) => {
    requireManager(document.community)
    requireAwake(document.community)
    if ((document.locked !== undefined) === locks) return
    const now = locks ? ctx.now().toISOString() : null
    await ctx.db.execute(sql`update documents set locked = ${now} where id = ${id}`)
    await noteChange(ctx, id, locks ? 'locked' : 'unlocked', checkWhy(why))
  })
}

function checkWhy(why: string): string {
  if (why.trim().length > 500) throw new Invalid({ why: 'whyLong' })
  return why.trim()
}

/**
 * Who put it here or the manager withdraws it: nobody reads it any more, members see that it was there, and it can be put
 * back until it is cleaned up. A manager who withdraws what somebody else put here gives a reason, which that one reads.
 */
export async function withdrawDocument(ctx: Context, id: string, why = ''): Promise<void> {
  await changingDocument(ctx, id, async (ctx, document) => {
    requireKeep(document)
    if (document.withdrawn) return
    if (!document.mine && !why.trim()) throw new Invalid({ why: 'whyMissing' })
    await ctx.db.execute(
      sql`update documents set withdrawn = ${ctx.now().toISOString()}, plan_id = null where id = ${id}`,
    )
    // What stood in a plan stays, by itself.
    await ctx.db.execute(sql`update documents set plan_id = null where plan_id = ${id}`)
    await noteChange(ctx, id, 'withdrawn', checkWhy(why))
    await tellMaker(ctx, { ...document, communityId: document.community.id }, 'document.withdrawn')
  })
}

/** It is put back, by whoever may withdraw it. */
export async function returnDocument(ctx: Context, id: string): Promise<void> {
  await changingDocument(ctx, id, async (ctx, document) => {
    requireKeep(document)
    if (!document.withdrawn) return
    // What a manager took away is not put back by who put it here.
    const last = await row<{ mine: boolean }>(
      ctx.db,
      sql`select by_id = ${ctx.viewer.id} as mine from document_changes
          where document_id = ${id} and kind = 'withdrawn' order by id desc limit 1`,
    )
    if (document.community.role !== 'manager' && !last?.mine) throw new Conflict('withdrawnByManager')
    await ctx.db.execute(sql`update documents set withdrawn = null where id = ${id}`)
    await noteChange(ctx, id, 'returned')
  })
}

/**
 * Moves it to another community of the viewer, with what stands in it when it is a plan. Its address, history and
 * origin stay the same.
 */
export async function moveDocument(ctx: Context, id: string, slug: string): Promise<void> {
  const known = requireViewer(ctx)
  await limitWriting(known)
  const to = await communityBySlug(known, slug)
  await changingDocument(known, id, async (ctx, document) => {
    requireKeep(document)
    requireEdit(document)
    if (to.id === document.community.id) return
    // Of the two communities the second is locked after the first; who moves the other way meanwhile starts anew.
    await ctx.db.execute(sql`select 1 from communities where id = ${to.id} for no key update`)
    const target = await communityBySlug(ctx, slug)
    requireMember(target)
    requireAwake(target)
    const moved = await rows<{ id: string; fileId: string | null }>(
      ctx.db,
      sql`select id, file_id as "fileId" from documents where id = ${id} or plan_id = ${id}`,
    )
    const files = moved.flatMap(({ fileId }) => fileId ?? [])
    await requireRoom(ctx, target.id, files, moved.length)
    await ctx.db.execute(
      sql`update documents set community_id = ${target.id}, plan_id = case when id = ${id} then null else plan_id end,
            locked = null where id = ${id} or plan_id = ${id}`,
    )
    await noteChange(ctx, id, 'moved')
  })
}

/** A member puts a document of the same community into a plan. */
export async function putInPlan(ctx: Context, planId: string, documentId: string): Promise<void> {
  await changingDocument(ctx, planId, async (ctx, plan) => {
    requireEdit(plan)
    const part = await documentById(ctx, documentId)
    if (part.community.id !== plan.community.id || part.kind === 'plan' || part.withdrawn)
      throw new NotFound()
    if (part.plan?.id === planId) return
    const place = await placeIn(ctx, planId, plan.community.id)
    await ctx.db.execute(
      sql`update documents set plan_id = ${planId}, place = ${place} where id = ${documentId}`,
    )
  })
}

/** A member takes a part out of a plan, or puts it one place higher. */
export async function arrangePlan(
  ctx: Context,
  planId: string,
  documentId: string,
  deed: 'out' | 'up',
): Promise<void> {
  await changingDocument(ctx, planId, async (ctx, plan) => {
    requireEdit(plan)
    const parts = await rows<{ id: string }>(
      ctx.db,
      sql`select id from documents where plan_id = ${planId} order by place, id`,
    )
    const at = parts.findIndex(({ id }) => id === documentId)
    if (at < 0) throw new NotFound()
    if (deed === 'out') {
      await ctx.db.execute(sql`update documents set plan_id = null where id = ${documentId}`)
      return
    }
    const order = parts.map(({ id }) => id)
    if (at > 0) order.splice(at - 1, 2, order[at]!, order[at - 1]!)
    await ctx.db.execute(
      sql`update documents d set place = o.place from unnest(${arrayOf(order, 'uuid')}) with ordinality as o (id, place)
          where d.id = o.id`,
    )
  })
}
