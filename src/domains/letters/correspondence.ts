import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { Conflict, NotAllowed, NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import {
  isVerified,
  nameAsSeen,
  requireVerified,
  requireViewer,
  type ViewerContext,
} from '../residents/index.ts'
import { mayWrite, type Pair, type Silence, type Standing } from './rules.ts'

/** A correspondence as one of the two has it. */
export interface Correspondence {
  id: string
  /** Absent when the other was erased. */
  otherId: string | undefined
  /** Absent when the other left, or one blocked the other. */
  name: string | undefined
  begun: Date
  begunByMe: boolean
  accepted: boolean
  declined: boolean
  lastSeq: number
  readSeq: number
  wrapped: Uint8Array
  /** Why the viewer writes nothing in it now. */
  silence: Silence | undefined
}

/** @throws NotAllowed to whoever does something for somebody else: private words are for nobody between. */
export function requireSelf(ctx: Context): ViewerContext {
  const known = requireViewer(ctx)
  if (known.viewer.helper) throw new NotAllowed('helperMayNot')
  return known
}

/** The same for who writes. @throws NotAllowed until the address is proven. */
export function requireWriter(ctx: Context): ViewerContext {
  return requireVerified(requireSelf(ctx))
}

const blockedEitherWay = (
  me: string,
  other: SQL,
) => sql`exists (select 1 from blocks b where b.lifted is null and (
  (b.blocker_id = ${me} and b.blocked_id = ${other}) or (b.blocker_id = ${other} and b.blocked_id = ${me})))`

/** Whether the viewer blocked the resident in this column: what they wrote is no longer found. */
export const blockedByMe = (me: string, other: SQL) => sql`exists (select 1 from blocks b
  where b.lifted is null and b.blocker_id = ${me} and b.blocked_id = ${other})`

/** Columns of a `Standing` towards `residents o`, which may be absent. */
function standingColumns({ viewer }: ViewerContext): SQL {
  const me = viewer.id
  return sql`exists (select 1 from memberships mine
      join memberships theirs on theirs.community_id = mine.community_id and theirs.resident_id = o.id and theirs.ended is null
      join communities c on c.id = mine.community_id and c.state in ('forming', 'active')
      where mine.resident_id = ${me} and mine.ended is null) as share,
    ${blockedEitherWay(me, sql`o.id`)} as blocked,
    coalesce(o.level <> 'applicant' and o.left_at is null, false) as there,
    exists (select 1 from letter_closings own where own.resident_id = ${me}) as "ownClosed",
    exists (select 1 from letter_closings theirs where theirs.resident_id = o.id) as "otherClosed",
    coalesce(o.adult, false) as "otherAdult", coalesce(o.protected, false) as "otherProtected"`
}

type StandingFound = Omit<Standing, 'verified'>
const standingOf = (ctx: ViewerContext, found: StandingFound): Standing => ({
  ...found,
  verified: isVerified(ctx),
})

/** Somebody to write to, for who may know of them: they share a community that lives, and nobody blocked the other. */
export interface Other {
  id: string
  name: string
  standing: Standing
  /** What they wrote before. */
  correspondenceId: string | undefined
}

/** @throws NotFound for whom the viewer has nothing to do with. */
export async function otherById(ctx: ViewerContext, id: string): Promise<Other> {
  const found =
    isId(id) && id !== ctx.viewer.id
      ? await row<StandingFound & { id: string; name: string; correspondenceId: string | null }>(
          ctx.db,
          sql`select o.id, o.display_name as name, s.correspondence_id as "correspondenceId", ${standingColumns(ctx)}
              from residents o left join correspondence_sides s on s.resident_id = ${ctx.viewer.id} and s.other_id = o.id
              where o.id = ${id} and o.left_at is null`,
        )
      : undefined
  if (!found?.share || found.blocked) throw new NotFound()
  const { id: otherId, name, correspondenceId, ...standing } = found
  return {
    id: otherId,
    name,
    standing: standingOf(ctx, standing),
    correspondenceId: correspondenceId ?? undefined,
  }
}

type Found = StandingFound & {
  id: string
  otherId: string | null
  name: string | null
  begun: Date
  begunByMe: boolean
  accepted: boolean
  declined: boolean
  lastSeq: number
  readSeq: number
  wrapped: Uint8Array
  otherAway: boolean
}

/**
 * The correspondence with this id, for one of the two who did not leave it. Who blocked the other no longer finds it; who was
 * blocked reads back what was said to them. @throws NotFound for everybody else.
 */
export async function correspondenceById(ctx: Context, id: string): Promise<Correspondence> {
  const known = requireSelf(ctx)
  const me = known.viewer.id
  const found = isId(id)
    ? await row<Found>(
        known.db,
        sql`select v.id, o.id as "otherId", ${nameAsSeen(known, sql`o.id`)} as name, v.begun, v.wrapped_key as wrapped,
              coalesce(v.begun_by_id = ${me}, false) as "begunByMe", v.accepted is not null as accepted,
              s.declined is not null as declined, v.last_seq as "lastSeq", s.read_seq as "readSeq",
              coalesce((select their.away is not null from correspondence_sides their
                where their.correspondence_id = v.id and their.resident_id = o.id), true) as "otherAway",
              ${standingColumns(known)}
            from correspondence_sides s join correspondences v on v.id = s.correspondence_id
            left join residents o on o.id = s.other_id
            where s.correspondence_id = ${id} and s.resident_id = ${me} and s.away is null
              and not ${blockedByMe(me, sql`s.other_id`)}`,
      )
    : undefined
  if (!found) throw new NotFound()
  const { otherAway, begunByMe, accepted, lastSeq } = found
  const pair: Pair = { begunByMe, accepted, written: lastSeq > 0, otherAway }
  return {
    id: found.id,
    otherId: found.otherId ?? undefined,
    name: found.name ?? undefined,
    begun: new Date(found.begun),
    begunByMe,
    accepted,
    declined: found.declined,
    lastSeq,
    readSeq: found.readSeq,
    wrapped: found.wrapped,
    silence: mayWrite(standingOf(known, found), pair),
  }
}

/** Holds a correspondence until the transaction ends. */
export async function lockCorrespondence(ctx: Context, id: string): Promise<void> {
  await ctx.db.execute(sql`select 1 from correspondences where id = ${id} for no key update`)
}

/** The refusal for a reason to say nothing. */
export function refused(silence: Silence): Conflict {
  return new Conflict(
    { ownClosed: 'lettersClosed', notNow: 'lettersNotNow', waiting: 'lettersWait' }[silence],
  )
}

export const hrefOf = (id: string): string => `/brieven/${id}`
