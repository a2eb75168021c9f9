import { hasBsn } from '../../platform/bsn.ts'
import { sql } from 'drizzle-orm'
import { after, day } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { Conflict, Invalid, NotAllowed } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { changeVault, mailInLanguage, openVault } from '../identity/index.ts'
import { isEndedByVerdict, isNameProven, lockLevels, lookForTwin, withdrawLetters } from '../proofs/index.ts'
import {
  requireConfirmed,
  setResting,
  tell,
  type Contribution,
  type ViewerContext,
} from '../residents/index.ts'
import { words } from './messages/index.ts'

/** How long somebody may still change their mind. */
const regret = 7 * day

const asking: Limit = { name: 'erase', max: 5, window: day }
const correcting: Limit = { name: 'correct', max: 10, window: day }

/** What a corrected name brought about. */
export type Corrected = 'name' | 'name-letter' | 'name-case'

/** Whether the viewer may correct their registered name: not once a letter or an eID said it, or a verdict on that waits. */
export async function mayCorrectName(ctx: ViewerContext): Promise<boolean> {
  return ctx.viewer.level === 'applicant' && !(await isNameProven(ctx, ctx.viewer.id))
}

/**
 * Corrects the registered name of an applicant. Once an address or person is proven the name is what a letter or an eID said,
 * and only another proof changes it. A letter in the old name stops working (`name-letter`); where the new one shows another
 * account of this person a case opens (`name-case`). The same name again changes nothing. @throws NotAllowed (`nameProven`)
 */
export async function correctName(ctx: Context, name: string): Promise<Corrected> {
  const known = requireConfirmed(ctx)
  const { viewer } = known
  if (!(await mayCorrectName(known))) throw new NotAllowed('nameProven')
  if (hasBsn(name)) throw new Invalid({ name: 'nameStrange' })
  await limit(ctx, correcting, viewer.id)
  return transact(ctx, async (inner) => {
    const ctx = { ...inner, viewer }
    const before = await openVault(ctx, viewer.id, 'name', 'own')
    if (before === name) return 'name'
    await changeVault(ctx, viewer.id, { name }, 'own')
    const withdrawn = await withdrawLetters(ctx, viewer.id)
    if (await lookForTwin(ctx, viewer.id)) return 'name-case'
    return withdrawn ? 'name-letter' : 'name'
  })
}

/**
 * Asks to be erased. For seven days the account rests: nobody finds it, and who signs in sees only how to stop it.
 * `keeps` is what may stay without a name. Asking twice leaves the first moment.
 */
export async function askErasure(ctx: Context, keeps: readonly Contribution[]): Promise<void> {
  const { viewer } = requireConfirmed(ctx)
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
    await mailInLanguage(ctx, viewer.id, (language) => words[language].mail.erasing(due, link), {
      evenResting: true,
    })
  })
}

/**
 * Stops it, for whoever is signed in to the account that rests. All is as it was; only where this person made another account
 * meanwhile a case opens. @throws Conflict (`notErasing`) when there is nothing to stop any more, (`endedByVerdict`) when the
 * foundation ended this account: then it goes.
 */
export async function stopErasure(ctx: Context, residentId: string): Promise<void> {
  await transact(ctx, async (ctx) => {
    // An erasure that is going on holds the levels too; a verdict comes before or after this, not in between.
    await lockLevels(ctx)
    if (await isEndedByVerdict(ctx, residentId)) throw new Conflict('endedByVerdict')
    const stopped = await row<{ id: string }>(
      ctx.db,
      sql`update erasures set stopped = ${ctx.now().toISOString()}
          where resident_id = ${residentId} and stopped is null returning id`,
    )
    if (!stopped) throw new Conflict('notErasing')
    await setResting(ctx, residentId, false)
    await lookForTwin(ctx, residentId)
    await tell(ctx, [residentId], 'own-data.stopped', { erasure: stopped.id })
    await mailInLanguage(ctx, residentId, (language) => words[language].mail.stopped())
  })
}
