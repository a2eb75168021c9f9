import { onTheWall } from '../../platform/clock.ts'
import { formatDay, type Language } from '../../platform/i18n.ts'
import { shortMoment } from '../../platform/moments.ts'
import type { NewsThing } from '../communities/index.ts'
import { words } from './messages/index.ts'

/** What a bundle says of an activity; of what happened to it the newest. Where it is stays on the page. */
export function newsWords(language: Language, { kinds, titles, starts }: NewsThing): string | undefined {
  const say = words[language].news[kinds[0] ?? '']
  return say?.(titles[0] ?? '', starts ? whenOf(language, starts) : '')
}

/** What lasts a whole day begins at midnight: then the day says enough. */
function whenOf(language: Language, starts: Date): string {
  const { hour, minute } = onTheWall(starts)
  return hour === 0 && minute === 0
    ? formatDay(language, starts)
    : words[language].newsMoment(shortMoment(language, starts))
}
