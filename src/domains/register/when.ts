import { formatDate, formatTime, type Language } from '../../platform/i18n.ts'

/** When an entry was: the day, and the hour where it is known. */
export function whenIn(language: Language, at: string): string {
  const moment = new Date(at)
  const day = formatDate(language, moment)
  return at.includes('T') ? `${day}, ${formatTime(language, moment)}` : day
}
