import { sql } from 'drizzle-orm'
import { day } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { publish } from '../../platform/outbox.ts'
import { mailInLanguage } from '../identity/index.ts'
import { block, requireVerifiedAdult, tell, type ViewerContext } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { currentHello, reachable } from './queries.ts'

const switching: Limit = { name: 'hello-switch', max: 20, window: day }

/**
 * The viewer wants to be introduced, from next month on. Twice takes part once; who paused goes on.
 * @throws Invalid (`consent`) in protected mode, until they say that they know what is told.
 */
export async function takePart(ctx: Context, consent: boolean): Promise<void> {
  const known = requireVerifiedAdult(ctx)
  if (known.viewer.isProtected && !consent) throw new Invalid({ consent: 'consentMissing' })
  await limit(known, switching, known.viewer.id)
  const now = known.now().toISOString()
  const consented = known.viewer.isProtected ? now : null
  await known.db.execute(
    sql`insert into hello_terms (id, resident_id, since, consented) values (${newId()}, ${known.viewer.id}, ${now}, ${consented})
        on conflict (resident_id) where ended is null
          do update set paused = null, consented = coalesce(hello_terms.consented, excluded.consented)`,
  )
}

/** No introductions for a while, until the viewer goes on. One that is under way stays. */
export async function pause(ctx: Context): Promise<void> {
  const { viewer, db, now } = requireVerifiedAdult(ctx)
  await db.execute(
    sql`update hello_terms set paused = coalesce(paused, ${now().toISOString()})
        where resident_id = ${viewer.id} and ended is null`,
  )
}

/** The viewer does not want to be introduced any more. Twice stops once. */
export async function stop(ctx: Context): Promise<void> {
  const { viewer, db, now } = requireVerifiedAdult(ctx)
  await db.execute(
    sql`update hello_terms set ended = ${now().toISOString()} where resident_id = ${viewer.id} and ended is null`,
  )
}

/**
 * The viewer says yes or no to an introduction. When the last one says yes, all of them learn each other's first name and
 * read what each wrote. A no changes nothing that anybody can see. The same answer twice counts once; a yes can still
 * become a no, until everybody said yes. @returns whether they meet by this answer.
 * @throws NotFound when it is not theirs or one of them blocked another, Conflict (`helloOver`) after its week.
 */
export async function answerHello(
  ctx: Context,
  helloId: string,
  answer: 'yes' | 'no',
  note = '',
): Promise<boolean> {
  const known = requireVerifiedAdult(ctx)
  await limit(known, switching, known.viewer.id)
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    const { id: me } = ctx.viewer
    const now = ctx.now().toISOString()
    // The answers of one introduction come one after another, so that the last yes sees the others.
    const hello = isId(helloId)
      ? await row<{ open: boolean; mine: string | null }>(
          ctx.db,
          sql`select h.settled is null and h.ends > ${now}::timestamptz as open, p.answer as mine
              from hellos h join hello_people p on p.hello_id = h.id and p.resident_id = ${me}
              where h.id = ${helloId} and ${reachable(ctx)} for update of h`,
        )
      : undefined
    if (!hello) throw new NotFound('helloOver')
    if (hello.mine === answer) return false
    if (!hello.open || hello.mine === 'no') throw new Conflict('helloOver')
    await ctx.db.execute(
      sql`update hello_people set answer = ${answer}, answered = ${now}, note = ${(answer === 'yes' && note) || null}
          where hello_id = ${helloId} and resident_id = ${me}`,
    )
    return answer === 'yes' && settleWhenAll(ctx, helloId)
  })
}

/** When everybody said yes they meet, and all of them are told at once. */
async function settleWhenAll(ctx: ViewerContext, helloId: string): Promise<boolean> {
  const people = await rows<{ id: string; answer: string | null; here: boolean }>(
    ctx.db,
    sql`select p.resident_id as id, p.answer, r.left_at is null as here
        from hello_people p join residents r on r.id = p.resident_id where p.hello_id = ${helloId}`,
  )
  if (people.length < 2 || people.some(({ answer, here }) => answer !== 'yes' || !here)) return false
  const apart = await row(
    ctx.db,
    sql`select 1 from hello_people a join hello_people b on b.hello_id = a.hello_id
        join blocks x on x.blocker_id = a.resident_id and x.blocked_id = b.resident_id and x.lifted is null
        where a.hello_id = ${helloId}`,
  )
  if (apart) return false
  await ctx.db.execute(
    sql`update hellos set settled = ${ctx.now().toISOString()}, how = 'met' where id = ${helloId} and settled is null`,
  )
  const ids = people.map(({ id }) => id)
  await tell(ctx, ids, 'hello.met', { hello: helloId })
  for (const id of ids)
    await mailInLanguage(ctx, id, (language) =>
      words[language].mail['hello.met'](`${ctx.services.config.origin}/hallo`),
    )
  await publish(ctx, 'hello.met', { hello: helloId })
  return true
}

/** What the viewer would like the others to read, once all said yes: where, when, a telephone number. */
export async function leaveNote(ctx: Context, helloId: string, note: string): Promise<void> {
  const known = requireVerifiedAdult(ctx)
  await limit(known, switching, known.viewer.id)
  const changed = isId(helloId)
    ? await row(
        known.db,
        sql`update hello_people set note = ${note || null} where hello_id = ${helloId} and resident_id = ${known.viewer.id}
            and answer = 'yes' returning hello_id`,
      )
    : undefined
  if (!changed) throw new NotFound('helloOver')
}

/** Blocks somebody to whom the viewer was introduced, once the names are known. */
export async function blockFellow(ctx: Context, residentId: string): Promise<void> {
  const known = requireVerifiedAdult(ctx)
  const hello = await currentHello(known)
  if (!hello?.people.some(({ id }) => id === residentId)) throw new NotFound()
  await block(known, residentId)
}
