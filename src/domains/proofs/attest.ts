import { transact } from '../../platform/context.ts'
import { bandNow, changeVault, openEntries, type VaultAddress } from '../identity/index.ts'
import { setAdult, type Level, type ViewerContext } from '../residents/index.ts'
import { holdForTwin } from './cases/twins.ts'
import { giveProof } from './give.ts'

/** What an eID or a wallet says of somebody. */
export interface Attested {
  kind: 'eid' | 'wallet'
  /** First and last name. */
  name: string
  /** "1946-03-01" */
  birth: string | undefined
  address: Pick<VaultAddress, 'postcode' | 'number' | 'letter' | 'addition'> | undefined
}

export type AttestOutcome =
  | { outcome: 'proven'; level: Level }
  /** There seems to be another account of this person: somebody of the foundation looks. */
  | { outcome: 'case'; caseId: string }
  /** It says another address than the resident gave. The person is proven all the same. */
  | { outcome: 'other-address'; level: Level }
  | { outcome: 'too-young' }

/**
 * Takes what an eID or a wallet says of the viewer: their name and date of birth go into the vault, the person is proven,
 * and the address where it is the one they gave. The first account of a person stays; a second one opens a case.
 */
export async function attest(ctx: ViewerContext, attested: Attested): Promise<AttestOutcome> {
  const { kind, name, birth } = attested
  const { id } = ctx.viewer
  const band = birth === undefined ? undefined : bandNow(ctx, birth)
  if (band === 'child' || band === 'impossible') return { outcome: 'too-young' }
  return transact(ctx, async (inner) => {
    const entry = (await openEntries({ ...inner, viewer: undefined }, [id], 'eid')).get(id)
    if (!entry) throw new Error('A viewer who is not in the vault')
    const address = attested.address !== undefined && sameHome(attested.address, entry.address)
    await changeVault({ ...inner, viewer: undefined }, id, { name, birth: birth ?? entry.birth }, 'eid')
    if (band !== undefined) await setAdult(inner, id, band === 'adult')
    const proof = { kind, address, person: birth !== undefined }
    // Two accounts of one person at the same moment: the second one sees the first.
    const caseId = birth === undefined ? undefined : await holdForTwin(inner, id, proof)
    if (caseId !== undefined) return { outcome: 'case', caseId }
    if (!proof.address && !proof.person) return { outcome: 'other-address', level: ctx.viewer.level }
    const level = await giveProof(inner, id, proof)
    return { outcome: address ? 'proven' : 'other-address', level }
  })
}

function sameHome(one: NonNullable<Attested['address']>, other: VaultAddress): boolean {
  const plain = ({ postcode, number, letter, addition }: NonNullable<Attested['address']>) =>
    `${postcode}|${number}|${letter}|${addition}`.toLowerCase().replaceAll(/\s/g, '')
  return plain(one) === plain(other)
}
