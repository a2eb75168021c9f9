import { sql } from 'drizzle-orm'
import { hour } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { requireVerified, requireViewer, tell, type ViewerContext } from '../residents/index.ts'
import { usualWeekday, type Rhythm } from './rules.ts'

/** How somebody wants their bundle. */
export interface Settings {
  rhythm: Rhythm
  weekday: number
  byPost: boolean
}

/** Without a choice: every day, by mail. */
export const usual: Settings = { rhythm: 'daily', weekday: usualWeekday, byPost: false }

/** How this resident wants their bundle. */
export async function settingsOf(ctx: Context, residentId: string): Promise<Settings> {
  const found = await row<Settings>(
    ctx.db,
    sql`select rhythm, weekday, by_post as "byPost" from digest_settings where resident_id = ${residentId}`,
  )
  return found ?? usual
}

const changing: Limit = { name: 'digest-settings', max: 60, window: hour }

/** A community of the viewer, and whether they want no news of it. */
export interface Subscribed {
  id: string
  name: string
  quiet: boolean
}

/** Communities that the settings show; the viewer's first ones. */
export const mostSubscribed = 100

/** The communities of the viewer, by name. */
export async function subscribedTo(ctx: ViewerContext): Promise<Subscribed[]> {
  return rows<Subscribed>(
    ctx.db,
    sql`select c.id, c.name, q.since is not null as quiet from memberships m
        join communities c on c.id = m.community_id and c.state <> 'ended'
        left join digest_quiets q on q.resident_id = m.resident_id and q.community_id = c.id
        where m.resident_id = ${ctx.viewer.id} and m.ended is null
        order by lower(c.name), c.id limit ${mostSubscribed}`,
  )
}

/**
 * Sets how the viewer wants their bundle, and which of their communities they want no news of. The same again changes
 * nothing. @throws NotAllowed (`verifiedOnly`) for paper, which costs a stamp and needs an address that is proven.
 */
export async function changeSettings(
  ctx: Context,
  settings: Settings,
  quiet: readonly string[],
): Promise<void> {
  const { viewer } = settings.byPost ? requireVerified(ctx) : requireViewer(ctx)
  await limit(ctx, changing, viewer.id)
  await transact(ctx, async (inner) => {
    const known: ViewerContext = { ...inner, viewer }
    await putSettings(known, viewer.id, settings, 'self')
    const shown = await subscribedTo(known)
    const now = ctx.now().toISOString()
    const chosen = shown.filter(({ id }) => quiet.includes(id)).map(({ id }) => id)
    const others = shown.filter(({ id }) => !quiet.includes(id)).map(({ id }) => id)
    await known.db.execute(
      sql`delete from digest_quiets where resident_id = ${viewer.id} and community_id = any(${arrayOf(others, 'uuid')})`,
    )
    await known.db.execute(
      sql`insert into digest_quiets (resident_id, community_id, since)
          select ${viewer.id}::uuid, id, ${now}::timestamptz from unnest(${arrayOf(chosen, 'uuid')}) as id
          on conflict do nothing`,
    )
  })
}

/** Writes settings down. Where bundles begin again after none, they tell from this moment on. */
async function putSettings(
  ctx: Context,
  residentId: string,
  { rhythm, weekday, byPost }: Settings,
  how: 'self' | 'mail' | 'desk',
): Promise<void> {
  const now = ctx.now().toISOString()
  await ctx.db.execute(
    sql`insert into digest_settings as s (resident_id, rhythm, weekday, by_post, changed, how)
        values (${residentId}, ${rhythm}, ${weekday}, ${byPost}, ${now}, ${how})
        on conflict (resident_id) do update set rhythm = excluded.rhythm, weekday = excluded.weekday,
          by_post = excluded.by_post, changed = excluded.changed, how = excluded.how,
          since = case when s.rhythm = 'none' and excluded.rhythm <> 'none' then excluded.changed else s.since end
        where (s.rhythm, s.weekday, s.by_post) is distinct from (excluded.rhythm, excluded.weekday, excluded.by_post)`,
  )
}

/**
 * Ends the bundles of a resident by mail, because somebody pressed the button that mail programs show. Acts on nobody's
 * behalf: whoever holds the mail can do it, and the resident is told inside the house. Twice ends them once.
 */
export async function unsubscribe(ctx: Context, residentId: string): Promise<void> {
  await transact(ctx, async (ctx) => {
    const there = await row(ctx.db, sql`select 1 from residents where id = ${residentId} for key share`)
    if (!there) return
    const settings = await settingsOf(ctx, residentId)
    if (settings.rhythm === 'none') return
    await putSettings(ctx, residentId, { ...settings, rhythm: 'none' }, 'mail')
    await tell(ctx, [residentId], 'digest.ended', { at: ctx.now().toISOString() })
  })
}

/** Puts somebody's bundle on paper or takes it off, at the desk; for whoever made sure that they may. */
export async function setByPost(ctx: Context, residentId: string, byPost: boolean): Promise<void> {
  await transact(ctx, async (ctx) => {
    const settings = await settingsOf(ctx, residentId)
    await putSettings(ctx, residentId, { ...settings, byPost }, 'desk')
  })
}
