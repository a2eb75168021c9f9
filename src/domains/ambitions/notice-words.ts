import type { Language } from '../../platform/i18n.ts'
import type { Notice } from '../residents/index.ts'
import { words } from './messages/index.ts'

/** The words for what this domain tells residents, and where they lead. Undefined for another domain's news. */
export function noticeWords(
  language: Language,
  { kind, data }: Notice,
): { text: string; href?: string } | undefined {
  if (kind !== 'ambition.answered') return undefined
  const text = words[language].notices[String(data['verdict'])]
  return text === undefined ? undefined : { text, href: `/ambities/aanvraag#aanvraag-${data['request']}` }
}
