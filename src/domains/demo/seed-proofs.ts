import { after, day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { changeVault, openVault } from '../identity/index.ts'
import { askLetter, openCase } from '../proofs/index.ts'
import type { People } from './town.ts'

/** Something for an identity steward to do: letters that wait, and two accounts that may be one person. */
export async function writeProofs(ctx: Context, { all, persona }: People): Promise<void> {
  const waiting = all.filter(({ id, level }) => level === 'applicant' && id !== persona.get('joanna')?.id)
  for (const [n, { id }] of waiting.slice(0, 3).entries()) {
    const earlier = after(ctx.now(), -(3 - n) * day)
    await askLetter({ ...ctx, now: () => earlier }, id, 'address')
  }
  const [newer] = waiting.slice(3)
  const older = all.find(
    ({ id, level }) => level === 'assured' && ![...persona.values()].some((each) => each.id === id),
  )
  if (newer && older) {
    const birth = '1971-04-12'
    const name = (await openVault(ctx, older.id, 'name', 'own')) ?? ''
    for (const { id } of [older, newer]) await changeVault(ctx, id, { name, birth }, 'own')
    const pending = { kind: 'letter' as const, address: false, person: false }
    await openCase(ctx, { kind: 'same-person', residentId: newer.id, otherId: older.id, pending })
  }
}
