import type { Language } from '../../platform/i18n.ts'
import type { NewsThing } from '../communities/index.ts'
import { words } from './messages/index.ts'

/** What a bundle says of a document: that it is there, or that somebody wrote in it. */
export function newsWords(language: Language, { kinds, titles }: NewsThing): string | undefined {
  const t = words[language].news
  const title = titles[0] ?? ''
  if (kinds.includes('document.added')) return t.added(title)
  return kinds.includes('document.changed') ? t.changed(title) : undefined
}
