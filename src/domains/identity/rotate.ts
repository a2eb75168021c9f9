import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../platform/context.ts'
import { recordsOf } from '../../platform/db/bulk.ts'
import { row, rows } from '../../platform/db/store.ts'
import { nameRule } from './rules.ts'
import { entryFrom, fields, openRow, sealEntry, sealingOf, writeOpenings, type Field } from './vault.ts'

const atOnce = 1_000

/**
 * Brings entries under the newest key of the ring: wraps each data key again, seals the fields anew under a new one and
 * makes the blind indexes with the new key, by the rule of today for comparing names. Each portion is one transaction, so it can be stopped at any moment and goes
 * on where it was; several may run at once. Every entry keeps a row that says so.
 * @returns how many entries were brought under it.
 */
export async function rotateVault(ctx: Context, progress?: (done: number) => void): Promise<number> {
  let done = 0
  for (;;) {
    const part = await transact(ctx, rotatePortion)
    if (part === 0) return done
    done += part
    progress?.(done)
  }
}

/**
 * Brings entries along that were indexed by an older rule for names, or before keys had names: until then they are found by
 * mail and home only. Under the same key it changes nothing else. @returns how many there were.
 */
export async function renewIndexes(ctx: Context): Promise<number> {
  const older = await row(ctx.db, sql`select 1 from vault where key_id not like ${`%.${nameRule}`} limit 1`)
  return older ? rotateVault(ctx) : 0
}

async function rotatePortion(ctx: Context): Promise<number> {
  const newest = sealingOf(ctx)
  const columns = sql.raw(fields.join(', '))
  const found = await rows<{ id: string; wrapped: Uint8Array } & Record<Field, Uint8Array | null>>(
    ctx.db,
    sql`select resident_id as id, wrapped_key as wrapped, ${columns} from vault
        where key_id < ${newest} or key_id > ${newest} limit ${atOnce} for update skip locked`,
  )
  if (found.length === 0) return 0
  const again = found.map((entry) => {
    const { id, wrapped } = entry
    const sealed = fields.map((field) => [field, entry[field]] as const)
    return { resident_id: id, ...sealEntry(ctx, id, entryFrom(openRow(ctx, id, wrapped, sealed))) }
  })
  const names = Object.keys(again[0]!).filter((name) => name !== 'resident_id')
  const types = {
    resident_id: 'uuid',
    ...Object.fromEntries(names.map((name) => [name, name === 'key_id' ? 'text' : 'bytea'])),
  }
  await ctx.db.execute(
    sql`update vault v set ${sql.raw(names.map((name) => `${name} = r.${name}`).join(', '))}
        from ${recordsOf(types, again)} where v.resident_id = r.resident_id`,
  )
  await writeOpenings(
    ctx,
    found.map(({ id }) => ({ id, field: 'all' as const })),
    'rotate',
  )
  return found.length
}
