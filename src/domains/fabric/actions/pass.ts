import { sql } from 'drizzle-orm'
import { day, week } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotFound } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { oneLine } from '../../../platform/line.ts'
import { publish } from '../../../platform/outbox.ts'
import {
  changing,
  managerOf,
  requireLiving,
  requireManager,
  requireMember,
  tellAbout,
} from '../../communities/index.ts'
import { requireNotHelper, requireVerified, requireViewer } from '../../residents/index.ts'

/** Communities that one message can be passed on to at once. */
export const mostPassed = 12
const passings: Limit = { name: 'pass-words', max: 24, window: week }
const answers: Limit = { name: 'answer-passed', max: 100, window: day }

/** Words for communities that this one is connected with. */
export interface Passing {
  fromId: string
  toIds: readonly string[]
  title: string
  words: string
}

/**
 * A member passes a message on to connected communities, in the name of their own; of a closed one only its manager does,
 * because it says that the community is there. Each of the others decides for itself. Words that were passed to a
 * community already are not laid before it again.
 * @returns how many communities it was laid before.
 */
export async function passOn(ctx: Context, passing: Passing): Promise<number> {
  const known = requireVerified(ctx)
  const title = oneLine(passing.title)
  const words = passing.words.trim()
  const toIds = [...new Set(passing.toIds)]
  const problems = {
    ...(title === '' ? { title: 'titleMissing' } : title.length > 120 ? { title: 'titleLong' } : {}),
    ...(words === '' ? { words: 'wordsMissing' } : words.length > 1000 ? { words: 'passLong' } : {}),
    ...(toIds.length === 0 ? { to: 'toMissing' } : toIds.length > mostPassed ? { to: 'toMany' } : {}),
  }
  if (Object.keys(problems).length > 0) throw new Invalid(problems)
  if (!toIds.every(isId)) throw new NotFound()
  for (let n = 0; n < toIds.length; n++) await limit(ctx, passings, known.viewer.id)
  return changing(known, passing.fromId, async (ctx, community) => {
    requireMember(community)
    requireLiving(community)
    if (community.access === 'besloten') requireManager(community)
    const laid = await rows<{ id: string; toId: string }>(
      ctx.db,
      sql`insert into passed_words (id, from_id, to_id, by_id, title, words, passed)
          select gen_random_uuid(), ${community.id}::uuid, c.id, ${ctx.viewer.id}::uuid, ${title}, ${words},
            ${ctx.now().toISOString()}::timestamptz
          from communities c
          where c.id = any(${arrayOf(toIds, 'uuid')}) and c.state <> 'ended' and exists (
              select 1 from community_links l where l.accepted is not null and l.ended is null
                and ((l.from_id = ${community.id} and l.to_id = c.id) or (l.to_id = ${community.id} and l.from_id = c.id)))
            and not exists (select 1 from passed_words w where w.to_id = c.id and w.from_id = ${community.id}
              and w.title = ${title} and w.words = ${words})
          returning id, to_id as "toId"`,
    )
    for (const { id, toId } of laid) {
      const manager = await managerOf(ctx, toId)
      if (manager && manager !== ctx.viewer.id)
        await tellAbout(ctx, toId, [manager], 'words.passed', { passed: id })
      await publish(ctx, 'words.passed', { passed: id, community: toId })
    }
    return laid.length
  })
}

/**
 * The manager of the community that words were passed on to shows them there for four weeks, or not. An answer is given
 * once; who passed it on hears that it is shown, and of a no nothing.
 */
export async function answerPassed(ctx: Context, passedId: string, shown: boolean): Promise<string> {
  const known = requireViewer(ctx)
  await limit(ctx, answers, known.viewer.id)
  const passed = isId(passedId)
    ? await row<{ toId: string; byId: string | null }>(
        ctx.db,
        sql`select to_id as "toId", by_id as "byId" from passed_words where id = ${passedId}`,
      )
    : undefined
  if (!passed) throw new NotFound()
  return changing(known, passed.toId, async (ctx, community) => {
    if (community.role !== 'manager') throw new NotFound()
    requireLiving(community)
    // A helper does not answer what they passed on themselves.
    requireNotHelper(ctx, passed.byId ?? undefined)
    const answered = await row(
      ctx.db,
      sql`update passed_words set answer = ${shown ? 'shown' : 'declined'}, answered = ${ctx.now().toISOString()},
            answered_by = ${ctx.viewer.id} where id = ${passedId} and answer is null returning id`,
    )
    if (!answered) throw new Conflict('alreadyAnswered')
    if (shown && passed.byId && passed.byId !== ctx.viewer.id && community.access !== 'besloten')
      await tellAbout(ctx, community.id, [passed.byId], 'words.shown', { passed: passedId })
    return community.slug
  })
}

/** Who passed words on, or the manager who let them be seen, takes them away again. Twice does it once. */
export async function takeBackPassed(ctx: Context, passedId: string): Promise<void> {
  const known = requireViewer(ctx)
  const gone = isId(passedId)
    ? await row(
        ctx.db,
        sql`delete from passed_words w where w.id = ${passedId} and (w.by_id = ${known.viewer.id} or exists (
              select 1 from manager_terms t where t.community_id = w.to_id and t.ended is null
                and t.resident_id = ${known.viewer.id})) returning w.id`,
      )
    : undefined
  if (!gone) throw new NotFound()
}
