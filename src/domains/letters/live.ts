import { sql } from 'drizzle-orm'
import { arrayOf, rows } from '../../platform/db/store.ts'
import { watching } from '../../platform/live.ts'

/** The watch over the correspondences of a store. */
export const watchOf = watching((ctx, ids) =>
  rows(ctx.db, sql`select id, last_seq as seq from correspondences where id = any(${arrayOf(ids, 'uuid')})`),
)
