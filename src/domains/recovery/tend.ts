import type { Context } from '../../platform/context.ts'
import { expireRecoveries } from './ask.ts'
import { finishRecoveries } from './finish.ts'

/** Job, each hour: lets in whose seven days are over, and closes what nobody proved. */
export async function tendRecoveries(ctx: Context): Promise<void> {
  await finishRecoveries(ctx)
  await expireRecoveries(ctx)
}
