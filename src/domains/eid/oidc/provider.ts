import { importJWK } from 'jose'
import * as oidc from 'openid-client'
import { hour } from '../../../platform/clock.ts'
import { isLoopback } from '../../../platform/config.ts'
import type { Context } from '../../../platform/context.ts'
import { keeping } from '../../../platform/kept.ts'
import { EidRefused } from '../refused.ts'
import type { Provider } from '../settings.ts'

/** Seconds that we wait for an answer of a provider. */
const patience = 10
/** Seconds that clocks may differ. */
const tolerance = 30

const kept = keeping<oidc.Configuration>({ milliseconds: hour, most: 50 })

/**
 * What a provider says of itself (OpenID Connect Discovery), kept for an hour; its keys with it.
 * @throws EidRefused `down` when it does not answer, `unfit` when it cannot do what we ask of it.
 */
export async function discovered(ctx: Context, provider: Provider): Promise<oidc.Configuration> {
  return kept(ctx, `${provider.issuer} ${provider.clientId}`, async () => {
    const key = await importJWK(provider.key.key.export({ format: 'jwk' }), provider.key.alg)
    if (key instanceof Uint8Array) throw new EidRefused('unfit', 'the key is no private key')
    const found = await asking(() =>
      oidc.discovery(
        new URL(provider.issuer),
        provider.clientId,
        { [oidc.clockTolerance]: tolerance },
        oidc.PrivateKeyJwt(provider.keyId === undefined ? key : { key, kid: provider.keyId }),
        {
          timeout: patience,
          // Plain http is only let through by the settings on this very machine. By itself the library takes the
          // connection for proof of who signed an ID token; we look at the signature too.
          execute: [
            oidc.enableNonRepudiationChecks,
            ...(isLoopback(provider.issuer) ? [oidc.allowInsecureRequests] : []),
          ],
        },
      ),
    )
    const { pushed_authorization_request_endpoint: par, subject_types_supported: subjects } =
      found.serverMetadata()
    if (!par || !found.serverMetadata().supportsPKCE('S256') || !subjects?.includes('pairwise'))
      throw new EidRefused('unfit', 'needs pushed requests, PKCE with S256 and pairwise subjects')
    return found
  })
}

/** Asks a provider something, and turns what may go wrong into one word. Never hands on what it said of somebody. */
export async function asking<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof EidRefused) throw error
    if (error instanceof oidc.AuthorizationResponseError) {
      throw new EidRefused(error.error === 'access_denied' ? 'cancelled' : 'wrong', plain(error.error))
    }
    if (error instanceof oidc.ResponseBodyError)
      throw new EidRefused(error.status >= 500 ? 'down' : 'wrong', plain(error.error))
    const code = plain((error as { code?: unknown }).code ?? (error as Error).name)
    throw new EidRefused(isUnreachable(error, code) ? 'down' : 'wrong', code)
  }
}

/** Only what can be a word of the protocol goes to the log. */
function plain(word: unknown): string {
  return /^\w{1,60}$/.test(String(word)) ? String(word) : 'other'
}

function isUnreachable(error: unknown, code: string): boolean {
  // `fetch` throws a bare TypeError when there is no connection; the library's own errors carry a code.
  const noConnection = error instanceof TypeError && code === 'TypeError'
  return noConnection || code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM'
}
