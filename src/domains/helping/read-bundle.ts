import { sql } from 'drizzle-orm'
import { after, day, week } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { NotAllowed, NotFound } from '../../platform/errors.ts'
import { asLanguage } from '../../platform/i18n.ts'
import { isId, newId } from '../../platform/ids.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { bundleOf, paperForNeighbour, type Feeds } from '../notices/index.ts'
import { ConfirmNeeded, requireVerified } from '../residents/index.ts'

const reading: Limit = { name: 'read-bundle', max: 20, window: day }

/**
 * The news of the past week of somebody whom the viewer helps with reading, to print or to read out: what happened in their
 * communities, and not what they were told themselves. It is written down for them before it is made.
 * @throws NotFound for who does not help them with this (any more), or while they rest; ConfirmNeeded in a session that began
 * with a card.
 */
export async function readBundle(ctx: Context, feeds: Feeds, helpingId: string): Promise<Buffer> {
  const { viewer } = requireVerified(ctx)
  if (viewer.helper) throw new NotAllowed('helperMayNot')
  if (!viewer.confirmed) throw new ConfirmNeeded()
  if (!isId(helpingId)) throw new NotFound()
  await limit(ctx, reading, viewer.id)
  const now = ctx.now()
  const found = await row<{ id: string; name: string; language: string }>(
    ctx.db,
    sql`with act as (
          insert into helped_acts (id, helping_id, kind, path, begun, outcome)
          select ${newId()}::uuid, h.id, 'read', '/helpen/:id/bundel.pdf', ${now.toISOString()}::timestamptz, 'done'
          from helpings h join helping_kinds w on w.helping_id = h.id and w.kind = 'read' and w.ended is null
          join residents r on r.id = h.resident_id and r.left_at is null
          where h.id = ${helpingId} and h.helper_id = ${viewer.id} and h.accepted is not null and h.ended is null
          returning helping_id
        ) select r.id, r.display_name as name, r.language from act join helpings h on h.id = act.helping_id
          join residents r on r.id = h.resident_id`,
  )
  if (!found) throw new NotFound()
  const language = asLanguage(found.language) ?? 'nl'
  const bundle = await bundleOf(ctx, feeds, { id: found.id, language, from: after(now, -week), until: now })
  return paperForNeighbour({ ...bundle, own: [] }, found.name)
}
