import { sql, type SQL } from 'drizzle-orm'
import { after, day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound, TooMany } from '../../../platform/errors.ts'
import { asLanguage } from '../../../platform/i18n.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { hasLink, oneLine } from '../../../platform/line.ts'
import { shortMoment } from '../../../platform/moments.ts'
import { publish } from '../../../platform/outbox.ts'
import { mailResident } from '../../identity/index.ts'
import {
  nobody,
  requireVerified,
  requireViewer,
  tell,
  type Contribution,
  type ViewerContext,
} from '../../residents/index.ts'
import {
  changing,
  communityById,
  requireAwake,
  requireLiving,
  requireMember,
  type Community,
} from '../../communities/index.ts'
import { words } from '../messages/index.ts'

export interface Plan {
  /** Made when the form was shown, so that sending it twice plans once. */
  id?: string | undefined
  communityId: string
  title: string
  place: string
  starts: Date
}

/** What one resident may plan within a day. */
const mostPlanned = 10

/**
 * A member plans something in person, in the future, in a community that does not rest; ten times a day at most.
 * Sending the same form twice plans once.
 */
export async function planActivity(ctx: Context, plan: Plan): Promise<string> {
  const known = requireViewer(ctx)
  const title = oneLine(plan.title)
  const place = oneLine(plan.place)
  const problems: Record<string, string> = {}
  if (!title) problems['title'] = 'activityTitleMissing'
  if (title.length > 120) problems['title'] = 'activityTitleLong'
  if (hasLink(title)) problems['title'] = 'lineLink'
  if (!place) problems['place'] = 'placeMissing'
  if (place.length > 200) problems['place'] = 'placeLong'
  if (hasLink(place)) problems['place'] = 'lineLink'
  if (!(plan.starts.getTime() > ctx.now().getTime())) problems['day'] = 'startsPast'
  if (Object.keys(problems).length > 0) throw new Invalid(problems)
  return changing(known, plan.communityId, async (ctx, community) => {
    requireMember(community)
    requireAwake(community)
    const id = plan.id ?? newId()
    if (await hasPlanned(ctx, id, community.id)) return id
    await requireRoom(ctx)
    const made = await row(
      ctx.db,
      sql`insert into activities (id, community_id, title, place, starts, created_by, created)
          values (${id}, ${community.id}, ${title}, ${place}, ${plan.starts.toISOString()}, ${ctx.viewer.id},
            ${ctx.now().toISOString()}) on conflict (id) do nothing returning id`,
    )
    if (!made) throw new NotFound()
    await ctx.db.execute(
      sql`insert into attendances (activity_id, resident_id, answer, answered)
          values (${id}, ${ctx.viewer.id}, 'yes', ${ctx.now().toISOString()})`,
    )
    await publish(ctx, 'activity.planned', { activity: id, community: community.id })
    return id
  })
}

/** Whether the viewer planned this before, in this community. */
async function hasPlanned(ctx: ViewerContext, id: string, communityId: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from activities where id = ${id} and community_id = ${communityId} and created_by = ${ctx.viewer.id}`,
  )
  return found !== undefined
}

/**
 * Counted by what was planned and not as tries, because formation plans within its own transaction.
 * @throws TooMany
 */
async function requireRoom(ctx: ViewerContext): Promise<void> {
  const planned = await row<{ n: number; first: Date | null }>(
    ctx.db,
    // Who plans something comes to it; that way the index on attendances finds it.
    sql`select count(*)::int as n, min(act.created) as first
        from attendances mine join activities act on act.id = mine.activity_id
        where mine.resident_id = ${ctx.viewer.id} and act.created_by = ${ctx.viewer.id}
          and act.created > ${after(ctx.now(), -day).toISOString()}`,
  )
  if (!planned?.first || planned.n < mostPlanned) return
  const left = after(new Date(planned.first), day).getTime() - ctx.now().getTime()
  throw new TooMany('tooMany', { minutes: Math.ceil(left / 60_000) })
}

/** What the question shows before something is called off. */
export interface Cancellable {
  id: string
  slug: string
  title: string
  starts: Date
  /** How many others say that they come. */
  others: number
}

/** Something that the viewer may call off. @throws Conflict when it is over, or called off already. */
export async function cancellable(ctx: Context, activityId: string): Promise<Cancellable> {
  const known = requireViewer(ctx)
  const activity = await findActivity(known, activityId)
  const community = await communityById(known, activity.communityId)
  requirePlanner(known, activity, community)
  const found = await row<Omit<Cancellable, 'slug'>>(
    ctx.db,
    sql`select act.id, act.title, act.starts, (select count(*)::int from attendances y
          join residents r on r.id = y.resident_id and r.left_at is null
          where y.activity_id = act.id and y.answer = 'yes' and r.id <> ${known.viewer.id}) as others
        from activities act
        where act.id = ${activityId} and act.cancelled is null and act.starts > ${known.now().toISOString()}`,
  )
  if (!found) throw new Conflict('activityOver')
  return { ...found, starts: new Date(found.starts), slug: community.slug }
}

/** @throws NotAllowed for who neither planned it nor manages the community, or does not belong to it any more. */
function requirePlanner(
  ctx: ViewerContext,
  activity: { createdBy: string | null },
  community: Community,
): void {
  requireMember(community)
  requireLiving(community)
  if (activity.createdBy !== ctx.viewer.id && community.role !== 'manager')
    throw new NotAllowed('plannerOnly')
}

const callingOff: Limit = { name: 'call-off', max: 20, window: day }

/**
 * Who planned it, while they belong to it, or the manager calls it off; who said yes is told at once. Twice calls it
 * off once. @throws Conflict when it has begun: what was cannot be undone.
 */
export async function cancelActivity(ctx: Context, activityId: string): Promise<void> {
  const known = requireViewer(ctx)
  const activity = await findActivity(known, activityId)
  await limit(ctx, callingOff, known.viewer.id)
  await changing(known, activity.communityId, async (ctx, community) => {
    requirePlanner(ctx, activity, community)
    const now = ctx.now().toISOString()
    const found = await row<{ over: boolean; fresh: boolean }>(
      ctx.db,
      sql`with off as (update activities set cancelled = ${now}::timestamptz
            where id = ${activityId} and cancelled is null and starts > ${now}::timestamptz returning id)
          select cancelled is null and starts <= ${now}::timestamptz as over, exists (select 1 from off) as fresh
          from activities where id = ${activityId}`,
    )
    if (found?.over) throw new Conflict('activityOver')
    if (found?.fresh) await publish(ctx, 'activity.cancelled', { activity: activityId, by: ctx.viewer.id })
  })
}

/**
 * Job: what is still to come of a community that ended is called off, and who would come is told at once. A second time it
 * finds nothing.
 */
export async function callOffEnded(
  ctx: Context,
  { community, by }: { community: string; by?: string },
): Promise<void> {
  await transact(ctx, (ctx) => callOff(ctx, sql`community_id = ${community}`, by))
}

/**
 * Somebody who is erased takes along what they planned, unless they let their meetings stand: what is still to come is called
 * off, and a job tells who would come, in neutral words.
 */
export async function leavePlans(
  ctx: Context,
  residentId: string,
  keeps: ReadonlySet<Contribution>,
): Promise<void> {
  if (!keeps.has('meetings')) await callOff(ctx, sql`created_by = ${residentId}`)
}

async function callOff(ctx: Context, which: SQL, by?: string): Promise<void> {
  const now = ctx.now().toISOString()
  const off = await rows<{ id: string }>(
    ctx.db,
    sql`update activities set cancelled = ${now}
        where ${which} and cancelled is null and starts > ${now} returning id`,
  )
  for (const { id } of off) await publish(ctx, 'activity.cancelled', { activity: id, ...(by ? { by } : {}) })
}

/** Residents told in one transaction: between them others have a turn. */
const toldAtOnce = 50

/**
 * Job: tells who said that they come, and who was invited and did not answer yet, inside the house and by mail. They get the words they said yes to, and not the
 * name of a community that may be closed to them by now. Nobody is told twice.
 */
export async function tellCancelled(
  ctx: Context,
  { activity: activityId, by = nobody }: { activity: string; by?: string },
): Promise<void> {
  const coming = await rows<{ id: string; language: string; title: string; starts: Date }>(
    ctx.db,
    sql`select r.id, r.language, act.title, act.starts from activities act
        join residents r on r.left_at is null and r.id <> ${by} and r.id in (
          select resident_id from attendances where activity_id = act.id and answer = 'yes'
          union
          -- An invitation names the meeting that came first when it was sent.
          select i.resident_id from invitations i where i.community_id = act.community_id and i.answer is null
            and i.resident_id is not null and i.ends > ${ctx.now().toISOString()}
            and act.starts = (select min(starts) from activities named
              where named.community_id = act.community_id and named.created <= i.invited and named.starts > i.invited))
        where act.id = ${activityId} order by r.id`,
  )
  for (let start = 0; start < coming.length; start += toldAtOnce) {
    const some = coming.slice(start, start + toldAtOnce)
    await transact(ctx, async (ctx) => {
      const news = { activity: activityId, title: some[0]!.title }
      const ids = some.map(({ id }) => id)
      const told = new Set(await tell(ctx, ids, 'activity.cancelled', news))
      for (const { id, language, title, starts } of some.filter((one) => told.has(one.id))) {
        const reads = asLanguage(language) ?? 'nl'
        const when = shortMoment(reads, new Date(starts))
        const link = `${ctx.services.config.origin}/agenda`
        await mailResident(ctx, id, words[reads].mail.cancelled(title, when, link))
      }
    })
  }
}

/** Says whether the viewer comes; the newest answer counts. Open to everybody who may enter the community. */
export async function answerActivity(ctx: Context, activityId: string, answer: 'yes' | 'no'): Promise<void> {
  const known = requireVerified(ctx)
  const activity = await findActivity(known, activityId)
  await communityById(known, activity.communityId)
  await transact(known, async (ctx) => {
    const answered = await row(
      ctx.db,
      sql`insert into attendances (activity_id, resident_id, answer, answered)
          select id, ${known.viewer.id}::uuid, ${answer}, ${ctx.now().toISOString()}::timestamptz from activities
          where id = ${activityId} and cancelled is null and starts > ${ctx.now().toISOString()}::timestamptz - interval '6 hours'
          on conflict (activity_id, resident_id) do update set answer = excluded.answer, answered = excluded.answered
          returning activity_id`,
    )
    if (!answered) throw new Conflict('activityOver')
    await publish(ctx, 'activity.answered', { activity: activityId, resident: known.viewer.id, answer })
  })
}

async function findActivity(
  ctx: Context,
  id: string,
): Promise<{ communityId: string; createdBy: string | null }> {
  const found = isId(id)
    ? await row<{ communityId: string; createdBy: string | null }>(
        ctx.db,
        sql`select community_id as "communityId", created_by as "createdBy" from activities where id = ${id}`,
      )
    : undefined
  if (!found) throw new NotFound()
  return found
}
