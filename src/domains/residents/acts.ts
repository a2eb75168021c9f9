import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import type { StewardTask } from './viewer.ts'

/** Something a person of the foundation did. `about` holds counts and ids of things, never of a resident. */
export interface Act {
  task: StewardTask
  kind: string
  about?: Record<string, string | number>
  why?: string
}

/** Writes down what the viewer did for the foundation, in the transaction in which they did it. Anybody may read it. */
export async function logAct(ctx: Context, { task, kind, about = {}, why = '' }: Act): Promise<void> {
  await ctx.db.execute(
    sql`insert into foundation_acts (steward_id, task, kind, about, why, acted)
        values (${ctx.viewer?.id ?? null}, ${task}, ${kind}, ${JSON.stringify(about)}::jsonb, ${why},
          ${ctx.now().toISOString()})`,
  )
}
