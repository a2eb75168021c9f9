import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { systemContext, type Context, type Services } from '../platform/context.ts'
import { row } from '../platform/db/store.ts'
import { rotateVault } from '../domains/identity/index.ts'
import { ensureTaxonomy } from '../domains/ambitions/index.ts'
import { isEmpty, seedDemo } from '../domains/demo/index.ts'
import { folders } from './folders.ts'

/** What a store needs before the first visitor: the taxonomies, and in demo mode the demo neighbourhood. */
export async function prepare(services: Services): Promise<void> {
  const ctx = systemContext(services)
  await indexOldVault(ctx)
  await ensureTaxonomy(ctx, folders.seeds)
  if (services.config.demo && (await isEmpty(ctx))) await seedDemo(ctx, join(folders.seeds, 'demo'))
}

/** Entries of before keys had names can be found by mail and home only: once they are under a named key, by name too. */
async function indexOldVault(ctx: Context): Promise<void> {
  if (await row(ctx.db, sql`select 1 from vault where key_id = '' limit 1`)) await rotateVault(ctx)
}
