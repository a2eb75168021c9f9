import { sql } from 'drizzle-orm'
import { row, rows } from '../../../platform/db/store.ts'
import { NotFound } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import { isOwn, partOf, readCursor, type Community, type Part } from '../../communities/index.ts'
import { nobody, type ViewerContext } from '../../residents/index.ts'
import { stepsFor, type Phase, type RoundSteps } from '../rules.ts'

/** A round in a list. */
export interface RoundLine {
  id: string
  title: string
  phase: Phase
  /** First name of who brought it; nothing when that account is gone. */
  by: string | null
  brought: Date
}

/** The rounds of a circle, newest first; only for who belongs to it. @throws NotFound */
export async function roundsOf(
  ctx: ViewerContext,
  community: Community,
  after?: string,
  limit = 20,
): Promise<Part<RoundLine>> {
  if (!isOwn(community)) throw new NotFound()
  const from = readCursor(after)
  const found = await rows<RoundLine>(
    ctx.db,
    sql`select o.id, o.title, o.phase, o.brought, r.display_name as by from rounds o
          left join residents r on r.id = o.brought_by and r.left_at is null
        where o.community_id = ${community.id}
          ${from ? sql`and (o.brought < ${from.moment}::timestamptz or (o.brought = ${from.moment}::timestamptz and o.id > ${from.id}::uuid))` : sql``}
        order by o.brought desc, o.id limit ${limit + 1}`,
  )
  const dated = found.map((line) => ({ ...line, brought: new Date(line.brought) }))
  return partOf(dated, limit, ({ brought, id }) => ({ moment: brought, id }))
}

/** One round with everything that was said. */
export interface Round extends RoundLine {
  words: string
  taken: string | null
  questions: Said[]
  advice: Said[]
  steps: RoundSteps
}

export interface Said {
  id: string
  by: string | null
  words: string
  answer: string | null
}

/** A round, for who belongs to its circle. @throws NotFound */
export async function roundById(ctx: ViewerContext, community: Community, roundId: string): Promise<Round> {
  if (!isOwn(community) || !isId(roundId)) throw new NotFound()
  const found = await row<Omit<Round, 'questions' | 'advice' | 'steps'> & { mine: boolean }>(
    ctx.db,
    sql`select o.id, o.title, o.words, o.phase, o.taken, o.brought, r.display_name as by,
          coalesce(o.brought_by, ${nobody}) = ${ctx.viewer.id} as mine
        from rounds o left join residents r on r.id = o.brought_by and r.left_at is null
        where o.id = ${roundId} and o.community_id = ${community.id}`,
  )
  if (!found) throw new NotFound()
  const said = await rows<Said & { kind: 'question' | 'advice'; mine: boolean }>(
    ctx.db,
    sql`select w.id, w.kind, w.words, w.answer, r.display_name as by, w.by_id = ${ctx.viewer.id} as mine
        from round_words w left join residents r on r.id = w.by_id and r.left_at is null
        where w.round_id = ${roundId} order by w.said, w.id limit 200`,
  )
  const { mine, ...round } = found
  const advice = said.filter(({ kind }) => kind === 'advice')
  return {
    ...round,
    brought: new Date(round.brought),
    questions: said.filter(({ kind }) => kind === 'question'),
    advice,
    steps: stepsFor(
      round.phase,
      mine,
      advice.some((one) => one.mine),
    ),
  }
}
