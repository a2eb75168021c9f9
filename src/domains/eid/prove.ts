import { transact } from '../../platform/context.ts'
import { attest, openCase, type Attested, type AttestOutcome } from '../proofs/index.ts'
import { requireViewer, type ViewerContext } from '../residents/index.ts'
import { claimSubject, settleClaim, type Subject } from './links.ts'

/** What came of showing who you are. Each has words on the page that follows. */
export type Outcome = 'verified' | 'assured' | 'case' | 'other-address' | 'too-young'

/**
 * Hands what an eID says of the viewer to the proofs, and ties the eID to their account when that proves who they are,
 * also where the address is another one.
 * An eID that belongs to another live account changes nothing there: a person of the foundation looks at both.
 */
export async function proveByEid(ctx: ViewerContext, subject: Subject, attested: Attested): Promise<Outcome> {
  return transact(ctx, async (ctx) => {
    const viewer = requireViewer(ctx)
    const claim = await claimSubject(viewer, subject)
    if (!claim.mine) {
      const { holderId: otherId } = claim
      await openCase(ctx, {
        kind: 'same-person',
        residentId: viewer.viewer.id,
        otherId,
        pending: { kind: attested.kind, address: false, person: true },
      })
      return 'case'
    }
    const result = await attest(viewer, attested)
    await settleClaim(viewer, claim, result.outcome === 'proven' || result.outcome === 'other-address')
    return outcomeOf(result)
  })
}

/** The same by a wallet, which knows nobody by a name of its own. */
export async function proveByWallet(ctx: ViewerContext, attested: Attested): Promise<Outcome> {
  return outcomeOf(await attest(ctx, attested))
}

function outcomeOf(result: AttestOutcome): Outcome {
  if (result.outcome !== 'proven') return result.outcome
  return result.level === 'assured' ? 'assured' : 'verified'
}
