import { sql } from 'drizzle-orm'
import { row, rows } from '../../platform/db/store.ts'
import { householdOf, openEntries, withBirth, type VaultEntry } from '../identity/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Level, ViewerContext } from '../residents/index.ts'
import type { IdentityCase } from './cases/judge.ts'
import type { ProofKind } from './give.ts'
import { newestLetter, type Letter } from './letters/letter.ts'
import { vouchersFor, vouchesBy, type Met } from './vouches/meet.ts'

/** How the viewer is known, and what they may do about it. */
export interface OwnProofs {
  proofs: { kind: ProofKind; given: Date }[]
  vouchers: (Met & { given: Date })[]
  given: (Met & { given: Date })[]
  letter: Letter | undefined
  /** When the viewer last said that they still live there. */
  confirmed: Date | undefined
  hasBirth: boolean
  cases: string[]
}

/** Everything of the page on which somebody sees how they are known. */
export async function ownProofs(ctx: ViewerContext): Promise<OwnProofs> {
  const { id } = ctx.viewer
  const known = await row<{
    proofs: { kind: ProofKind; given: string }[]
    confirmed: Date | null
    cases: string[]
  }>(
    ctx.db,
    sql`select address_confirmed as confirmed,
          coalesce((select jsonb_agg(jsonb_build_object('kind', p.kind, 'given', p.given) order by p.given)
            from proofs p where p.resident_id = r.id and p.ended is null), '[]') as proofs,
          array(select c.id::text from identity_cases c where c.resident_id = r.id and c.closed is null
            union all select c.id::text from identity_cases c where c.other_id = r.id and c.closed is null) as cases
        from residents r where r.id = ${id}`,
  )
  return {
    proofs: (known?.proofs ?? []).map(({ kind, given }) => ({ kind, given: new Date(given) })),
    vouchers: await vouchersFor(ctx),
    given: await vouchesBy(ctx),
    letter: await newestLetter(ctx, id),
    confirmed: known?.confirmed ? new Date(known.confirmed) : undefined,
    hasBirth: (await withBirth(ctx, [id])).has(id),
    cases: known?.cases ?? [],
  }
}

/** An account in a case, as a steward sees it. */
export interface CaseAccount {
  id: string
  entry: VaultEntry
  level: Level
  joined: Date
  proofs: ProofKind[]
  /** First names of who vouches. */
  vouchers: string[]
  household: number
}

/** The accounts a case is about, the vault opened for it; the newer one first. The caller has made sure of the steward. */
export async function accountsIn(
  ctx: Context,
  { residentId, otherId }: IdentityCase,
): Promise<CaseAccount[]> {
  const ids = [residentId, ...(otherId ? [otherId] : [])]
  const entries = await openEntries(ctx, ids, 'case')
  const accounts: CaseAccount[] = []
  for (const id of ids) {
    const entry = entries.get(id)
    const known = await row<{ level: Level; joined: Date; proofs: ProofKind[] }>(
      ctx.db,
      sql`select level, joined, array(select p.kind from proofs p where p.resident_id = r.id and p.ended is null) as proofs
          from residents r where id = ${id}`,
    )
    if (!entry || !known) continue
    const vouchers = await rows<{ name: string }>(
      ctx.db,
      sql`select r.display_name as name from vouches v join residents r on r.id = v.voucher_id
          where v.resident_id = ${id} and v.ended is null limit 20`,
    )
    accounts.push({
      id,
      entry,
      ...known,
      joined: new Date(known.joined),
      vouchers: vouchers.map(({ name }) => name),
      household: (await householdOf(ctx, id)).length,
    })
  }
  return accounts
}
