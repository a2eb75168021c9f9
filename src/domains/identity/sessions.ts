import { sql } from 'drizzle-orm'
import { after, day, hour } from '../../platform/clock.ts'
import type { Context, Viewer } from '../../platform/context.ts'
import { hashToken, newToken } from '../../platform/crypto.ts'
import { row, rows } from '../../platform/db/store.ts'
import { NotFound, SignInNeeded } from '../../platform/errors.ts'
import { asLanguage, type Language } from '../../platform/i18n.ts'
import { isId } from '../../platform/ids.ts'
import { requireViewer, viewerColumn, viewerIn } from '../residents/index.ts'
import { endLinks } from './links.ts'
import { openWaiting, sealWaiting } from './sealed.ts'

const lasts = 30 * day
/** A card may be used on a device of the library: that session ends the same day, also when it is used. */
const lastsByCard = 12 * hour
/** Without a resident a session only remembers words for a while. */
const lastsForVisitors = day
/** A session is marked as used at most this often, so that reading a page rarely writes. */
const markEvery = hour

/** One browser. Known by a token in its cookie; the store knows only the hash. */
export interface Session {
  hash: Buffer
  id: string
  residentId: string | undefined
  language: Language | undefined
  /** When this browser last showed who it is. */
  confirmed: Date | undefined
  /** The resident for whom a trusted neighbour does something in this session, and until when they may. */
  actsFor: string | undefined
  actsUntil: Date | undefined
  /** Who its resident is, when that is known by now. */
  viewer: Viewer | undefined
}

/** How somebody came in. */
export type SignInWay = 'mail' | 'passkey' | 'eid' | 'card' | 'demo'

/** Finds a live session and, now and then, lengthens it. */
export async function findSession(ctx: Context, token: string): Promise<Session | undefined> {
  const hash = hashToken(token)
  const now = ctx.now()
  const found = await row<{
    id: string
    residentId: string | null
    language: string | null
    used: Date
    confirmed: Date | null
    actsFor: string | null
    actsUntil: Date | null
    how: SignInWay
    viewer: unknown
  }>(
    ctx.db,
    sql`select id, resident_id as "residentId", language, used, confirmed, acts_for as "actsFor", acts_until as "actsUntil", how,
          ${viewerColumn(sql`sessions.resident_id`)} as viewer
        from sessions
        where hash = ${hash} and ends > ${now.toISOString()}`,
  )
  if (!found) return undefined
  if (found.how !== 'card' && new Date(found.used).getTime() < now.getTime() - markEvery) {
    await ctx.db.execute(
      sql`update sessions set used = ${now.toISOString()}, ends = ${after(now, found.residentId ? lasts : lastsForVisitors).toISOString()}
          where hash = ${hash}`,
    )
  }
  return {
    hash,
    id: found.id,
    residentId: found.residentId ?? undefined,
    language: asLanguage(found.language),
    confirmed: found.confirmed ? new Date(found.confirmed) : undefined,
    actsFor: found.actsFor ?? undefined,
    actsUntil: found.actsUntil ? new Date(found.actsUntil) : undefined,
    viewer: viewerIn(found.viewer),
  }
}

/**
 * Starts a session and returns the token for the cookie. `device` is a short description for the resident's own list. Who
 * comes in by card has not shown who they are: a card can be found in the street.
 */
export async function startSession(
  ctx: Context,
  options: {
    residentId?: string
    language?: Language
    device?: string
    how?: SignInWay
    /** The passkey with which somebody came in: without it this session ends too. */
    passkeyId?: string | undefined
  },
): Promise<string> {
  const token = newToken()
  const now = ctx.now()
  const byCard = options.how === 'card'
  const long = !options.residentId ? lastsForVisitors : byCard ? lastsByCard : lasts
  await ctx.db.execute(
    sql`insert into sessions (hash, resident_id, language, device, how, passkey_id, confirmed, created, used, ends)
        values (${hashToken(token)}, ${options.residentId ?? null}, ${options.language ?? null},
          ${(options.device ?? '').slice(0, 120)}, ${options.how ?? 'mail'}, ${options.passkeyId ?? null},
          ${options.residentId && !byCard ? now.toISOString() : null}, ${now.toISOString()}, ${now.toISOString()},
          ${after(now, long).toISOString()})`,
  )
  return token
}

/** Ends this one session. */
export async function endSession(ctx: Context, token: string): Promise<void> {
  await ctx.db.execute(sql`delete from sessions where hash = ${hashToken(token)}`)
}

/**
 * The browser just showed who it is: weighty things may be done in it for a while. It gets a new token, so that one that
 * somebody else knew is worth nothing from here on. @returns that token. @throws SignInNeeded when it was ended meanwhile.
 */
export async function confirmSession(ctx: Context, session: Session): Promise<string> {
  const token = newToken()
  const now = ctx.now().toISOString()
  const confirmed = await row(
    ctx.db,
    sql`update sessions set hash = ${hashToken(token)}, confirmed = ${now}, used = ${now}
        where hash = ${session.hash} and resident_id is not null returning id`,
  )
  if (!confirmed) throw new SignInNeeded()
  return token
}

/** Signs the viewer out everywhere at once, but for the session that is kept. Links in the mail stop working too. */
export async function endAllSessions(ctx: Context, { but }: { but?: Session } = {}): Promise<void> {
  const { viewer } = requireViewer(ctx)
  await ctx.db.execute(
    sql`delete from sessions where resident_id = ${viewer.id} and id is distinct from ${but?.id ?? null}::uuid`,
  )
  await endLinks(ctx, viewer.id)
}

/** Ends one session of the viewer. Ending it twice ends it once; one of somebody else is left alone. */
export async function endOwnSession(ctx: Context, id: string): Promise<void> {
  const { viewer } = requireViewer(ctx)
  if (!isId(id)) throw new NotFound()
  await ctx.db.execute(sql`delete from sessions where id = ${id} and resident_id = ${viewer.id}`)
}

/** Where the viewer is signed in. */
export interface OwnSession {
  id: string
  device: string
  how: SignInWay
  used: Date
  created: Date
}

/** Where the viewer is signed in, last used first. */
export async function sessionsOf(ctx: Context): Promise<OwnSession[]> {
  const { viewer } = requireViewer(ctx)
  const found = await rows<OwnSession>(
    ctx.db,
    sql`select id, device, how, used, created from sessions
        where resident_id = ${viewer.id} and ends > ${ctx.now().toISOString()} order by used desc limit 50`,
  )
  return found.map((each) => ({ ...each, used: new Date(each.used), created: new Date(each.created) }))
}

/** From now until a moment this session is for somebody whom its resident helps; for nobody when it says so. */
export async function setActsFor(
  ctx: Context,
  session: Session,
  helped: { residentId: string; until: Date } | undefined,
): Promise<void> {
  await ctx.db.execute(
    sql`update sessions set acts_for = ${helped?.residentId ?? null}, acts_until = ${helped?.until.toISOString() ?? null}
        where hash = ${session.hash}`,
  )
}

/** Nobody does anything for this resident any more: whose sessions did are themselves again, and stay signed in. */
export async function endActingFor(ctx: Context, residentId: string): Promise<void> {
  await ctx.db.execute(
    sql`update sessions set acts_for = null, acts_until = null where acts_for = ${residentId}`,
  )
}

/** Ends what was begun by card, on every device. */
export async function endCardSessions(ctx: Context, residentId: string): Promise<void> {
  await ctx.db.execute(sql`delete from sessions where resident_id = ${residentId} and how = 'card'`)
}

/** Remembers the language of a browser. */
export async function setSessionLanguage(ctx: Context, session: Session, language: Language): Promise<void> {
  await ctx.db.execute(sql`update sessions set language = ${language} where hash = ${session.hash}`)
}

/** The answers that somebody who is joining gave so far in this browser. */
export async function readDraft<Draft>(ctx: Context, session: Session): Promise<Draft | undefined> {
  const found = await row<{ draft: Uint8Array | null }>(
    ctx.db,
    sql`select draft from sessions where hash = ${session.hash}`,
  )
  return found?.draft ? openWaiting<Draft>(ctx, found.draft, 'draft') : undefined
}

/** Keeps those answers, sealed. */
export async function writeDraft(ctx: Context, session: Session, draft: unknown): Promise<void> {
  const sealed = draft === undefined ? null : sealWaiting(ctx, draft, 'draft')
  await ctx.db.execute(sql`update sessions set draft = ${sealed} where hash = ${session.hash}`)
}

/** Ends every session of a resident, such as of an account that is over. */
export async function endSessionsOf(ctx: Context, residentId: string): Promise<void> {
  await ctx.db.execute(
    sql`delete from sessions where resident_id = ${residentId} or acts_for = ${residentId}`,
  )
}
