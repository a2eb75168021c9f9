/** The way of a proposal, in its order; the last four are ends. */
export const stages = [
  'idea',
  'talk',
  'proposal',
  'decision',
  'doing',
  'realised',
  'tried',
  'withdrawn',
  'merged',
] as const
export type Stage = (typeof stages)[number]

/** The stages that its line shows, however it ends. */
export const wayStages = ['idea', 'talk', 'proposal', 'decision', 'doing', 'outcome'] as const
export type WayStage = (typeof wayStages)[number]

/** Where a stage stands on the line. Withdrawn and merged stand nowhere: the way ended there. */
export function placeOnWay(stage: Stage): WayStage | undefined {
  if (stage === 'realised' || stage === 'tried') return 'outcome'
  return stage === 'withdrawn' || stage === 'merged' ? undefined : stage
}

/** Whether its words still change: until people vote on it. */
export function isWritable(stage: Stage): boolean {
  return stage === 'idea' || stage === 'talk' || stage === 'proposal'
}

/** Whether it is over, however it ended. */
export function isOver(stage: Stage): boolean {
  return stage === 'realised' || stage === 'tried' || stage === 'withdrawn' || stage === 'merged'
}

/** Parts of a text to which others suggest other words. */
export const parts = ['body', 'costs', 'who'] as const
export type Part = (typeof parts)[number]

/** Signs of each part at most. */
export const longest = {
  title: 120,
  idea: 500,
  body: 5000,
  /** All that people vote on, as a decision takes it. */
  voted: 8000,
  costs: 500,
  who: 1000,
  sources: 1000,
  why: 1000,
  worked: 2000,
  failed: 2000,
  lesson: 500,
  step: 200,
  stepWho: 80,
  party: 120,
  report: 2000,
} as const

/** What lies in one place, and what is done with one proposal, at most. */
export const most = {
  open: 200,
  amendments: 100,
  steps: 40,
  reports: 100,
  versions: 300,
  merges: 20,
} as const

/**
 * How many neighbours must support it before it is voted on. In a community of fifty or fewer nobody has to: there one asks
 * each other. In a larger one a twentieth, twenty-five at most. In an area one in fifty residents, from three to fifty, and
 * never more than there are besides the author.
 */
export function supportNeeded(where: 'community' | 'area', people: number): number {
  const others = Math.max(0, people - 1)
  if (where === 'community') return people <= 50 ? 0 : Math.min(25, Math.ceil(people / 20))
  return Math.min(others, 50, Math.max(3, Math.ceil(people / 50)))
}

/** The words of a proposal, as they are written and kept. */
export interface Words {
  title: string
  /** Markdown. */
  body: string
  costs: string
  who: string
  sources: string
}

/** Headings under which costs and tasks stand in the text that is voted on. */
export interface Headings {
  costs: string
  who: string
}

function tail({ costs, who }: Pick<Words, 'costs' | 'who'>, headings: Headings): string {
  return [costs && `**${headings.costs}** ${costs}`, who && `**${headings.who}** ${who}`]
    .filter(Boolean)
    .map((line) => `\n\n${line}`)
    .join('')
}

/** The whole text that people vote on, as Markdown. */
export function votedText(words: Words, headings: Headings): string {
  return `${words.body}${tail(words, headings)}`.trim()
}

/**
 * The words of a proposal after the text that was voted on was amended: costs and tasks stay in their places where they were
 * not touched; otherwise all of it is the body.
 */
export function amendedWords(before: Words, title: string, text: string, headings: Headings): Words {
  const end = tail(before, headings)
  if (end && text.endsWith(end)) return { ...before, title, body: text.slice(0, -end.length).trim() }
  return end
    ? { ...before, title, body: text.trim(), costs: '', who: '' }
    : { ...before, title, body: text.trim() }
}
