import { sql } from 'drizzle-orm'
import { fromDrizzle, PgBoss, type Job, type JobResult } from 'pg-boss'
import { day } from './clock.ts'
import { systemContext, type Services } from './context.ts'
import type { Db } from './db/store.ts'
import { describeError } from './log.ts'
import { takeFacts, type Subscription } from './outbox.ts'

/** Work that comes back by the clock. `cron` is in UTC. */
export interface Recurring {
  name: string
  cron: string
  handle(ctx: ReturnType<typeof systemContext>): Promise<void>
}

/** The running worker of this process. */
export interface Jobs {
  /** Hands on every fact in the outbox now; used by tests and at a graceful stop. */
  drain(): Promise<void>
  /** Ends after the jobs that are under way; others go back to the queue. */
  stop(): Promise<void>
}

const factsARound = 100
/** How long a job that is done or gave up can still be looked at. */
const deleteAfterSeconds = (7 * day) / 1000

/**
 * Delivers facts to their subscribers: outbox → one queue for each subscription → handler. A handler that fails is
 * tried again later, up to eight times with growing pauses, so it must be idempotent.
 */
export async function startJobs(
  services: Services,
  subscriptions: Subscription[],
  recurring: Recurring[] = [],
): Promise<Jobs> {
  const { store, log } = services
  const boss = new PgBoss({ ...store.jobs, schema: 'jobs', schedule: recurring.length > 0, max: 4 })
  boss.on('error', (error) => log.error(describeError(error), 'job queue'))
  await boss.start()
  let stopping = false
  for (const { name, handle } of subscriptions) {
    await boss.createQueue(name, {
      retryLimit: 8,
      retryDelay: 5,
      retryBackoff: true,
      deleteAfterSeconds,
    })
    await boss.work(
      name,
      { pollingIntervalSeconds: 2, batchSize: 20, burstWhenBatchFull: true, perJobResults: true },
      // Each job has its own result, so that one that fails does not make the others happen twice.
      async (batch: Job<Record<string, unknown>>[]) => {
        const results: JobResult[] = []
        for (const { id, data } of batch) {
          // What is not begun yet goes back to the queue.
          if (stopping) break
          try {
            await handle(systemContext(services), data as never)
            results.push({ id, status: 'completed' })
          } catch (error) {
            // What goes wrong is kept for a week and may quote somebody: only its description is.
            results.push({ id, status: 'failed', output: describeError(error) })
          }
        }
        return results
      },
    )
  }
  for (const { name, cron, handle } of recurring) {
    await boss.createQueue(name, { retryLimit: 2, deleteAfterSeconds })
    await boss.schedule(name, cron)
    await boss.work(name, { pollingIntervalSeconds: 30 }, async () => {
      const failed = await handle(systemContext(services)).then(() => undefined, describeError)
      if (failed) throw new Error(failed.error)
    })
  }

  const deliverRound = async (): Promise<number> => {
    return store.db.transaction(async (tx) => {
      const facts = await takeFacts(tx as unknown as Db, factsARound)
      for (const fact of facts) {
        for (const { name } of subscriptions.filter((each) => each.fact === fact.kind)) {
          await boss.send(name, fact.data, { db: fromDrizzle(tx as never, sql) })
        }
      }
      return facts.length
    })
  }

  let running: Promise<void> | undefined
  let again = false
  const deliver = (): Promise<void> => {
    again = true
    running ??= (async () => {
      try {
        while (again) {
          again = false
          if ((await deliverRound()) === factsARound) again = true
        }
      } catch (error) {
        log.error(describeError(error), 'outbox')
      } finally {
        running = undefined
      }
    })()
    return running
  }
  services.wake = () => void deliver()
  // Facts of another process, or of one that stopped between commit and delivery.
  const round = setInterval(() => void deliver(), 5_000)
  round.unref()
  void deliver()

  return {
    drain: deliver,
    async stop() {
      stopping = true
      clearInterval(round)
      services.wake = () => {}
      await running
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}
