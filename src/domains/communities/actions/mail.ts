import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { asLanguage, type Language } from '../../../platform/i18n.ts'
import { mailResident } from '../../identity/index.ts'

interface Letter {
  subject: string
  text: string
}

/** Mails a resident in the language they read. */
export async function mailWords(
  ctx: Context,
  residentId: string,
  letter: (language: Language) => Letter | Promise<Letter>,
): Promise<void> {
  const reader = await row<{ language: string }>(
    ctx.db,
    sql`select language from residents where id = ${residentId} and left_at is null`,
  )
  if (reader) await mailResident(ctx, residentId, await letter(asLanguage(reader.language) ?? 'nl'))
}
