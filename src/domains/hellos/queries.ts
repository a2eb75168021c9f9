import { sql, type SQL } from 'drizzle-orm'
import { row } from '../../platform/db/store.ts'
import { conceptLabel } from '../ambitions/index.ts'
import { notBlocked } from '../communities/index.ts'
import type { ViewerContext } from '../residents/index.ts'

/** Whether the viewer takes part. */
export interface Term {
  since: Date
  paused: boolean
  /** Protected since, and not yet said that they know what is told: they wait. */
  needsConsent: boolean
}

export async function ownTerm({ db, viewer }: ViewerContext): Promise<Term | undefined> {
  const found = await row<Term>(
    db,
    sql`select since, paused is not null as paused, ${viewer.isProtected}::boolean and consented is null as "needsConsent"
        from hello_terms where resident_id = ${viewer.id} and ended is null`,
  )
  return found && { ...found, since: new Date(found.since) }
}

/** The viewer's introduction of these weeks. */
export interface Hello {
  id: string
  /** How many others there are. */
  others: number
  /** The words of an ambition that all of them chose; empty when there is none. */
  ambition: string
  ends: Date
  /** `asked`: the viewer has not answered. `waiting`: they said yes. `met`: all did. `over`: it did not work out. */
  state: 'asked' | 'waiting' | 'met' | 'over' | 'declined'
  ownNote: string | null
  /** Only after everybody said yes. */
  people: { id: string; name: string; note: string | null }[]
}

/** Whether nobody of `hellos h` blocked the viewer, or the other way round. */
export const reachable = ({ viewer }: ViewerContext): SQL => sql`not exists (select 1 from hello_people o
  where o.hello_id = h.id and o.resident_id <> ${viewer.id} and not ${notBlocked(viewer.id, sql`o.resident_id`)})`

/** The newest introduction of the viewer, of the past five weeks. Names only after everybody said yes. */
export async function currentHello(ctx: ViewerContext): Promise<Hello | undefined> {
  const { viewer } = ctx
  const now = ctx.now().toISOString()
  const found = await row<Hello>(
    ctx.db,
    sql`select h.id, h.ends, ${conceptLabel(sql`h.concept_id`, ctx.language)} as ambition, p.note as "ownNote",
          (select count(*)::int from hello_people o where o.hello_id = h.id and o.resident_id <> ${viewer.id}) as others,
          case when p.answer = 'no' then 'declined' when h.how = 'met' then 'met'
            when h.settled is not null or h.ends <= ${now}::timestamptz or not ${reachable(ctx)} then 'over'
            when p.answer = 'yes' then 'waiting' else 'asked' end as state,
          case when h.how = 'met' and p.answer = 'yes' then coalesce((
            select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.display_name, 'note', o.note) order by r.display_name, r.id)
            from hello_people o join residents r on r.id = o.resident_id and r.left_at is null
            where o.hello_id = h.id and o.resident_id <> ${viewer.id} and ${notBlocked(viewer.id, sql`r.id`)}), '[]'::jsonb)
          else '[]'::jsonb end as people
        from hello_people p join hellos h on h.id = p.hello_id
        where p.resident_id = ${viewer.id} and h.made > ${now}::timestamptz - interval '35 days'
        order by p.month desc limit 1`,
  )
  return found && { ...found, ends: new Date(found.ends) }
}
