import type { Context } from '../../../platform/context.ts'
import { tell } from '../../residents/index.ts'
import type { Voice } from '../rules/voices.ts'

/** A decision as its notices name it; they lead to `/besluit/id`. */
export interface Decided {
  id: string
  title: string
}

/**
 * Before an open vote closes: tells everybody who gave their voice and for whom nobody votes so far, so that they can
 * still vote themselves. Told once for each decision.
 * @param voices as `resolveVoices` gives them at this moment.
 * @returns who had not been told before.
 */
export async function warnOwners(
  ctx: Context,
  { id, title }: Decided,
  voices: ReadonlyMap<string, Voice>,
): Promise<string[]> {
  return tell(ctx, uncast(voices), 'delegation.waiting', { decision: id, title })
}

/**
 * After an open vote closed: tells everybody who gave their voice and did not vote themselves who voted for them, or that
 * nobody did. Told once for each decision.
 * @param voices as they were frozen into the result.
 */
export async function tellOwners(
  ctx: Context,
  { id, title }: Decided,
  voices: ReadonlyMap<string, Voice>,
): Promise<void> {
  const carried = Map.groupBy(
    [...voices].filter(([owner, { carrier }]) => carrier !== null && carrier !== owner),
    ([, { carrier }]) => carrier!,
  )
  for (const [by, owners] of carried)
    await tell(
      ctx,
      owners.map(([owner]) => owner),
      'delegation.used',
      { decision: id, title, by },
    )
  await tell(ctx, uncast(voices), 'delegation.uncast', { decision: id, title })
}

function uncast(voices: ReadonlyMap<string, Voice>): string[] {
  return [...voices].flatMap(([owner, { given, carrier }]) => (given && carrier === null ? [owner] : []))
}
