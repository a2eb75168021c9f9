import { expect } from 'vitest'
import { sql } from 'drizzle-orm'
import { as, newResident, visitor, type TestServices, type Town } from '../../../tests/support/people.ts'
import type { Browser } from '../../../tests/support/site.ts'
import type { Context } from '../../platform/context.ts'
import { blindIndex } from '../../platform/crypto.ts'
import { row } from '../../platform/db/store.ts'
import { putInVault, type VaultAddress } from '../identity/index.ts'
import { newCode } from '../proofs/index.ts'
import { appointSteward, type Level, type ViewerContext } from '../residents/index.ts'

let number = 100

/** A home of its own, where nobody else lives. */
export function anotherHome(): VaultAddress {
  number += 1
  return { street: 'Lijnbaan', number, letter: '', addition: '', postcode: '9990AA', place: 'Ravenhorst' }
}

/** Somebody with an entry in the vault and a place in the town. */
export async function somebody(
  services: TestServices,
  town: Town,
  given: { name?: string; level?: Level; address?: VaultAddress; birth?: string } = {},
): Promise<ViewerContext> {
  const ctx = visitor(services)
  const { name = 'Samira Kaya', level = 'applicant', address = anotherHome(), birth } = given
  const id = await newResident(ctx, { name: name.split(' ')[0]!, level, place: town.home })
  await putInVault(ctx, id, { name, mail: `${id}@voorbeeld.nl`, address, birth })
  return as(ctx, id)
}

export async function identitySteward(services: TestServices, town: Town): Promise<ViewerContext> {
  const known = await somebody(services, town, { name: 'Ineke Bos', level: 'assured' })
  await appointSteward(known, known.viewer.id, 'identity')
  return as(visitor(services), known.viewer.id)
}

export async function levelOf(ctx: Context, residentId: string): Promise<Level | undefined> {
  return (await row<{ level: Level }>(ctx.db, sql`select level from residents where id = ${residentId}`))
    ?.level
}

/** A steward prints and posts what waits. A code exists on paper only, so the test puts one of its own in its place. */
export async function postLetters(
  steward: Browser,
  ctx: Context,
  residentId: string,
): Promise<{ number: string; code: string }> {
  expect((await steward.post('/beheer/brieven/druk')).headers.get('content-type')).toBe('application/pdf')
  const printed = await row<{ id: string; number: string; batch: string }>(
    ctx.db,
    sql`select id, number, batch from letters where resident_id = ${residentId} and state = 'printed'`,
  )
  const { id, number, batch } = printed!
  expect((await steward.post(`/beheer/brieven/${batch}/gepost`)).status).toBe(303)
  const code = newCode(10)
  await ctx.db.execute(
    sql`update letters set code = ${blindIndex(ctx.services.keys.for('letter'), `${id}:${code}`)} where id = ${id}`,
  )
  return { number, code }
}
