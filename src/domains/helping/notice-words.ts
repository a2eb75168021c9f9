import type { Language } from '../../platform/i18n.ts'
import type { Notice } from '../residents/index.ts'
import { words } from './messages/index.ts'

/** What the one who helps is told; the rest is for the one who is helped. */
const forHelpers = new Set(['helping.asked', 'helping.changed', 'helping.stopped'])

/** The words for what this domain tells residents, and where they lead. Undefined for another domain's news. */
export function noticeWords(
  language: Language,
  { kind, data }: Notice,
): { text: string; href?: string } | undefined {
  const say = words[language].notices[kind]
  if (!say) return undefined
  return { text: say(String(data['name'] ?? '')), href: forHelpers.has(kind) ? '/helpen' : '/ik/hulp' }
}
