import type { Language } from '../../platform/i18n.ts'
import type { Notice } from '../residents/index.ts'
import { hrefOf } from './correspondence.ts'
import { words } from './messages/index.ts'

/** The words for what this domain tells residents, and where they lead; never a word of a message. */
export function noticeWords(
  language: Language,
  { kind, data }: Notice,
): { text: string; href?: string } | undefined {
  const say = words[language].notices[kind]
  if (!say) return undefined
  const { letter } = data
  return letter
    ? { text: say(String(data['name'] ?? '')), href: hrefOf(String(letter)) }
    : { text: say(String(data['answer'] ?? '')) }
}
