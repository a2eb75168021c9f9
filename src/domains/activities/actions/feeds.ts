import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { hashToken, newToken } from '../../../platform/crypto.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { communityById, requireMember } from '../../communities/index.ts'
import { requireViewer } from '../../residents/index.ts'

const renewing: Limit = { name: 'activity-feed', max: 20, window: day }

/**
 * Makes a new secret address for the viewer's own calendar, or for that of a community they belong to; the old one stops
 * working. The secret is told once and not kept: whoever has it sees what the viewer may see then, until it is renewed or ended.
 */
export async function newFeed(ctx: Context, communityId?: string): Promise<string> {
  const known = requireViewer(ctx)
  if (communityId !== undefined) requireMember(await communityById(known, communityId))
  await limit(ctx, renewing, known.viewer.id)
  const secret = newToken()
  await transact(known, async (ctx) => {
    await endFeed({ ...known, db: ctx.db }, communityId)
    await ctx.db.execute(
      sql`insert into activity_feeds (id, resident_id, community_id, secret_hash, made)
          values (${newId()}, ${known.viewer.id}, ${communityId ?? null}, ${hashToken(secret)}, ${ctx.now().toISOString()})`,
    )
  })
  return secret
}

/** Ends the secret address; calendars that used it get nothing more. Twice ends it once. */
export async function endFeed(ctx: Context, communityId?: string): Promise<void> {
  const { viewer } = requireViewer(ctx)
  await ctx.db.execute(
    sql`update activity_feeds set ended = ${ctx.now().toISOString()}
        where resident_id = ${viewer.id} and community_id is not distinct from ${communityId ?? null}::uuid and ended is null`,
  )
}
