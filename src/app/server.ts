import { serve, type ServerType } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Services } from '../platform/context.ts'
import { startJobs, type Jobs } from '../platform/jobs.ts'
import { readTown } from '../domains/demo/index.ts'
import { openPostbox } from '../domains/notices/index.ts'
import { folders } from './folders.ts'
import { createApp } from './http.tsx'
import { recurring, subscriptions } from './subscriptions.ts'

/** How long requests that are under way get to finish. */
const patience = 10_000

export interface Running {
  /** The port that was really opened. */
  port: number
  /** Ends gracefully: no new visitors, requests and jobs under way finish, the store is closed. */
  stop(): Promise<void>
}

/** Opens the port and starts the worker. */
export async function startServer(services: Services): Promise<Running> {
  const { config } = services
  const jobs: Jobs = await startJobs(services, subscriptions, recurring)
  const postbox = await openPostbox(services)
  const demo = config.demo ? await readTown(join(folders.seeds, 'demo')) : undefined
  const closing = new AbortController()
  const app = createApp(services, { demo, closing: closing.signal })
  const server = await new Promise<ServerType>((resolve, reject) => {
    const opened = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, () =>
      resolve(opened),
    )
    opened.on('error', reject)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      closing.abort()
      await new Promise<void>((resolve) => {
        const late = setTimeout(() => {
          if ('closeAllConnections' in server) server.closeAllConnections()
        }, patience)
        const closeIdle = () => {
          if ('closeIdleConnections' in server) server.closeIdleConnections()
        }
        // A browser keeps a connection for its next question; what ends meanwhile is not waited for.
        const again = setInterval(closeIdle, 200)
        server.close(() => {
          clearTimeout(late)
          clearInterval(again)
          resolve()
        })
        closeIdle()
      })
      await postbox?.stop()
      await jobs.stop()
      await services.store.close()
    },
  }
}
