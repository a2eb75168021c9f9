import type { Language } from '../../platform/i18n.ts'
import type { Act, Notice } from '../residents/index.ts'
import { words } from './messages/index.ts'

const places: Record<string, string> = {
  'steward.proposal': '/beheer/mensen',
  'steward.asked': '/ik/stichting',
  'steward.ended': '/stichting',
}

/** The words for what this domain tells residents, and where they lead. Undefined for another domain's news. */
export function noticeWords(
  language: Language,
  { kind }: Notice,
): { text: string; href?: string } | undefined {
  const text = words[language].notices[kind]
  return text === undefined ? undefined : { text, href: places[kind] ?? '/ik/stichting' }
}

/** Finds the words for an act; undefined for a kind of another domain. */
export type ActWords = (language: Language, act: Act) => { text: string; href?: string } | undefined

/** What was done with tasks, as everybody may read it. */
export function actWords(language: Language, { kind }: Act): { text: string } | undefined {
  const text = words[language].acts[kind]
  return text === undefined ? undefined : { text }
}
