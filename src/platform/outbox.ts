import { sql } from 'drizzle-orm'
import type { Context } from './context.ts'
import { rows, type Db } from './db/store.ts'

/** Something that happened, committed together with the state it describes. Holds ids only, never names. */
export interface Fact<Data = Record<string, unknown>> {
  kind: string
  data: Data
}

/** Who wants to know of a fact. `name` is the queue; the handler may be called more than once for one fact. */
export interface Subscription {
  fact: string
  name: string
  handle(ctx: Context, data: never): Promise<void>
}

/** A typed way to say that something wants to know of a fact. */
export function on<Data>(
  fact: string,
  name: string,
  handle: (ctx: Context, data: Data) => Promise<void>,
): Subscription {
  return { fact, name, handle: handle as Subscription['handle'] }
}

/** Writes a fact into the outbox, within the caller's transaction. */
export async function publish(ctx: Context, kind: string, data: Record<string, unknown>): Promise<void> {
  await ctx.db.execute(
    sql`insert into outbox (kind, data, created)
        values (${kind}, ${JSON.stringify(data)}::jsonb, ${ctx.now().toISOString()})`,
  )
}

/** Writes many facts of one kind with one statement. */
export async function publishEach(
  ctx: Context,
  kind: string,
  data: readonly Record<string, unknown>[],
): Promise<void> {
  await ctx.db.execute(
    sql`insert into outbox (kind, data, created)
        select ${kind}, fact, ${ctx.now().toISOString()} from jsonb_array_elements(${JSON.stringify(data)}::jsonb) as fact`,
  )
}

/** Takes up to `limit` facts out of the outbox, oldest first, inside the transaction that hands them on. */
export async function takeFacts(tx: Db, limit: number): Promise<Fact[]> {
  return rows<Fact>(
    tx,
    sql`delete from outbox where id in
          (select id from outbox order by id limit ${limit} for update skip locked)
        returning kind, data`,
  )
}

/**
 * Puts another id in the place of this one in every fact and job that still lies in the store, also those that are done:
 * what was about somebody who is gone then finds nobody.
 */
export async function replaceInFacts(ctx: Context, id: string, by: string): Promise<void> {
  const queues = await rows<{ table: string; column: string }>(
    ctx.db,
    sql`select format('%I.%I', c.table_schema, c.table_name) as table, quote_ident(c.column_name) as column
        from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'jobs' and c.data_type = 'jsonb' and t.table_type = 'BASE TABLE'`,
  )
  for (const { table, column } of [{ table: 'outbox', column: 'data' }, ...queues]) {
    const [where, what] = [sql.raw(table), sql.raw(column)]
    await ctx.db.execute(
      sql`update ${where} set ${what} = replace(${what}::text, ${id}, ${by})::jsonb where ${what}::text like ${`%${id}%`}`,
    )
  }
}
