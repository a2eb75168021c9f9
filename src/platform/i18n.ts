import { timeZone } from './clock.ts'

/** Languages the interface speaks completely. Dutch is the contract the others must satisfy. */
export const languages = ['nl', 'en'] as const
export type Language = (typeof languages)[number]

/** The words of one domain in every language. */
export type Catalogue<Words> = Record<Language, Words>

export const languageNames: Record<Language, string> = { nl: 'Nederlands', en: 'English' }

/** Reading direction; every language we have now runs from left to right. */
export function direction(_language: Language): 'ltr' | 'rtl' {
  return 'ltr'
}

/** Narrows a text from outside to a language we speak. */
export function asLanguage(text: string | undefined | null): Language | undefined {
  return languages.find((language) => language === text)
}

/** The best language for an `Accept-Language` header (RFC 9110 §12.5.4); Dutch when none fits. */
export function negotiateLanguage(header: string | undefined): Language {
  const wishes = (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';')
      const quality = params.map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find(Boolean)
      return { language: tag.toLowerCase().split('-')[0], quality: quality ? Number(quality) : 1 }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return wishes.map(({ language }) => asLanguage(language)).find((language) => language !== undefined) ?? 'nl'
}

const locale: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' }

function memo<Made>(make: (language: Language) => Made): (language: Language) => Made {
  const made = new Map<Language, Made>()
  return (language) => {
    const known = made.get(language)
    if (known) return known
    const fresh = make(language)
    made.set(language, fresh)
    return fresh
  }
}

const plurals = memo((language) => new Intl.PluralRules(locale[language]))
const numbers = memo((language) => new Intl.NumberFormat(locale[language]))
const lists = memo((language) => new Intl.ListFormat(locale[language], { type: 'conjunction' }))
const days = memo(
  (language) =>
    new Intl.DateTimeFormat(locale[language], { weekday: 'long', day: 'numeric', month: 'long', timeZone }),
)
const dates = memo(
  (language) =>
    new Intl.DateTimeFormat(locale[language], { day: 'numeric', month: 'long', year: 'numeric', timeZone }),
)
const languageLabels = memo((language) => new Intl.DisplayNames([language], { type: 'language' }))
const months = memo(
  (language) => new Intl.DateTimeFormat(locale[language], { month: 'long', year: 'numeric', timeZone }),
)
const times = memo(
  (language) => new Intl.DateTimeFormat(locale[language], { hour: '2-digit', minute: '2-digit', timeZone }),
)

/** Picks the form that goes with a number: `plural('nl', 3, { one: 'buur', other: 'buren' })`. */
export function plural(language: Language, count: number, forms: { one: string; other: string }): string {
  return plurals(language).select(count) === 'one' ? forms.one : forms.other
}

export function formatNumber(language: Language, value: number): string {
  return numbers(language).format(value)
}

/** "Noor, Kees en Aylin" */
export function formatList(language: Language, items: string[]): string {
  return lists(language).format(items)
}

/** "zondag 17 mei" */
export function formatDay(language: Language, moment: Date): string {
  return days(language).format(moment)
}

/** "17 mei 2026" */
export function formatDate(language: Language, moment: Date): string {
  return dates(language).format(moment)
}

/** The name of a language in another: "Turks". */
export function formatLanguage(language: Language, code: string): string {
  return languageLabels(language).of(code) ?? code
}

/** "mei 2026" */
export function formatMonth(language: Language, moment: Date): string {
  return months(language).format(moment)
}

/** "15.00" in Dutch, "15:00" in English */
export function formatTime(language: Language, moment: Date): string {
  const time = times(language).format(moment)
  return language === 'nl' ? time.replace(':', '.') : time
}
