import type { Language } from '../../platform/i18n.ts'
import type { NewsThing } from '../communities/index.ts'
import { words } from './messages/index.ts'

/** What a bundle says of a question: that it was asked, or that there is a map to look at. */
export function newsWords(language: Language, { kinds, titles }: NewsThing): string | undefined {
  const t = words[language].news
  const title = titles[0] ?? ''
  if (kinds.includes('question.mapped')) return t.mapped(title)
  return kinds.includes('question.opened') ? t.opened(title) : undefined
}
