import * as oidc from 'openid-client'
import type { Context } from '../../../platform/context.ts'
import { EidRefused } from '../refused.ts'
import type { Provider } from '../settings.ts'
import { backAddress, freshness } from './begin.ts'
import { checkAcr } from './check-acr.ts'
import { checkSubject } from './check-subject.ts'
import { takeFlow, type Flow } from './flows.ts'
import { asking, discovered } from './provider.ts'

/** Who came back from an eID, and what for. */
export interface CameBack {
  flow: Flow
  subject: string
  /** What the eID says of them; only asked when they came to prove who they are. */
  claims: Record<string, unknown>
}

/**
 * Follows one answer of a provider to the end: takes the flow up, exchanges the code, checks the ID token and asks the
 * claims. The order matters: the flow is used up first, so that whatever goes wrong later cannot be tried again.
 * @throws EidRefused
 */
export async function comeBack(
  ctx: Context,
  provider: Provider,
  { query, sessionId }: { query: URLSearchParams; sessionId: string | undefined },
): Promise<CameBack> {
  const state = query.get('state') ?? ''
  const flow = await takeFlow(ctx, { state, sessionId, provider: provider.id })
  const config = await discovered(ctx, provider)
  // Built from our own settings: what a browser sends as its host says nothing.
  const here = new URL(backAddress(ctx, provider))
  here.search = query.toString()
  const tokens = await asking(() =>
    oidc.authorizationCodeGrant(config, here, {
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.verifier,
      maxAge: freshness,
      idTokenExpected: true,
    }),
  )
  const idToken = tokens.claims()
  if (!idToken) throw new EidRefused('wrong', 'no_id_token')
  checkAcr(provider, idToken.acr)
  checkSubject(idToken.sub)
  const more =
    flow.purpose === 'prove' && config.serverMetadata().userinfo_endpoint
      ? await asking(() => oidc.fetchUserInfo(config, tokens.access_token, idToken.sub))
      : {}
  return { flow, subject: idToken.sub, claims: { ...idToken, ...more } }
}
