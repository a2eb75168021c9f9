import { sql } from 'drizzle-orm'
import { after, day, minute, timeZone } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Invalid, NotFound, TooMany } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { hasLink, oneLine } from '../../../platform/line.ts'
import { toHtml, toPlain } from '../../../platform/markdown.ts'
import { publish } from '../../../platform/outbox.ts'
import { changing, requireAwake, requireMember } from '../../communities/index.ts'
import { requireViewer, type ViewerContext } from '../../residents/index.ts'
import { makeMoments } from '../moments.ts'
import { beginsItself, isZone } from '../series.ts'

/** What can be said of something that people do together. */
export interface PlanWords {
  title: string
  place: string
  /** Markdown. */
  about?: string
  /** How many can come; left open, everybody can. */
  places?: number | undefined
  /** How many somebody may bring along. */
  guests?: number | undefined
}

export interface Plan extends PlanWords {
  /** Made when the form was shown, so that sending it twice plans once. */
  id?: string | undefined
  communityId: string
  starts: Date
  /** Two hours later when left out. */
  ends?: Date | undefined
  /** Whether it takes about so long; a given hour to go home is exact. */
  endsAbout?: boolean
  allDay?: boolean
  /** Of the place; of the Netherlands when left out. */
  zone?: string
  /** RFC 5545, without its first time. */
  rrule?: string | undefined
  /** Days on which it is left out. */
  skips?: string[]
}

/** What one resident may plan within a day. */
const mostPlanned = 10
const usualLength = 120 * minute
/** Longest that one time may last. */
const longest = 14 * day

/** What is wrong with these words, by field. */
export function wordProblems({ title, place, about = '' }: PlanWords): Record<string, string> {
  const problems: Record<string, string> = {}
  if (!title) problems['title'] = 'activityTitleMissing'
  if (title.length > 120) problems['title'] = 'activityTitleLong'
  if (hasLink(title)) problems['title'] = 'lineLink'
  if (!place) problems['place'] = 'placeMissing'
  if (place.length > 200) problems['place'] = 'placeLong'
  if (hasLink(place)) problems['place'] = 'lineLink'
  if (about.length > 4000) problems['about'] = 'aboutLong'
  return problems
}

/**
 * A member plans something in person, in the future, in a community that does not rest; ten times a day at most. Who plans it
 * is its host and comes. Sending the same form twice plans once.
 */
export async function planActivity(ctx: Context, plan: Plan): Promise<string> {
  const known = requireViewer(ctx)
  const { starts, allDay = false, zone = timeZone, rrule = null, skips = [] } = plan
  const ends = plan.ends ?? after(starts, allDay ? day : usualLength)
  const title = oneLine(plan.title)
  const place = oneLine(plan.place)
  const about = (plan.about ?? '').trim()
  const problems = wordProblems({ title, place, about })
  if (!(starts.getTime() > ctx.now().getTime())) problems['day'] = 'startsPast'
  if (!(ends.getTime() > starts.getTime())) problems['until'] = 'endsBefore'
  if (ends.getTime() - starts.getTime() > longest) problems['until'] = 'endsFar'
  if (!isZone(zone)) problems['zone'] = 'zoneUnknown'
  else if (!problems['day'] && !beginsItself({ starts, ends, allDay, zone, rrule, skips }))
    problems['repeat'] = 'repeatFirst'
  if (Object.keys(problems).length > 0) throw new Invalid(problems)
  const { html, plain } = readAbout(about)
  return changing(known, plan.communityId, async (ctx, community) => {
    requireMember(community)
    requireAwake(community)
    const id = plan.id ?? newId()
    if (await hasPlanned(ctx, id, community.id)) return id
    await requireRoom(ctx)
    const now = ctx.now().toISOString()
    const made = await row(
      ctx.db,
      sql`insert into activities (id, community_id, title, place, about, about_html, about_plain, starts, ends, ends_about, all_day, zone,
            rrule, skips, places, guests, created_by, created, changed)
          values (${id}, ${community.id}, ${title}, ${place}, ${about}, ${html}, ${plain}, ${starts.toISOString()}, ${ends.toISOString()},
            ${plan.endsAbout ?? true}, ${allDay}, ${zone}, ${rrule}, ${`{${skips.join(',')}}`}::date[], ${plan.places ?? null},
            ${plan.guests ?? 2}, ${ctx.viewer.id}, ${now}, ${now}) on conflict (id) do nothing returning id`,
    )
    if (!made) throw new NotFound()
    await ctx.db.execute(
      sql`insert into activity_communities (activity_id, community_id, asked_by, asked, accepted, until)
          values (${id}, ${community.id}, ${ctx.viewer.id}, ${now}, ${now}, ${ends.toISOString()})`,
    )
    await ctx.db.execute(
      sql`insert into activity_hosts (activity_id, resident_id, asked_by, asked, accepted)
          values (${id}, ${ctx.viewer.id}, ${ctx.viewer.id}, ${now}, ${now})`,
    )
    await makeMoments(ctx, { id, starts, ends, allDay, zone, rrule, skips }, starts)
    await publish(ctx, 'activity.planned', { activity: id, community: community.id })
    return id
  })
}

/** A description is read in a small window. */
const longestPlain = 1_500

/** What is stored beside the words of a description. */
export function readAbout(about: string): { html: string; plain: string } {
  return about ? { html: toHtml(about), plain: toPlain(about, longestPlain) } : { html: '', plain: '' }
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
    sql`select count(*)::int as n, min(created) as first from activities
        where created_by = ${ctx.viewer.id} and created > ${after(ctx.now(), -day).toISOString()}`,
  )
  if (!planned?.first || planned.n < mostPlanned) return
  const left = after(new Date(planned.first), day).getTime() - ctx.now().getTime()
  throw new TooMany('tooMany', { minutes: Math.ceil(left / 60_000) })
}
