import type { Language } from '../../platform/i18n.ts'
import type { NewsThing } from '../communities/index.ts'
import type { Notice } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { hrefOf } from './proposal.ts'

/** The words for what this domain tells residents, and where they lead. Undefined for another domain's news. */
export function noticeWords(
  language: Language,
  { kind, data }: Notice,
): { text: string; href?: string } | undefined {
  const say = words[language].notices[kind]
  return say && { text: say(String(data['title'] ?? '')), href: hrefOf(String(data['proposal'])) }
}

/** What a bundle says of a proposal. */
export function newsWords(language: Language, { kinds, titles }: NewsThing): string | undefined {
  return words[language].news[kinds[0] ?? '']?.(titles[0] ?? '')
}
