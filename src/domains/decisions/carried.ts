import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { insertRows } from '../../platform/db/bulk.ts'
import { rows } from '../../platform/db/store.ts'
import { resolveVoices, tellOwners, type Scope } from '../delegations/index.ts'
import { electorateOf, type Decision } from './decision.ts'
import { methods } from './rules/methods.ts'

/** Whom everybody gave their voice to in one place and theme at one moment: somebody, or null for an explicit stop. */
export type Carrying = (ctx: Context, scope: Scope, at: Date) => Promise<Map<string, string | null>>

/**
 * With how many voices each voter of the open form speaks: their own, and those of who did not vote and gave them theirs,
 * straight or by others. Only voices of who may vote are carried, and each at most once. Where every voice went is written
 * down, so that its owner can read it back whatever is given or taken back later.
 */
export async function voicesOf(
  ctx: Context,
  decision: Decision,
  voters: readonly string[],
  carrying: Carrying | undefined,
): Promise<Map<string, number>> {
  if (!carrying || !methods[decision.method].carries) return new Map(voters.map((id) => [id, 1]))
  const scope = {
    communityId: decision.community?.id ?? null,
    areaId: decision.area?.id ?? null,
    themeId: decision.themeId,
  }
  const given = await carrying(ctx, scope, decision.closes)
  const could = await rows<{ id: string }>(ctx.db, electorateOf(decision))
  const people = [...new Set([...could.map(({ id }) => id), ...voters])]
  const cast = new Set(voters)
  const voices = resolveVoices(people, given, cast)
  const gone = [...voices].flatMap(([id, { carrier, ending, given }]) =>
    cast.has(id) || !given
      ? []
      : [{ decision_id: decision.id, resident_id: id, through_id: carrier, ending }],
  )
  await insertRows(
    ctx.db,
    'decision_voices',
    { decision_id: 'uuid', resident_id: 'uuid', through_id: 'uuid', ending: 'text' },
    gone,
  )
  await tellOwners(ctx, { id: decision.id, title: decision.question }, voices)
  const weights = new Map(voters.map((id) => [id, 0]))
  for (const { carrier } of voices.values())
    if (carrier !== null) weights.set(carrier, (weights.get(carrier) ?? 0) + 1)
  return weights
}

/** Where the viewer's own voice went, when they did not vote themselves. */
export async function ownVoice(
  { db }: Context,
  decisionId: string,
  viewerId: string,
): Promise<{ name: string | null; ending: string } | undefined> {
  const [found] = await rows<{ name: string | null; ending: string }>(
    db,
    sql`select r.display_name as name, v.ending from decision_voices v
        left join residents r on r.id = v.through_id and r.left_at is null
        where v.decision_id = ${decisionId} and v.resident_id = ${viewerId}`,
  )
  return found
}
