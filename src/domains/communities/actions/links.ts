import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { publish } from '../../../platform/outbox.ts'
import { requireViewer, type ViewerContext } from '../../residents/index.ts'
import { communityById, managerOf, requireLiving, requireManager, tellAbout } from '../community.ts'

/** part-of: the one that asks is part of the other; partner: both ways. */
export type LinkKind = 'part-of' | 'partner'

/**
 * The manager of one community asks that of another to be connected. Asking twice asks once; where the other side
 * already asked to be partners, asking back accepts.
 * @throws Invalid for a connection with itself or a circle of parts.
 */
export async function askLink(ctx: Context, fromId: string, toId: string, kind: LinkKind): Promise<void> {
  const known = requireViewer(ctx)
  await linking(known, async (ctx) => {
    const from = await communityById(ctx, fromId)
    requireManager(from)
    requireLiving(from)
    const to = await communityById(ctx, toId)
    requireLiving(to)
    if (fromId === toId) throw new Invalid({ to: 'linkSelf' })
    if (kind === 'part-of' && (await isPartOf(ctx, toId, fromId))) throw new Invalid({ to: 'linkCircle' })
    if (kind === 'partner') {
      const back = await row<{ id: string; accepted: Date | null }>(
        ctx.db,
        sql`select id, accepted from community_links
            where from_id = ${toId} and to_id = ${fromId} and kind = 'partner' and ended is null`,
      )
      if (back) return back.accepted ? undefined : accept(ctx, back.id, from.id, to.id)
    }
    const asked = await row<{ id: string }>(
      ctx.db,
      sql`insert into community_links (id, from_id, to_id, kind, asked_by, asked)
          values (${newId()}, ${fromId}, ${toId}, ${kind}, ${ctx.viewer.id}, ${ctx.now().toISOString()})
          on conflict (from_id, to_id, kind) where ended is null do nothing returning id`,
    )
    if (!asked) return
    await tellSide(ctx, toId, 'community.link-asked', asked.id)
    await publish(ctx, 'community.link-asked', { link: asked.id })
  })
}

/** The manager of the side that was asked accepts. Accepting twice accepts once. */
export async function acceptLink(ctx: Context, linkId: string): Promise<void> {
  const known = requireViewer(ctx)
  await linking(known, async (ctx) => {
    const link = await findLink(ctx, linkId)
    requireManager(await sideOf(ctx, link.toId))
    if (link.accepted) return
    if (link.kind === 'part-of' && (await isPartOf(ctx, link.toId, link.fromId)))
      throw new Conflict('linkCircle')
    await accept(ctx, linkId, link.toId, link.fromId)
  })
}

/** The manager of either side ends a connection, or declines one that was asked. Ending twice ends once. */
export async function endLink(ctx: Context, linkId: string): Promise<void> {
  const known = requireViewer(ctx)
  await linking(known, async (ctx) => {
    const link = await findLink(ctx, linkId)
    const managers = [await managerOf(ctx, link.fromId), await managerOf(ctx, link.toId)]
    if (!managers.includes(ctx.viewer.id)) throw new NotFound()
    await ctx.db.execute(
      sql`update community_links set ended = ${ctx.now().toISOString()} where id = ${linkId}`,
    )
    await publish(ctx, 'community.link-ended', { link: linkId })
  })
}

/** Connections change one after another: two at once could close a circle that neither of them sees. */
async function linking<T>(ctx: ViewerContext, work: (ctx: ViewerContext) => Promise<T>): Promise<T> {
  return transact(ctx, async (inner) => {
    const alone: ViewerContext = { ...ctx, db: inner.db }
    await alone.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('community-links', 0))`)
    return work(alone)
  })
}

interface Link {
  fromId: string
  toId: string
  kind: LinkKind
  accepted: Date | null
}

async function findLink(ctx: ViewerContext, linkId: string): Promise<Link> {
  const link = isId(linkId)
    ? await row<Link>(
        ctx.db,
        sql`select from_id as "fromId", to_id as "toId", kind, accepted from community_links
            where id = ${linkId} and ended is null`,
      )
    : undefined
  if (!link) throw new NotFound()
  return link
}

/** The side of a link, for its manager; for anybody else the link does not exist. */
async function sideOf(ctx: ViewerContext, communityId: string) {
  if ((await managerOf(ctx, communityId)) !== ctx.viewer.id) throw new NotFound()
  const community = await communityById(ctx, communityId)
  requireLiving(community)
  return community
}

async function accept(ctx: ViewerContext, linkId: string, ownId: string, otherId: string): Promise<void> {
  await ctx.db.execute(
    sql`update community_links set accepted = ${ctx.now().toISOString()} where id = ${linkId}`,
  )
  await tellSide(ctx, otherId, 'community.link-accepted', linkId)
  await publish(ctx, 'community.link-accepted', { link: linkId, by: ownId })
}

async function tellSide(ctx: ViewerContext, communityId: string, kind: string, link: string): Promise<void> {
  const managerId = await managerOf(ctx, communityId)
  if (managerId && managerId !== ctx.viewer.id) await tellAbout(ctx, communityId, [managerId], kind, { link })
}

/** Whether one community is, directly or through others, part of another: by accepted connections. */
async function isPartOf(ctx: ViewerContext, partId: string, wholeId: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`with recursive above (id) as (
          select to_id from community_links
          where from_id = ${partId} and kind = 'part-of' and accepted is not null and ended is null
          union
          select l.to_id from above join community_links l on l.from_id = above.id
          where l.kind = 'part-of' and l.accepted is not null and l.ended is null
        )
        select 1 from above where id = ${wholeId}`,
  )
  return found !== undefined
}
