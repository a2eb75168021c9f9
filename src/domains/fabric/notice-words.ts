import type { Language } from '../../platform/i18n.ts'
import type { Notice } from '../residents/index.ts'
import { words } from './messages/index.ts'

/** The words for what this domain tells residents, and where they lead. Undefined for another domain's news. */
export function noticeWords(
  language: Language,
  { kind, data }: Notice,
): { text: string; href?: string } | undefined {
  const say = words[language].notices[kind]
  if (!say) return undefined
  const text = say(String(data['name'] ?? ''))
  if (kind === 'circle.out') return { text }
  const slug = `/leefomgeving/${String(data['slug'] ?? '')}`
  return {
    text,
    href: kind.startsWith('round.') ? `${slug}/intervisie/${String(data['round'] ?? '')}` : slug,
  }
}
