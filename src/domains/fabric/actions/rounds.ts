import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { oneLine } from '../../../platform/line.ts'
import { publish } from '../../../platform/outbox.ts'
import { changing, requireLiving, requireMember, tellAbout } from '../../communities/index.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import { stepsFor, type Phase, type RoundSteps } from '../rules.ts'

const cases: Limit = { name: 'round-case', max: 5, window: day }
const sayings: Limit = { name: 'round-words', max: 60, window: day }

/** A case as it is brought. */
export interface Case {
  /** Made when the form was shown, so that sending it twice brings one. */
  id: string
  communityId: string
  title: string
  words: string
}

/**
 * A member of a circle brings a case to the others, who are told. One that they brought and did not close yet goes first.
 * Sending the same form twice brings one.
 */
export async function bringCase(ctx: Context, given: Case): Promise<string> {
  const known = requireVerified(ctx)
  const title = oneLine(given.title)
  const problems = {
    ...(title === '' ? { title: 'titleMissing' } : title.length > 120 ? { title: 'titleLong' } : {}),
    ...said('words', given.words, 4000),
  }
  if (Object.keys(problems).length > 0) throw new Invalid(problems)
  await limit(ctx, cases, known.viewer.id)
  return changing(known, given.communityId, async (ctx, community) => {
    requireMember(community)
    requireLiving(community)
    await requireCircle(ctx, community.id)
    const again = await row(
      ctx.db,
      sql`select 1 from rounds where id = ${given.id} and brought_by = ${ctx.viewer.id}`,
    )
    if (again) return given.id
    const now = ctx.now().toISOString()
    const brought = await row(
      ctx.db,
      sql`insert into rounds (id, community_id, brought_by, title, words, brought, moved)
          values (${given.id}, ${community.id}, ${ctx.viewer.id}, ${title}, ${given.words.trim()}, ${now}, ${now})
          on conflict do nothing returning id`,
    )
    if (!brought) throw new Conflict('roundRunning')
    await tellOthers(ctx, community.id, 'round.brought', given.id)
    await publish(ctx, 'round.brought', { round: given.id, community: community.id })
    return given.id
  })
}

async function requireCircle(ctx: Context, communityId: string): Promise<void> {
  const circle = await row(
    ctx.db,
    sql`select 1 from circles where community_id = ${communityId} and kind <> 'ambition'`,
  )
  if (!circle) throw new NotFound()
}

/** One of the others asks something, while questions are asked. */
export async function ask(ctx: Context, roundId: string, words: string): Promise<void> {
  requireWords({ question: words })
  await inRound(ctx, roundId, 'ask', async (ctx, round) => {
    await say(ctx, round, 'question', words)
    if (round.broughtBy)
      await tellAbout(ctx, round.communityId, [round.broughtBy], 'round.asked', { round: roundId })
  })
}

/** Who brought the case answers a question; the newest answer stands until advice is given. */
export async function answerQuestion(
  ctx: Context,
  roundId: string,
  questionId: string,
  words: string,
): Promise<void> {
  requireWords({ answer: words })
  await inRound(ctx, roundId, 'answer', async (ctx) => {
    const answered = isId(questionId)
      ? await row(
          ctx.db,
          sql`update round_words set answer = ${words.trim()}, answered = ${ctx.now().toISOString()}
              where id = ${questionId} and round_id = ${roundId} and kind = 'question' returning id`,
        )
      : undefined
    if (!answered) throw new NotFound()
  })
}

/** Who brought the case has heard enough questions and asks for advice; the others are told. */
export async function askAdvice(ctx: Context, roundId: string): Promise<void> {
  await inRound(ctx, roundId, 'toAdvice', async (ctx, round) => {
    await ctx.db.execute(
      sql`update rounds set phase = 'advice', moved = ${ctx.now().toISOString()} where id = ${roundId}`,
    )
    await tellOthers(ctx, round.communityId, 'round.advice', roundId)
  })
}

/** Each of the others advises once. */
export async function advise(ctx: Context, roundId: string, words: string): Promise<void> {
  requireWords({ advice: words })
  await inRound(ctx, roundId, 'advise', async (ctx, round) => {
    await say(ctx, round, 'advice', words)
    if (round.broughtBy)
      await tellAbout(ctx, round.communityId, [round.broughtBy], 'round.advised', { round: roundId })
  })
}

/** Who brought the case closes the round with what they take along; who took part is told. */
export async function takeAlong(ctx: Context, roundId: string, words: string): Promise<void> {
  requireWords({ taken: words })
  await inRound(ctx, roundId, 'takeAlong', async (ctx, round) => {
    await ctx.db.execute(
      sql`update rounds set phase = 'done', taken = ${words.trim()}, moved = ${ctx.now().toISOString()}
          where id = ${roundId}`,
    )
    const took = await rows<{ id: string }>(
      ctx.db,
      sql`select distinct w.by_id as id from round_words w
          join memberships m on m.resident_id = w.by_id and m.community_id = ${round.communityId} and m.ended is null
          where w.round_id = ${roundId} and w.by_id <> ${ctx.viewer.id}`,
    )
    await tellAbout(
      ctx,
      round.communityId,
      took.map(({ id }) => id),
      'round.done',
      { round: roundId },
    )
  })
}

interface Round {
  id: string
  communityId: string
  broughtBy: string | null
  phase: Phase
  advised: boolean
}

/**
 * A step of the viewer in a round of their community, one at a time.
 * @throws NotFound for who does not belong to it; Conflict (`roundMoved`) when it is past this step; NotAllowed
 * (`roundNotYours`) when the step is another's.
 */
async function inRound(
  ctx: Context,
  roundId: string,
  step: keyof RoundSteps,
  work: (ctx: ViewerContext, round: Round) => Promise<void>,
): Promise<void> {
  const known = requireVerified(ctx)
  if (!isId(roundId)) throw new NotFound()
  await limit(ctx, sayings, known.viewer.id)
  const found = await row<{ communityId: string }>(
    ctx.db,
    sql`select community_id as "communityId" from rounds where id = ${roundId}`,
  )
  if (!found) throw new NotFound()
  await changing(known, found.communityId, async (ctx, community) => {
    if (community.role !== 'member' && community.role !== 'manager') throw new NotFound()
    requireLiving(community)
    const round = await row<Round>(
      ctx.db,
      sql`select id, community_id as "communityId", brought_by as "broughtBy", phase, exists (
            select 1 from round_words w where w.round_id = rounds.id and w.kind = 'advice' and w.by_id = ${ctx.viewer.id}
          ) as advised from rounds where id = ${roundId}`,
    )
    if (!round) throw new NotFound()
    const brought = round.broughtBy === ctx.viewer.id
    if (!stepsFor(round.phase, brought, round.advised)[step]) {
      const another = phasesOf(step).includes(round.phase) && !(step === 'advise' && round.advised)
      throw another ? new NotAllowed('roundNotYours') : new Conflict('roundMoved')
    }
    await work(ctx, round)
  })
}

function phasesOf(step: keyof RoundSteps): Phase[] {
  return step === 'advise' || step === 'takeAlong' ? ['advice'] : ['questions']
}

/** Questions and advice that one round holds: more is a meeting. */
const mostWords = 200

async function say(
  ctx: ViewerContext,
  { id }: Round,
  kind: 'question' | 'advice',
  words: string,
): Promise<void> {
  const said = await row(
    ctx.db,
    sql`insert into round_words (id, round_id, kind, by_id, words, said)
        select ${newId()}::uuid, ${id}::uuid, ${kind}, ${ctx.viewer.id}::uuid, ${words.trim()},
          ${ctx.now().toISOString()}::timestamptz
        where (select count(*) from round_words where round_id = ${id}) < ${mostWords} returning id`,
  )
  if (!said) throw new Conflict('roundFull')
}

async function tellOthers(
  ctx: ViewerContext,
  communityId: string,
  kind: string,
  round: string,
): Promise<void> {
  const others = await rows<{ id: string }>(
    ctx.db,
    sql`select resident_id as id from memberships
        where community_id = ${communityId} and ended is null and resident_id <> ${ctx.viewer.id}
        order by joined, id limit 200`,
  )
  await tellAbout(
    ctx,
    communityId,
    others.map(({ id }) => id),
    kind,
    { round },
  )
}

function said(field: string, words: string, longest: number): Record<string, string> {
  const { length } = words.trim()
  if (length === 0) return { [field]: 'wordsMissing' }
  return length > longest ? { [field]: 'wordsLong' } : {}
}

function requireWords(fields: Record<string, string>): void {
  const problems = Object.assign(
    {},
    ...Object.entries(fields).map(([name, words]) => said(name, words, 2000)),
  )
  if (Object.keys(problems).length > 0) throw new Invalid(problems)
}
