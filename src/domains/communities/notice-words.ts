import type { Language } from '../../platform/i18n.ts'
import type { Notice } from '../residents/index.ts'
import { words } from './messages/index.ts'

const places: Record<string, (slug: string) => string> = {
  'community.join-asked': (slug) => `/leefomgeving/${slug}/beheer`,
  'community.link-asked': (slug) => `/leefomgeving/${slug}/beheer`,
  'community.joined': (slug) => `/leefomgeving/${slug}/leden`,
  'community.keyless': (slug) => `/leefomgeving/${slug}/leden`,
  'community.look-back': (slug) => `/leefomgeving/${slug}/einde`,
  'community.removed': () => '/leefomgevingen',
  'community.not-let-in': () => '/leefomgevingen',
}

/** The words for what this domain tells residents, and where they lead. Undefined for another domain's news. */
export function noticeWords(
  language: Language,
  { kind, data }: Notice,
): { text: string; href?: string } | undefined {
  const say = words[language].notices[kind]
  if (!say) return undefined
  const slug = String(data['slug'] ?? '')
  const href = (places[kind] ?? ((slug: string) => `/leefomgeving/${slug}`))(slug)
  return { text: say(String(data['name'] ?? '')), href }
}
