import { hasBsn } from '../../identity/index.ts'
import { EidRefused } from '../refused.ts'

/**
 * Some brokers can be set to name people by their citizen service number. We may not have it, so it goes no further than
 * here: the operator has to have a pairwise pseudonym set instead. @throws EidRefused `unfit`
 */
export function checkSubject(subject: string): void {
  if (hasBsn(subject)) throw new EidRefused('unfit', 'the subject is a citizen service number')
}
