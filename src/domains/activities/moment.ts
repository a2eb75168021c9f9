import { sql } from 'drizzle-orm'
import { after, hour } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { Conflict, NotAllowed, NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import type { Access } from '../communities/index.ts'
import { isVerified, requireViewer, type ViewerContext } from '../residents/index.ts'
import { answerOf, belongsTo, coming, isHost, seenThrough } from './visible.ts'

export type Answer = 'yes' | 'maybe' | 'no' | 'waiting'

/** One time that something happens, as this viewer may see it. */
export interface Moment {
  id: string
  activityId: string
  title: string
  /** What it is, as safe HTML; empty when nothing is told. */
  html: string
  about: string
  /** Where; only for verified residents, because it may be somebody's home. */
  place: string | undefined
  /** Where the whole of it is, when this once is elsewhere. */
  usualPlace: string | undefined
  zone: string
  allDay: boolean
  starts: Date
  ends: Date
  endsAbout: boolean
  movedFrom: Date | undefined
  cancelled: boolean
  /** Why it was moved or does not go on, in the words of who did. */
  why: string
  rrule: string | null
  skips: string[]
  /** When the series first began. */
  first: Date
  places: number | null
  /** How many somebody may bring. */
  mostGuests: number
  /** The community that planned it. */
  ownerId: string
  /** The community through which the viewer sees it. */
  communityId: string
  slug: string
  community: string
  access: Access
  /** Whether that community has ended or rests. */
  state: 'forming' | 'active' | 'resting' | 'ended'
  /** Whether the viewer belongs to one of its communities. */
  member: boolean
  /** Whether the viewer plans it along, or manages the community that planned it. */
  mayHost: boolean
  planned: boolean
  mine: Answer | undefined
  myGuests: number
  /** How many people come, with whom they bring. */
  coming: number
  maybe: number
  waiting: number
  /** How many wait before the viewer. */
  before: number
}

type Found = Omit<Moment, 'place' | 'usualPlace' | 'movedFrom' | 'mine'> & {
  place: string | null
  usualPlace: string | null
  movedFrom: string | null
  mine: Answer | null
}

/**
 * One time that something happens. @throws NotFound, also for who may enter none of the communities it is of.
 */
export async function momentById(ctx: Context, id: string): Promise<Moment> {
  if (!isId(id)) throw new NotFound()
  const me = ctx.viewer?.id
  const found = await row<Found>(
    ctx.db,
    sql`select m.id, act.id as "activityId", act.title, act.about, act.about_html as html,
          coalesce(m.place, act.place) as place, act.place as "usualPlace", act.zone, act.all_day as "allDay", m.starts, m.ends,
          act.ends_about as "endsAbout", m.moved_from as "movedFrom", m.cancelled is not null as cancelled,
          coalesce((select h.why from activity_changes h where h.activity_id = act.id and h.kind <> 'changed'
            and (h.moment_id = m.id or (h.moment_id is null and h.changed = m.changed)) order by h.id desc limit 1), '') as why,
          act.rrule, act.skips::text[] as skips, act.starts as first, act.places, act.guests as "mostGuests",
          act.community_id as "ownerId", c.id as "communityId", c.slug, c.name as community, c.access, c.state,
          ${belongsTo(me)} as member,
          (${belongsTo(me)} and ${isHost(me)}) or exists (select 1 from manager_terms term where term.ended is null
            and term.community_id = act.community_id and term.resident_id = ${me ?? null}::uuid) as "mayHost",
          coalesce(act.created_by = ${me ?? null}::uuid, false) as planned,
          ${answerOf(me)} as mine,
          coalesce((select y.guests from attendances y where y.moment_id = m.id and y.resident_id = ${me ?? null}::uuid), 0)::int as "myGuests",
          ${coming} as coming, counted.maybe, counted.waiting, counted.before
        from activity_moments m join activities act on act.id = m.activity_id ${seenThrough(ctx)}
        cross join lateral (
          select count(*) filter (where y.answer = 'maybe')::int as maybe,
            count(*) filter (where y.answer = 'waiting')::int as waiting,
            count(*) filter (where y.answer = 'waiting' and y.turn < (select own.turn from attendances own
              where own.moment_id = m.id and own.resident_id = ${me ?? null}::uuid))::int as before
          from attendances y where y.moment_id = m.id) counted
        where m.id = ${id}`,
  )
  if (!found) throw new NotFound()
  const seesPlace = isVerified(ctx)
  return {
    ...found,
    starts: new Date(found.starts),
    ends: new Date(found.ends),
    first: new Date(found.first),
    movedFrom: found.movedFrom === null ? undefined : new Date(found.movedFrom),
    place: seesPlace && found.place ? found.place : undefined,
    usualPlace:
      seesPlace && found.usualPlace && found.usualPlace !== found.place ? found.usualPlace : undefined,
    mine: found.mine ?? undefined,
  }
}

/** So long after it began somebody can still say that they come. */
const late = 6 * hour

/** Whether anything can still be answered: it goes on, and did not begin long ago. */
export function isOpen(
  moment: Pick<Moment, 'cancelled' | 'starts' | 'ends' | 'allDay' | 'state'>,
  now: Date,
): boolean {
  const closes = moment.allDay ? moment.ends : after(moment.starts, late)
  return !moment.cancelled && closes.getTime() > now.getTime() && moment.state !== 'ended'
}

/** @throws Conflict when nothing can be answered any more. */
export function requireOpen(ctx: Context, moment: Moment): void {
  if (!isOpen(moment, ctx.now())) throw new Conflict('activityOver')
}

/** @throws NotAllowed for who neither plans it along nor manages its community, or does not belong to it any more. */
export function requireHost(moment: Moment): void {
  if (!moment.member) throw new NotAllowed('membersOnly')
  if (moment.state === 'ended') throw new Conflict('communityEnded')
  if (!moment.mayHost) throw new NotAllowed('plannerOnly')
}

/** Whether the viewer was there: they said yes or planned it, and it has begun. */
export function wasThere(moment: Moment, now: Date): boolean {
  return (
    !moment.cancelled && moment.starts.getTime() <= now.getTime() && (moment.mine === 'yes' || moment.mayHost)
  )
}

/** @throws NotAllowed for who was not there, or before it began. */
export function requireWasThere(ctx: Context, moment: Moment): void {
  if (!wasThere(moment, ctx.now())) throw new NotAllowed('notThere')
}

/**
 * One change of one activity, in a transaction. Its row is locked first, so that answers and changes come one after another
 * and each sees what the one before it did.
 */
export async function changingMoment<T>(
  ctx: Context,
  momentId: string,
  work: (ctx: ViewerContext, moment: Moment) => Promise<T>,
): Promise<T> {
  const known = requireViewer(ctx)
  if (!isId(momentId)) throw new NotFound()
  return transact(known, async (inner) => {
    const locked: ViewerContext = { ...known, db: inner.db }
    await locked.db.execute(
      sql`select 1 from activities where id = (select activity_id from activity_moments where id = ${momentId})
          for no key update`,
    )
    return work(locked, await momentById(locked, momentId))
  })
}

/** Writes down what became of it, by whom and why. */
export async function noteChange(
  ctx: ViewerContext,
  change: {
    activityId: string
    momentId?: string | undefined
    kind: 'moved' | 'cancelled' | 'rest-moved' | 'rest-cancelled' | 'changed'
    was?: Date | undefined
    why?: string | undefined
  },
): Promise<void> {
  await ctx.db.execute(
    sql`insert into activity_changes (activity_id, moment_id, kind, was, why, by_id, changed)
        values (${change.activityId}, ${change.momentId ?? null}, ${change.kind}, ${change.was?.toISOString() ?? null},
          ${change.why ?? ''}, ${ctx.viewer.id}, ${ctx.now().toISOString()})`,
  )
}
