import {
  JarmMode,
  parseOpenid4vpAuthorizationResponse,
  type ParseOpenid4vpAuthorizationResponseOptions,
} from '@openid4vc/openid4vp'
import { compactDecrypt, importJWK, type JWK } from 'jose'
import { EidRefused } from '../../refused.ts'
import { encodings } from '../ask.ts'
import { credentialId } from '../query.ts'

/**
 * The outside of an answer (OpenID4VP 1.0 §8.3): encrypted to the key of this very question, with its state, and holding
 * the one credential that was asked, once. @returns the credential with what was disclosed and its key binding.
 * @throws EidRefused `wrong`
 */
export async function openEnvelope(
  payload: ParseOpenid4vpAuthorizationResponseOptions['authorizationRequestPayload'],
  key: JWK,
  response: string,
): Promise<string> {
  const opened = await parseOpenid4vpAuthorizationResponse({
    authorizationResponse: { response },
    authorizationRequestPayload: payload,
    callbacks: {
      decryptJwe: async (jwe) => {
        const { plaintext } = await compactDecrypt(jwe, await importJWK(key, 'ECDH-ES'), {
          keyManagementAlgorithms: ['ECDH-ES'],
          contentEncryptionAlgorithms: encodings,
        })
        return {
          decrypted: true,
          decryptionJwk: { ...key, kty: 'EC' },
          payload: new TextDecoder().decode(plaintext),
        }
      },
      // A signature of the wallet itself says nothing that the key binding does not.
      verifyJwt: async () => ({ verified: false }),
    },
  }).catch(() => {
    throw new EidRefused('wrong', 'envelope')
  })
  if (opened.jarm?.type !== JarmMode.Encrypted || opened.type !== 'dcql')
    throw new EidRefused('wrong', 'not_encrypted')
  const { [credentialId]: asked, ...others } = opened.dcql.presentations
  const [one, ...more] = asked ?? []
  if (typeof one !== 'string' || more.length > 0 || Object.keys(others).length > 0)
    throw new EidRefused('wrong', 'presentations')
  return one
}
