import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { after, day, hour, momentOf, onTheWall } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { conceptBySlug } from '../ambitions/index.ts'
import { existingArea } from '../areas/index.ts'
import {
  askPoll,
  choose,
  closeConversation,
  conversationById,
  markAnswer,
  pinConversation,
  pollOf,
  postReply,
  startConversation,
  type PollKind,
} from '../conversations/index.ts'
import { loadViewer, type ViewerContext } from '../residents/index.ts'
import { idOf } from './dice.ts'

/** What people of the demo town talk about, as it stands in `conversations.json`. */
interface Talk {
  key: string
  community?: string
  area?: string
  ambition?: string
  title: string
  kind?: 'question'
  pinned?: boolean
  /** Why it was closed, by who started it. */
  closed?: string
  replies: {
    /** A persona, or the n-th member; 0 is the manager. */
    by: string | number
    hoursAgo: number
    words: string
    /** Number of the reply that it answers to. */
    to?: number
    quote?: { of: number; words: string }
    answer?: boolean
  }[]
  poll?: {
    kind: PollKind
    question: string
    names: boolean
    inDays: number[]
    time: string
    closesInDays: number
    /** How many chose each. */
    votes: number[]
  }
}

/** The conversation with this key in `conversations.json`. */
export function demoTalk(key: string): string {
  return idOf(`talk:${key}`)
}

/** Lets people of the demo town talk, by the very actions that people use. */
export async function writeTalk(ctx: Context, folder: string): Promise<void> {
  const talks = JSON.parse(await readFile(join(folder, 'conversations.json'), 'utf8')) as Talk[]
  for (const one of talks) await talk(ctx, one)
}

async function talk(ctx: Context, one: Talk): Promise<void> {
  const communityId = one.community && idOf(`community:${one.community}`)
  const members = communityId ? await membersOf(ctx, communityId) : []
  const idIn = (n: number) => idOf(`talk:${one.key}:${n}`)
  const who = (by: string | number, now: Date) =>
    as(
      { ...ctx, now: () => now },
      typeof by === 'string' ? idOf(`persona:${by}`) : members[by % members.length]!,
    )
  const [opening, ...replies] = one.replies
  const began = after(ctx.now(), -opening!.hoursAgo * hour)
  const starter = await who(opening!.by, began)
  const where = communityId
    ? { communityId }
    : {
        areaId: (await existingArea(ctx, one.area ?? '')).id,
        ambitionId: one.ambition ? (await conceptBySlug(ctx, one.ambition))?.id : undefined,
      }
  const id = await startConversation(starter, {
    id: idOf(`talk:${one.key}`),
    title: one.title,
    kind: one.kind ?? 'talk',
    words: opening!.words,
    where,
  })
  if (one.poll) await ask(starter, id, one.poll, members)
  const [first] = await rows<{ id: string }>(
    ctx.db,
    sql`select id from replies where conversation_id = ${id}`,
  )
  const replyId = (n: number) => (n === 1 ? first!.id : idIn(n))
  for (const [n, reply] of replies.entries()) {
    await postReply(await who(reply.by, after(ctx.now(), -reply.hoursAgo * hour)), id, {
      id: idIn(n + 2),
      words: reply.words,
      parent: reply.to === undefined ? undefined : replyId(reply.to),
      quoteOf: reply.quote && replyId(reply.quote.of),
      quote: reply.quote?.words,
    })
  }
  const answer = replies.findIndex((reply) => reply.answer)
  if (answer >= 0) await markAnswer(starter, id, idIn(answer + 2))
  if (one.closed) await closeConversation(starter, id, one.closed)
  if (one.pinned) await pinConversation(await who(0, began), id)
}

async function ask(
  starter: ViewerContext,
  id: string,
  { inDays, time, closesInDays, votes, ...poll }: NonNullable<Talk['poll']>,
  members: readonly string[],
): Promise<void> {
  const today = onTheWall(starter.now()).toPlainDate()
  await askPoll(starter, id, {
    ...poll,
    options: inDays.map((days) => momentOf(today.add({ days }).toString(), time)),
    closes: after(starter.now(), closesInDays * day + hour),
  })
  const { options } = (await pollOf(starter, await conversationById(starter, id)))!
  for (const [n, member] of members.entries()) {
    const chosen = options.filter((_, place) => n < (votes[place] ?? 0)).map((option) => option.id)
    if (chosen.length > 0) await choose(await as(starter, member), id, chosen)
  }
}

/** The manager, and who belongs to it longest; those who are somebody to step in as speak only where it says so. */
async function membersOf(ctx: Context, communityId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    sql`select m.resident_id as id from memberships m join residents r on r.id = m.resident_id
        left join manager_terms t on t.community_id = m.community_id and t.resident_id = m.resident_id and t.ended is null
        where m.community_id = ${communityId} and m.ended is null and r.level <> 'applicant'
        order by t.resident_id is null, m.joined, m.id limit 12`,
  )
  return found.map(({ id }) => id)
}

async function as(ctx: Context, residentId: string): Promise<ViewerContext> {
  const viewer = await loadViewer(ctx, residentId)
  if (!viewer) throw new Error('Somebody of the demo town is not there')
  return { ...ctx, viewer }
}
