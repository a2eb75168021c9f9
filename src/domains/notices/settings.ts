import { sql } from 'drizzle-orm'
import { hour } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { Conflict, NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { communityById, isOwn } from '../communities/index.ts'
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
    sql`select c.id, c.name, coalesce(d.how = 'quiet', false) as quiet from memberships m
        join communities c on c.id = m.community_id and c.state <> 'ended'
        left join digest_choices d
          on d.resident_id = m.resident_id and d.about = 'community' and d.thing_id = c.id
        where m.resident_id = ${ctx.viewer.id} and m.ended is null
        order by lower(c.name), c.id limit ${mostSubscribed}`,
  )
}

/** How many conversations the viewer keeps quiet. */
export async function quietConversations(ctx: ViewerContext): Promise<number> {
  const found = await row<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from digest_choices
        where resident_id = ${ctx.viewer.id} and about = 'conversation' and how = 'quiet'`,
  )
  return found?.n ?? 0
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
      sql`delete from digest_choices where resident_id = ${viewer.id} and about = 'community'
            and thing_id = any(${arrayOf(others, 'uuid')})`,
    )
    await known.db.execute(
      sql`insert into digest_choices (resident_id, about, thing_id, how, since)
          select ${viewer.id}::uuid, 'community', id, 'quiet', ${now}::timestamptz from unnest(${arrayOf(chosen, 'uuid')}) as id
          on conflict (resident_id, about, thing_id) do nothing`,
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

/** Things one resident chooses about by themselves. */
const mostChoices = 500

export type About = 'community' | 'conversation'
export type Choice = 'follow' | 'quiet' | 'usual'

/**
 * The viewer follows something, keeps it quiet, or leaves it as it usually is. A community must be theirs; a conversation is
 * named by its id, and whoever shows it has made sure that they may read it: the choice shows nothing of it.
 * @throws Conflict (`choicesEnough`)
 */
export async function choose(ctx: Context, about: About, thingId: string, how: Choice): Promise<void> {
  const known = requireViewer(ctx)
  if (!isId(thingId)) throw new NotFound()
  if (about === 'community' && !isOwn(await communityById(known, thingId))) throw new NotFound()
  await limit(ctx, changing, known.viewer.id)
  const mine = sql`resident_id = ${known.viewer.id} and about = ${about} and thing_id = ${thingId}`
  if (how === 'usual') {
    await ctx.db.execute(sql`delete from digest_choices where ${mine}`)
    return
  }
  const put = await row(
    ctx.db,
    sql`insert into digest_choices (resident_id, about, thing_id, how, since)
        select ${known.viewer.id}::uuid, ${about}, ${thingId}::uuid, ${how}, ${ctx.now().toISOString()}::timestamptz
        where (select count(*) from digest_choices where resident_id = ${known.viewer.id}) < ${mostChoices}
        on conflict (resident_id, about, thing_id) do update set how = excluded.how, since = excluded.since
        returning 1 as one`,
  )
  if (!put) throw new Conflict('choicesEnough')
}

/** Nothing is quiet any more of the conversations that the viewer kept quiet. */
export async function hearAllConversations(ctx: Context): Promise<void> {
  const { viewer } = requireViewer(ctx)
  await ctx.db.execute(
    sql`delete from digest_choices where resident_id = ${viewer.id} and about = 'conversation' and how = 'quiet'`,
  )
}
