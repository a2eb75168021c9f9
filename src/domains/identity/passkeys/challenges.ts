import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { after, minute } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { hashToken } from '../../../platform/crypto.ts'
import { row } from '../../../platform/db/store.ts'
import { Refusal } from '../../../platform/errors.ts'
import type { Session } from '../sessions.ts'

/** A device said something that we do not believe; why is nobody's business but the reader's of the log. */
export class PasskeyRefused extends Refusal {
  constructor() {
    super(422, 'passkeyRefused')
  }
}

/** What is signed: making a key, coming in, or showing once more who one is. One does not do for another. */
export type ChallengePurpose = 'register' | 'sign-in' | 'confirm'

export const challengeLasts = 5 * minute

/**
 * Makes something new to sign, for this browser only where it has a session. A visitor who comes in has none, and gets
 * no cookie for it: only who received the challenge knows it, it is good for one answer, and the device signs the
 * address of the site with it.
 */
export async function makeChallenge(
  ctx: Context,
  purpose: ChallengePurpose,
  session: Session | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = new Uint8Array(randomBytes(32))
  await ctx.db.execute(
    sql`insert into challenges (hash, purpose, session_id, ends)
        values (${hashToken(inText(challenge))}, ${purpose}, ${session?.id ?? null},
          ${after(ctx.now(), challengeLasts).toISOString()})`,
  )
  return challenge
}

/** As it comes back from the browser. */
function inText(challenge: Uint8Array): string {
  return Buffer.from(challenge).toString('base64url')
}

/**
 * Uses up the challenge that an answer was made for, also when that answer turns out to be wrong: of two answers one is
 * looked at. @throws PasskeyRefused when it was used, is too old, or was made for another purpose or browser.
 */
export async function takeChallenge(
  ctx: Context,
  purpose: ChallengePurpose,
  session: Session | undefined,
  clientDataJson: string,
): Promise<string> {
  const challenge = challengeIn(clientDataJson)
  const taken = await row(
    ctx.db,
    sql`delete from challenges where hash = ${hashToken(challenge)} and purpose = ${purpose}
          and ends > ${ctx.now().toISOString()}
          and (session_id is null or session_id = ${session?.id ?? null}::uuid) returning hash`,
  )
  if (!taken) throw new PasskeyRefused()
  return challenge
}

function challengeIn(clientDataJson: string): string {
  try {
    const said: unknown = JSON.parse(Buffer.from(clientDataJson, 'base64url').toString())
    if (said && typeof said === 'object' && 'challenge' in said && typeof said.challenge === 'string')
      return said.challenge
  } catch {
    // Not what a browser sends.
  }
  throw new PasskeyRefused()
}
