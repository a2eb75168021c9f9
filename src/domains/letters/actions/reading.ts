import { sql } from 'drizzle-orm'
import { untell, type ViewerContext } from '../../residents/index.ts'

/** The viewer has read this far: nobody is told, and what told them that there was something is no longer needed. */
export async function markRead(ctx: ViewerContext, id: string, seq: number): Promise<void> {
  await ctx.db.execute(
    sql`update correspondence_sides set read_seq = greatest(read_seq, ${seq}::int)
        where correspondence_id = ${id} and resident_id = ${ctx.viewer.id}`,
  )
  await untell(ctx, ['letter.asked', 'letter.came'], { letter: id })
}
