import { hasBsn } from '../../platform/bsn.ts'
import { sql } from 'drizzle-orm'
import { after, day } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { changeVault, mailResident } from '../identity/index.ts'
import { requireConfirmed, setResting, tell, type Contribution } from '../residents/index.ts'
import { words } from './messages/index.ts'

/** How long somebody may still change their mind. */
export const regret = 7 * day

const asking: Limit = { name: 'erase', max: 5, window: day }
const correcting: Limit = { name: 'correct', max: 10, window: day }

/**
 * Corrects the registered name of an applicant. Once an address is proven the name is what a letter or an eID said, and
 * only another proof changes it. @throws NotAllowed (`nameProven`)
 */
export async function correctName(ctx: Context, name: string): Promise<void> {
  const { viewer } = requireConfirmed(ctx)
  if (viewer.level !== 'applicant') throw new NotAllowed('nameProven')
  if (hasBsn(name)) throw new Invalid({ name: 'nameStrange' })
  await limit(ctx, correcting, viewer.id)
  await transact(ctx, (inner) => changeVault({ ...inner, viewer }, viewer.id, { name }, 'own'))
}

/**
 * Asks to be erased. For seven days the account rests: nobody finds it, and who signs in sees only how to stop it.
 * `keeps` is what may stay without a name. Asking twice leaves the first moment.
 */
export async function askErasure(ctx: Context, keeps: readonly Contribution[]): Promise<void> {
  const { viewer, language } = requireConfirmed(ctx)
  await limit(ctx, asking, viewer.id)
  const due = after(ctx.now(), regret)
  await transact(ctx, async (ctx) => {
    const asked = await row<{ id: string }>(
      ctx.db,
      sql`insert into erasures (id, resident_id, asked, due, keeps)
          values (${newId()}, ${viewer.id}, ${ctx.now().toISOString()}, ${due.toISOString()},
            array(select jsonb_array_elements_text(${JSON.stringify(keeps)}::jsonb)))
          on conflict (resident_id) where stopped is null do nothing returning id`,
    )
    if (!asked) return
    await setResting(ctx, viewer.id, true)
    await tell(ctx, [viewer.id], 'own-data.erasing', { erasure: asked.id, due: due.toISOString() })
    const link = `${ctx.services.config.origin}/log-in`
    await mailResident(ctx, viewer.id, words[language].mail.erasing(due, link))
  })
}

/**
 * Stops it, for whoever is signed in to the account that rests. All is as it was. @throws Conflict (`notErasing`) when
 * there is nothing to stop any more.
 */
export async function stopErasure(ctx: Context, residentId: string): Promise<void> {
  await transact(ctx, async (ctx) => {
    const stopped = await row<{ id: string }>(
      ctx.db,
      sql`update erasures set stopped = ${ctx.now().toISOString()}
          where resident_id = ${residentId} and stopped is null returning id`,
    )
    if (!stopped) throw new Conflict('notErasing')
    await setResting(ctx, residentId, false)
    await tell(ctx, [residentId], 'own-data.stopped', { erasure: stopped.id })
    await mailResident(ctx, residentId, words[ctx.language].mail.stopped())
  })
}
