import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server'
import { sql } from 'drizzle-orm'
import { minute, onTheWall } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { tell } from '../../residents/index.ts'
import { mailInLanguage } from '../mail.ts'
import { words } from '../messages/index.ts'
import type { Session } from '../sessions.ts'
import { challengeLasts, makeChallenge, PasskeyRefused, takeChallenge } from './challenges.ts'
import type { SignedAnswer } from './forms.ts'

/** The name under which devices keep our keys: the host, so that no other site can ask for them. */
export function rpIdOf(ctx: Context): string {
  return new URL(ctx.services.config.origin).hostname
}

const asking: Limit = { name: 'passkey-ask', max: 300, window: 10 * minute }
const answering: Limit = { name: 'passkey-answer', max: 60, window: 10 * minute }

export type SignOptions = Awaited<ReturnType<typeof generateAuthenticationOptions>>

/**
 * What a device is asked to sign. To a visitor it names no keys, whatever was typed: the device knows whose they are, and
 * so the question tells nobody who has an account. Somebody who is signed in is asked for one of their own.
 */
export async function askPasskey(
  ctx: Context,
  purpose: 'sign-in' | 'confirm',
  session: Session | undefined,
  visitor: string,
): Promise<SignOptions> {
  await limit(ctx, asking, visitor)
  const own = purpose === 'confirm' && ctx.viewer ? await credentialsOf(ctx, ctx.viewer.id) : undefined
  return generateAuthenticationOptions({
    rpID: rpIdOf(ctx),
    challenge: await makeChallenge(ctx, purpose, session),
    userVerification: 'required',
    timeout: challengeLasts,
    ...(own && { allowCredentials: own }),
  })
}

/** What names the keys of a resident to a device. */
export async function credentialsOf(
  ctx: Context,
  residentId: string,
): Promise<{ id: string; transports: string[] }[]> {
  const found = await rows<{ credential: Uint8Array; transports: string[] }>(
    ctx.db,
    sql`select credential, transports from passkeys where resident_id = ${residentId} order by made limit 50`,
  )
  return found.map(({ credential, transports }) => ({
    id: Buffer.from(credential).toString('base64url'),
    transports,
  }))
}

interface KnownKey {
  id: string
  residentId: string
  publicKey: Uint8Array
  handle: Uint8Array
}

/**
 * Believes a device: its key is of a resident, it signed this very challenge for this very site, after it made sure that
 * its owner was there (fingerprint, face or code). Once for each challenge.
 * @throws PasskeyRefused, always in the same words; a key that seems copied is told to its owner.
 */
export async function checkPasskey(
  ctx: Context,
  purpose: 'sign-in' | 'confirm',
  session: Session | undefined,
  answer: SignedAnswer,
  visitor: string,
): Promise<{ residentId: string; passkeyId: string }> {
  await limit(ctx, answering, visitor)
  const challenge = await takeChallenge(ctx, purpose, session, answer.response.clientDataJSON)
  const key = await row<KnownKey>(
    ctx.db,
    sql`select k.id, k.resident_id as "residentId", k.public_key as "publicKey", h.handle
        from passkeys k join passkey_handles h on h.resident_id = k.resident_id
        join residents r on r.id = k.resident_id and r.left_at is null
        where k.credential = ${Buffer.from(answer.id, 'base64url')}`,
  )
  if (!key) throw new PasskeyRefused()
  const { userHandle } = answer.response
  // A device that keeps the account with the key says whose it is: that has to agree.
  if (userHandle !== undefined && userHandle !== Buffer.from(key.handle).toString('base64url'))
    throw new PasskeyRefused()
  const counter = await signedCount(ctx, key, answer, challenge)
  const counted = await row(
    ctx.db,
    sql`update passkeys set counter = ${counter}, used = ${ctx.now().toISOString()}
        where id = ${key.id} and (counter < ${counter} or (counter = 0 and ${counter}::bigint = 0)) returning id`,
  )
  if (!counted) {
    await tellCopied(ctx, key)
    throw new PasskeyRefused()
  }
  return { residentId: key.residentId, passkeyId: key.id }
}

/**
 * Verifies the signature. The library would compare the counter before it knows that the key itself signed, and then
 * anybody could make a key look copied; so here it is told that nothing was counted yet.
 * @returns the device's counter.
 */
async function signedCount(
  ctx: Context,
  key: KnownKey,
  answer: SignedAnswer,
  challenge: string,
): Promise<number> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin: ctx.services.config.origin,
      expectedRPID: rpIdOf(ctx),
      credential: { id: answer.id, publicKey: new Uint8Array(key.publicKey), counter: 0 },
      requireUserVerification: true,
    })
    if (verified) return authenticationInfo.newCounter
  } catch (error) {
    ctx.services.log.debug({ why: error instanceof Error ? error.message : 'unknown' }, 'passkey refused')
  }
  throw new PasskeyRefused()
}

/** The counter did not go up: two devices may hold this key. Told once a day. */
async function tellCopied(ctx: Context, key: KnownKey): Promise<void> {
  const day = onTheWall(ctx.now()).toPlainDate().toString()
  const link = `${ctx.services.config.origin}/ik/apparaten`
  await transact(ctx, async (ctx) => {
    const told = await tell(ctx, [key.residentId], 'passkey.copied', { passkey: key.id, day })
    if (told.length === 0) return
    await mailInLanguage(ctx, key.residentId, (language) => words[language].mail['passkey.copied'](link))
  })
}
