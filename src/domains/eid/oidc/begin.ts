import * as oidc from 'openid-client'
import { hour } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import type { Provider } from '../settings.ts'
import { keepFlow, type Purpose } from './flows.ts'
import { asking, discovered } from './provider.ts'

const perVisitor: Limit = { name: 'eid-begin', max: 30, window: hour }

/** Seconds after which coming in at the eID has been too long ago. */
export const freshness = 300

/** Where a provider sends people back. One address for each: the answer of one is never taken for that of another. */
export function backAddress(ctx: Context, provider: Provider): string {
  return `${ctx.services.config.origin}/eid/${provider.id}/terug`
}

/**
 * Tells the provider who comes and for what, behind the visitor's back (PAR, RFC 9126), so that nothing of it can be
 * changed on the way. @returns the address to which the browser goes now. @throws EidRefused, TooMany
 */
export async function begin(
  ctx: Context,
  provider: Provider,
  asked: { sessionId: string; visitor: string; purpose: Purpose; next?: string | undefined },
): Promise<URL> {
  await limit(ctx, perVisitor, asked.visitor)
  const config = await discovered(ctx, provider)
  const { sessionId, purpose, next } = asked
  const flow = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    purpose,
    residentId: ctx.viewer?.id,
    next,
  }
  const challenge = await oidc.calculatePKCECodeChallenge(flow.verifier)
  const address = await asking(() =>
    oidc.buildAuthorizationUrlWithPAR(config, {
      redirect_uri: backAddress(ctx, provider),
      // Who only signs in is known already: then name and address stay where they are.
      scope: purpose === 'prove' ? provider.scope : 'openid',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      state: flow.state,
      nonce: flow.nonce,
      acr_values: provider.acr.join(' '),
      // Somebody else may have come in there before on the same computer.
      prompt: 'login',
      max_age: String(freshness),
      ui_locales: ctx.language,
    }),
  )
  await keepFlow(ctx, sessionId, provider.id, flow)
  return address
}
