import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { routePath } from 'hono/route'
import type { Services } from '../platform/context.ts'
import { systemContext } from '../platform/context.ts'
import { appliedMigrations } from '../platform/db/migrate.ts'
import { Conflict, NotFound } from '../platform/errors.ts'
import type { App, Env, Request } from '../platform/http.ts'
import { negotiateLanguage } from '../platform/i18n.ts'
import { makeMetrics, type Metrics } from '../platform/metrics.ts'
import { newId } from '../platform/ids.ts'
import { readAssets } from '../web/assets.ts'
import { useAssets } from '../web/render.tsx'
import type { Town } from '../domains/demo/index.ts'
import { guard, whatMayOpen, whoActs } from '../domains/helping/index.ts'
import { sessionOf } from '../domains/identity/index.ts'
import { errorPage, notFoundPage } from './errors.tsx'
import { folders } from './folders.ts'
import { allRoutes } from './routes.ts'
import {
  boundedBody,
  cameByProxy,
  contentPolicy,
  network,
  newNonce,
  onlyHere,
  safeHeaders,
  sameOrigin,
  withoutNul,
} from './security.ts'
import { staticFiles } from './static.ts'
import { makeThrottle } from './throttle.ts'

export interface AppParts {
  metrics?: Metrics
  /** The made-up town whose people a visitor of the demo can step in as. */
  demo?: Town | undefined
  /** Says that the program stops, so that what stays open for long ends. */
  closing?: AbortSignal
}

/** New streets that one visitor may make us draw in a minute; after that they are kept, for everybody. */
const drawingsPerMinute = 60

/** The whole site as one function from request to answer. Opens no port; a test can call it. */
export function createApp(
  services: Services,
  { metrics = makeMetrics(), demo, closing }: AppParts = {},
): App {
  const { config, clock } = services
  const secure = config.origin.startsWith('https:')
  const throttle = makeThrottle(config.requestsPerMinute, clock)
  const app: App = new Hono<Env>()
  useAssets(readAssets(folders.assets))

  app.use(logged(services, metrics))
  app.use(safeHeaders(secure))
  const drawings = makeThrottle(config.requestsPerMinute === 0 ? 0 : drawingsPerMinute, clock)
  staticFiles(app, folders.assets, (c) => {
    try {
      drawings(visitorOf(c, config.trustedProxies))
    } catch (error) {
      frameOf(c, services)
      throw error
    }
  })
  operatorRoutes(app, services, metrics)
  app.use(compress({ threshold: 1_500 }))
  app.use(async (c, next) => {
    frameOf(c, services)
    throttle(c.get('visitor'))
    await next()
  })
  if (config.demo) app.use(onlyHere)
  app.use(withoutNul)
  app.use(sameOrigin(config.origin))
  app.use(async (c, next) => {
    await whoIsAsking(c)
    await next()
  })
  app.use(boundedBody)
  app.use(guard)
  allRoutes(app, config, { demo, closing })
  app.notFound((c) => notFoundPage(c))
  app.onError((error, c) => errorPage(c, error))
  return app
}

/** Gives every request its context and frame, for now without a viewer. */
function frameOf(c: Request, services: Services): void {
  const language = negotiateLanguage(c.req.header('accept-language'))
  const nonce = newNonce()
  c.set('visitor', visitorOf(c, services.config.trustedProxies))
  c.set('ctx', systemContext(services, language))
  c.set('frame', {
    language,
    path: whereFrom(c, services.config.origin),
    place: undefined,
    signedIn: false,
    steward: false,
    demo: services.config.demo,
    flash: undefined,
    nonce,
  })
  c.header('Content-Security-Policy', contentPolicy(nonce))
  // What one resident sees is nobody else's: no cache in between may keep it.
  c.header('Cache-Control', 'private, no-cache')
  c.header('Vary', 'Accept-Language, Cookie')
}

/** The page to come back to after choosing a language: this one, or for a form that was sent the page it stood on. */
function whereFrom(c: Request, origin: string): string {
  const { pathname, search } = new URL(c.req.url)
  if (c.req.method === 'GET') return pathname + search
  const referer = c.req.header('referer')
  return referer?.startsWith(`${origin}/`) ? referer.slice(origin.length) : '/'
}

/** Reads the session and, when somebody is signed in, who that is. */
async function whoIsAsking(c: Request): Promise<void> {
  const session = await sessionOf(c)
  if (!session) return
  const ctx = c.get('ctx')
  const { viewer, over } = await whoActs(ctx, session)
  if (session.residentId && !viewer) c.set('resting', session.residentId)
  const language = viewer?.language ?? session.language ?? ctx.language
  c.set('ctx', { ...ctx, viewer, language })
  c.set('frame', {
    ...c.get('frame'),
    language,
    place: viewer?.placeName ?? undefined,
    signedIn: viewer !== undefined,
    steward: (viewer?.stewardOf.length ?? 0) > 0,
    actsFor: viewer?.helper && {
      id: viewer.id,
      name: viewer.displayName,
      mayOpen: whatMayOpen(viewer.helper.may),
    },
  })
  // What was meant for another must not be done in one's own name.
  if (over && c.req.method !== 'GET') throw new Conflict('helpOver')
}

/** The visitor's network address: of the connection, or as seen by the outermost proxy that we trust. */
function visitorOf(c: Request, trustedProxies: number): string {
  if (trustedProxies > 0) {
    const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
    const seen = hops.at(-trustedProxies)
    if (seen) return network(seen)
  }
  try {
    return network(getConnInfo(c).remote.address ?? 'unknown')
  } catch {
    // Called without a connection, by a test.
    return 'unknown'
  }
}

/** One line for each request: method, pattern of the path, status, duration. Never who, never the query. */
function logged(services: Services, metrics: Metrics): MiddlewareHandler<Env> {
  return async (c, next) => {
    const started = performance.now()
    c.set('requestId', newId().slice(0, 8))
    await next()
    const seconds = (performance.now() - started) / 1000
    const route = routePath(c, -1)
    metrics.request(route, c.req.method, c.res.status, seconds)
    services.log.info(
      {
        request: c.get('requestId'),
        method: c.req.method,
        route,
        status: c.res.status,
        ms: Math.round(seconds * 1000),
      },
      'request',
    )
  }
}

/** For the operator's machine: is it well, and its figures. */
function operatorRoutes(app: App, services: Services, metrics: Metrics): void {
  const { metricsToken } = services.config
  app.get('/healthz', async (c) => {
    try {
      const migrations = await appliedMigrations(services.store)
      return c.json({ ok: true, store: services.store.kind, migrations: migrations.length })
    } catch {
      return c.json({ ok: false }, 503)
    }
  })
  app.get('/metrics', async (c) => {
    const allowed = metricsToken
      ? c.req.header('authorization') === `Bearer ${metricsToken}`
      : !cameByProxy(c) && /^(::1|127\.)/.test(visitorOf(c, services.config.trustedProxies))
    if (!allowed) return c.text(new NotFound().code, 404)
    return c.text(await metrics.registry.metrics(), 200, { 'Content-Type': metrics.registry.contentType })
  })
}
