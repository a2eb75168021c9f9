import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  decodeJwt,
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWK,
  type JWTPayload,
} from 'jose'
import { Provider } from 'oidc-provider'

/** Somebody as the eID knows them. */
export interface Citizen {
  id: string
  given_name?: string
  family_name?: string
  birthdate?: string
  address?: Record<string, string>
}

export const substantial = 'http://eidas.europa.eu/LoA/substantial'
export const low = 'http://eidas.europa.eu/LoA/low'

/** A real OpenID Connect provider on this machine. What it does when somebody comes can be changed between tests. */
export interface TestProvider {
  readonly issuer: string
  /** Who comes in next, and how; `cancel` presses the other button. */
  who: Citizen | 'cancel'
  acr: string
  /** Makes another ID token of the one that is about to be sent. */
  tamper: ((idToken: string) => Promise<string>) | undefined
  /** Requests that were received, as "POST /token". */
  readonly received: string[]
  /** The parameters of the last pushed request. */
  readonly pushed: Record<string, string>
  /** Signs claims as the provider does, or with a key that it never had. */
  sign(claims: JWTPayload, key?: CryptoKey): Promise<string>
  /** Goes through the provider as a browser would. @returns the address on the client's side. */
  visit(address: string): Promise<string>
  stop(): Promise<void>
  /** Takes requests again, on the same port. */
  start(): Promise<void>
}

/** Starts one, with a single client. `asks` shows a page with a button for each citizen, for a real browser. */
export async function startProvider(client: {
  id: string
  key: JWK
  /** Where it sends people back; asked when the first one comes. */
  redirect: string | (() => string)
  asks?: Citizen[]
}): Promise<TestProvider> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(privateKey)), kid: 'p1', alg: 'ES256', use: 'sig' }
  const server = createServer()
  const listen = (port: number) =>
    new Promise<void>((ready) => void server.listen(port, '127.0.0.1', () => ready()))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const citizens = new Map<string, Citizen>()
  const { asks } = client

  const make = () =>
    new Provider(issuer, {
      jwks: { keys: [jwk] },
      clients: [
        {
          client_id: client.id,
          redirect_uris: [typeof client.redirect === 'string' ? client.redirect : client.redirect()],
          token_endpoint_auth_method: 'private_key_jwt',
          token_endpoint_auth_signing_alg: 'ES256',
          id_token_signed_response_alg: 'ES256',
          jwks: { keys: [client.key] },
          subject_type: 'pairwise',
          response_types: ['code'],
          grant_types: ['authorization_code'],
        },
      ],
      subjectTypes: ['pairwise'],
      pairwiseIdentifier: async (_ctx, account, { clientId }) => `${account}@${clientId}`,
      acrValues: [substantial, low],
      claims: {
        openid: ['sub'],
        profile: ['given_name', 'family_name', 'birthdate'],
        address: ['address'],
      },
      features: { devInteractions: { enabled: false }, pushedAuthorizationRequests: { enabled: true } },
      pkce: { required: () => true },
      cookies: { keys: ['only for tests'] },
      ttl: { Session: 600, Interaction: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
      findAccount: async (_ctx, id) => ({
        accountId: id,
        claims: async () => ({ ...citizens.get(id), sub: id }),
      }),
      interactions: { url: (_ctx, { uid }) => `/comes/${uid}` },
    })
  let opened: Provider | undefined
  const provider = () => (opened ??= make())

  const made: TestProvider = {
    issuer,
    who: 'cancel',
    acr: substantial,
    tamper: undefined,
    received: [],
    pushed: {},
    sign: (claims, key) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'p1' }).sign(key ?? privateKey),
    async visit(address) {
      const jar = new Map<string, string>()
      let at = new URL(address)
      for (let n = 0; n < 12; n++) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
        const response = await fetch(at, { redirect: 'manual', headers: { cookie } })
        for (const set of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
          jar.set(name, value)
        }
        const to = response.headers.get('location')
        if (!to) throw new Error(`The provider stays at ${at.pathname} with ${response.status}`)
        at = new URL(to, at)
        if (at.origin !== issuer) return at.href
      }
      throw new Error('The provider goes round and round')
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((done) => void server.close(done))
    },
    start: () => listen(port),
  }

  /** Somebody stands before the provider: the page, or what was chosen. */
  async function comes(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const details = await provider().interactionDetails(request, response)
    const chosen = new URL(request.url!, issuer).searchParams.get('als')
    if (asks && chosen === null && details.prompt.name === 'login') {
      response.setHeader('content-type', 'text/html')
      const links = [...asks.map(({ id }) => id), 'cancel'].map(
        (id) => `<li><a href="?als=${id}">${id}</a></li>`,
      )
      response.end(`<!doctype html><title>eID</title><h1>Test eID</h1><ul>${links.join('')}</ul>`)
      return
    }
    if (chosen !== null) made.who = asks?.find(({ id }) => id === chosen) ?? 'cancel'
    const { who, acr } = made
    const merge = { mergeWithLastSubmission: true }
    if (who === 'cancel') {
      await provider().interactionFinished(request, response, { error: 'access_denied' }, merge)
    } else if (details.prompt.name === 'login') {
      citizens.set(who.id, who)
      await provider().interactionFinished(request, response, { login: { accountId: who.id, acr } }, merge)
    } else {
      const grant = new (provider().Grant)({ accountId: who.id, clientId: client.id })
      grant.addOIDCScope('openid profile address')
      await provider().interactionFinished(
        request,
        response,
        { consent: { grantId: await grant.save() } },
        merge,
      )
    }
  }

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url!, issuer)
    made.received.push(`${request.method} ${pathname}`)
    if (pathname.startsWith('/comes/'))
      return void comes(request, response).catch((error) => response.destroy(error))
    if (pathname === '/request')
      watch(request, (body) => Object.assign(made.pushed, Object.fromEntries(new URLSearchParams(body))))
    if (pathname === '/token' && made.tamper) rewrite(response, made.tamper)
    provider().callback()(request, response)
  })
  return made
}

/** Reads along with what is sent. */
function watch(request: IncomingMessage, read: (body: string) => void): void {
  let body = ''
  request.on('data', (part: Buffer) => (body += part.toString()))
  request.on('end', () => read(body))
}

/** Puts another ID token in an answer. */
function rewrite(response: ServerResponse, tamper: (idToken: string) => Promise<string>): void {
  const end = response.end.bind(response) as (body?: unknown) => ServerResponse
  response.end = ((body: string | Buffer) => {
    const answer = JSON.parse(body.toString()) as { id_token?: string }
    void (async () => {
      if (answer.id_token) answer.id_token = await tamper(answer.id_token)
      const sent = JSON.stringify(answer)
      response.setHeader('content-length', Buffer.byteLength(sent))
      end(sent)
    })()
    return response
  }) as typeof response.end
}

/** The claims of a token, to make another one of. */
export const claimsOf = (token: string): JWTPayload => decodeJwt(token)
