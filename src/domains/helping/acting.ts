import { sql } from 'drizzle-orm'
import type { Context, Viewer } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { asLanguage } from '../../platform/i18n.ts'
import { setActsFor, type Session } from '../identity/index.ts'
import { loadViewer, type Helper } from '../residents/index.ts'

/** Who is asking in a session, and whether it just stopped being for somebody else. */
export interface Acting {
  viewer: Viewer | undefined
  /** The help is over: its hour has passed, or one of both ended it. */
  over: boolean
}

/**
 * Who is asking. In a session that is for somebody else the viewer is that somebody, as long as they want it, without any task
 * for the foundation and without having shown who they are; pages are in the language of who reads them.
 */
export async function whoActs(ctx: Context, session: Session): Promise<Acting> {
  if (!session.residentId) return { viewer: undefined, over: false }
  const helped = session.actsFor && (await helpedViewer(ctx, session.residentId, session))
  if (helped) return { viewer: helped, over: false }
  if (session.actsFor) await setActsFor(ctx, session, undefined)
  const known = session.viewer
  return {
    viewer: known && { ...known, confirmed: session.confirmed },
    over: session.actsFor !== undefined,
  }
}

async function helpedViewer(
  ctx: Context,
  helperId: string,
  { actsFor, actsUntil }: Session,
): Promise<Viewer | undefined> {
  if (!actsFor || !actsUntil || actsUntil <= ctx.now()) return undefined
  const found = await row<Helper & { language: string }>(
    ctx.db,
    sql`select k.id, k.display_name as "displayName", k.language,
          array(select w.kind from helping_kinds w where w.helping_id = h.id and w.ended is null) as may
        from helpings h join residents k on k.id = h.helper_id and k.left_at is null and k.level <> 'applicant'
        where h.resident_id = ${actsFor} and h.helper_id = ${helperId} and h.accepted is not null and h.ended is null`,
  )
  const known = found && (await loadViewer(ctx, actsFor))
  if (!known) return undefined
  const { language, ...helper } = found
  return {
    ...known,
    language: asLanguage(language) ?? known.language,
    stewardOf: [],
    confirmed: undefined,
    helper,
  }
}
