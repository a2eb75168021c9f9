import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { blindIndex } from '../../../platform/crypto.ts'
import { row, rows } from '../../../platform/db/store.ts'
import type { ViewerContext } from '../../residents/index.ts'
import { marksOf } from '../marks.ts'
import type { Question } from '../question.ts'
import { answerOf, type Answer } from '../rules/limits.ts'
import { pickNext } from '../rules/priority.ts'
import type { Published } from '../rules/publish.ts'

/** A statement with its words, by its id. */
export type Texts = ReadonlyMap<string, string>

/** What may be known of a question: what was published last, with the words of statements that stand. */
export async function resultOf(
  ctx: Context,
  { id }: Question,
): Promise<{ published: Published; made: Date; texts: Texts } | undefined> {
  const found = await row<{ published: Published; made: Date; texts: Record<string, string> | null }>(
    ctx.db,
    sql`select m.published, m.made, (select json_object_agg(s.id, s.text) from opinion_statements s
          where s.question_id = m.question_id and s.state = 'open') as texts
        from opinion_maps m where m.question_id = ${id}`,
  )
  if (!found) return undefined
  return {
    published: found.published,
    made: new Date(found.made),
    texts: new Map(Object.entries(found.texts ?? {})),
  }
}

/** A statement with what the viewer answered; undefined when they have not yet. */
export interface OwnAnswer {
  id: string
  text: string
  answer: Answer | undefined
}

/** What the viewer has before them: the next statement, and how many they answered and have left. */
export interface Turn {
  next: { id: string; text: string } | undefined
  answered: number
  left: number
}

/** Which statement the viewer is asked next. Looking again, without answering, gives the same one. */
export async function turnOf(ctx: ViewerContext, { id }: Question): Promise<Turn> {
  const all = await openStatements(ctx, id)
  const left = all.filter(({ answer }) => answer === undefined)
  const later = all.filter(({ answer }) => answer === 'later')
  const answered = all.length - left.length - later.length
  const words = `${ctx.viewer.id} ${id} ${all.length - left.length} ${left.length}`
  const chance = blindIndex(ctx.services.keys.for('opinions:next'), words).readUIntBE(0, 6) / 2 ** 48
  const next = pickNext(left, chance)
  return { next, answered, left: left.length + later.length }
}

interface Standing extends OwnAnswer {
  priority: number
}

async function openStatements(ctx: ViewerContext, id: string): Promise<Standing[]> {
  const found = await rows<{
    id: string
    text: string
    priority: number
    answered: boolean
    vote: number | null
  }>(
    ctx.db,
    sql`select s.id, s.text, s.priority, v.mark is not null as answered, v.vote from opinion_statements s
        left join opinion_votes v on v.statement_id = s.id
          and v.mark = any(${marksOf(ctx, ctx.viewer.id, sql`${id}::uuid`)})
        where s.question_id = ${id} and s.state = 'open' order by s.id`,
  )
  return found.map(({ answered, vote, ...one }) => ({
    ...one,
    answer: answered ? answerOf(vote) : undefined,
  }))
}

export const pageLength = 25

/** A part of a list, which begins at 1. */
export interface Part<Each> {
  items: Each[]
  page: number
  pages: number
}

export function partOf<Each>(all: readonly Each[], asked: number): Part<Each> {
  const pages = Math.max(1, Math.ceil(all.length / pageLength))
  const page = Math.min(Math.max(1, asked), pages)
  return { items: all.slice((page - 1) * pageLength, page * pageLength), page, pages }
}

/** A statement that the viewer wrote, and what became of it. */
export interface OwnStatement {
  id: string
  text: string
  state: 'open' | 'waiting' | 'rejected'
  why: string
}

/** What the viewer said of each statement, by the words; those for later first. */
export async function ownAnswers(ctx: ViewerContext, { id }: Question): Promise<OwnAnswer[]> {
  const all = (await openStatements(ctx, id)).filter(({ answer }) => answer !== undefined)
  return all.toSorted(
    (a, b) => Number(b.answer === 'later') - Number(a.answer === 'later') || a.text.localeCompare(b.text),
  )
}

export function ownStatements(ctx: ViewerContext, { id }: Question): Promise<OwnStatement[]> {
  return rows(
    ctx.db,
    sql`select id, text, state, why from opinion_statements
        where by_mark = any(${marksOf(ctx, ctx.viewer.id, sql`${id}::uuid`)}) and state <> 'withdrawn' order by text limit 100`,
  )
}

export interface JudgedStatement {
  id: string
  text: string
  why: string
}

/** Statements that were rejected, with the reason that everybody reads; at most fifty. */
export function rejectedOf(ctx: Context, { id }: Question): Promise<JudgedStatement[]> {
  return rows(
    ctx.db,
    sql`select id, text, why from opinion_statements where question_id = ${id} and state = 'rejected'
        order by judged desc, id limit 50`,
  )
}

/** What who looks after a question has before them: what waits, by the words, and what stands. */
export async function statementsOf(
  ctx: Context,
  { id }: Question,
): Promise<{ id: string; text: string; state: 'open' | 'waiting'; seed: boolean }[]> {
  return rows(
    ctx.db,
    sql`select id, text, state, seed from opinion_statements where question_id = ${id} and state in ('open', 'waiting')
        order by state desc, text`,
  )
}
