import { asItLooks } from './look-alikes.ts'

/** Counts up whenever names are compared in another way: indexes by an older rule are made again (`sealingOf`). */
export const nameRule = 2

/**
 * A name as it is compared: lower case letters of one kind, words apart. "Çelik-Gönül" is "celik gonul", and so is that name in
 * wide letters, with marks, or with letters of another alphabet that look the same.
 */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\p{L}\p{N}]+/gu, asItLooks)
    .toLowerCase()
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim()
}

/**
 * What stands for one person: first letter, last word of the name, and date of birth ("1946-03-01"). Coarse on purpose:
 * "W. de Bruijn" and "Willeke de Bruijn" of one day are looked at by a person of the foundation, and two accounts are
 * never found to be different because a name was written in another way.
 */
export function personKey(name: string, birth: string): string {
  const words = plainName(name).split(' ')
  return [words[0]?.slice(0, 1) ?? '', words.at(-1) ?? '', birth].join('|')
}

/** What the age of somebody means here. Who is not sixteen yet is a child and does not take part. */
export type AgeBand = 'impossible' | 'child' | 'young' | 'adult'

/** The age on a day of somebody born on another ("1946-03-01"), in whole years. */
export function ageBand(birth: string, day: Temporal.PlainDate): AgeBand {
  const born = Temporal.PlainDate.from(birth)
  const { years } = born.until(day, { largestUnit: 'years' })
  if (Temporal.PlainDate.compare(born, day) > 0 || years > 120) return 'impossible'
  if (years < 16) return 'child'
  return years < 18 ? 'young' : 'adult'
}
