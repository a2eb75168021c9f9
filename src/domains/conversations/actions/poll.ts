import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { arrayOf, row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { oneLine } from '../../../platform/line.ts'
import { publish } from '../../../platform/outbox.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import { conversationById, lockConversation, requireMayWrite, requireTender } from '../conversation.ts'
import { longestPoll, mostOptions, type PollKind } from '../rules.ts'

export interface NewPoll {
  kind: PollKind
  question: string
  /** Words to choose from; of a poll for a date, moments. */
  options: readonly (string | Date)[]
  closes: Date
  /** Whether members see who chose what. */
  names: boolean
}

/**
 * Who looks after a conversation asks those who take part to choose. There is one question in a conversation, and neither it
 * nor whether names are shown changes afterwards.
 */
export async function askPoll(ctx: Context, conversationId: string, poll: NewPoll): Promise<void> {
  const known = requireVerified(ctx)
  const question = oneLine(poll.question)
  const options = optionsOf(poll)
  const problems: Record<string, string> = {}
  if (!question) problems['question'] = 'questionMissing'
  if (question.length > 200) problems['question'] = 'questionLong'
  if (options.length < 2) problems['options'] = 'optionsFew'
  if (options.length > mostOptions) problems['options'] = 'optionsMany'
  if (options.some(({ label }) => label.length > 100)) problems['options'] = 'optionLong'
  if (options.some(({ starts }) => starts && starts <= ctx.now())) problems['options'] = 'datePast'
  const left = poll.closes.getTime() - ctx.now().getTime()
  if (!(left > 0)) problems['closes'] = 'closesPast'
  if (left > longestPoll * day) problems['closes'] = 'closesFar'
  if (Object.keys(problems).length > 0) throw new Invalid(problems)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    await lockConversation(ctx, conversationId)
    const conversation = await conversationById(ctx, conversationId)
    requireMayWrite(ctx, conversation)
    requireTender(ctx, conversation)
    const id = newId()
    const made = await row(
      ctx.db,
      sql`insert into polls (id, conversation_id, kind, question, names, closes, asked)
          values (${id}, ${conversationId}, ${poll.kind}, ${question}, ${poll.names}, ${poll.closes.toISOString()},
            ${ctx.now().toISOString()}) on conflict (conversation_id) do nothing returning id`,
    )
    if (!made) throw new Conflict('pollThere')
    for (const [place, { label, starts }] of options.entries()) {
      await ctx.db.execute(
        sql`insert into poll_options (id, poll_id, place, label, starts)
            values (${newId()}, ${id}, ${place}, ${label}, ${starts?.toISOString() ?? null})`,
      )
    }
    await publish(ctx, 'poll.asked', { conversation: conversationId, poll: id })
  })
}

/** Each option once: words as they were given, moments in the order of time. */
function optionsOf({ kind, options }: NewPoll): { label: string; starts?: Date }[] {
  if (kind === 'date') {
    const moments = options.filter((option) => option instanceof Date).map((moment) => moment.getTime())
    return [...new Set(moments)]
      .sort((one, other) => one - other)
      .map((moment) => ({ label: '', starts: new Date(moment) }))
  }
  const labels = options.filter((option) => typeof option === 'string').map(oneLine)
  return [...new Set(labels.filter(Boolean))].map((label) => ({ label }))
}

const choosing: Limit = { name: 'poll-vote', max: 200, window: day }

/**
 * The viewer chooses; what they chose before is replaced, as long as the poll is open. Nothing chosen takes the choice back.
 * @throws Conflict when it has closed, Invalid when of one choice several were given.
 */
export async function choose(
  ctx: Context,
  conversationId: string,
  optionIds: readonly string[],
): Promise<void> {
  const known = requireVerified(ctx)
  requireMayWrite(known, await conversationById(known, conversationId))
  await limit(known, choosing, known.viewer.id)
  await transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    requireMayWrite(ctx, await conversationById(ctx, conversationId))
    // One after another, so that somebody who presses twice at once has one choice.
    const poll = await row<{ id: string; kind: PollKind; closes: Date }>(
      ctx.db,
      sql`select id, kind, closes from polls where conversation_id = ${conversationId} for no key update`,
    )
    if (!poll) throw new NotFound()
    if (new Date(poll.closes) <= ctx.now()) throw new Conflict('pollClosed')
    const wanted = [...new Set(optionIds)].filter(isId)
    if (poll.kind === 'one' && wanted.length > 1) throw new Invalid({ option: 'choiceOne' })
    const options = await rows<{ id: string }>(
      ctx.db,
      sql`select id from poll_options where poll_id = ${poll.id} and id = any(${arrayOf(wanted, 'uuid')})`,
    )
    if (options.length !== wanted.length) throw new NotFound()
    await ctx.db.execute(
      sql`delete from poll_votes where resident_id = ${ctx.viewer.id}
            and option_id in (select id from poll_options where poll_id = ${poll.id})
            and not option_id = any(${arrayOf(wanted, 'uuid')})`,
    )
    for (const { id } of options) {
      await ctx.db.execute(
        sql`insert into poll_votes (option_id, resident_id, voted)
            values (${id}, ${ctx.viewer.id}, ${ctx.now().toISOString()}) on conflict do nothing`,
      )
    }
  })
}
