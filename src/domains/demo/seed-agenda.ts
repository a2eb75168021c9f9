import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { after, day, minute, momentOf, onTheWall } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { insertRows } from '../../platform/db/bulk.ts'
import { row, rows } from '../../platform/db/store.ts'
import {
  addThing,
  answerTogether,
  askCommunity,
  cancelActivity,
  planActivity,
  ruleOf,
  sayHowItWas,
  type Repeat,
} from '../activities/index.ts'
import { loadViewer, type ViewerContext } from '../residents/index.ts'
import { idOf } from './dice.ts'

/** What people of the demo town do together, as it stands in `agenda.json`. */
interface Planned {
  key: string
  community: string
  title: string
  place: string
  about: string
  /** From today; before today it has been. */
  inDays: number
  /** The first such day of the week (1 is Monday) from then on. */
  weekday?: number
  time?: string
  until?: string
  minutes?: number
  allDay?: boolean
  repeat?: Repeat
  places?: number
  guests?: number
  answers: number
  /** Somebody of the town who plans it; the manager when left out. */
  persona?: string
  together?: string[]
  things: { kind: 'bring' | 'help'; what: string; wanted: number; taken: number }[]
  /** Which time of a series is called off, and why. */
  off?: { time: number; why: string }
  remarks?: string[]
}

/** Plans what people of the demo town do together, by the very actions that people use. */
export async function writeAgenda(ctx: Context, folder: string): Promise<void> {
  const planned = JSON.parse(await readFile(join(folder, 'agenda.json'), 'utf8')) as Planned[]
  for (const one of planned) await plan(ctx, one)
}

/** The activity of this key: always the same one, with the address of its first time. */
export const demoActivityId = (key: string): string => idOf(`agenda:${key}`)

async function plan(ctx: Context, one: Planned): Promise<void> {
  const community = await row<{ id: string; manager: string }>(
    ctx.db,
    sql`select c.id, t.resident_id as manager from communities c
        join manager_terms t on t.community_id = c.id and t.ended is null where c.slug = ${one.community}`,
  )
  if (!community) throw new Error(`${one.community} is not in the demo town`)
  const date = dayOf(ctx, one)
  const starts = momentOf(date, one.time ?? '00:00')
  // What has been was planned before it was.
  const then = one.inDays < 0 ? after(starts, -5 * day) : ctx.now()
  const host = await as(
    { ...ctx, now: () => then },
    one.persona ? idOf(`persona:${one.persona}`) : community.manager,
  )
  const id = demoActivityId(one.key)
  const allDay = one.allDay === true
  await planActivity(host, {
    id,
    communityId: community.id,
    title: one.title,
    place: one.place,
    about: one.about,
    starts,
    ends: allDay ? after(starts, day) : endOf(one, date, starts),
    endsAbout: one.until === undefined,
    allDay,
    rrule: one.repeat && ruleOf(one.repeat, { starts, zone: 'Europe/Amsterdam', allDay }),
    places: one.places,
    guests: one.guests ?? 2,
  })
  for (const thing of one.things) await addThing(host, id, thing)
  const comers = await answer(ctx, one, community.id, id, then)
  await take(ctx, one, comers, id, then)
  if (one.off) await callOff(host, one.off, id)
  for (const [n, line] of (one.remarks ?? []).entries())
    if (comers[n])
      await sayHowItWas(await as({ ...ctx, now: () => after(starts, 5 * 60 * minute) }, comers[n]), id, line)
  for (const slug of one.together ?? []) await together(ctx, host, id, slug)
}

function dayOf(ctx: Context, { inDays, weekday }: Planned): string {
  const date = onTheWall(ctx.now()).toPlainDate().add({ days: inDays })
  return date.add({ days: weekday ? (weekday - date.dayOfWeek + 7) % 7 : 0 }).toString()
}

function endOf({ until, minutes = 120 }: Planned, date: string, starts: Date): Date {
  return until ? momentOf(date, until) : after(starts, minutes * minute)
}

/** Members say that they come, in the order in which they joined; who finds no place waits. @returns who comes. */
async function answer(
  ctx: Context,
  { answers, places }: Planned,
  communityId: string,
  id: string,
  then: Date,
): Promise<string[]> {
  const members = await rows<{ id: string }>(
    ctx.db,
    sql`select resident_id as id from memberships where community_id = ${communityId} and ended is null
          and resident_id not in (select resident_id from attendances where moment_id = ${id})
        order by joined, id limit ${answers}`,
  )
  const said = members.map((member, n) => ({
    moment_id: id,
    resident_id: member.id,
    answer: places ? (n + 1 < places ? 'yes' : 'waiting') : n % 7 === 6 ? 'maybe' : 'yes',
    answered: after(then, (n + 1) * minute).toISOString(),
    turn: n + 2,
  }))
  await insertRows(
    ctx.db,
    'attendances',
    { moment_id: 'uuid', resident_id: 'uuid', answer: 'text', answered: 'timestamptz', turn: 'int' },
    said,
  )
  return said.filter((each) => each.answer === 'yes').map((each) => each.resident_id)
}

async function take(
  ctx: Context,
  { things }: Planned,
  comers: string[],
  id: string,
  then: Date,
): Promise<void> {
  const asked = await rows<{ id: string; what: string }>(
    ctx.db,
    sql`select id, what from activity_things where activity_id = ${id}`,
  )
  await insertRows(
    ctx.db,
    'activity_takes',
    { thing_id: 'uuid', moment_id: 'uuid', resident_id: 'uuid', taken: 'timestamptz' },
    things.flatMap(({ what, taken }, n) =>
      comers.slice(n + 1, n + 1 + taken).map((resident) => ({
        thing_id: asked.find((thing) => thing.what === what)!.id,
        moment_id: id,
        resident_id: resident,
        taken: then.toISOString(),
      })),
    ),
  )
}

async function callOff(
  host: ViewerContext,
  { time, why }: { time: number; why: string },
  id: string,
): Promise<void> {
  const [moment] = await rows<{ id: string }>(
    host.db,
    sql`select id from activity_moments where activity_id = ${id} order by starts offset ${time - 1} limit 1`,
  )
  if (moment) await cancelActivity(host, moment.id, { why })
}

/** Another community joins in: its manager says yes. */
async function together(ctx: Context, host: ViewerContext, id: string, slug: string): Promise<void> {
  await askCommunity(host, id, slug)
  const manager = await row<{ id: string }>(
    ctx.db,
    sql`select t.resident_id as id from manager_terms t join communities c on c.id = t.community_id
        where c.slug = ${slug} and t.ended is null`,
  )
  if (manager) await answerTogether(await as(ctx, manager.id), { slug, activityId: id, yes: true })
}

async function as(ctx: Context, residentId: string): Promise<ViewerContext> {
  const viewer = await loadViewer(ctx, residentId)
  if (!viewer) throw new Error('Somebody of the demo town is gone')
  return { ...ctx, viewer }
}
