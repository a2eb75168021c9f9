import type { Language } from '../../platform/i18n.ts'
import type { NewsThing } from '../communities/index.ts'
import type { Act, Notice } from '../residents/index.ts'
import { words } from './messages/index.ts'

/** The words for what this domain tells residents, and where they lead. Undefined for another domain's news. */
export function noticeWords(
  language: Language,
  { kind, data }: Notice,
): { text: string; href?: string } | undefined {
  const text = words[language].notices[kind]
  return text === undefined ? undefined : { text, href: `/niveau/${data['case']}` }
}

/** What a bundle says of a case that was opened, or moved. */
export function newsWords(language: Language, { kinds, titles }: NewsThing): string | undefined {
  return words[language].news[kinds[0] ?? '']?.(titles[0] ?? '')
}

/** What a steward did to the table, as everybody may read it. Undefined for another domain's act. */
export function actWords(
  language: Language,
  { kind, about }: Act,
): { text: string; href?: string } | undefined {
  const text = words[language].acts[kind]
  return text === undefined ? undefined : { text, href: `/niveaukompas/tabel/${about['row']}` }
}
