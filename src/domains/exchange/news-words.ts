import type { Language } from '../../platform/i18n.ts'
import type { NewsThing } from '../communities/index.ts'
import { words } from './messages/index.ts'
import { asKind } from './rules.ts'

/** What a bundle says of an ask or an offer: what it is about, never whose it is. */
export function newsWords(language: Language, { kinds, titles }: NewsThing): string | undefined {
  const t = words[language]
  const say = t.news[kinds[0] ?? '']
  const kind = asKind(titles[0])
  return say && kind ? say(t.kinds[kind]) : undefined
}
