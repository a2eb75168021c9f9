import type { Language } from '../../platform/i18n.ts'
import type { Notice } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { hrefOf } from './question.ts'

/** The words for what this domain tells residents, and where they lead. Undefined for another domain's news. */
export function noticeWords(
  language: Language,
  { kind, data }: Notice,
): { text: string; href?: string } | undefined {
  const text = words[language].notices[kind]
  return text === undefined ? undefined : { text, href: `${hrefOf(String(data['question']))}/beheer` }
}
