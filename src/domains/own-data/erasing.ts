import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../platform/context.ts'
import { locks } from '../../platform/db/locks.ts'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { eachByItself } from '../../platform/each.ts'
import { forgetDemoMail } from '../../platform/mail.ts'
import { replaceInFacts } from '../../platform/outbox.ts'
import { leavePlans } from '../activities/index.ts'
import { leaveAll } from '../communities/index.ts'
import { leaveFoundation } from '../foundation/index.ts'
import { leaveHelping } from '../helping/index.ts'
import { openVault } from '../identity/index.ts'
import { leaveOpinions } from '../opinions/index.ts'
import { endedForGood, leaveProofs, lockLevels } from '../proofs/index.ts'
import { contributions, nobody, type Contribution } from '../residents/index.ts'
import { holdings } from './holdings.ts'

/** What a domain does before somebody is erased, in that transaction: what must go on without them is handed over. */
export type Leaving = (ctx: Context, residentId: string, keeps: ReadonlySet<Contribution>) => Promise<void>

const leavings: readonly Leaving[] = [
  leaveFoundation,
  leaveProofs,
  leaveHelping,
  leavePlans,
  leaveOpinions,
  leaveAll,
]

/** Erased in one round of the job; the rest waits for the next. */
const mostAtOnce = 200

/**
 * Job: erases everybody whose week of regret is over, and accounts that a verdict ended for good, each in a transaction of their own. When one does not succeed,
 * nothing of that one is gone, the others go on, and the job fails so that it is tried again and somebody sees it.
 * Several at once never erase the same resident.
 * @returns how many were erased.
 */
export async function eraseDue(ctx: Context): Promise<number> {
  await eraseEnded(ctx)
  const due = await rows<{ id: string }>(
    ctx.db,
    sql`select id from erasures where stopped is null and due <= ${ctx.now().toISOString()}
        order by due limit ${mostAtOnce}`,
  )
  let erased = 0
  await eachByItself(due, async ({ id }) => {
    if (await transact(ctx, (ctx) => eraseNow(ctx, id))) erased += 1
  })
  return erased
}

/**
 * Accounts that a verdict ended and whose time to object is over are erased like those whose owner asked for it, with nothing
 * that stays. Two at once ask it once.
 */
async function eraseEnded(ctx: Context): Promise<void> {
  const ids = await endedForGood(ctx)
  if (ids.length === 0) return
  const now = ctx.now().toISOString()
  await ctx.db.execute(
    sql`insert into erasures (id, resident_id, asked, due)
        select gen_random_uuid(), id, ${now}::timestamptz, ${now}::timestamptz from unnest(${arrayOf(ids, 'uuid')}) as id
        on conflict (resident_id) where stopped is null do nothing`,
  )
}

/** Carries out one erasure, unless it was stopped meanwhile or somebody else is doing it. */
async function eraseNow(ctx: Context, erasureId: string): Promise<boolean> {
  // One after another, over all processes: each touches rows of many others, some of whom may be leaving too.
  await ctx.db.execute(sql`select pg_advisory_xact_lock(${locks.erasing})`)
  // Whoever stops it takes these in the same order.
  await lockLevels(ctx)
  const found = await row<{ residentId: string; keeps: string[] }>(
    ctx.db,
    sql`select resident_id as "residentId", keeps from erasures
        where id = ${erasureId} and stopped is null for update skip locked`,
  )
  if (!found) return false
  await erase(ctx, found.residentId, new Set(contributions.filter((kind) => found.keeps.includes(kind))))
  return true
}

/**
 * Takes a resident out of the whole store, within the caller's transaction: what must go on is handed over, their words go
 * unless they let them stand, rows about them go, rows that stay lose the person, and at last the resident's own row goes
 * (docs/decisions/0005). Who asked for nothing to stay leaves no word and no id behind.
 */
export async function erase(
  ctx: Context,
  residentId: string,
  keeps: ReadonlySet<Contribution>,
): Promise<void> {
  // Before any row: whoever changes levels holds this first, and rows of residents after it.
  // Whoever tells them something at this moment is not kept waiting until the row itself goes.
  await ctx.db.execute(sql`select 1 from residents where id = ${residentId} for no key update`)
  const mail = await openVault(ctx, residentId, 'mail', 'own')
  for (const leave of leavings) await leave(ctx, residentId, keeps)
  for (const { wipes, unlessKept } of holdings) {
    if (!wipes || (unlessKept && keeps.has(unlessKept))) continue
    for (const statement of wipes(residentId, ctx.now().toISOString())) await ctx.db.execute(statement)
  }
  for (const { table, column } of holdings.filter(({ erasing }) => erasing === 'remove')) {
    await ctx.db.execute(
      sql`delete from ${sql.identifier(table)} where ${sql.identifier(column)} = ${residentId}`,
    )
  }
  for (const { table, column } of holdings.filter(({ erasing }) => erasing === 'unname')) {
    await ctx.db.execute(
      sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = null where ${sql.identifier(column)} = ${residentId}`,
    )
  }
  await ctx.db.execute(sql`delete from residents where id = ${residentId}`)
  // What others were told about this very person, and what is still on its way.
  await ctx.db.execute(sql`delete from notices where data::text like ${`%${residentId}%`}`)
  await replaceInFacts(ctx, residentId, nobody)
  if (mail) await forgetDemoMail(ctx.db, mail)
}
