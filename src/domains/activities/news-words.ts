import type { Language } from '../../platform/i18n.ts'
import { shortMoment } from '../../platform/moments.ts'
import type { NewsThing } from '../communities/index.ts'
import { words } from './messages/index.ts'

/** What a bundle says of an activity; of what happened to it the newest. Where it is stays on the page. */
export function newsWords(language: Language, { kinds, titles, starts }: NewsThing): string | undefined {
  const say = words[language].news[kinds[0] ?? '']
  return say?.(titles[0] ?? '', starts ? shortMoment(language, starts) : '')
}
