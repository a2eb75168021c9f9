import type { Context } from '../../platform/context.ts'
import type { Decision } from './decision.ts'

/** With how many voices each voter of the open form speaks. */
export async function voicesOf(
  _ctx: Context,
  _decision: Decision,
  voters: readonly string[],
): Promise<Map<string, number>> {
  return new Map(voters.map((id) => [id, 1]))
}
