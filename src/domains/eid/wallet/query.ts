import { DcqlQuery } from 'dcql'
import { askedPaths } from '../claims.ts'
import type { Wallet } from '../settings.ts'

/** How the one credential that we ask is called in question and answer. */
export const credentialId = 'pid'

/**
 * What a wallet is asked, in DCQL (OpenID4VP 1.0 §6): name, birth date, and as much of the address as it takes to know
 * one home from another. Nothing else, and a citizen service number under no name: the settings refuse it.
 */
export function queryFor({ types, claims }: Pick<Wallet, 'types' | 'claims'>): DcqlQuery.Output {
  const query = DcqlQuery.parse({
    credentials: [
      {
        id: credentialId,
        format: 'dc+sd-jwt',
        meta: { vct_values: [types[0]!, ...types.slice(1)] },
        claims: askedPaths(claims).map((path) => ({ path: [path[0]!, ...path.slice(1)] })) as never,
      },
    ],
  })
  DcqlQuery.validate(query)
  return query
}
