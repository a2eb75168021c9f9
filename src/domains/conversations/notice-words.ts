import type { Language } from '../../platform/i18n.ts'
import type { Notice } from '../residents/index.ts'
import { hrefOf } from './conversation.ts'
import { words } from './messages/index.ts'

/** The words for what this domain tells residents, and where they lead. Undefined for another domain's news. */
export function noticeWords(
  language: Language,
  { kind, data }: Notice,
): { text: string; href?: string } | undefined {
  const say = words[language].notices[kind]
  if (!say) return undefined
  const { conversation, reply, share } = data
  if (share) return { text: say(String(data['name'] ?? '')), href: `/gesprek/samen/${share}` }
  const href = `${hrefOf(String(conversation))}${reply ? `/reactie/${reply}` : ''}`
  return { text: say(String(data['name'] ?? '')), href }
}
