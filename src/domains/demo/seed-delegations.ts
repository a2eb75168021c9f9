import { sql } from 'drizzle-orm'
import { insertRows } from '../../platform/db/bulk.ts'
import { rows } from '../../platform/db/store.ts'
import { after, day, week } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { conceptBySlug } from '../ambitions/index.ts'
import { idOf } from './dice.ts'
import type { People } from './town.ts'

/** Where neighbours let each other vote: always the same one. */
export const demoVoices = idOf('community:kerkplein-leeft')

/**
 * Samira lets an ambassador of the square vote for her, who passes everything on to whom neighbours trust on trees: a way of two.
 * Two more do so directly, and one neighbour gave their voice on trees to Samira.
 */
export async function writeDelegations(ctx: Context, { persona }: People): Promise<void> {
  const samira = persona.get('samira')
  const theme = await conceptBySlug(ctx, 'bomen', 'theme')
  if (!samira || !theme) return
  const personas = [...persona.values()].map(({ id }) => id)
  const members = (
    await rows<{ id: string; place: number }>(
      ctx.db,
      sql`select r.id,
            case when s.kind = 'ambassador' then 0 when s.theme_id = ${theme.id} then 1 else 2 end as place
          from communities c join memberships m on m.community_id = c.id and m.ended is null
          join residents r on r.id = m.resident_id and r.adult and r.level <> 'applicant' and not r.protected
          left join standings s on s.community_id = c.id and s.resident_id = r.id
            and (s.kind = 'ambassador' or s.theme_id = ${theme.id})
          where c.id = ${demoVoices} order by s.standing desc nulls last, m.joined, r.id`,
    )
  ).filter(({ id }) => !personas.includes(id))
  const one = (kind: number) => members.filter(({ place }) => place === kind)
  const [ambassador] = one(0)
  const [expert] = one(1)
  const [first, second, third] = one(2)
  if (!ambassador || !expert || !first || !second || !third) return
  const given = [
    { by: samira.id, to: ambassador.id, weeks: 3 },
    { by: ambassador.id, to: expert.id, weeks: 9 },
    { by: first.id, to: expert.id, weeks: 6 },
    { by: second.id, to: expert.id, weeks: 5 },
    { by: third.id, to: samira.id, weeks: 1, theme: theme.id },
  ]
  await insertRows(
    ctx.db,
    'delegations',
    {
      id: 'uuid',
      by_id: 'uuid',
      to_id: 'uuid',
      community_id: 'uuid',
      theme_id: 'integer',
      given: 'timestamptz',
      ends: 'timestamptz',
    },
    given.map(({ by, to, weeks, theme }) => {
      const since = after(ctx.now(), -weeks * week)
      return {
        id: idOf(`delegation:${by}`),
        by_id: by,
        to_id: to,
        community_id: demoVoices,
        theme_id: theme ?? null,
        given: since.toISOString(),
        ends: after(since, 365 * day).toISOString(),
      }
    }),
  )
}
