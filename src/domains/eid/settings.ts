import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { ConfigError, isLoopback, type Config } from '../../platform/config.ts'
import { claimMap, type ClaimMap } from './claims.ts'
import { fileReader, readIssuer, readKey, readOwnCertificate, type FileReader, type Key } from './keys.ts'
import type { TrustedIssuer, OwnCertificate } from './keys.ts'

/** One way to show who you are by OpenID Connect: a broker, or a national eID. */
export interface Provider {
  /** Part of our addresses, such as `digid`. */
  id: string
  name: { nl: string; en: string }
  issuer: string
  clientId: string
  /** With which we show the provider that it is us (`private_key_jwt`). */
  key: Key
  keyId: string | undefined
  scope: string
  /** Levels of assurance that are enough; the one that is asked first stands at the front. */
  acr: string[]
  claims: ClaimMap
}

/** How the EU digital identity wallet is asked. */
export interface Wallet {
  /** `x509_hash:…` or `x509_san_dns:…` (OpenID4VP 1.0 §5.9.3). */
  clientId: string
  certificate: OwnCertificate
  /** How a wallet is opened on the same device. */
  scheme: string
  /** Credential types (`vct`) that are accepted. */
  types: string[]
  issuers: TrustedIssuer[]
  /** Whether a credential must name a status list, or is checked when it does. */
  status: 'required' | 'when-named'
  claims: ClaimMap
}

export interface EidSettings {
  providers: Provider[]
  wallet: Wallet | undefined
}

const address = z
  .url({ protocol: /^https?$/ })
  .refine((url) => url.startsWith('https:') || isLoopback(url), 'use https')
const file = z.string().min(1)
const text = z.string().trim().min(1).max(200)

const provider = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,29}$/, 'use small letters, figures and hyphens')
    .refine((id) => id !== 'wallet', 'this name is taken'),
  name: z.strictObject({ nl: text, en: text }),
  issuer: address,
  clientId: text,
  key: file,
  keyId: text.optional(),
  scope: z
    .string()
    .default('openid profile address')
    .refine((scope) => scope.split(' ').includes('openid'), 'needs openid'),
  acr: z.array(text).min(1),
  claims: claimMap.prefault({}),
})

const issuer = z
  .strictObject({ iss: z.string().min(1).optional(), jwks: file.optional(), certificates: file.optional() })
  .refine(
    ({ jwks, certificates }) => (jwks === undefined) !== (certificates === undefined),
    'give jwks or certificates',
  )
  .refine(({ iss, jwks }) => iss !== undefined || jwks === undefined, 'jwks needs an iss')

const wallet = z.strictObject({
  clientId: z.enum(['x509_hash', 'x509_san_dns']).default('x509_hash'),
  certificates: file,
  key: file,
  scheme: z
    .string()
    .regex(/^[a-z][a-z0-9+.-]*:\/\/$/)
    .default('openid4vp://'),
  types: z.array(text).min(1),
  issuers: z.array(issuer).min(1),
  status: z.enum(['required', 'when-named']).default('when-named'),
  claims: claimMap.prefault({}),
})

const settings = z.strictObject({
  providers: z
    .array(provider)
    .default([])
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two have the same id')
    // The same subject at one issuer must be the same person, whichever door they came by.
    .refine(
      (all) => new Set(all.map(({ issuer }) => issuer)).size === all.length,
      'two have the same issuer',
    ),
  wallet: wallet.optional(),
})

const nothing: EidSettings = { providers: [], wallet: undefined }
const read = new WeakMap<Config, EidSettings>()

/** What is set of eIDs and wallets; read once for each process. @throws ConfigError that names all that is wrong. */
export function eidSettings(config: Config): EidSettings {
  const known = read.get(config)
  if (known) return known
  const made = config.eidFile === undefined ? nothing : readSettings(config, config.eidFile)
  read.set(config, made)
  return made
}

/** Whether residents can show who they are by an eID or a wallet. */
export function hasEid(config: Config): boolean {
  const { providers, wallet } = eidSettings(config)
  return providers.length > 0 || wallet !== undefined
}

function readSettings(config: Config, path: string): EidSettings {
  const wrong = (problem: string) => `DHZ_EID_FILE: ${problem}`
  let found: unknown
  try {
    found = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is no JSON' : (error as NodeJS.ErrnoException).code
    throw new ConfigError([wrong(`${path} cannot be read (${why}).`)])
  }
  const parsed = settings.safeParse(found)
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map((issue) => wrong(`${issue.path.join('.')}: ${issue.message}.`)),
    )
  const problems: string[] = []
  const files = fileReader(path, (problem) => problems.push(wrong(problem)))
  const { providers, wallet } = parsed.data
  const made = {
    providers: providers.flatMap((each) => {
      const key = readKey(files, each.key)
      return key ? [{ ...each, keyId: each.keyId, key }] : []
    }),
    wallet: wallet && readWallet(files, wallet, config),
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return made
}

function readWallet(
  files: FileReader,
  given: z.output<typeof wallet>,
  { origin }: Config,
): Wallet | undefined {
  const host = new URL(origin).hostname
  const certificate = readOwnCertificate(files, given)
  const issuers = given.issuers.map((each) => readIssuer(files, each)).filter((each) => each !== undefined)
  if (!certificate) return undefined
  if (given.clientId === 'x509_san_dns' && certificate.leaf.checkHost(host) === undefined) {
    files.complain(`wallet.certificates: ${given.certificates} does not name ${host}.`)
    return undefined
  }
  return {
    ...given,
    clientId: given.clientId === 'x509_hash' ? `x509_hash:${certificate.hash}` : `x509_san_dns:${host}`,
    certificate,
    issuers,
  }
}
