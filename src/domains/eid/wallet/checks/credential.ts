import { SDJwtInstance, type SdJwtPayload } from '@sd-jwt/core'
import { digest } from '@sd-jwt/crypto-nodejs'
import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK } from 'jose'
import { z } from 'zod'
import type { TrustedIssuer } from '../../keys.ts'
import { EidRefused } from '../../refused.ts'
import type { Wallet } from '../../settings.ts'
import { acceptedAlgorithms, secondsOf, tolerance } from './algorithms.ts'
import { checkIssuer } from './issuer.ts'

/** A credential of which the signature, the time and the disclosures are right, with its key binding. */
export interface Credential {
  issuer: TrustedIssuer
  /** Also what was disclosed. */
  claims: Record<string, unknown>
  binding: { aud: unknown; iat: unknown }
}

const types = new Set(['dc+sd-jwt', 'vc+sd-jwt'])
const hashes = new Set(['sha-256', 'sha-384', 'sha-512'])
const holder = z.object({ jwk: z.looseObject({ kty: z.literal('EC') }) })
const registered = z.looseObject({ exp: z.number(), vct: z.string() })

/**
 * The credential itself (SD-JWT VC): of a type that is accepted, signed by an issuer that is trusted, valid now, each
 * disclosure as it was signed, and presented by whoever holds its key, for this nonce. @throws EidRefused `wrong`
 */
export async function checkCredential(
  { issuers, types: accepted }: Pick<Wallet, 'issuers' | 'types'>,
  presentation: string,
  { nonce, at }: { nonce: string; at: Date },
): Promise<Credential> {
  const jws = presentation.slice(0, presentation.indexOf('~'))
  let issuer: TrustedIssuer | undefined
  const instance = new SDJwtInstance<SdJwtPayload>({
    hasher: (data, name) => {
      if (!hashes.has(name)) throw new EidRefused('wrong', 'hash')
      return digest(data, name)
    },
    verifier: async (data, signature) => {
      const { iss } = decodeJwt(jws)
      issuer = await checkIssuer(issuers, `${data}.${signature}`, { iss, at })
      return true
    },
    kbVerifier: async (data, signature, { cnf }) => {
      const { jwk } = holder.parse(cnf)
      const { alg } = decodeProtectedHeader(`${data}.${signature}`)
      await compactVerify(`${data}.${signature}`, await importJWK(jwk, alg), {
        algorithms: acceptedAlgorithms,
      })
      return true
    },
  })
  try {
    if (!types.has(decodeProtectedHeader(jws).typ ?? '')) throw new EidRefused('wrong', 'typ')
    const { payload, kb } = await instance.verify(presentation, {
      currentDate: secondsOf(at),
      skewSeconds: tolerance,
      keyBindingNonce: nonce,
    })
    // The library passes over a disclosure that nobody signed; it has no place in a credential (RFC 9901 §7.1).
    const decoded = await instance.decode(presentation)
    if ((await decoded.presentableKeys(digest)).length !== (decoded.disclosures?.length ?? 0))
      throw new EidRefused('wrong', 'disclosure')
    const claims = registered.parse(payload)
    if (!accepted.includes(claims.vct)) throw new EidRefused('wrong', 'vct')
    if (!issuer || !kb) throw new EidRefused('wrong', 'binding')
    return { issuer, claims, binding: kb.payload }
  } catch (error) {
    // What the library says may hold a claim.
    throw error instanceof EidRefused ? error : new EidRefused('wrong', 'credential')
  }
}
