import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../platform/context.ts'
import { seal, unseal, unsealWith } from '../../platform/crypto.ts'
import { recordsOf } from '../../platform/db/bulk.ts'
import { rows } from '../../platform/db/store.ts'

/** Purpose of the key ring. */
const purpose = 'letters'

/** A key for words, sealed under the key ring: as the vault does it, so that renewing the secret touches no word. */
export interface WrappedKey {
  wrapped: Buffer
  keyId: string
}

const aboutKey = (id: string) => `letters:key:${id}`
const aboutWords = (id: string) => `letters:words:${id}`

/** A new key for the words of the row with this id. */
export function newKey(ctx: Context, id: string): WrappedKey & { key: Buffer } {
  const { keys } = ctx.services
  const key = randomBytes(32)
  return { key, wrapped: seal(keys.for(purpose), key, aboutKey(id)), keyId: keys.id }
}

/** Opens the key of the row with this id. */
export function openKey(ctx: Context, id: string, wrapped: Uint8Array): Buffer {
  return unsealWith(ctx.services.keys.each(purpose), wrapped, aboutKey(id))
}

/** Seals words, bound to the row in which they stand. */
export function sealWords(key: Buffer, id: string, words: string): Buffer {
  return seal(key, Buffer.from(words), aboutWords(id))
}

/** Opens what `sealWords` sealed. */
export function openWords(key: Buffer, id: string, sealed: Uint8Array): string {
  return unseal(key, sealed, aboutWords(id)).toString()
}

const atOnce = 1_000

/**
 * Brings every key of private words under the newest secret; the words stay as they are. In portions, so that it may be stopped at
 * any moment and goes on where it was. @returns how many keys.
 */
export async function rotateLetters(ctx: Context): Promise<number> {
  let done = 0
  for (const table of ['correspondences', 'letter_reports']) {
    for (;;) {
      const part = await transact(ctx, (ctx) => rotatePortion(ctx, table))
      if (part === 0) break
      done += part
    }
  }
  return done
}

async function rotatePortion(ctx: Context, table: string): Promise<number> {
  const { keys } = ctx.services
  const found = await rows<{ id: string; wrapped: Uint8Array }>(
    ctx.db,
    sql`select id, wrapped_key as wrapped from ${sql.identifier(table)}
        where key_id < ${keys.id} or key_id > ${keys.id} limit ${atOnce} for update skip locked`,
  )
  if (found.length === 0) return 0
  const again = found.map(({ id, wrapped }) => ({
    id,
    key_id: keys.id,
    wrapped_key: seal(keys.for(purpose), openKey(ctx, id, wrapped), aboutKey(id)),
  }))
  await ctx.db.execute(
    sql`update ${sql.identifier(table)} t set key_id = r.key_id, wrapped_key = r.wrapped_key
        from ${recordsOf({ id: 'uuid', key_id: 'text', wrapped_key: 'bytea' }, again)} where t.id = r.id`,
  )
  return found.length
}
