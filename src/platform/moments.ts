import { onTheWall } from './clock.ts'
import { formatDate, formatDay, formatTime, type Language } from './i18n.ts'

const hours = {
  nl: ['twaalf', 'één', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien', 'elf'],
  en: ['twelve', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'],
} as const

/** The time as people say it, where there are words for it: "drie uur", "half acht", "kwart over tien". */
export function clockInWords(language: Language, moment: Date): string {
  const { hour, minute } = onTheWall(moment)
  const now = hours[language][hour % 12] ?? ''
  const next = hours[language][(hour + 1) % 12] ?? ''
  if (language === 'nl') {
    if (minute === 0) return `${now} uur`
    if (minute === 15) return `kwart over ${now}`
    if (minute === 30) return `half ${next}`
    if (minute === 45) return `kwart voor ${next}`
    return `${formatTime(language, moment)} uur`
  }
  if (minute === 0) return `${now} o’clock`
  if (minute === 15) return `a quarter past ${now}`
  if (minute === 30) return `half past ${now}`
  if (minute === 45) return `a quarter to ${next}`
  return formatTime(language, moment)
}

const near = {
  nl: ['Vandaag', 'Morgen'],
  en: ['Today', 'Tomorrow'],
} as const

/** The day as people say it: today, tomorrow, its name within a week, otherwise with its date. */
export function dayInWords(language: Language, moment: Date, now: Date): string {
  const days = onTheWall(now).toPlainDate().until(onTheWall(moment).toPlainDate()).days
  const named = formatDay(language, moment)
  const said = near[language][days] ?? (days >= 0 && days < 7 ? (named.split(/[ ,]/)[0] ?? named) : named)
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** Day and hour in a few words: "zondag 17 mei, 15.00". */
export function shortMoment(language: Language, moment: Date): string {
  return `${formatDay(language, moment)}, ${formatTime(language, moment)}`
}

const past = {
  nl: ['vandaag', 'gisteren'],
  en: ['today', 'yesterday'],
} as const

/** A day that was, as people say it within a sentence: today, yesterday, its name within a week, otherwise its date. */
export function dayThatWas(language: Language, moment: Date, now: Date): string {
  const days = onTheWall(moment).toPlainDate().until(onTheWall(now).toPlainDate()).days
  const said = past[language][days]
  if (said) return said
  return days >= 0 && days < 7
    ? (formatDay(language, moment).split(/[ ,]/)[0] ?? '')
    : formatDate(language, moment)
}

/** The same with the hour, where it was in the past week: "gisteren 15.00". */
export function momentThatWas(language: Language, moment: Date, now: Date): string {
  const day = dayThatWas(language, moment, now)
  return day === formatDate(language, moment) ? day : `${day} ${formatTime(language, moment)}`
}
