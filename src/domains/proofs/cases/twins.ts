import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { arrayOf, row, rows } from '../../../platform/db/store.ts'
import {
  accountsOf,
  lockPerson,
  namesakes,
  openEntries,
  personMarks,
  withBirth,
} from '../../identity/index.ts'
import { lockLevels } from '../levels.ts'
import { openCase, type NewCase } from './open.ts'

/*
 * Whether somebody has another account is looked at in the moment something is proven, and not before: whoever only claims a
 * name, a home or a date of birth must not learn from the answer who is known here, nor keep a proof of somebody else waiting.
 */

interface Looked {
  /** Other accounts of this person for which something stands, who joined first at the front. */
  others: string[]
  /** An account of this person was ended lately because it was not true. */
  ended: boolean
}

/** Looks by name and date of birth. Nobody else decides about accounts of this person until the transaction ends. */
async function look(ctx: Context, residentId: string): Promise<Looked> {
  const entry = (await openEntries({ ...ctx, viewer: undefined }, [residentId], 'unique')).get(residentId)
  if (entry?.birth === undefined) return { others: [], ended: false }
  await lockLevels(ctx)
  await lockPerson(ctx, entry.name, entry.birth)
  const others = await standingAmong(ctx, residentId, await accountsOf(ctx, entry.name, entry.birth))
  return { others, ended: await wasEnded(ctx, residentId, personMarks(ctx, entry.name, entry.birth)) }
}

/** Those of them for whom something stands, and who were not found to be somebody else before. */
async function standingAmong(ctx: Context, residentId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const found = await rows<{ id: string }>(
    ctx.db,
    sql`select r.id from residents r where r.id = any(${arrayOf(ids, 'uuid')}) and r.id <> ${residentId}
          and (r.level <> 'applicant' or exists (select 1 from proofs p where p.resident_id = r.id and p.ended is null))
          and not exists (select 1 from identity_cases c left join objections o on o.case_id = c.id
            where c.kind = 'same-person' and (c.verdict = 'fine' or o.outcome = 'undone')
              and (c.resident_id, c.other_id) in ((r.id, ${residentId}::uuid), (${residentId}::uuid, r.id)))
        order by r.joined, r.id`,
  )
  return found.map(({ id }) => id)
}

async function wasEnded(ctx: Context, residentId: string, marks: readonly Buffer[]): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from ended_persons where person_index in (${sql.join(
      marks.map((mark) => sql`${mark}`),
      sql`, `,
    )}) and not exists (select 1 from identity_cases
          where resident_id = ${residentId} and kind = 'returned' and verdict = 'fine') limit 1`,
  )
  return found !== undefined
}

/**
 * Looks, in the transaction that changed a name, woke an account or let it rise, whether this person has another account now.
 * If so a case opens, unless one about the two is open: whose address is proven stays, of two alike who joined first. Of
 * somebody for whom nothing stands nothing is looked at. @returns whether there is a case.
 */
export async function lookForTwin(ctx: Context, residentId: string): Promise<boolean> {
  const standing = await row(
    ctx.db,
    sql`select 1 from residents r where r.id = ${residentId}
          and (r.level <> 'applicant' or exists (select 1 from proofs p where p.resident_id = r.id and p.ended is null))`,
  )
  if (!standing) return false
  const { others, ended } = await look(ctx, residentId)
  const [other] = others
  if (other !== undefined) return openBetween(ctx, residentId, other)
  if (ended) await openCase(ctx, { kind: 'returned', residentId })
  return ended
}

async function openBetween(ctx: Context, one: string, other: string): Promise<true> {
  const known = await row(
    ctx.db,
    sql`select 1 from identity_cases where closed is null
          and (resident_id, other_id) in ((${one}::uuid, ${other}::uuid), (${other}::uuid, ${one}::uuid))`,
  )
  if (known) return true
  const [first, second] = await rows<{ id: string }>(
    ctx.db,
    sql`select id from residents where id = any(${arrayOf([one, other], 'uuid')})
        order by level = 'applicant', joined, id`,
  )
  if (!first || !second) throw new Error('An account of two is gone')
  await openCase(ctx, { kind: 'same-person', residentId: second.id, otherId: first.id })
  return true
}

/**
 * Opens a case about what somebody shows now, when this person has one more account, or had one that was not true: the other
 * account keeps all it has, and `pending` waits. @returns the case, or undefined when it may count.
 */
export async function holdForTwin(
  ctx: Context,
  residentId: string,
  pending?: NewCase['pending'],
): Promise<string | undefined> {
  const { others, ended } = await look(ctx, residentId)
  const [other] = others
  const waits = pending ? { pending } : {}
  if (other !== undefined) return openCase(ctx, { kind: 'same-person', residentId, otherId: other, ...waits })
  return ended ? openCase(ctx, { kind: 'returned', residentId, ...waits }) : undefined
}

/**
 * Somebody proved an address at which another resident of that name is known, and no two dates of birth tell them apart: a
 * person of the foundation asks both. Nothing waits for it: whoever invents names gets a letter at their own home anyway.
 */
export async function lookForNamesake(ctx: Context, residentId: string): Promise<void> {
  const entry = (await openEntries({ ...ctx, viewer: undefined }, [residentId], 'unique')).get(residentId)
  if (!entry) return
  const named = await standingAmong(ctx, residentId, await namesakes(ctx, entry.name, entry.address))
  const born = await withBirth(ctx, [residentId, ...named])
  const [other] = named.filter((id) => !born.has(residentId) || !born.has(id))
  if (other !== undefined) await openBetween(ctx, residentId, other)
}
