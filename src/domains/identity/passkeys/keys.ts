import { randomBytes } from 'node:crypto'
import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server'
import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, NotFound } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { requireConfirmed, requireViewer, tell, type ViewerContext } from '../../residents/index.ts'
import { mailInLanguage } from '../mail.ts'
import { words } from '../messages/index.ts'
import type { Session } from '../sessions.ts'
import { challengeLasts, makeChallenge, PasskeyRefused, takeChallenge } from './challenges.ts'
import { credentialsOf, rpIdOf } from './entering.ts'
import type { MadeAnswer } from './forms.ts'

/** Keys one resident may have. */
const most = 20
const adding: Limit = { name: 'passkey-add', max: 40, window: day }

/** Ed25519, then P-256, then RSA: what devices of today make (COSE numbers). */
const algorithms = [-8, -7, -257]

export type MakeOptions = Awaited<ReturnType<typeof generateRegistrationOptions>>

/**
 * What a device is asked to make: a key that it keeps with the account, so that it works without a name typed, and that
 * it uses only after fingerprint, face or code. A device that has one already is not asked for another.
 */
export async function askNewPasskey(ctx: Context, session: Session): Promise<MakeOptions> {
  const { viewer } = requireConfirmed(ctx)
  await limit(ctx, adding, viewer.id)
  return generateRegistrationOptions({
    rpName: 'Leefomgeving Doe-Het-Zelf',
    rpID: rpIdOf(ctx),
    userName: viewer.displayName,
    userDisplayName: viewer.displayName,
    userID: await handleOf(ctx, viewer.id),
    challenge: await makeChallenge(ctx, 'register', session),
    attestationType: 'none',
    excludeCredentials: await credentialsOf(ctx, viewer.id),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: algorithms,
    timeout: challengeLasts,
  })
}

async function handleOf(ctx: Context, residentId: string): Promise<Uint8Array<ArrayBuffer>> {
  await ctx.db.execute(
    sql`insert into passkey_handles (resident_id, handle) values (${residentId}, ${randomBytes(32)})
        on conflict (resident_id) do nothing`,
  )
  const kept = await row<{ handle: Uint8Array }>(
    ctx.db,
    sql`select handle from passkey_handles where resident_id = ${residentId}`,
  )
  return new Uint8Array(kept!.handle)
}

/**
 * Adds the key that a device made. The resident is told by notice and mail, for the case that it was somebody else.
 * @throws PasskeyRefused, Conflict when there are too many.
 */
export async function addPasskey(
  ctx: Context,
  session: Session,
  { name, response }: { name: string; response: MadeAnswer },
): Promise<void> {
  const { viewer } = requireConfirmed(ctx)
  const challenge = await takeChallenge(ctx, 'register', session, response.response.clientDataJSON)
  const { id, publicKey, counter } = await madeKey(ctx, response, challenge)
  await transact(ctx, async (ctx) => {
    await ctx.db.execute(sql`select 1 from passkey_handles where resident_id = ${viewer.id} for update`)
    const count = await row<{ keys: number }>(
      ctx.db,
      sql`select count(*)::int as keys from passkeys where resident_id = ${viewer.id}`,
    )
    if ((count?.keys ?? 0) >= most) throw new Conflict('passkeysFull')
    const added = await row<{ id: string }>(
      ctx.db,
      sql`insert into passkeys (id, resident_id, credential, public_key, counter, transports, name, made)
          values (${newId()}, ${viewer.id}, ${Buffer.from(id, 'base64url')}, ${Buffer.from(publicKey)}, ${counter},
            array(select jsonb_array_elements_text(${JSON.stringify(response.response.transports)}::jsonb)), ${name},
            ${ctx.now().toISOString()})
          on conflict (credential) do nothing returning id`,
    )
    if (!added) throw new PasskeyRefused()
    await publish(ctx, 'identity.passkey-added', { resident: viewer.id })
    await tellOf(ctx, viewer.id, 'passkey.added', added.id)
  })
}

async function madeKey(
  ctx: Context,
  response: MadeAnswer,
  challenge: string,
): Promise<{ id: string; publicKey: Uint8Array; counter: number }> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...response, response: { ...response.response, transports: [] } },
      expectedChallenge: challenge,
      expectedOrigin: ctx.services.config.origin,
      expectedRPID: rpIdOf(ctx),
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
    if (verified) return registrationInfo.credential
  } catch (error) {
    ctx.services.log.debug({ why: error instanceof Error ? error.message : 'unknown' }, 'passkey refused')
  }
  throw new PasskeyRefused()
}

async function tellOf(
  ctx: Context,
  residentId: string,
  kind: 'passkey.added' | 'passkey.removed',
  passkey: string,
): Promise<void> {
  await tell(ctx, [residentId], kind, { passkey })
  const link = `${ctx.services.config.origin}/ik/apparaten`
  await mailInLanguage(ctx, residentId, (language) => words[language].mail[kind](link))
}

/** A key as its owner sees it. */
export interface Passkey {
  id: string
  name: string
  made: Date
  used: Date | null
}

const passkeyColumns = sql`id, name, made, used`
const dated = (key: Passkey): Passkey => ({
  ...key,
  made: new Date(key.made),
  used: key.used && new Date(key.used),
})

/** The viewer's keys, oldest first. */
export async function passkeysOf(ctx: ViewerContext): Promise<Passkey[]> {
  const found = await rows<Passkey>(
    ctx.db,
    sql`select ${passkeyColumns} from passkeys where resident_id = ${ctx.viewer.id} order by made, id limit ${most}`,
  )
  return found.map(dated)
}

/** One key of the viewer. @throws NotFound, also for a key of somebody else */
export async function passkeyById(ctx: ViewerContext, id: string): Promise<Passkey> {
  const found = isId(id)
    ? await row<Passkey>(
        ctx.db,
        sql`select ${passkeyColumns} from passkeys where id = ${id} and resident_id = ${ctx.viewer.id}`,
      )
    : undefined
  if (!found) throw new NotFound()
  return dated(found)
}

/** Gives a key of the viewer another name. @throws NotFound */
export async function renamePasskey(ctx: Context, id: string, name: string): Promise<void> {
  const known = requireViewer(ctx)
  await passkeyById(known, id)
  await ctx.db.execute(
    sql`update passkeys set name = ${name} where id = ${id} and resident_id = ${known.viewer.id}`,
  )
}

/**
 * Takes a key of the viewer away. Browsers that came in with it are signed out, but for the one in which this is done.
 * Twice takes it away once. The resident is told.
 */
export async function removePasskey(ctx: Context, session: Session, id: string): Promise<void> {
  const { viewer } = requireConfirmed(ctx)
  if (!isId(id)) throw new NotFound()
  await transact(ctx, async (ctx) => {
    await ctx.db.execute(
      sql`delete from sessions where passkey_id = ${id} and resident_id = ${viewer.id} and id <> ${session.id}`,
    )
    const removed = await row(
      ctx.db,
      sql`delete from passkeys where id = ${id} and resident_id = ${viewer.id} returning id`,
    )
    if (!removed) return
    await publish(ctx, 'identity.passkey-removed', { resident: viewer.id })
    await tellOf(ctx, viewer.id, 'passkey.removed', id)
  })
}

/** Takes every key of a resident away, who came back in another way because all was lost. */
export async function endPasskeysOf(ctx: Context, residentId: string): Promise<void> {
  await ctx.db.execute(sql`delete from passkeys where resident_id = ${residentId}`)
}
