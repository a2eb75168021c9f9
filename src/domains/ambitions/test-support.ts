import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { as, newResident, testServices, visitor, type NewResident } from '../../../tests/support/people.ts'
import type { Context } from '../../platform/context.ts'
import type { Store } from '../../platform/db/store.ts'
import { appointSteward } from '../residents/index.ts'

export { testOrigin } from '../../../tests/support/people.ts'
export { as as asResident }

/** Where the taxonomy that comes with the program lies. */
export const seeds = fileURLToPath(new URL('../../../db/seeds', import.meta.url))

/** A visitor of this store. */
export function testContext(store: Store): Context {
  return visitor(testServices(store))
}

/** A resident with a home; verified, adult and open unless said otherwise. */
export async function addResident(
  ctx: Context,
  { isProtected, steward, ...given }: NewResident & { isProtected?: boolean; steward?: boolean } = {},
): Promise<string> {
  const id = await newResident(ctx, {
    place: { cell: '622236750694711295' },
    ...(steward && { level: 'assured' }),
    ...given,
  })
  if (isProtected) await ctx.db.execute(sql`update residents set protected = true where id = ${id}`)
  if (steward) await appointSteward(ctx, id, 'taxonomy')
  return id
}
