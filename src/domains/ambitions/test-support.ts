import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { readConfig } from '../../platform/config.ts'
import { systemContext, type Context, type Services } from '../../platform/context.ts'
import { keysFrom } from '../../platform/crypto.ts'
import type { Store } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { loadViewer } from '../residents/index.ts'

/** Where the taxonomy that comes with the program lies. */
export const seeds = fileURLToPath(new URL('../../../db/seeds', import.meta.url))

export const testOrigin = 'http://localhost:3000'

/** A moment that tests begin at; `services.clock.now` can be moved. */
export const testMoment = new Date('2026-05-14T10:00:00Z')

/** What a process has, around a store of a test. */
export function testServices(store: Store): Services {
  return {
    store,
    config: readConfig({ DHZ_ORIGIN: testOrigin }),
    keys: keysFrom('a secret that is only used in tests'),
    clock: { now: () => testMoment },
    log: pino({ enabled: false }),
    mailer: { send: async () => {} } as unknown as Services['mailer'],
    wake: () => {},
  }
}

export function testContext(store: Store): Context {
  return systemContext(testServices(store))
}

/** A resident with only what these tests look at. */
export async function addResident(
  ctx: Context,
  given: {
    level?: 'applicant' | 'verified' | 'assured'
    adult?: boolean
    isProtected?: boolean
    steward?: boolean
  } = {},
): Promise<string> {
  const { level = 'verified', adult = true, isProtected = false, steward = false } = given
  const id = newId()
  const now = ctx.now().toISOString()
  await ctx.db.execute(
    sql`insert into residents (id, level, display_name, adult, protected, joined, cell)
        values (${id}, ${level}, 'Buur', ${adult}, ${isProtected}, ${now}, 622236750694711295::bigint)`,
  )
  if (steward) {
    await ctx.db.execute(
      sql`insert into stewards (resident_id, task, granted) values (${id}, 'taxonomy', ${now})`,
    )
  }
  return id
}

/** The context of somebody who is signed in. */
export async function asResident(ctx: Context, id: string): Promise<Context> {
  return { ...ctx, viewer: await loadViewer(ctx, id) }
}
