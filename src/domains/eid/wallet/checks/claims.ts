import { DcqlPresentationResult, type DcqlQuery } from 'dcql'
import type { Attested } from '../../../proofs/index.ts'
import { attestedFrom } from '../../claims.ts'
import { EidRefused } from '../../refused.ts'
import type { Wallet } from '../../settings.ts'
import { credentialId } from '../query.ts'

/** Whether all that was asked was disclosed. What was not asked is not read. @throws EidRefused `missing` */
export function checkClaims(
  { claims: map }: Pick<Wallet, 'claims'>,
  query: DcqlQuery.Output,
  claims: Record<string, unknown>,
): Attested {
  const result = DcqlPresentationResult.fromDcqlPresentation(
    {
      [credentialId]: [
        {
          credential_format: 'dc+sd-jwt',
          vct: String(claims['vct']),
          claims: claims as never,
          cryptographic_holder_binding: true,
        },
      ],
    },
    { dcqlQuery: query },
  )
  const attested = attestedFrom('wallet', claims, map)
  if (!result.can_be_satisfied || !attested) throw new EidRefused('missing')
  return attested
}
