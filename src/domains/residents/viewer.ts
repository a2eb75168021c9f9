import { sql, type SQL } from 'drizzle-orm'
import type { Context, Viewer } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { NotAllowed, SignInNeeded } from '../../platform/errors.ts'
import { requireConfirmed } from './confirmed.ts'
import { asLanguage, type Language } from '../../platform/i18n.ts'

/** How well the foundation knows somebody (algorithms, Levels of being known). */
export type Level = 'applicant' | 'verified' | 'assured'

/** The narrow tasks of people of the foundation. */
export const stewardTasks = ['identity', 'taxonomy', 'moderation', 'operations'] as const
export type StewardTask = (typeof stewardTasks)[number]

/**
 * What a resident may let a trusted neighbour do for them. Voting is not among them: should it come, then only with a
 * code on paper that the resident gives each time, and never by a tick that stays.
 */
export const helpKinds = ['join', 'rsvp', 'designate', 'read'] as const
export type HelpKind = (typeof helpKinds)[number]

/** The neighbour who is at the keys, in a session in which they do something for the viewer. */
export interface Helper {
  readonly id: string
  readonly displayName: string
  readonly may: readonly HelpKind[]
}

declare module '../../platform/context.ts' {
  /** What every request knows of who is asking. Nothing from the vault. */
  interface Viewer {
    readonly level: Level
    readonly displayName: string
    readonly adult: boolean
    readonly isProtected: boolean
    readonly language: Language
    /** Null where the street is too small to be named. */
    readonly streetId: number | null
    readonly buurtId: number | null
    readonly wijkId: number | null
    readonly gemeenteId: number | null
    /** H3 cell of resolution 10 as a decimal number in text; null when the home stands too alone to be placed. */
    readonly cell: string | null
    /** Name of the buurt, for the dateline. */
    readonly placeName: string | null
    /** None while address and person are not both proven: who falls back a level may not act. */
    readonly stewardOf: StewardTask[]
    /** When this browser last showed who it is, by passkey, mailed link or eID. */
    readonly confirmed?: Date | undefined
    /** Who does this for the viewer. Absent when it is the viewer's own session. */
    readonly helper?: Helper | undefined
  }
}

/** A context in which somebody is asking. */
export type ViewerContext = Context & { readonly viewer: Viewer }

/** What a row tells of a viewer. */
type ViewerRow = Omit<Viewer, 'language'> & { language: string }

const viewerColumns = sql`r.id, r.level, r.display_name as "displayName", r.adult, r.protected as "isProtected", r.language,
  r.street_id as "streetId", r.buurt_id as "buurtId", r.wijk_id as "wijkId", r.gemeente_id as "gemeenteId",
  r.cell::text as cell, a.name as "placeName",
  array(select s.task from stewards s
    where s.resident_id = r.id and s.ended is null and r.level = 'assured') as "stewardOf"`

const viewerTables = sql`residents r left join areas a on a.id = coalesce(r.buurt_id, r.gemeente_id)`

const viewerOf = (found: ViewerRow): Viewer => ({ ...found, language: asLanguage(found.language) ?? 'nl' })

/** Reads who is asking. Undefined for somebody who has left. */
export async function loadViewer(ctx: Context, residentId: string): Promise<Viewer | undefined> {
  const found = await row<ViewerRow>(
    ctx.db,
    sql`select ${viewerColumns} from ${viewerTables} where r.id = ${residentId} and r.left_at is null`,
  )
  return found && viewerOf(found)
}

/** The same within a question about something else: a column with who the resident in this column is, for `viewerIn`. */
export function viewerColumn(resident: SQL): SQL {
  return sql`(select row_to_json(w) from (select ${viewerColumns} from ${viewerTables}
    where r.id = ${resident} and r.left_at is null) w)`
}

/** Reads such a column. */
export function viewerIn(column: unknown): Viewer | undefined {
  return column ? viewerOf(column as ViewerRow) : undefined
}

/** The viewer's context. @throws SignInNeeded when nobody is signed in. */
export function requireViewer(ctx: Context): ViewerContext {
  if (!ctx.viewer) throw new SignInNeeded()
  return ctx as ViewerContext
}

/** @throws NotAllowed (`verifiedOnly`) until the address of the viewer is proven. */
export function requireVerified(ctx: Context): ViewerContext {
  const known = requireViewer(ctx)
  if (known.viewer.level === 'applicant') throw new NotAllowed('verifiedOnly')
  return known
}

/**
 * For what brings people who do not know each other to one another's doors. @throws NotAllowed (`verifiedOnly`) until the
 * address is proven, (`adultsOnly`) under eighteen, and (`helperMayNot`) in a session in which a neighbour helps.
 */
export function requireVerifiedAdult(ctx: Context): ViewerContext {
  const known = requireVerified(ctx)
  if (!known.viewer.adult) throw new NotAllowed('adultsOnly')
  if (known.viewer.helper) throw new NotAllowed('helperMayNot')
  return known
}

/** @throws NotAllowed for anybody without this very task, ConfirmNeeded for who showed too long ago who they are. */
export function requireSteward(ctx: Context, task: StewardTask): ViewerContext {
  const known = requireViewer(ctx)
  if (!known.viewer.stewardOf.includes(task)) throw new NotAllowed()
  return requireConfirmed(known)
}

/** @throws NotAllowed for anybody without a task of the foundation, ConfirmNeeded as `requireSteward`. */
export function requireAnySteward(ctx: Context): ViewerContext {
  const known = requireViewer(ctx)
  if (known.viewer.stewardOf.length === 0) throw new NotAllowed()
  return requireConfirmed(known)
}

/** Nobody helps another to something for themselves. @throws NotAllowed when it would be the helper who gains. */
export function requireNotHelper(ctx: Context, residentId: string | undefined): void {
  if (residentId !== undefined && residentId === ctx.viewer?.helper?.id) throw new NotAllowed('helperNotSelf')
}

/** Whether the viewer is a verified resident: what `extranet` asks. */
export function isVerified(ctx: Context): boolean {
  return ctx.viewer !== undefined && ctx.viewer.level !== 'applicant'
}
