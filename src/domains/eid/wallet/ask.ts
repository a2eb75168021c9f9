import { setGlobalConfig } from '@openid4vc/oauth2'
import {
  createOpenid4vpAuthorizationRequest,
  type CreateOpenid4vpAuthorizationRequestOptions,
} from '@openid4vc/openid4vp'
import { SignJWT } from 'jose'
import { isLoopback } from '../../../platform/config.ts'
import type { Context } from '../../../platform/context.ts'
import { EidRefused } from '../refused.ts'
import type { Wallet } from '../settings.ts'
import { acceptedAlgorithms, secondsOf } from './checks/algorithms.ts'
import { queryFor } from './query.ts'
import type { WalletRequest } from './requests.ts'

type Payload = CreateOpenid4vpAuthorizationRequestOptions['authorizationRequestPayload']

/** Content encryption that an answer may have. */
export const encodings = ['A256GCM', 'A128GCM']

/** The address that opens a wallet: who asks, and where the question is. */
export function walletLink(ctx: Context, wallet: Wallet, id: string): string {
  const search = new URLSearchParams({ client_id: wallet.clientId, request_uri: askedAt(ctx, id) })
  return `${wallet.scheme}?${search}`
}

const askedAt = (ctx: Context, id: string) => `${ctx.services.config.origin}/eid/wallet/vraag/${id}`

/**
 * What is asked of the wallet (OpenID4VP 1.0 §5): encrypted to a key that only this question has, and to be posted to us
 * behind the resident's back. Made from the settings and the row alone, so that question and answer cannot differ.
 */
export function payloadOf(ctx: Context, wallet: Wallet, request: WalletRequest): Payload {
  const { d: _private, ...publicKey } = request.key
  return {
    response_type: 'vp_token',
    client_id: wallet.clientId,
    response_mode: 'direct_post.jwt',
    response_uri: `${ctx.services.config.origin}/eid/wallet/antwoord/${request.id}`,
    nonce: request.nonce,
    state: request.id,
    dcql_query: queryFor(wallet),
    client_metadata: {
      jwks: { keys: [{ ...publicKey, kty: 'EC', alg: 'ECDH-ES', use: 'enc' }] },
      encrypted_response_enc_values_supported: encodings,
      vp_formats_supported: {
        'dc+sd-jwt': {
          'sd-jwt_alg_values': acceptedAlgorithms,
          'kb-jwt_alg_values': acceptedAlgorithms,
        },
      },
    },
  }
}

/** The question as a signed request (JAR, RFC 9101), which the wallet can hold against our certificate. */
export async function signedRequest(ctx: Context, wallet: Wallet, request: WalletRequest): Promise<string> {
  const { key, alg, chain, leaf } = wallet.certificate
  // The library takes plain http for a mistake; the settings let it through on this very machine only.
  if (isLoopback(ctx.services.config.origin)) setGlobalConfig({ allowInsecureUrls: true })
  const { jar } = await createOpenid4vpAuthorizationRequest({
    callbacks: {
      signJwt: async (_signer, { header, payload }) => {
        const jwt = await new SignJWT(payload).setProtectedHeader({ ...header, alg }).sign(key)
        const { kty = '', crv, x, y } = leaf.publicKey.export({ format: 'jwk' })
        return { jwt, signerJwk: { kty, crv, x, y } }
      },
      encryptJwe: () => Promise.reject(new EidRefused('unfit')),
    },
    scheme: wallet.scheme,
    authorizationRequestPayload: payloadOf(ctx, wallet, request),
    jar: {
      requestUri: askedAt(ctx, request.id),
      jwtSigner: { method: 'x5c', x5c: chain, alg },
      expiresInSeconds: 0,
      // Our own clock, and not the one that the library reads.
      additionalJwtPayload: {
        aud: 'https://self-issued.me/v2',
        iat: secondsOf(ctx.now()),
        exp: secondsOf(request.ends),
      },
    },
  })
  if (!jar) throw new EidRefused('unfit', 'the question was not signed')
  return jar.authorizationRequestJwt
}
