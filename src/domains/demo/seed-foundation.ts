import { sql } from 'drizzle-orm'
import { after, day, week } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { insertRows } from '../../platform/db/bulk.ts'
import type { Dice } from './dice.ts'
import type { People, Town } from './town.ts'

/** What the foundation did so far, and a proposal that waits for a second person. */
export async function writeFoundation(
  ctx: Context,
  town: Town,
  { persona }: People,
  dice: Dice,
): Promise<void> {
  const stewards = town.personas.filter(({ steward }) => steward)
  const candidate = town.personas.find(
    ({ steward, level, age }) => !steward && level === 'assured' && age >= 18,
  )
  const proposer = stewards[0]
  await ctx.db.execute(
    sql`insert into foundation_acts (steward_id, task, kind, about, why, done)
        select steward_id, 'taxonomy', 'ambition.' || verdict, jsonb_build_object('request', request_id, 'round', round), reason, answered
        from ambition_answers order by answered, request_id`,
  )
  if (!candidate || !proposer) return
  const proposed = after(ctx.now(), -2 * day)
  const proposal = dice.uuid()
  await insertRows(
    ctx.db,
    'steward_proposals',
    {
      id: 'uuid',
      kind: 'text',
      candidate_id: 'uuid',
      task: 'text',
      why: 'text',
      proposed_by: 'uuid',
      proposed: 'timestamptz',
      ends: 'timestamptz',
    },
    [
      {
        id: proposal,
        kind: 'appoint',
        candidate_id: persona.get(candidate.key)!.id,
        task: 'moderation',
        why: 'Blijft rustig als anderen dat niet doen, en kent de omgangsvormen van binnen.',
        proposed_by: persona.get(proposer.key)!.id,
        proposed: proposed.toISOString(),
        ends: after(ctx.now(), 4 * week).toISOString(),
      },
    ],
  )
  await ctx.db.execute(
    sql`insert into foundation_acts (steward_id, task, kind, about, done)
        values (${persona.get(proposer.key)!.id}, 'moderation', 'steward.proposed',
          ${JSON.stringify({ proposal })}::jsonb, ${proposed.toISOString()})`,
  )
}
