import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Keys } from './crypto.ts'
import type { Db, Store } from './db/store.ts'
import type { Scan } from './files/scan.ts'
import type { FileStore } from './files/store.ts'
import type { Language } from './i18n.ts'
import type { Mailer } from './mail.ts'

/** What one running process has; made once, by `app/services.ts` or by a test. */
export interface Services {
  readonly store: Store
  readonly config: Config
  readonly keys: Keys
  readonly clock: Clock
  readonly log: Logger
  readonly mailer: Mailer
  readonly files: FileStore
  /** Looks at every file that comes in, where the operator has a scanner. */
  readonly scan?: Scan | undefined
  /** Called after facts were committed, so that they are delivered at once instead of at the next round. */
  wake: () => void
}

/** Who is asking. The residents' domain says what is known of a viewer (`residents/viewer.ts`). */
export interface Viewer {
  readonly id: string
}

/** Carried by every action and query: nothing reads the clock, the environment or a global elsewhere. */
export interface Context {
  readonly services: Services
  /** The database, or the transaction that is under way. */
  readonly db: Db
  readonly viewer: Viewer | undefined
  readonly language: Language
  now(): Date
}

/** A context for work that no visitor asked for: jobs, commands, seeds. */
export function systemContext(services: Services, language: Language = 'nl'): Context {
  return { services, db: services.store.db, viewer: undefined, language, now: () => services.clock.now() }
}

/**
 * Runs an action's writes in one transaction, together with the facts it publishes. Inside, use only the
 * context that is handed in. Within another transaction it simply joins that one. Of two that wait for each other one
 * starts anew, so `work` does nothing outside the database that must not happen twice.
 */
export async function transact<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  if (ctx.db !== ctx.services.store.db) return work(ctx)
  for (let tries = 1; ; tries++) {
    try {
      const result = await ctx.services.store.db.transaction((tx) =>
        work({ ...ctx, db: tx as unknown as Db }),
      )
      ctx.services.wake()
      return result
    } catch (error) {
      if (tries === mostTries || !isDeadlock(error)) throw error
    }
  }
}

/** Two transactions that wait for each other: the database ended one of them, and it starts anew. */
const mostTries = 3

function isDeadlock(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: string; cause?: unknown }
  return code === '40P01' || (cause !== undefined && isDeadlock(cause))
}
