import { sql, type SQL } from 'drizzle-orm'
import { escapeLike, row, rows } from '../../platform/db/store.ts'
import { NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { mayEnter, notBlocked } from '../communities/index.ts'
import type { HelpKind, ViewerContext } from '../residents/index.ts'

/** One resident helping another, seen by either of them. */
export interface Helping {
  id: string
  /** The display name of the other. */
  name: string
  kinds: HelpKind[]
  asked: Date
  /** Absent until the neighbour said yes. */
  accepted: Date | undefined
}

type Side = 'helped' | 'helper'

/** Who helps the viewer (`helped`), or whom the viewer helps (`helper`), with what was not answered yet. */
export async function helpingsOf(ctx: ViewerContext, as: Side): Promise<Helping[]> {
  const [mine, theirs] =
    as === 'helped' ? [sql`h.resident_id`, sql`h.helper_id`] : [sql`h.helper_id`, sql`h.resident_id`]
  return listed(ctx, sql`${mine} = ${ctx.viewer.id}`, theirs)
}

/** One neighbour who helps the viewer. @throws NotFound when it is over, or somebody else's. */
export async function helpingById(ctx: ViewerContext, id: string): Promise<Helping> {
  const mine = sql`h.id = ${isId(id) ? id : null}::uuid and h.resident_id = ${ctx.viewer.id}`
  const [found] = await listed(ctx, mine, sql`h.helper_id`)
  if (!found) throw new NotFound()
  return found
}

async function listed(ctx: ViewerContext, condition: SQL, other: SQL): Promise<Helping[]> {
  const found = await rows<Omit<Helping, 'accepted'> & { accepted: string | null }>(
    ctx.db,
    sql`select h.id, r.display_name as name, h.asked, h.accepted,
          array(select w.kind from helping_kinds w where w.helping_id = h.id and w.ended is null order by w.kind) as kinds
        from helpings h join residents r on r.id = ${other} and r.left_at is null
        where ${condition} and h.ended is null order by h.asked limit 50`,
  )
  return found.map(({ accepted, asked, ...helping }) => ({
    ...helping,
    asked: new Date(asked),
    accepted: accepted ? new Date(accepted) : undefined,
  }))
}

/** A neighbour who can be asked. */
export interface Neighbour {
  id: string
  name: string
  /** Street or buurt; null in protected mode. */
  place: string | null
}

/** Whom the viewer may ask, as a condition on `residents r`: verified, in the same community, not blocked. */
const askable = (ctx: ViewerContext): SQL => sql`r.left_at is null and r.level <> 'applicant'
  and r.id <> ${ctx.viewer.id} and ${notBlocked(ctx.viewer.id, sql`r.id`)}
  and exists (select 1 from memberships mine join memberships theirs on theirs.community_id = mine.community_id
    where mine.resident_id = ${ctx.viewer.id} and mine.ended is null and theirs.resident_id = r.id and theirs.ended is null)`

export async function mayBeAsked(ctx: ViewerContext, residentId: string): Promise<boolean> {
  const found = await row(
    ctx.db,
    sql`select 1 from residents r where r.id = ${residentId} and ${askable(ctx)}`,
  )
  return found !== undefined
}

/** Neighbours who can be asked and whose name holds these letters; at most twelve. */
export async function findNeighbours(ctx: ViewerContext, named: string): Promise<Neighbour[]> {
  const name = `%${escapeLike(named.trim().toLowerCase().slice(0, 60))}%`
  return rows<Neighbour>(
    ctx.db,
    sql`with mates as (
          select distinct theirs.resident_id as id
          from memberships mine join memberships theirs on theirs.community_id = mine.community_id
          where mine.resident_id = ${ctx.viewer.id} and mine.ended is null and theirs.ended is null
            and theirs.resident_id <> ${ctx.viewer.id} limit 2000
        )
        select r.id, r.display_name as name, case when r.protected then null
            else (select home.name from areas home where home.id = coalesce(r.street_id, r.buurt_id)) end as place
        from mates join residents r on r.id = mates.id and r.left_at is null and r.level <> 'applicant'
        where lower(r.display_name) like ${name} and ${notBlocked(ctx.viewer.id, sql`r.id`)}
          and not exists (select 1 from helpings h
            where h.resident_id = ${ctx.viewer.id} and h.helper_id = r.id and h.ended is null)
        order by r.display_name, r.id limit 12`,
  )
}

/** Something that was done with help, for either of the two. */
export interface HelpedAct {
  kind: HelpKind | 'begin'
  /** Who helped, or who was helped: the other one. Null where one blocked the other, or is gone. */
  name: string | null
  /** Null where the reader may not enter (any more). */
  community: string | null
  slug: string | null
  meeting: string | null
  /** Whom they pointed at; null where one blocked the other, or is gone. */
  person: string | null
  begun: Date
  /** `unsure` where the program stopped halfway. */
  outcome: 'done' | 'unsure'
}

/** So many deeds are listed; all of them are in what a resident takes along. */
export const mostActs = 50

/** What was done with help, newest first, at most `mostActs`; what was refused did not happen and is left out. */
export async function actsOf(ctx: ViewerContext, as: Side): Promise<HelpedAct[]> {
  const [mine, theirs] =
    as === 'helped' ? [sql`h.resident_id`, sql`h.helper_id`] : [sql`h.helper_id`, sql`h.resident_id`]
  const found = await rows<HelpedAct>(
    ctx.db,
    sql`select a.kind, case when ${notBlocked(ctx.viewer.id, sql`o.id`)} then o.display_name end as name,
          c.name as community, c.slug, m.title as meeting,
          case when ${notBlocked(ctx.viewer.id, sql`p.id`)} then p.display_name end as person,
          a.begun, coalesce(a.outcome, 'unsure') as outcome
        from helpings h join helped_acts a on a.helping_id = h.id left join residents o on o.id = ${theirs} and o.left_at is null
        left join communities c on c.id = a.community_id and ${mayEnter(ctx)}
        left join activities m on m.id = a.activity_id and m.community_id = c.id
        left join residents p on p.id = a.person_id and p.left_at is null
        where ${mine} = ${ctx.viewer.id} and a.outcome is distinct from 'refused'
        order by a.begun desc, a.id limit ${mostActs}`,
  )
  return found.map((act) => ({ ...act, begun: new Date(act.begun) }))
}
