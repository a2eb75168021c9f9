import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { hasBsn } from '../../../platform/bsn.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { hasLink, oneLine } from '../../../platform/line.ts'
import { publish } from '../../../platform/outbox.ts'
import { communityById, requireLiving, requireMember } from '../../communities/index.ts'
import { homeAreas } from '../../conversations/index.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import { lookAfter } from '../dirty.ts'
import { lockQuestion, questionById, requireHost } from '../question.ts'
import {
  longestAbout,
  longestOpen,
  longestStatement,
  longestTitle,
  longestWhy,
  mostSeeds,
} from '../rules/limits.ts'
import { priorityOf } from '../rules/priority.ts'

export type Where = { communityId: string } | { areaId: number }

export interface Asking {
  id?: string | undefined
  title: string
  about: string
  /** The first statements, one each. */
  seeds: readonly string[]
  screened: boolean
  /** When it closes by itself. */
  ends: Date
  where: Where
}

const asking: Limit = { name: 'ask-opinion', max: 5, window: day }
export const unweighed = priorityOf({ seen: 0, agree: 0, pass: 0, extremity: 0 })

/** A statement on one line, short, and of nobody's number. @throws Invalid at this field */
export function stated(text: string, field: string): string {
  const said = oneLine(text)
  if (!said) throw new Invalid({ [field]: 'statementMissing' })
  if (said.length > longestStatement) throw new Invalid({ [field]: 'statementLong' })
  if (hasLink(said)) throw new Invalid({ [field]: 'statementLink' })
  if (hasBsn(said)) throw new Invalid({ [field]: 'noBsn' })
  return said
}

function worded(ctx: Context, { title, about, seeds, ends }: Asking) {
  const said = { title: oneLine(title), about: about.trim() }
  if (!said.title) throw new Invalid({ title: 'titleMissing' })
  if (said.title.length > longestTitle) throw new Invalid({ title: 'titleLong' })
  if (said.about.length > longestAbout) throw new Invalid({ about: 'aboutLong' })
  if (hasBsn(`${said.title} ${said.about}`)) throw new Invalid({ about: 'noBsn' })
  const left = ends.getTime() - ctx.now().getTime()
  if (!(left > 0)) throw new Invalid({ ends: 'endsPast' })
  if (left > longestOpen) throw new Invalid({ ends: 'endsFar' })
  const first = [...new Set(seeds.filter((each) => each.trim()).map((each) => stated(each, 'seeds')))]
  if (first.length > mostSeeds) throw new Invalid({ seeds: 'seedsMany' })
  return { ...said, seeds: first }
}

/** @throws NotFound, NotAllowed or Conflict where the viewer asks nothing. */
async function requirePlace(ctx: ViewerContext, where: Where): Promise<void> {
  if ('areaId' in where) {
    if (!homeAreas(ctx).includes(where.areaId)) throw new NotAllowed('areaOnly')
    return
  }
  const community = await communityById(ctx, where.communityId)
  requireMember(community)
  requireLiving(community)
  if (community.state === 'resting') throw new Conflict('communityResting')
}

/**
 * A member asks their community what it thinks, or a verified resident an area of their home. Who asks looks after it. Sending the
 * same form twice asks it once.
 * @returns its id.
 */
export async function askQuestion(ctx: Context, asked: Asking): Promise<string> {
  const known = requireVerified(ctx)
  if (known.viewer.helper) throw new NotAllowed('helperMayNot')
  await requirePlace(known, asked.where)
  const said = worded(known, asked)
  await limit(known, asking, known.viewer.id)
  const id = asked.id ?? newId()
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await requirePlace(ctx, asked.where)
    const [community, area] =
      'communityId' in asked.where ? [asked.where.communityId, null] : [null, asked.where.areaId]
    const now = ctx.now().toISOString()
    const made = await row(
      ctx.db,
      sql`insert into opinion_questions (id, community_id, area_id, title, about, host_id, screened, opened, ends)
          values (${id}, ${community}, ${area}, ${said.title}, ${said.about}, ${ctx.viewer.id}, ${asked.screened}, ${now},
            ${asked.ends.toISOString()})
          on conflict do nothing returning id`,
    )
    if (!made) return before(ctx, id)
    await ctx.db.execute(
      sql`insert into opinion_statements (id, question_id, text, seed, added, state, priority)
          select gen_random_uuid(), ${id}, said, true, ${now}::timestamptz::date, 'open', ${unweighed}
          from jsonb_array_elements_text(${JSON.stringify(said.seeds)}::jsonb) as said`,
    )
    await publish(ctx, 'question.opened', { question: id, ...(community && { community }) })
    return id
  })
}

async function before(ctx: ViewerContext, id: string): Promise<string> {
  const own = await row(
    ctx.db,
    sql`select 1 from opinion_questions where id = ${id} and host_id = ${ctx.viewer.id}`,
  )
  if (!own) throw new NotFound()
  return id
}

/** Who looks after a question closes it before its day, and says why. What was said stays. Twice closes it once. */
export async function closeQuestion(ctx: Context, id: string, why: string): Promise<void> {
  const known = requireHost(ctx, await questionById(ctx, id))
  const said = oneLine(why)
  if (said.length > longestWhy) throw new Invalid({ why: 'whyLong' })
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await lockQuestion(ctx, id)
    const question = await questionById(ctx, id)
    requireHost(ctx, question)
    if (question.closed) return
    await ctx.db.execute(
      sql`update opinion_questions set closed = ${ctx.now().toISOString()}, closed_why = ${said} where id = ${id}`,
    )
    // No map waits any longer: nothing more will come.
    await lookAfter(ctx, id)
    await publish(ctx, 'question.closed', { question: id })
  })
}
