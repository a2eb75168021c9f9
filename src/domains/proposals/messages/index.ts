import type { Catalogue } from '../../../platform/i18n.ts'
import { en } from './en.ts'
import { nl } from './nl.ts'

export const words: Catalogue<typeof nl> = { nl, en }

/** The sentences for what this domain refuses, by code: what happened, and what to do. */
export const refusals: Catalogue<Record<string, [string, string]>> = { nl: nl.refusals, en: en.refusals }
