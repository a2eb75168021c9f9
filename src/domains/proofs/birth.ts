import { day } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { adultBorn, changeVault, openEntries } from '../identity/index.ts'
import { requireConfirmed, requireVerified, setAdult } from '../residents/index.ts'
import { holdForTwin } from './cases/twins.ts'
import { renewLevels } from './levels.ts'

const giving: Limit = { name: 'give-birth-date', max: 5, window: 30 * day }

/** A date of birth became known: whether somebody counts as an adult follows from it from now on. @throws as `adultBorn` */
export async function setBirth(ctx: Context, residentId: string, birth: string): Promise<void> {
  await setAdult(ctx, residentId, adultBorn(ctx, birth))
}

/**
 * The viewer gives their date of birth, so that a letter and a vouch together can prove the person. It is given once: what
 * an eID or an earlier answer said stays. Where it shows another account of this person, a case opens. Only for whose address
 * is proven: nobody learns by a name and a date of birth that they made up whether that person is known here.
 */
export async function giveBirth(ctx: Context, birth: string): Promise<'known' | 'case'> {
  const { viewer } = requireVerified(requireConfirmed(ctx))
  await limit(ctx, giving, viewer.id)
  return transact(ctx, async (inner) => {
    const ctx = { ...inner, viewer }
    const entry = (await openEntries(ctx, [viewer.id], 'own')).get(viewer.id)
    if (!entry) throw new Error('A viewer who is not in the vault')
    if (entry.birth !== undefined) return 'known'
    await setBirth(ctx, viewer.id, birth)
    await changeVault(ctx, viewer.id, { birth }, 'own')
    if (await holdForTwin(ctx, viewer.id)) return 'case'
    await renewLevels(ctx, [viewer.id], 'birth-date')
    return 'known'
  })
}
