import { sql } from 'drizzle-orm'
import { day } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { arrayOf, rows } from '../../platform/db/store.ts'
import { Invalid } from '../../platform/errors.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { namesakes, type VaultAddress } from '../identity/index.ts'
import { areBlocked, logAct, requireSteward, type HelpKind } from '../residents/index.ts'
import { putAsk } from '../helping/index.ts'
import { deskResident } from './register.ts'

const naming: Limit = { name: 'desk-helper', max: 60, window: day }

/** Whom somebody at the desk trusts, as they wrote it down. */
export interface NamedHelper {
  name: string
  address: VaultAddress
  kinds: readonly HelpKind[]
}

/**
 * For somebody who has only a card, and with it can name nobody: writes down from a signed form who may help them. That
 * neighbour says yes first, and the resident is told. Stewards name nobody to their own account.
 * @throws Invalid when not exactly one resident of that name with a proven address lives there; Conflict as in `askHelper`.
 */
export async function nameHelper(
  ctx: Context,
  residentId: string,
  { name, address, kinds }: NamedHelper,
): Promise<void> {
  const steward = requireSteward(ctx, 'identity')
  const { id } = await deskResident(ctx, residentId)
  await limit(ctx, naming, steward.viewer.id)
  await transact(steward, async (inner) => {
    const ctx = { ...inner, viewer: steward.viewer }
    const ids = (await namesakes(ctx, name, address)).filter((one) => one !== id)
    const [helper, ...more] = await rows<{ id: string }>(
      ctx.db,
      sql`select id from residents
          where id = any(${arrayOf(ids, 'uuid')}) and level <> 'applicant' and left_at is null`,
    )
    if (!helper || more.length > 0 || (await areBlocked(ctx, id, helper.id)))
      throw new Invalid({ name: 'helperUnknown' })
    if (helper.id === steward.viewer.id) throw new Invalid({ name: 'helperSteward' })
    await putAsk(ctx, id, { helperId: helper.id, kinds, askedBy: steward.viewer.id })
    await logAct(ctx, { task: 'identity', kind: 'desk.helper-named' })
  })
}

/** Who helps somebody of the desk, or was asked to. */
export async function helpersAtDesk(
  ctx: Context,
  residentId: string,
): Promise<{ name: string; accepted: boolean }[]> {
  requireSteward(ctx, 'identity')
  return rows(
    ctx.db,
    sql`select r.display_name as name, h.accepted is not null as accepted
        from helpings h join residents r on r.id = h.helper_id
        where h.resident_id = ${residentId} and h.ended is null order by h.asked limit 10`,
  )
}
