import { sql } from 'drizzle-orm'
import { after, minute } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { hashToken } from '../../../platform/crypto.ts'
import { row } from '../../../platform/db/store.ts'
import { openWaiting, sealWaiting } from '../../identity/index.ts'
import { EidRefused } from '../refused.ts'

const lasts = 10 * minute

/** What somebody goes to an eID for. */
export type Purpose = 'prove' | 'sign-in'

/** What we remember of somebody who is at an eID. Nobody else knows the nonce and the verifier. */
export interface Flow {
  state: string
  nonce: string
  verifier: string
  purpose: Purpose
  /** Who was signed in when it began: who comes back as somebody else is not let in. */
  residentId: string | undefined
  /** Where to go on afterwards, within this site. */
  next: string | undefined
}

const about = (provider: string) => `eid-flow:${provider}`

/** Remembers a flow for ten minutes, for this browser alone. */
export async function keepFlow(ctx: Context, sessionId: string, provider: string, flow: Flow): Promise<void> {
  await ctx.db.execute(
    sql`insert into eid_flows (hash, session_id, provider, sealed, ends)
        values (${hashToken(flow.state)}, ${sessionId}, ${provider}, ${sealWaiting(ctx, flow, about(provider))},
          ${after(ctx.now(), lasts).toISOString()})`,
  )
}

/**
 * Takes a flow up, once. Whoever brings an answer that began in another browser, at another provider, or a second time
 * finds nothing: one refusal for all of them. @throws EidRefused `over`
 */
export async function takeFlow(
  ctx: Context,
  { state, sessionId, provider }: { state: string; sessionId: string | undefined; provider: string },
): Promise<Flow> {
  const found =
    sessionId !== undefined &&
    (await row<{ sealed: Uint8Array }>(
      ctx.db,
      sql`delete from eid_flows
          where hash = ${hashToken(state)} and session_id = ${sessionId} and provider = ${provider}
            and ends > ${ctx.now().toISOString()} returning sealed`,
    ))
  if (!found) throw new EidRefused('over')
  return openWaiting<Flow>(ctx, found.sealed, about(provider))
}
