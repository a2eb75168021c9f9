import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { isId } from '../../platform/ids.ts'
import { publish } from '../../platform/outbox.ts'
import type { StewardTask } from './viewer.ts'

/** Something that was done for the foundation. Everybody can read it. */
export interface NewAct {
  /** The task it belongs to; absent when the operator of the server did it. */
  task?: StewardTask
  /** "ambition.accepted": the domain that did it finds the words (`actWords`). */
  kind: string
  /** Ids of rows, counts and short words. Never a resident. */
  about?: Record<string, string | number>
  /** A reason that everybody may read. One that is about a person stays in the domain's own table. */
  why?: string
}

/**
 * Writes down what a person of the foundation does, in the transaction in which they do it.
 * @throws Error when `about` names a resident: this log is public and stays, also when they are gone.
 */
export async function logAct(ctx: Context, { task, kind, about = {}, why = '' }: NewAct): Promise<void> {
  const ids = Object.values(about).filter((value) => typeof value === 'string' && isId(value))
  const person =
    ids.length > 0 &&
    (await row(ctx.db, sql`select 1 from residents where id = any(${arrayOf(ids, 'uuid')}) limit 1`))
  if (person) throw new Error(`The act ${kind} names a resident`)
  const made = await row<{ id: number }>(
    ctx.db,
    sql`insert into foundation_acts (steward_id, task, kind, about, why, done)
        values (${task ? (ctx.viewer?.id ?? null) : null}, ${task ?? null}, ${kind}, ${JSON.stringify(about)}::jsonb,
          ${why.slice(0, 1000)}, ${ctx.now().toISOString()})
        returning id::int as id`,
  )
  await publish(ctx, 'foundation.acted', { act: made!.id })
}

/** An act as everybody may read it: by which task, and not by whom. */
export interface Act {
  id: number
  task: StewardTask | null
  kind: string
  about: Record<string, string | number>
  why: string
  done: Date
}

/** One act, for work that follows it. */
export async function actById(ctx: Context, id: number): Promise<Act | undefined> {
  const found = await row<Act>(
    ctx.db,
    sql`select id::int as id, task, kind, about, why, done from foundation_acts where id = ${id}`,
  )
  return found && { ...found, done: new Date(found.done) }
}

/** What the foundation did, newest first; `before` is the id of the last one that was shown. */
export async function actsBefore(
  ctx: Context,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<Act[]> {
  const found = await rows<Act>(
    ctx.db,
    sql`select id::int as id, task, kind, about, why, done from foundation_acts
        ${before === undefined ? sql`` : sql`where id < ${before}`} order by foundation_acts.id desc limit ${limit}`,
  )
  return found.map((act) => ({ ...act, done: new Date(act.done) }))
}
