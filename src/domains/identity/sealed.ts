import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { seal, unsealWith } from '../../platform/crypto.ts'
import { row } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'

/** Seals something that has to wait in the store, bound to what it is. */
export function sealWaiting(ctx: Context, value: unknown, about: string): Buffer {
  return seal(ctx.services.keys.for('waiting'), Buffer.from(JSON.stringify(value)), about)
}

/** Opens what `sealWaiting` sealed. */
export function openWaiting<Value>(ctx: Context, sealed: Uint8Array, about: string): Value {
  return JSON.parse(unsealWith(ctx.services.keys.each('waiting'), sealed, about).toString()) as Value
}

/** Keeps something sealed until a job takes it. Jobs and facts carry only its id. */
export async function keepSealed(ctx: Context, value: unknown): Promise<string> {
  const id = newId()
  await ctx.db.execute(
    sql`insert into sealed_mail (id, sealed, created)
        values (${id}, ${sealWaiting(ctx, value, id)}, ${ctx.now().toISOString()})`,
  )
  return id
}

/** Opens something kept. Undefined when a job already finished with it. */
export async function readSealed<Value>(ctx: Context, id: string): Promise<Value | undefined> {
  const found = await row<{ sealed: Uint8Array }>(
    ctx.db,
    sql`select sealed from sealed_mail where id = ${id}`,
  )
  return found && openWaiting<Value>(ctx, found.sealed, id)
}

/** The job is done with it. */
export async function dropSealed(ctx: Context, id: string): Promise<void> {
  await ctx.db.execute(sql`delete from sealed_mail where id = ${id}`)
}
