import { randomBytes, randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { after, hour, minute } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { hashToken, newToken } from '../../../platform/crypto.ts'
import { row } from '../../../platform/db/store.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { openWaiting, sealWaiting } from '../../identity/index.ts'
import type { Attested } from '../../proofs/index.ts'
import type { ViewerContext } from '../../residents/index.ts'
import { EidRefused } from '../refused.ts'

const lasts = 10 * minute
/** Answers that may be refused before a question is over: a wallet may try again, a guesser may not. */
const mostRefused = 5
/** Short codes that may be wrong. */
const mostGuesses = 5
const perResident: Limit = { name: 'wallet-begin', max: 20, window: hour }

/** What only this question has. */
export interface Secrets {
  nonce: string
  /** The private key that decrypts the one answer. */
  key: JWK
}

interface Answer {
  attested: Attested
  /** Six figures, shown where the wallet is and typed where the question was asked. */
  short: string
}

/** A question that waits for a wallet. */
export interface WalletRequest extends Secrets {
  id: string
  ends: Date
}

const about = (id: string) => `wallet:${id}`

/** Makes a question for the viewer, bound to this browser. It is over after ten minutes. */
export async function askWallet(ctx: ViewerContext, sessionId: string): Promise<string> {
  await limit(ctx, perResident, ctx.viewer.id)
  const id = newId()
  const { privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true })
  const secrets: Secrets = {
    nonce: randomBytes(24).toString('base64url'),
    key: { ...(await exportJWK(privateKey)), kid: randomBytes(8).toString('base64url') },
  }
  await ctx.db.execute(
    sql`insert into wallet_requests (id, session_id, sealed, ends)
        values (${id}, ${sessionId}, ${sealWaiting(ctx, secrets, about(id))},
          ${after(ctx.now(), lasts).toISOString()})`,
  )
  return id
}

/** The question, for the wallet: as long as it is not answered, refused too often, or over. */
export async function waitingRequest(ctx: Context, id: string): Promise<WalletRequest | undefined> {
  if (!isId(id)) return undefined
  const found = await row<{ sealed: Uint8Array; ends: Date }>(
    ctx.db,
    sql`select sealed, ends from wallet_requests
        where id = ${id} and answered is null and refused < ${mostRefused} and ends > ${ctx.now().toISOString()}`,
  )
  return found && { id, ends: new Date(found.ends), ...openWaiting<Secrets>(ctx, found.sealed, about(id)) }
}

/** Whether this browser asked this question, and it still waits. */
export async function isWaiting(ctx: Context, id: string, sessionId: string): Promise<boolean> {
  if (!isId(id)) return false
  const found = await row(
    ctx.db,
    sql`select 1 from wallet_requests where id = ${id} and session_id = ${sessionId} and refused < ${mostRefused}
          and guesses < ${mostGuesses} and ends > ${ctx.now().toISOString()}`,
  )
  return found !== undefined
}

/** An answer was no good. */
export async function countRefused(ctx: Context, id: string): Promise<void> {
  await ctx.db.execute(sql`update wallet_requests set refused = refused + 1 where id = ${id}`)
}

/**
 * Keeps what a wallet said, sealed, once: a second answer changes nothing.
 * @returns the code for the address to which the wallet leads on. @throws EidRefused `over`
 */
export async function keepAnswer(ctx: Context, id: string, attested: Attested): Promise<string> {
  const code = newToken()
  const answer: Answer = { attested, short: String(randomInt(1_000_000)).padStart(6, '0') }
  const kept = await row(
    ctx.db,
    sql`update wallet_requests
        set answered = ${ctx.now().toISOString()}, code_hash = ${hashToken(code)},
          answer = ${sealWaiting(ctx, answer, about(id))}
        where id = ${id} and answered is null and ends > ${ctx.now().toISOString()} returning id`,
  )
  if (!kept) throw new EidRefused('over')
  return code
}

/** The question that a wallet's code belongs to: whether this browser asked it, and else what must be typed there. */
export async function answeredBy(
  ctx: Context,
  code: string,
  sessionId: string | undefined,
): Promise<{ id: string; here: true } | { here: false; short: string } | undefined> {
  const found = await row<{ id: string; sessionId: string; answer: Uint8Array }>(
    ctx.db,
    sql`select id, session_id as "sessionId", answer from wallet_requests
        where code_hash = ${hashToken(code)} and ends > ${ctx.now().toISOString()}`,
  )
  if (!found) return undefined
  if (found.sessionId === sessionId) return { id: found.id, here: true }
  return { here: false, short: openWaiting<Answer>(ctx, found.answer, about(found.id)).short }
}

/**
 * Takes up what a wallet said, once, in the browser that asked and with the code that went to the wallet: the long one
 * in the address, or the short one that somebody typed. So it is not enough to have somebody else scan one's question.
 * @returns undefined when the short code is wrong, or nothing was answered yet. @throws EidRefused `over`
 */
export async function takeAnswer(
  ctx: Context,
  { id, sessionId, code }: { id: string; sessionId: string; code: string },
): Promise<Attested | undefined> {
  if (!isId(id)) throw new EidRefused('over')
  // Counted before it is compared, so that many guesses at one moment are no more than that many.
  const found = await row<{ answer: Uint8Array | null; codeHash: Uint8Array | null }>(
    ctx.db,
    sql`update wallet_requests set guesses = guesses + (answered is not null)::int
        where id = ${id} and session_id = ${sessionId} and guesses < ${mostGuesses} and refused < ${mostRefused}
          and ends > ${ctx.now().toISOString()} returning answer, code_hash as "codeHash"`,
  )
  if (!found) throw new EidRefused('over')
  if (!found.answer || !found.codeHash) return undefined
  const { attested, short } = openWaiting<Answer>(ctx, found.answer, about(id))
  const fits = code === short || hashToken(code).equals(found.codeHash)
  if (!fits) return undefined
  const taken = await row(ctx.db, sql`delete from wallet_requests where id = ${id} returning id`)
  if (!taken) throw new EidRefused('over')
  return attested
}
