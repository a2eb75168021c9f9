import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
import type { Conversation } from '../conversation.ts'
import type { PollKind } from '../rules.ts'
import { hiddenFrom, nameFor } from './names.ts'

/** A question to choose in, with how it stands. */
export interface Poll {
  kind: PollKind
  question: string
  /** Whether members see who chose what. */
  names: boolean
  closes: Date
  open: boolean
  /** Whether the viewer chose something. */
  voted: boolean
  options: {
    id: string
    label: string
    starts: Date | undefined
    votes: number
    mine: boolean
    /** Some who chose it, where names are shown; only to members. */
    by: string[]
  }[]
}

/** Names shown under one option; the number tells the rest. */
const mostNames = 20

/** What is asked in a conversation, for who may read it. */
export async function pollOf(ctx: Context, conversation: Conversation): Promise<Poll | undefined> {
  const viewerId = ctx.viewer?.id ?? null
  const named = conversation.own && ctx.viewer !== undefined
  const found = await rows<{
    id: string
    kind: PollKind
    question: string
    names: boolean
    closes: Date
    label: string
    starts: Date | null
    votes: number
    mine: boolean
    by: (string | null)[]
  }>(
    ctx.db,
    sql`select o.id, p.kind, p.question, p.names, p.closes, o.label, o.starts, o.votes,
          exists (select 1 from poll_votes m where m.option_id = o.id and m.resident_id = ${viewerId}::uuid) as mine,
          ${
            named
              ? sql`case when p.names then array(select ${nameFor(ctx, conversation.names, 'w')} from poll_votes v join residents w on w.id = v.resident_id
                  where v.option_id = o.id and w.left_at is null and not ${hiddenFrom(ctx, sql`w.id`)}
                  order by v.resident_id limit ${mostNames}) else '{}' end`
              : sql`'{}'::text[]`
          } as by
        from polls p join poll_options o on o.poll_id = p.id
        where p.conversation_id = ${conversation.id} order by o.place`,
  )
  const [first] = found
  if (!first) return undefined
  const { kind, question, names } = first
  const closes = new Date(first.closes)
  return {
    kind,
    question,
    names,
    closes,
    open: closes > ctx.now(),
    voted: found.some(({ mine }) => mine),
    options: found.map(({ id, label, starts, votes, mine, by }) => ({
      id,
      label,
      starts: starts ? new Date(starts) : undefined,
      votes,
      mine,
      by: by.filter((name) => name !== null),
    })),
  }
}
