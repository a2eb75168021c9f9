import type { Services } from '../../src/platform/context.ts'
import { systemContext } from '../../src/platform/context.ts'
import type { Db } from '../../src/platform/db/store.ts'
import type { App } from '../../src/platform/http.ts'
import { takeFacts } from '../../src/platform/outbox.ts'
import { createApp, type AppParts } from '../../src/app/http.tsx'
import { subscriptions } from '../../src/app/subscriptions.ts'
import { startSession } from '../../src/domains/identity/index.ts'

/** One browser: keeps cookies, follows no redirects by itself. */
export class Browser {
  readonly #app: App
  readonly #origin: string
  readonly #cookies = new Map<string, string>()

  constructor(app: App, origin: string) {
    this.#app = app
    this.#origin = origin
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(path, { headers })
  }

  /** Sends a form as a browser does from one of our own pages. */
  post(
    path: string,
    form: Record<string, string | string[]> = {},
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(form))
      for (const each of [value].flat()) body.append(name, each)
    return this.#send(path, { method: 'POST', body, headers: { origin: this.#origin, ...headers } })
  }

  /** Sends a form with files. */
  postForm(path: string, body: FormData): Promise<Response> {
    return this.#send(path, { method: 'POST', body, headers: { origin: this.#origin } })
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value)
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies
  }

  async #send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const url = path.startsWith('http') ? path : `${this.#origin}${path}`
    const response = await this.#app.request(url, {
      ...init,
      headers: { ...init.headers, ...(cookie ? { cookie } : {}) },
    })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (/max-age=0/i.test(set)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return response
  }
}

/** The whole site around the store of a test. */
export class Site {
  readonly services: Services
  readonly app: App
  constructor(services: Services, parts: AppParts = {}) {
    this.services = services
    this.app = createApp(services, parts)
  }

  visitor(): Browser {
    return new Browser(this.app, this.services.config.origin)
  }

  /** A browser in which this resident is signed in. */
  async signedIn(residentId: string): Promise<Browser> {
    const browser = this.visitor()
    browser.setCookie('dhz', await startSession(systemContext(this.services), { residentId }))
    return browser
  }

  /** Delivers every fact to its subscribers, now. */
  async deliver(): Promise<void> {
    const ctx = systemContext(this.services)
    for (;;) {
      const facts = await this.services.store.db.transaction((tx) => takeFacts(tx as unknown as Db, 100))
      if (facts.length === 0) return
      for (const fact of facts) {
        for (const { handle } of subscriptions.filter((each) => each.fact === fact.kind))
          await handle(ctx, fact.data as never)
      }
    }
  }
}
