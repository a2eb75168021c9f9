import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'

/**
 * What a server does by itself in time, and the embedded store never: counts what there is now, so that the planner
 * chooses the indexes, and sorts new names into the index on letters, which else reads them one by one.
 */
export async function tidyTables(ctx: Context): Promise<void> {
  await ctx.db.execute(sql`analyze areas, addresses`)
  await ctx.db.execute(sql`select gin_clean_pending_list('areas_search_trgm')`)
}
