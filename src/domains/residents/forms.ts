import { z } from 'zod'

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

const list = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat())

export const profileForm = z.object({
  displayName: z.string().trim().min(1, 'nameMissing').max(60, 'nameLong'),
  about: z.string().trim().max(1000, 'aboutLong').default(''),
  offers: z.string().trim().max(500, 'offersLong').default(''),
  speaks: list.transform((values) => spokenLanguages.filter((language) => values.includes(language))),
  showsName: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
})
