import { createHash, createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { JWK } from 'jose'
import { z } from 'zod'

/** A private key with the algorithm that it signs by. */
export interface Key {
  key: KeyObject
  alg: 'ES256' | 'ES384' | 'PS256'
}

/** The certificate with which we sign what we ask wallets, and those above it. */
export interface OwnCertificate extends Key {
  leaf: X509Certificate
  /** DER in base64, the leaf first, as a header carries it. */
  chain: string[]
  /** SHA-256 of the leaf, base64url. */
  hash: string
}

/** Whose credentials are believed: by its keys, or by the certificates above the one that signed. */
export interface TrustedIssuer {
  /** What a credential must say of its issuer; undefined when a certificate alone decides. */
  iss: string | undefined
  jwks: JWK[]
  certificates: X509Certificate[]
}

/** Reads files beside the settings, and says what is wrong with them instead of stopping at the first. */
export interface FileReader {
  text(name: string): string | undefined
  complain(problem: string): void
}

export function fileReader(settings: string, complain: (problem: string) => void): FileReader {
  return {
    complain,
    text(name) {
      try {
        return readFileSync(resolve(dirname(settings), name), 'utf8')
      } catch (error) {
        complain(`${name} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
        return undefined
      }
    },
  }
}

/** Reads a private key from PEM or JWK. */
export function readKey(files: FileReader, name: string): Key | undefined {
  const text = files.text(name)
  if (text === undefined) return undefined
  try {
    const key = text.trimStart().startsWith('{')
      ? createPrivateKey({ key: JSON.parse(text), format: 'jwk' })
      : createPrivateKey(text)
    const alg = algorithmOf(key)
    if (alg) return { key, alg }
    files.complain(`${name} is no key on P-256 or P-384, and no RSA key of at least 2048 bits.`)
  } catch {
    files.complain(`${name} holds no private key, as PEM or JWK.`)
  }
  return undefined
}

function algorithmOf(key: KeyObject): Key['alg'] | undefined {
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {}
  if (namedCurve === 'prime256v1') return 'ES256'
  if (namedCurve === 'secp384r1') return 'ES384'
  return key.asymmetricKeyType === 'rsa' && modulusLength >= 2048 ? 'PS256' : undefined
}

/** Reads our certificate chain and the key that belongs to it. */
export function readOwnCertificate(
  files: FileReader,
  { certificates, key }: { certificates: string; key: string },
): OwnCertificate | undefined {
  const found = readCertificates(files, certificates)
  const own = readKey(files, key)
  const [leaf] = found ?? []
  if (!found || !leaf || !own) return undefined
  if (!leaf.checkPrivateKey(own.key)) {
    files.complain(`${key} does not belong to the first certificate of ${certificates}.`)
    return undefined
  }
  const hash = createHash('sha256').update(leaf.raw).digest('base64url')
  return { ...own, leaf, chain: found.map(({ raw }) => raw.toString('base64')), hash }
}

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) })

/** Reads whose credentials are believed. */
export function readIssuer(
  files: FileReader,
  given: { iss?: string | undefined; jwks?: string | undefined; certificates?: string | undefined },
): TrustedIssuer | undefined {
  const { iss } = given
  if (given.certificates !== undefined) {
    const certificates = readCertificates(files, given.certificates)
    return certificates && { iss, jwks: [], certificates }
  }
  const text = files.text(given.jwks ?? '')
  if (text === undefined) return undefined
  try {
    return { iss, jwks: keySet.parse(JSON.parse(text)).keys, certificates: [] }
  } catch {
    files.complain(`${given.jwks} is no set of keys (JWKS).`)
    return undefined
  }
}

function readCertificates(files: FileReader, name: string): X509Certificate[] | undefined {
  const text = files.text(name)
  if (text === undefined) return undefined
  try {
    const found = [...text.matchAll(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)].map(
      ([pem]) => new X509Certificate(pem),
    )
    if (found.length > 0) return found
  } catch {
    // Said below.
  }
  files.complain(`${name} holds no certificates (PEM).`)
  return undefined
}
