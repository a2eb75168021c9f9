import type { Language } from '../../platform/i18n.ts'
import type { NewsThing } from '../communities/index.ts'
import { words } from './messages/index.ts'

/** What a bundle says of a conversation: that it began, or how much was said in it. */
export function newsWords(language: Language, { kinds, titles, count }: NewsThing): string | undefined {
  const t = words[language].news
  const title = titles[0] ?? ''
  // What it began with is the first of them.
  if (kinds.includes('conversation.started')) return t.started(title, count - 1)
  return kinds.includes('reply.posted') ? t.replied(title, count) : undefined
}
