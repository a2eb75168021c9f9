import { X509Certificate, type KeyObject } from 'node:crypto'
import { compactVerify, decodeProtectedHeader, importJWK, type CryptoKey } from 'jose'
import type { TrustedIssuer } from '../../keys.ts'
import { EidRefused } from '../../refused.ts'
import { acceptedAlgorithms } from './algorithms.ts'

/** Certificates between the one that signed and the one we trust. */
const longestChain = 5

/**
 * Whether one of the issuers signed this, by a key of its set or by a certificate under one that is trusted. `iss` is
 * what is said of the issuer; it must be the one whose key it is. @returns that issuer. @throws EidRefused `wrong`
 */
export async function checkIssuer(
  issuers: readonly TrustedIssuer[],
  jws: string,
  { iss, at }: { iss: unknown; at: Date },
): Promise<TrustedIssuer> {
  for (const issuer of issuers) {
    if (issuer.iss !== undefined && issuer.iss !== iss) continue
    for (const key of await keysOf(issuer, jws, at)) {
      const verified = await compactVerify(jws, key, { algorithms: acceptedAlgorithms }).catch(
        () => undefined,
      )
      if (verified) return issuer
    }
  }
  throw new EidRefused('wrong', 'issuer')
}

type VerifyKey = CryptoKey | KeyObject | Uint8Array

async function keysOf(issuer: TrustedIssuer, jws: string, at: Date): Promise<VerifyKey[]> {
  const { kid, alg = '', x5c } = decodeProtectedHeader(jws)
  const named = issuer.jwks.filter((jwk) => kid === undefined || jwk.kid === undefined || jwk.kid === kid)
  const keys = await Promise.all(named.map((jwk) => importJWK(jwk, alg).catch(() => undefined)))
  const certified = keyOfChain(x5c, issuer.certificates, at)
  return [...keys, certified].filter((key) => key !== undefined)
}

/** The key of the certificate that signed, when it leads to one that is trusted and all are valid now. */
function keyOfChain(x5c: unknown, trusted: readonly X509Certificate[], at: Date): KeyObject | undefined {
  if (!Array.isArray(x5c) || trusted.length === 0) return undefined
  const chain = x5c.slice(0, longestChain).map(readCertificate)
  for (const [n, certificate] of chain.entries()) {
    if (!certificate || !isValid(certificate, at)) return undefined
    const anchored = trusted.some(
      (root) =>
        isValid(root, at) &&
        (root.fingerprint256 === certificate.fingerprint256 || hasIssued(root, certificate)),
    )
    if (anchored) return chain[0]?.publicKey
    const above = chain[n + 1]
    if (!above || !hasIssued(above, certificate)) return undefined
  }
  return undefined
}

function readCertificate(der: unknown): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(String(der), 'base64'))
  } catch {
    return undefined
  }
}

const isValid = (certificate: X509Certificate, at: Date) =>
  certificate.validFromDate <= at && at <= certificate.validToDate

const hasIssued = (above: X509Certificate, below: X509Certificate) =>
  above.ca && below.checkIssued(above) && below.verify(above.publicKey)
