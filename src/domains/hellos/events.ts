import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { on, type Subscription } from '../../platform/outbox.ts'
import { mailInLanguage } from '../identity/index.ts'
import { tell } from '../residents/index.ts'
import { words } from './messages/index.ts'

/** Asks everybody of a new introduction, inside the house and by mail; who was told already is not told again. */
async function askAll(ctx: Context, { hello }: { hello: string }): Promise<void> {
  const people = await rows<{ id: string }>(
    ctx.db,
    sql`select p.resident_id as id from hello_people p join hellos h on h.id = p.hello_id
        where p.hello_id = ${hello} and p.answer is null and h.settled is null`,
  )
  for (const { id } of people) {
    const fresh = await tell(ctx, [id], 'hello.made', { hello })
    if (fresh.length > 0)
      await mailInLanguage(ctx, id, (language) =>
        words[language].mail['hello.made'](`${ctx.services.config.origin}/hallo`),
      )
  }
}

export const subscriptions: Subscription[] = [on('hello.made', 'hellos-ask-all', askAll)]
