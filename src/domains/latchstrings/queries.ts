import { sql, type SQL } from 'drizzle-orm'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { houseNumber } from '../areas/index.ts'
import { mayEnter, notBlocked } from '../communities/index.ts'
import { openVault, type VaultAddress } from '../identity/index.ts'
import { isVerified, type ViewerContext } from '../residents/index.ts'
import type { Reach } from './rules.ts'

/** An open door, as a neighbour for whom it is meant sees it. */
export interface Latchstring {
  id: string
  words: string
  /** First name of who opened. */
  name: string
  reach: Reach
  /** The community it is open for. */
  community: string | null
  ends: Date
  /** What became of the viewer's own question; undefined when they did not ask. */
  answer: 'waiting' | 'yes' | 'no' | undefined
}

/**
 * Ids of the doors that are open for the viewer: the one place that decides it. Three looks, each by an index of its own.
 * A door stays where it was opened: who moved away in the meantime is not shown at the old place.
 */
function visibleTo({ viewer }: ViewerContext): SQL {
  const street = arrayOf(viewer.streetId === null ? [] : [viewer.streetId], 'int')
  return sql`
    select l.id from latchstrings l join residents r on r.id = l.resident_id
      where l.reach = 'closest' and l.cell = ${viewer.cell}::bigint and l.street_ids = ${street}
        and r.cell = l.cell and not r.protected
    union all
    select l.id from latchstrings l join residents r on r.id = l.resident_id
      where l.reach = 'street' and l.street_ids && ${street} and r.street_id = any(l.street_ids) and not r.protected
    union all
    select l.id from memberships m join latchstrings l on l.community_id = m.community_id and l.reach = 'community'
      join memberships own on own.community_id = l.community_id and own.resident_id = l.resident_id and own.ended is null
      join communities c on c.id = m.community_id and c.state in ('forming', 'active')
      where m.resident_id = ${viewer.id} and m.ended is null`
}

/** Whether `latchstrings l` of `residents r` is open for the viewer now. */
function isOpenFor(ctx: ViewerContext): SQL {
  return sql`l.id in (${visibleTo(ctx)}) and l.ends > ${ctx.now().toISOString()}::timestamptz
    and r.id <> ${ctx.viewer.id} and r.left_at is null and r.level <> 'applicant' and r.adult
    and ${notBlocked(ctx.viewer.id, sql`r.id`)}`
}

/** What is over goes with whoever looks. */
export function over(ctx: Pick<ViewerContext, 'now'>): SQL {
  return sql`delete from latchstrings where id in (
    select id from latchstrings where ends <= ${ctx.now().toISOString()}::timestamptz order by ends limit 200
    for update skip locked)`
}

interface Found extends Omit<Latchstring, 'answer' | 'ends'> {
  openerId: string
  ends: string
  asked: string | null
  answer: 'yes' | 'no' | null
}

const columns = (
  ctx: ViewerContext,
): SQL => sql`l.id, l.words, r.id as "openerId", r.display_name as name, l.reach,
  (select c.name from communities c where c.id = l.community_id and ${mayEnter(ctx)}) as community, l.ends, v.asked, v.answer`
const tables = ({ viewer }: ViewerContext): SQL => sql`latchstrings l join residents r on r.id = l.resident_id
  left join latchstring_visits v on v.latchstring_id = l.id and v.resident_id = ${viewer.id}`

const asSeen = ({ id, words, name, reach, community, asked, answer, ends }: Found): Latchstring => ({
  id,
  words,
  name,
  reach,
  community,
  ends: new Date(ends),
  answer: answer ?? (asked === null ? undefined : 'waiting'),
})

/** Most open doors on a page; there are seldom two. */
export const mostShown = 12

/** Doors that are open for the viewer now, first to close first. Nothing for who is not a verified adult. */
export async function latchstringsFor(ctx: ViewerContext): Promise<Latchstring[]> {
  if (!isVerified(ctx) || !ctx.viewer.adult) return []
  const found = await rows<Found>(
    ctx.db,
    sql`with over as (${over(ctx)})
        select ${columns(ctx)} from ${tables(ctx)} where ${isOpenFor(ctx)} order by l.ends, l.id limit ${mostShown}`,
  )
  return found.map(asSeen)
}

/**
 * One door that is open for the viewer. @throws NotFound (`latchstringOver`) when it is closed, or was never meant for
 * them: one answer for both.
 */
export async function latchstringById(
  ctx: ViewerContext,
  id: string,
): Promise<Latchstring & { openerId: string }> {
  const found =
    isId(id) && ctx.viewer.adult && isVerified(ctx)
      ? await row<Found>(
          ctx.db,
          sql`with over as (${over(ctx)})
              select ${columns(ctx)} from ${tables(ctx)} where l.id = ${id} and ${isOpenFor(ctx)}`,
        )
      : undefined
  if (!found) throw new NotFound('latchstringOver')
  return { ...asSeen(found), openerId: found.openerId }
}

/**
 * Where the viewer is expected: street and number, after the opener's yes and while the door is open. Opens the vault,
 * which the opener can read back. Undefined before the yes.
 */
export async function doorOf(
  ctx: ViewerContext,
  { openerId, answer }: Latchstring & { openerId: string },
): Promise<string | undefined> {
  if (answer !== 'yes') return undefined
  const sealed = await openVault(ctx, openerId, 'address', 'latchstring')
  if (!sealed) return undefined
  const address = JSON.parse(sealed) as VaultAddress
  // Somebody without a fixed address has no number; they say in the words where they are.
  return address.street === '' ? undefined : `${address.street} ${houseNumber(address)}`
}

/** The viewer's own open door, with who would like to come. */
export interface OwnLatchstring {
  id: string
  words: string
  reach: Reach
  community: string | null
  ends: Date
  visits: { id: string; residentId: string; name: string; answer: 'yes' | 'no' | null }[]
}

/** The viewer's own open door; undefined when it is closed. */
export async function ownLatchstring(ctx: ViewerContext): Promise<OwnLatchstring | undefined> {
  const found = await row<OwnLatchstring>(
    ctx.db,
    sql`with over as (${over(ctx)})
        select l.id, l.words, l.reach, l.ends,
          (select c.name from communities c where c.id = l.community_id and ${mayEnter(ctx)}) as community,
          coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'residentId', r.id, 'name', r.display_name, 'answer', v.answer)
              order by v.asked, v.id)
            from latchstring_visits v join residents r on r.id = v.resident_id and r.left_at is null
            where v.latchstring_id = l.id and ${notBlocked(ctx.viewer.id, sql`r.id`)}), '[]'::jsonb) as visits
        from latchstrings l where l.resident_id = ${ctx.viewer.id} and l.ends > ${ctx.now().toISOString()}::timestamptz`,
  )
  return found && { ...found, ends: new Date(found.ends) }
}

/** What a glance along the street tells: until when the viewer's own door is open, or who else's is. One question. */
export async function atAGlance(ctx: ViewerContext): Promise<{
  own: Date | undefined
  /** Whether a neighbour waits for the viewer's answer. */
  waits: boolean
  /** Two at most, to know whether there is more than one. */
  doors: { id: string; words: string; name: string; ends: Date }[]
}> {
  if (!isVerified(ctx) || !ctx.viewer.adult) return { own: undefined, waits: false, doors: [] }
  const found = await rows<{
    own: boolean
    waits: boolean
    id: string
    words: string
    name: string
    ends: string
  }>(
    ctx.db,
    sql`with over as (${over(ctx)})
        (select true as own, l.id, l.words, '' as name, l.ends,
          -- Looked up by the door: an exists would read all visits there are.
          coalesce((select true from latchstring_visits v
            where v.latchstring_id = l.id and v.answer is null and ${notBlocked(ctx.viewer.id, sql`v.resident_id`)} limit 1), false) as waits
          from latchstrings l where l.resident_id = ${ctx.viewer.id} and l.ends > ${ctx.now().toISOString()}::timestamptz)
        union all
        (select false, l.id, l.words, r.display_name, l.ends, false from latchstrings l join residents r on r.id = l.resident_id
          where ${isOpenFor(ctx)} order by l.ends, l.id limit 2)`,
  )
  const own = found.find((door) => door.own)
  return {
    own: own && new Date(own.ends),
    waits: own?.waits ?? false,
    doors: found
      .filter((door) => !door.own)
      .map(({ id, words, name, ends }) => ({ id, words, name, ends: new Date(ends) })),
  }
}
