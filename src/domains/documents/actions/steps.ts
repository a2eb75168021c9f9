import { sql } from 'drizzle-orm'
import { hour } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { recordsOf } from '../../../platform/db/bulk.ts'
import { arrayOf, row, rows } from '../../../platform/db/store.ts'
import { Conflict, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { requireAwake, requireMember } from '../../communities/index.ts'
import { requireViewer, type ViewerContext } from '../../residents/index.ts'
import { changingDocument } from '../document.ts'
import { readChecklist, sameSteps } from '../rules.ts'

/** Lets the rows of the steps follow the words; what was ticked or taken stays with the step that it was. */
export async function followSteps(ctx: ViewerContext, documentId: string, body: string): Promise<void> {
  const old = await rows<{ id: string; words: string }>(
    ctx.db,
    sql`select id, words from document_steps where document_id = ${documentId} order by place`,
  )
  const { steps } = readChecklist(body)
  const same = sameSteps(
    old.map(({ words }) => words),
    steps,
  )
  const kept = same.map((place) => (place === undefined ? undefined : old[place]!.id))
  await ctx.db.execute(
    sql`delete from document_steps where document_id = ${documentId}
          and id <> all(${arrayOf(
            kept.filter((id) => id !== undefined),
            'uuid',
          )})`,
  )
  const fresh = steps.map((words, place) => ({
    id: kept[place] ?? newId(),
    document_id: documentId,
    place,
    words,
  }))
  const columns = { id: 'uuid', document_id: 'uuid', place: 'integer', words: 'text' }
  await ctx.db.execute(
    sql`insert into document_steps (id, document_id, place, words)
        select r.id, r.document_id, r.place, r.words from ${recordsOf(columns, fresh)}
        on conflict (id) do update set place = excluded.place, words = excluded.words`,
  )
}

const ticking: Limit = { name: 'tick-step', max: 300, window: hour }

/** What somebody does with a step. */
export type StepDeed = 'take' | 'leave' | 'tick' | 'untick'

/**
 * A member says that they will do a step, or that it is done, or takes either back. Doing it twice changes nothing; a step
 * that somebody else took or ticked stays theirs to take back, or the manager's.
 */
export async function changeStep(
  ctx: Context,
  documentId: string,
  stepId: string,
  deed: StepDeed,
): Promise<void> {
  await limit(ctx, ticking, requireViewer(ctx).viewer.id)
  await changingDocument(ctx, documentId, async (ctx, document) => {
    requireMember(document.community)
    requireAwake(document.community)
    if (document.withdrawn) throw new Conflict('documentWithdrawn')
    const step = isId(stepId)
      ? await row<{
          takenBy: string | null
          ticked: Date | null
          tickedBy: string | null
          taken: Date | null
        }>(
          ctx.db,
          sql`select taken_by as "takenBy", taken, ticked, ticked_by as "tickedBy" from document_steps
              where id = ${stepId} and document_id = ${documentId}`,
        )
      : undefined
    if (!step) throw new NotFound()
    const me = ctx.viewer.id
    const now = ctx.now().toISOString()
    const manages = document.community.role === 'manager'
    if (deed === 'take' && !step.ticked && step.takenBy !== me) {
      if (step.takenBy) throw new Conflict('stepTaken')
      await ctx.db.execute(
        sql`update document_steps set taken_by = ${me}, taken = ${now} where id = ${stepId}`,
      )
    }
    if (deed === 'leave' && step.takenBy && (step.takenBy === me || manages))
      await ctx.db.execute(sql`update document_steps set taken_by = null, taken = null where id = ${stepId}`)
    if (deed === 'tick' && !step.ticked)
      await ctx.db.execute(
        sql`update document_steps set ticked_by = ${me}, ticked = ${now} where id = ${stepId}`,
      )
    // A tick is no possession: whoever sees that it is not done says so.
    if (deed === 'untick' && step.ticked)
      await ctx.db.execute(
        sql`update document_steps set ticked_by = null, ticked = null where id = ${stepId}`,
      )
  })
}
