import { isLoopback } from '../../../platform/config.ts'
import type { Context } from '../../../platform/context.ts'
import type { Attested } from '../../proofs/index.ts'
import { EidRefused } from '../refused.ts'
import type { Wallet } from '../settings.ts'
import { payloadOf } from './ask.ts'
import { checkBinding } from './checks/binding.ts'
import { checkClaims } from './checks/claims.ts'
import { checkCredential } from './checks/credential.ts'
import { openEnvelope } from './checks/envelope.ts'
import { checkStatus } from './checks/status.ts'
import { queryFor } from './query.ts'
import { countRefused, keepAnswer, waitingRequest, type WalletRequest } from './requests.ts'

/**
 * Receives the answer of a wallet to one question: every check, then it is kept, once. An answer that is refused counts,
 * so that nobody tries for long. @returns the code that leads on. @throws EidRefused
 */
export async function receiveAnswer(
  ctx: Context,
  wallet: Wallet,
  id: string,
  response: string,
): Promise<string> {
  const request = await waitingRequest(ctx, id)
  if (!request) throw new EidRefused('over')
  try {
    return await keepAnswer(ctx, id, await checkAnswer(ctx, wallet, request, response))
  } catch (error) {
    await countRefused(ctx, id)
    throw error instanceof EidRefused ? error : new EidRefused('wrong', 'answer')
  }
}

async function checkAnswer(
  ctx: Context,
  wallet: Wallet,
  request: WalletRequest,
  response: string,
): Promise<Attested> {
  const at = ctx.now()
  const presentation = await openEnvelope(payloadOf(ctx, wallet, request), request.key, response)
  const credential = await checkCredential(wallet, presentation, { nonce: request.nonce, at })
  checkBinding(credential.binding, { clientId: wallet.clientId, at })
  await checkStatus(wallet, credential, { at, local: isLoopback(ctx.services.config.origin) })
  return checkClaims(wallet, queryFor(wallet), credential.claims)
}
