import type { Catalogue } from '../../../platform/i18n.ts'
import { en } from './en.ts'
import { nl } from './nl.ts'

export const words: Catalogue<typeof nl> = { nl, en }
