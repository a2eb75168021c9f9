import { z } from 'zod'
import { hasBsn } from '../../platform/bsn.ts'
import { hasLink } from '../../platform/line.ts'

/** Languages a neighbour may say they speak. */
export const spokenLanguages = [
  'nl',
  'fy',
  'en',
  'de',
  'fr',
  'es',
  'pt',
  'it',
  'pl',
  'ro',
  'bg',
  'uk',
  'ru',
  'tr',
  'ar',
  'ber',
  'ku',
  'fa',
  'so',
  'ti',
  'am',
  'pap',
  'srn',
  'hi',
  'ur',
  'id',
  'zh',
  'vi',
  'th',
  'nsi',
] as const

/**
 * How somebody is called: at most 60 letters of any script, on one line. No invisible characters and no addresses: a
 * name goes into mail that others trust.
 */
export const personName = z
  .string('nameMissing')
  .trim()
  .min(1, 'nameMissing')
  .max(60, 'nameLong')
  .regex(/^[^\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'nameStrange')
  .refine((name) => !hasBsn(name), 'noBsn')
  .regex(/\p{L}/u, 'nameStrange')
  .refine((name) => !hasLink(name) && !name.includes('@'), 'nameStrange')

const list = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat())

export const profileForm = z.object({
  displayName: personName,
  about: z
    .string()
    .trim()
    .max(1000, 'aboutLong')
    .refine((text) => !hasBsn(text), 'noBsn')
    .default(''),
  offers: z
    .string()
    .trim()
    .max(500, 'offersLong')
    .refine((text) => !hasBsn(text), 'noBsn')
    .default(''),
  speaks: list.transform((values) => spokenLanguages.filter((language) => values.includes(language))),
  showsName: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
})
