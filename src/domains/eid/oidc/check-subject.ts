import { hasBsn } from '../../../platform/bsn.ts'
import { EidRefused } from '../refused.ts'

/**
 * Some brokers can be set to name people by their citizen service number, also as "s00000000:999991772". We may not have
 * it, so it goes no further than here: the operator has to have a pairwise pseudonym set instead. Only a part that is
 * nothing but figures is looked at, so that no random pseudonym is taken for one. @throws EidRefused `unfit`
 */
export function checkSubject(subject: string): void {
  const parts = subject.split(/[:|/@#]/)
  if (parts.some((part) => /^\d{8,9}$/.test(part) && hasBsn(part)))
    throw new EidRefused('unfit', 'the subject is a citizen service number')
}
