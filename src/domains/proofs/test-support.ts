import { expect } from 'vitest'
import { sql } from 'drizzle-orm'
import { as, newResident, visitor, type TestServices, type Town } from '../../../tests/support/people.ts'
import { Site, type Browser } from '../../../tests/support/site.ts'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { putInVault, type VaultAddress } from '../identity/index.ts'
import { appointSteward, type Level, type ViewerContext } from '../residents/index.ts'
import { codeIndexes } from './letters/letter.ts'
import { newCode } from './code.ts'

export const home: VaultAddress = {
  street: 'Lijnbaan',
  number: 12,
  letter: '',
  addition: '',
  postcode: '9990AA',
  place: 'Ravenhorst',
}

let number = 100

/** A home of its own, where nobody else lives. */
export function anotherHome(): VaultAddress {
  number += 1
  return { ...home, number }
}

/** Somebody with an entry in the vault and a place in the town. */
export async function somebody(
  services: TestServices,
  town: Town,
  given: { name?: string; level?: Level; address?: VaultAddress; birth?: string; mail?: string } = {},
): Promise<ViewerContext> {
  const ctx = visitor(services)
  const { name = 'Samira Kaya', level = 'applicant', address = anotherHome(), birth } = given
  const id = await newResident(ctx, { name: name.split(' ')[0]!, level, place: town.home })
  await putInVault(ctx, id, { name, mail: given.mail ?? `${id}@voorbeeld.nl`, address, birth })
  return as(ctx, id)
}

export async function identitySteward(services: TestServices, town: Town): Promise<ViewerContext> {
  const known = await somebody(services, town, { name: 'Ineke Bos', level: 'assured' })
  await appointSteward(known, known.viewer.id, 'identity')
  return as(visitor(services), known.viewer.id)
}

export async function levelOf(ctx: Context, residentId: string): Promise<Level> {
  return (await row<{ level: Level }>(ctx.db, sql`select level from residents where id = ${residentId}`))!
    .level
}

export interface Posted {
  id: string
  number: string
  code: string
}

/**
 * The steward prints and posts what waits, through the pages; then the code on paper of one resident is known. A code
 * exists on paper only, so the test puts one of its own in its place.
 */
export async function postLetters(
  site: Site,
  steward: Browser,
  ctx: Context,
  residentId: string,
): Promise<Posted> {
  expect((await steward.post('/beheer/brieven/druk')).headers.get('content-type')).toBe('application/pdf')
  const printed = await row<{ id: string; number: string; batch: string }>(
    ctx.db,
    sql`select id, number, batch from letters where resident_id = ${residentId} and state = 'printed'`,
  )
  expect(printed).toBeDefined()
  const { id, number, batch } = printed!
  expect((await steward.post(`/beheer/brieven/${batch}/gepost`)).status).toBe(303)
  const code = newCode(10)
  await ctx.db.execute(sql`update letters set code = ${codeIndexes(ctx, id, code)[0]} where id = ${id}`)
  return { id, number, code }
}

/** Another code that could be one. */
export function wrongCode(code: string): string {
  for (;;) {
    const other = newCode(10)
    if (other !== code) return other
  }
}
