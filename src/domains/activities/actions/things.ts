import { sql } from 'drizzle-orm'
import { day, hour } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { hasLink, oneLine } from '../../../platform/line.ts'
import { requireVerified } from '../../residents/index.ts'
import { changingMoment, requireHost, requireOpen } from '../moment.ts'

/** Something to bring, or help that is wanted; by one or more people. */
export interface NewThing {
  /** Made when the form was shown, so that sending it twice asks once. */
  id?: string | undefined
  kind: 'bring' | 'help'
  what: string
  wanted: number
}

const asking: Limit = { name: 'ask-thing', max: 60, window: day }
const taking: Limit = { name: 'take-thing', max: 60, window: hour }
const mostThings = 30

/** A host asks that something is brought or done, every time; thirty things at most. */
export async function addThing(ctx: Context, momentId: string, thing: NewThing): Promise<void> {
  const known = requireVerified(ctx)
  const what = oneLine(thing.what)
  if (!what) throw new Invalid({ what: 'whatMissing' })
  if (what.length > 120) throw new Invalid({ what: 'whatLong' })
  if (hasLink(what)) throw new Invalid({ what: 'lineLink' })
  await limit(ctx, asking, known.viewer.id)
  await changingMoment(known, momentId, async (ctx, moment) => {
    requireHost(moment)
    requireOpen(ctx, moment)
    const counted = await row<{ n: number }>(
      ctx.db,
      sql`select count(*)::int as n from activity_things where activity_id = ${moment.activityId} and removed is null`,
    )
    if ((counted?.n ?? 0) >= mostThings) throw new Invalid({ what: 'thingsMany' })
    await ctx.db.execute(
      sql`insert into activity_things (id, activity_id, kind, what, wanted, added_by, added)
          values (${thing.id ?? newId()}, ${moment.activityId}, ${thing.kind}, ${what}, ${thing.wanted}, ${ctx.viewer.id},
            ${ctx.now().toISOString()}) on conflict (id) do nothing`,
    )
  })
}

/** A host takes something off the list; who took it reads so on the page. */
export async function removeThing(ctx: Context, momentId: string, thingId: string): Promise<void> {
  const known = requireVerified(ctx)
  if (!isId(thingId)) throw new NotFound()
  await changingMoment(known, momentId, async (ctx, moment) => {
    requireHost(moment)
    await ctx.db.execute(
      sql`update activity_things set removed = ${ctx.now().toISOString()}
          where id = ${thingId} and activity_id = ${moment.activityId} and removed is null`,
    )
  })
}

/**
 * The viewer brings or does it, this time. Twice takes it once; two at the same moment never take the last one both.
 * @throws Conflict (`thingTaken`) when nobody more is needed.
 */
export async function takeThing(ctx: Context, momentId: string, thingId: string): Promise<void> {
  const known = requireVerified(ctx)
  if (!isId(thingId)) throw new NotFound()
  await limit(ctx, taking, known.viewer.id)
  await changingMoment(known, momentId, async (ctx, moment) => {
    requireOpen(ctx, moment)
    const thing = await row<{ left: number; mine: boolean }>(
      ctx.db,
      sql`select t.wanted - (select count(*)::int from activity_takes k where k.thing_id = t.id and k.moment_id = ${momentId}) as left,
            exists (select 1 from activity_takes k where k.thing_id = t.id and k.moment_id = ${momentId}
              and k.resident_id = ${ctx.viewer.id}) as mine
          from activity_things t where t.id = ${thingId} and t.activity_id = ${moment.activityId} and t.removed is null`,
    )
    if (!thing) throw new NotFound()
    if (thing.mine) return
    if (thing.left < 1) throw new Conflict('thingTaken')
    await ctx.db.execute(
      sql`insert into activity_takes (thing_id, moment_id, resident_id, taken)
          values (${thingId}, ${momentId}, ${ctx.viewer.id}, ${ctx.now().toISOString()})`,
    )
  })
}

/** The viewer gives it back, so that somebody else can take it. Twice gives it back once. */
export async function giveBack(ctx: Context, momentId: string, thingId: string): Promise<void> {
  const known = requireVerified(ctx)
  if (!isId(thingId)) throw new NotFound()
  await changingMoment(known, momentId, async (ctx, moment) => {
    requireOpen(ctx, moment)
    await ctx.db.execute(
      sql`delete from activity_takes where thing_id = ${thingId} and moment_id = ${momentId} and resident_id = ${ctx.viewer.id}`,
    )
  })
}
