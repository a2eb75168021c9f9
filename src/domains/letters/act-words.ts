import type { Language } from '../../platform/i18n.ts'
import type { Act } from '../residents/index.ts'
import { words } from './messages/index.ts'

/** What a steward did here, as everybody may read it. Undefined for another domain's act. */
export function actWords(language: Language, { kind }: Act): { text: string } | undefined {
  const text = words[language].acts[kind]
  return text === undefined ? undefined : { text }
}
