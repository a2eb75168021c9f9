import { sql } from 'drizzle-orm'
import { day, hour } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { hashToken, newToken } from '../../../platform/crypto.ts'
import { row } from '../../../platform/db/store.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { openWaiting, sealWaiting } from '../../identity/index.ts'
import type { FormValues } from '../../../platform/http.ts'

/** How long words wait for somebody to sign in again. */
export const keptFor = day

const keeping: Limit = { name: 'keep-words', max: 20, window: hour }
/** What is kept of a form: what somebody typed, and not which file they chose. */
const fields = ['title', 'kind', 'words', 'parent', 'quoteOf', 'quote', 'mention']
const longest = 10_000

/**
 * Keeps what somebody typed whose session was over when they sent it, sealed, for a day. Only the browser that sent it gets
 * the token that finds it again; it shows the words in the form and sends nothing by itself. @returns that token.
 * @throws TooMany after twenty an hour from one network.
 */
export async function keepWords(
  ctx: Context,
  path: string,
  values: FormValues,
  visitor: string,
): Promise<string> {
  await limit(ctx, keeping, visitor)
  const token = newToken()
  const kept = Object.fromEntries(
    fields.flatMap((name) => {
      const value = [values[name] ?? []].flat()[0]
      return value ? [[name, value.slice(0, longest)]] : []
    }),
  )
  await ctx.db.execute(
    sql`insert into kept_words (hash, sealed, kept)
        values (${hashToken(token)}, ${sealWaiting(ctx, { path, kept }, 'kept-words')}, ${ctx.now().toISOString()})`,
  )
  return token
}

/** The words that were kept under this token for the form at this path; nothing when there are none, or no more. */
export async function wordsKept(
  ctx: Context,
  path: string,
  token: string | undefined,
): Promise<FormValues | undefined> {
  if (!token || !ctx.viewer) return undefined
  const found = await row<{ sealed: Uint8Array }>(
    ctx.db,
    sql`select sealed from kept_words where hash = ${hashToken(token)}
          and kept > ${new Date(ctx.now().getTime() - keptFor).toISOString()}`,
  )
  const opened = found && openWaiting<{ path: string; kept: FormValues }>(ctx, found.sealed, 'kept-words')
  return opened?.path === path ? opened.kept : undefined
}
