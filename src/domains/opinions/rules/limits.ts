import { day } from '../../../platform/clock.ts'

/** Nothing is published of fewer people than this: not of a statement, a group, or a place on the map. */
export const fewestTogether = 5

export const longestTitle = 120
export const longestAbout = 800
export const longestStatement = 140
export const longestWhy = 300
/** Statements that the host may begin with. */
export const mostSeeds = 15
/** Statements of one question. */
export const mostStatements = 300
/** How long a question may stay open, in days. */
export const mostDays = 90
export const usualDays = 21
/** The last moment at which a question that opens now may close. */
export const longestOpen = (mostDays + 1) * day

export const answers = ['agree', 'disagree', 'pass', 'later'] as const
export type Answer = (typeof answers)[number]
/** As it is counted; `later` is not counted, and asked again when all else was answered. */
export const voteOf: Record<Answer, 1 | 0 | -1 | null> = { agree: 1, disagree: -1, pass: 0, later: null }
export const answerOf = (vote: number | null): Answer =>
  vote === null ? 'later' : vote > 0 ? 'agree' : vote < 0 ? 'disagree' : 'pass'
