import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { insertRows } from '../../platform/db/bulk.ts'
import { rows } from '../../platform/db/store.ts'
import { delegationsFor, resolveVoices, tellOwners, warnOwners, type Voice } from '../delegations/index.ts'
import { nameAsSeen, type ViewerContext } from '../residents/index.ts'
import { electorateOf, type Decision } from './decision.ts'
import { methods } from './rules/methods.ts'

/** Where the voice of everybody goes who may vote; undefined where voices are not carried: in the closed form, for consent and dates. */
async function carriedVoices(
  ctx: Context,
  decision: Decision,
  voters: ReadonlySet<string>,
): Promise<Map<string, Voice> | undefined> {
  if (decision.form !== 'open' || !methods[decision.method].carries) return undefined
  const scope = {
    communityId: decision.community?.id ?? null,
    areaId: decision.area?.id ?? null,
    themeId: decision.themeId,
  }
  const could = await rows<{ id: string }>(ctx.db, electorateOf(decision))
  const people = [...new Set([...could.map(({ id }) => id), ...voters])]
  const until = new Date(Math.min(ctx.now().getTime(), decision.closes.getTime()))
  return resolveVoices(people, await delegationsFor(ctx, scope, until), voters)
}

/**
 * With how many voices each voter of the open form speaks: their own, and those of who did not vote and gave them theirs,
 * straight or by others. Only voices of who may vote are carried, and each at most once. Where every voice went is written
 * down and told, so that its owner can read it back whatever is given or taken back later.
 */
export async function voicesOf(
  ctx: Context,
  decision: Decision,
  voters: readonly string[],
): Promise<Map<string, number>> {
  const weights = new Map(voters.map((id) => [id, 1]))
  const voices = await carriedVoices(ctx, decision, new Set(voters))
  if (!voices) return weights
  const gone = [...voices].filter(([owner, { given, carrier }]) => given && carrier !== owner)
  for (const [, { carrier }] of gone) if (carrier) weights.set(carrier, weights.get(carrier)! + 1)
  await insertRows(
    ctx.db,
    'decision_voices',
    { decision_id: 'uuid', resident_id: 'uuid', through_id: 'uuid', ending: 'text' },
    gone.map(([owner, { carrier, ending }]) => ({
      decision_id: decision.id,
      resident_id: owner,
      through_id: carrier,
      ending,
    })),
  )
  await tellOwners(ctx, { id: decision.id, title: decision.question }, new Map(gone))
  return weights
}

/** Before an open vote closes: tells who gave their voice that so far nobody votes for them. */
export async function warnUncast(ctx: Context, decision: Decision): Promise<void> {
  const cast = await rows<{ id: string }>(
    ctx.db,
    sql`select resident_id as id from decision_ballots
        where decision_id = ${decision.id} and round = ${decision.round} and resident_id is not null`,
  )
  const voices = await carriedVoices(ctx, decision, new Set(cast.map(({ id }) => id)))
  if (voices) await warnOwners(ctx, { id: decision.id, title: decision.question }, voices)
}

/** Where the viewer's own voice went, when they did not vote themselves; with no name of who they do not see. */
export async function ownVoice(
  ctx: ViewerContext,
  decisionId: string,
): Promise<{ name: string | null; ending: string } | undefined> {
  const [found] = await rows<{ name: string | null; ending: string }>(
    ctx.db,
    sql`select ${nameAsSeen(ctx, sql`v.through_id`)} as name, v.ending from decision_voices v
        where v.decision_id = ${decisionId} and v.resident_id = ${ctx.viewer.id}`,
  )
  return found
}
