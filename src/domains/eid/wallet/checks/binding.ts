import { EidRefused } from '../../refused.ts'
import { secondsOf, tolerance } from './algorithms.ts'

/** Seconds that may lie between presenting and our reading it. */
const freshness = 300

/**
 * A presentation is for us, and was made just now: one that was made for another verifier, or lay waiting, is not.
 * @throws EidRefused `wrong`
 */
export function checkBinding(
  { aud, iat }: { aud: unknown; iat: unknown },
  { clientId, at }: { clientId: string; at: Date },
): void {
  if (aud !== clientId) throw new EidRefused('wrong', 'aud')
  const age = typeof iat === 'number' ? secondsOf(at) - iat : Number.NaN
  if (!(age >= -tolerance && age <= freshness)) throw new EidRefused('wrong', 'iat')
}
