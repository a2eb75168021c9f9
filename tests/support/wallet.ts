import { createHash, randomBytes, X509Certificate } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deflateSync } from 'node:zlib'
import { setGlobalConfig } from '@openid4vc/oauth2'
import { Openid4vpClient } from '@openid4vc/openid4vp'
import { digest, ES256, generateSalt } from '@sd-jwt/crypto-nodejs'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { CompactEncrypt, exportJWK, importJWK, jwtVerify, SignJWT, type JWK } from 'jose'
import type { TestCertificate } from './certificate.ts'

setGlobalConfig({ allowInsecureUrls: true })

export const pidType = 'urn:eudi:pid:nl:1'
export type KeyPair = Awaited<ReturnType<typeof ES256.generateKeyPair>>

/** Who gives out credentials: by a key of its own, or by a certificate. */
export interface TestIssuer {
  iss: string
  signing: KeyPair['privateKey']
  header: { kid?: string; x5c?: string[]; alg?: string }
  /** What a verifier trusts. */
  jwks: { keys: JWK[] }
}

export async function makeIssuer(iss: string, certificate?: TestCertificate): Promise<TestIssuer> {
  if (certificate) {
    const signing = certificate.key.export({ format: 'jwk' })
    return { iss, signing, header: { x5c: [certificate.x5c] }, jwks: { keys: [] } }
  }
  const { publicKey, privateKey } = await ES256.generateKeyPair()
  const kid = randomBytes(4).toString('hex')
  return { iss, signing: privateKey, header: { kid }, jwks: { keys: [{ ...publicKey, kty: 'EC', kid }] } }
}

/** The claims of somebody, as a national identity credential has them; the number is the official one for tests. */
export const person = {
  given_name: 'Saar',
  family_name: 'Buur',
  birthdate: '1961-03-01',
  personal_administrative_number: '999991772',
  age_over_18: true,
  address: {
    street_address: 'Lijnbaan',
    house_number: '20',
    postal_code: '9990AA',
    locality: 'Ravenhorst',
    country: 'NL',
  },
}
export type Person = typeof person

/** Gives out a credential to the holder of a key. */
export async function issue(
  issuer: TestIssuer,
  holder: KeyPair,
  { claims = person, at, more = {} }: { claims?: Partial<Person>; at: Date; more?: Record<string, unknown> },
): Promise<string> {
  const instance = new SDJwtVcInstance({
    signer: await ES256.getSigner(issuer.signing),
    signAlg: 'ES256',
    hasher: digest,
    hashAlg: 'sha-256',
    saltGenerator: generateSalt,
  })
  const iat = Math.floor(at.getTime() / 1000)
  const payload = {
    iss: issuer.iss,
    iat,
    exp: iat + 86_400,
    vct: pidType,
    cnf: { jwk: holder.publicKey },
    ...claims,
    ...more,
  }
  const { address, ...others } = claims
  const frame = {
    _sd: Object.keys(others),
    ...(address && { address: { _sd: Object.keys(address) } }),
  }
  return instance.issue(payload, frame as never, { header: issuer.header })
}

/** What a wallet does that an honest one would not. */
export interface Tricks {
  nonce?: string
  aud?: string
  iat?: number
  /** Claims at the top that are not disclosed. */
  withhold?: string[]
  /** Presents without proving that it holds the key. */
  withoutBinding?: boolean
  /** Proves to hold another key. */
  boundBy?: KeyPair
  /** Makes another presentation of the one that was made, before the key binding is added. */
  tamper?: (presentation: string) => string
  state?: string
  /** Encrypts to another key than the one that was asked for. */
  encryptTo?: JWK
  /** Sends it in the clear. */
  inTheClear?: boolean
}

/** A wallet as the library for wallets makes it, with a credential of one holder. */
export class TestWallet {
  readonly #fetch: typeof fetch
  readonly holder: KeyPair
  /** The question as it was read and checked last. */
  asked: Record<string, unknown> = {}

  constructor(holder: KeyPair, fetching: typeof fetch) {
    this.holder = holder
    this.#fetch = fetching
  }

  /** Reads the question behind a link and holds it against the certificate. */
  async read(link: string): Promise<Record<string, unknown>> {
    const client = this.#client()
    const parsed = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: link })
    const resolved = await client.resolveOpenId4vpAuthorizationRequest({
      authorizationRequestPayload: parsed.params as never,
    })
    this.asked = resolved.authorizationRequestPayload
    return this.asked
  }

  /** What is sent, as a form. */
  async prepare(link: string, credential: string, at: Date, tricks: Tricks = {}): Promise<URLSearchParams> {
    const asked = await this.read(link)
    const presentation = await this.#present(credential, asked, at, tricks)
    if (tricks.inTheClear)
      return new URLSearchParams({
        vp_token: JSON.stringify({ pid: [presentation] }),
        state: String(asked['state']),
      })
    const answer = { vp_token: { pid: [presentation] }, state: tricks.state ?? asked['state'] }
    const metadata = asked['client_metadata'] as { jwks: { keys: JWK[] } }
    const key = tricks.encryptTo ?? metadata.jwks.keys[0]!
    const jwe = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(answer)))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: metadata.jwks.keys[0]!.kid! })
      .encrypt(await importJWK(key, 'ECDH-ES'))
    return new URLSearchParams({ response: jwe })
  }

  /** Sends it. @returns how it was received, and the address to go on to. */
  async send(body: URLSearchParams): Promise<{ status: number; redirect: string | undefined }> {
    const response = await this.#fetch(String(this.asked['response_uri']), { method: 'POST', body })
    const { redirect_uri } = (await response.json()) as { redirect_uri?: string }
    return { status: response.status, redirect: redirect_uri }
  }

  async answer(link: string, credential: string, at: Date, tricks: Tricks = {}) {
    return this.send(await this.prepare(link, credential, at, tricks))
  }

  /** The same without tricks, by the library alone. */
  async answerByLibrary(link: string, credential: string, at: Date): Promise<string | undefined> {
    const client = this.#client()
    const asked = await this.read(link)
    const presentation = await this.#present(credential, asked, at, {})
    const made = await client.createOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: asked as never,
      authorizationResponsePayload: { vp_token: { pid: [presentation] } },
      jarm: {
        encryption: { nonce: randomBytes(12).toString('base64url') },
        serverMetadata: {
          authorization_signing_alg_values_supported: [],
          authorization_encryption_alg_values_supported: ['ECDH-ES'],
          authorization_encryption_enc_values_supported: ['A256GCM'],
        },
      },
    })
    const { response } = await client.submitOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: asked as never,
      authorizationResponsePayload: made.authorizationResponsePayload,
      jarm: made.jarm,
    })
    return ((await response.json()) as { redirect_uri?: string }).redirect_uri
  }

  async #present(credential: string, asked: Record<string, unknown>, at: Date, tricks: Tricks) {
    const instance = new SDJwtVcInstance({ hasher: digest, saltGenerator: generateSalt, hashAlg: 'sha-256' })
    const [query] = (asked['dcql_query'] as { credentials: [{ claims: { path: string[] }[] }] }).credentials
    const frame: Record<string, true | Record<string, true>> = {}
    for (const { path } of query.claims) {
      const [top = '', below] = path
      if (tricks.withhold?.includes(top)) continue
      frame[top] = below ? { ...(frame[top] as Record<string, true>), [below]: true } : true
    }
    const disclosed = await instance.present(credential, frame as never)
    const shown = tricks.tamper ? tricks.tamper(disclosed) : disclosed
    if (tricks.withoutBinding) return shown
    const binding = await new SignJWT({
      nonce: tricks.nonce ?? asked['nonce'],
      aud: tricks.aud ?? String(asked['client_id']),
      iat: tricks.iat ?? Math.floor(at.getTime() / 1000),
      sd_hash: createHash('sha256').update(shown).digest('base64url'),
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'kb+jwt' })
      .sign(await importJWK({ ...(tricks.boundBy ?? this.holder).privateKey, kty: 'EC' }, 'ES256'))
    return `${shown}${binding}`
  }

  #client(): Openid4vpClient {
    return new Openid4vpClient({
      callbacks: {
        fetch: this.#fetch,
        hash: (data, name) => createHash(name.replace('-', '')).update(data).digest(),
        signJwt: () => Promise.reject(new Error('Wallets do not sign')),
        decryptJwe: () => Promise.reject(new Error('Questions are not encrypted')),
        encryptJwe: async (encryptor, data) => {
          const { publicJwk: jwk, enc, alg } = encryptor as { publicJwk: JWK; enc: string; alg: string }
          const jwe = await new CompactEncrypt(new TextEncoder().encode(data))
            .setProtectedHeader({ alg, enc, kid: jwk.kid! })
            .encrypt(await importJWK(jwk, alg))
          return { encryptionJwk: jwk as never, jwe }
        },
        verifyJwt: async (signer, { compact }) => {
          const { x5c } = signer as { x5c: string[] }
          const { publicKey } = new X509Certificate(Buffer.from(x5c[0]!, 'base64'))
          await jwtVerify(compact, publicKey)
          return { verified: true, signerJwk: (await exportJWK(publicKey)) as never }
        },
        getX509CertificateMetadata: (der) => {
          const { subjectAltName = '' } = new X509Certificate(Buffer.from(der, 'base64'))
          return {
            sanDnsNames: [...subjectAltName.matchAll(/DNS:([^,\s]+)/g)].map(([, name]) => name!),
            sanUriNames: [],
          }
        },
      },
    })
  }
}

/** Where an issuer says which of its credentials still stand. */
export interface StatusServer {
  readonly uri: string
  /** Bits of the list; the credential with index 3 stands at the fourth. */
  list: Uint8Array
  bits: 1 | 2
  issuer: TestIssuer
  /** Claims of the list that are other than they should be. */
  change: Record<string, unknown>
  /** Answers something else altogether. */
  answer: { status: number; body: string; headers?: Record<string, string> } | undefined
  readonly asked: number
  stop(): Promise<void>
}

export async function startStatusServer(issuer: TestIssuer): Promise<StatusServer> {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    if (made.answer) {
      response.writeHead(made.answer.status, made.answer.headers).end(made.answer.body)
      return
    }
    void token().then((body) => response.setHeader('content-type', 'application/statuslist+jwt').end(body))
  })
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', () => ready()))
  const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list`
  const made: StatusServer = {
    uri,
    list: new Uint8Array([0, 0]),
    bits: 1,
    issuer,
    change: {},
    answer: undefined,
    get asked() {
      return asked
    },
    stop: () => new Promise((done) => void server.close(() => done())),
  }
  const token = async () =>
    new SignJWT({
      sub: uri,
      iat: Math.floor(Date.now() / 1000) - 10,
      status_list: { bits: made.bits, lst: deflateSync(made.list).toString('base64url') },
      ...made.change,
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'statuslist+jwt', ...made.issuer.header })
      .sign(await importJWK({ ...made.issuer.signing, kty: 'EC' }, 'ES256'))
  return made
}
