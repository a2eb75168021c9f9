import { sql, type SQL } from 'drizzle-orm'
import { day, hour } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { blindIndexes } from '../../platform/crypto.ts'
import { row } from '../../platform/db/store.ts'
import { Invalid } from '../../platform/errors.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { readCode } from '../proofs/index.ts'
import { areBlocked, requireConfirmed, requireVerified, type ViewerContext } from '../residents/index.ts'
import { begin, dated, recoveryColumns, type Recovery } from './recoveries.ts'
import { delay, enoughTrusted, spokenLength } from './rules.ts'

const reading: Limit = { name: 'recovery-code', max: 20, window: day }

interface Met extends Recovery {
  name: string
}

/**
 * Whose code this is, for a neighbour whom they trusted in time. Anybody else learns no more than that it is no code.
 * @throws ConfirmNeeded, Invalid (`codeUnknown`), TooMany
 */
export async function whoReadsOut(ctx: Context, typed: string): Promise<{ name: string }> {
  const known = requireNeighbour(ctx)
  await limit(known, reading, known.viewer.id)
  const { name } = await metBy(known, typed)
  return { name }
}

/**
 * The viewer met somebody face to face, heard the code from them and knows them. A code works once, and a neighbour
 * confirms once; with the second neighbour the seven days begin.
 * @returns the name, and whether it began. @throws ConfirmNeeded, Invalid (`codeUnknown`), TooMany
 */
export async function confirmMet(ctx: Context, typed: string): Promise<{ name: string; begun: boolean }> {
  const known = requireNeighbour(ctx)
  await limit(known, reading, known.viewer.id)
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    const met = await metBy(ctx, typed, sql`for update of y`)
    await ctx.db.execute(
      sql`update recovery_codes set used_by = ${ctx.viewer.id}, used = ${ctx.now().toISOString()}
          where ${isCode(ctx, typed)} and used is null`,
    )
    const confirmed = await row<{ count: number }>(
      ctx.db,
      sql`select count(*)::int as count from recovery_codes where recovery_id = ${met.id} and used is not null`,
    )
    const begun = (confirmed?.count ?? 0) >= enoughTrusted
    if (begun) await begin(inner, met)
    return { name: met.name, begun }
  })
}

/** Saying so weighs: on a phone that was left on the table nobody else says it. */
function requireNeighbour(ctx: Context): ViewerContext {
  requireConfirmed(ctx)
  return requireVerified(ctx)
}

function isCode(ctx: Context, typed: string): SQL {
  const code = readCode(typed, spokenLength)
  if (!code) throw new Invalid({ code: typed.trim() ? 'codeTypo' : 'codeMissing' })
  const hashes = blindIndexes(ctx.services.keys.each('recovery'), code)
  return sql`hash in (${sql.join(
    hashes.map((hash) => sql`${hash}`),
    sql`, `,
  )})`
}

async function metBy(ctx: ViewerContext, typed: string, lock: SQL = sql``): Promise<Met> {
  const { viewer } = ctx
  const found = await row<Met>(
    ctx.db,
    sql`select ${recoveryColumns}, name from (
          select y.id, y.resident_id, y.way, y.asked, y.sealed, r.display_name as name
          from recovery_codes k join recoveries y on y.id = k.recovery_id
          join residents r on r.id = y.resident_id and r.left_at is null
          join trusted_neighbours t on t.resident_id = y.resident_id and t.neighbour_id = ${viewer.id} and t.ended is null
          where k.${isCode(ctx, typed)} and k.used is null and y.state = 'asked' and y.ends > ${ctx.now().toISOString()}
            and t.named <= y.asked - ${`${delay / hour} hours`}::interval
            and not exists (select 1 from recovery_codes done where done.recovery_id = y.id and done.used_by = ${viewer.id})
          ${lock}
        ) met`,
  )
  if (!found || (await areBlocked(ctx, viewer.id, found.residentId)))
    throw new Invalid({ code: 'codeUnknown' })
  return { ...dated(found), name: found.name }
}
