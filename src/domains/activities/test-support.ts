import { sql } from 'drizzle-orm'
import { newViewer, testServices, visitor, type TestServices } from '../../../tests/support/people.ts'
import { after, day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { rows, type Store } from '../../platform/db/store.ts'
import { foundCommunity, join, type Founding } from '../communities/index.ts'
import type { ViewerContext } from '../residents/index.ts'
import { planActivity, type Plan } from './actions/plan.ts'

/** A community of Noor, to which Kees belongs, and neighbours who do not. */
export interface Scene {
  services: TestServices
  ctx: Context
  noor: ViewerContext
  kees: ViewerContext
  aylin: ViewerContext
  id: string
  slug: string
  plan(given?: Partial<Plan>): Promise<string>
  /** A context of the same person at this moment: contexts look at the clock, but a viewer may have changed. */
  others(count: number): Promise<ViewerContext[]>
}

export async function scene(store: Store, given: Partial<Founding> = {}): Promise<Scene> {
  const services = testServices(store)
  const ctx = visitor(services)
  const noor = await newViewer(ctx, { name: 'Noor' })
  const kees = await newViewer(ctx, { name: 'Kees' })
  const aylin = await newViewer(ctx, { name: 'Aylin' })
  const { id, slug } = await make(noor, given)
  if (given.access !== 'besloten') await join(kees, id)
  return {
    services,
    ctx,
    noor,
    kees,
    aylin,
    id,
    slug,
    plan: (plan = {}) =>
      planActivity(noor, {
        communityId: id,
        title: 'Soep',
        place: 'Bij Ineke thuis',
        starts: after(services.clock.now(), 3 * day),
        ...plan,
      }),
    others: (count) =>
      Promise.all(Array.from({ length: count }, (_, n) => newViewer(ctx, { name: `Buur ${n}` }))),
  }
}

export function make(
  ctx: ViewerContext,
  given: Partial<Founding> = {},
): Promise<{ id: string; slug: string }> {
  return foundCommunity(ctx, {
    name: 'Kerkplein leeft',
    purpose: '',
    access: 'internet',
    areaIds: [],
    conceptIds: [],
    ...given,
  })
}

/** The answers to a moment, by order of asking. */
export function answersTo(
  ctx: Context,
  moment: string,
): Promise<{ id: string; answer: string; guests: number }[]> {
  return rows(
    ctx.db,
    sql`select resident_id as id, answer, guests from attendances where moment_id = ${moment} order by turn, answered`,
  )
}

/** The moments of an activity, soonest first, as they stand. */
export function momentsOf(
  ctx: Context,
  activity: string,
): Promise<{ id: string; occurs: string; starts: string; cancelled: string | null }[]> {
  return rows(
    ctx.db,
    sql`select id, to_char(occurs at time zone 'utc', 'YYYY-MM-DD HH24:MI') as occurs,
          to_char(starts at time zone 'utc', 'YYYY-MM-DD HH24:MI') as starts, cancelled
        from activity_moments where activity_id = ${activity} order by starts`,
  )
}

/** Every fact of a kind about a moment in the outbox, the oldest first. */
export async function facts<Data>(ctx: Context, kind: string, moment: string): Promise<Data[]> {
  const found = await rows<{ data: Data }>(
    ctx.db,
    sql`select data from outbox where kind = ${kind} and data->>'activity' = ${moment} order by id`,
  )
  return found.map(({ data }) => data)
}
