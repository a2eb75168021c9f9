import { applyPatch, diffArrays, diffLines, diffWordsWithSpace, structuredPatch } from 'diff'

export const kinds = ['page', 'checklist', 'file', 'plan'] as const
export type Kind = (typeof kinds)[number]

/** Who may read it: members, or whoever may look into the community. */
export const shownTo = ['readers', 'members'] as const
export type ShownTo = (typeof shownTo)[number]

/** What others may do with it. `ask` is only to be read; `own` says it in words. */
export const licences = ['name', 'share', 'free', 'ask', 'own'] as const
export type Licence = (typeof licences)[number]

/** How we know this. */
export const waysOfKnowing = ['own', 'heard', 'official', 'research'] as const
export type Known = (typeof waysOfKnowing)[number]

/** Where a document comes from. */
export interface About {
  /** Whether the writer made it; otherwise `author` says who did. */
  byMe: boolean
  author: string
  source: string
  link: string
  /** Since when it is so: a day ("2026-05-16"), or empty. */
  written: string
  licence: Licence
  licenceWords: string
  known: Known
}

/** What one community may keep here. */
export const quota = { documents: 500, bytes: 500 * 1024 * 1024 } as const
/** Bytes one file may have. */
export const fileBytes = 25 * 1024 * 1024
/** Versions of one document that are kept; the oldest go first. */
export const mostVersions = 300
/** Documents in one plan. */
export const mostParts = 40
/** Steps of one checklist. */
export const mostSteps = 100

/** Whether a community may take a document over, as far as its maker says. */
export function mayTravel(licence: Licence): boolean {
  return licence !== 'ask'
}

/** A piece of text that stayed, went, or came. */
export interface Difference {
  kind: 'same' | 'out' | 'in'
  words: string
}

/** Beyond so many changed words two texts are compared by the line: nobody reads a mosaic. */
const mostEdits = 1_500

/** What went out of the first text and what came into the second, word by word, in reading order. */
export function differences(before: string, after: string): Difference[] {
  const limits = { maxEditLength: mostEdits }
  const found = diffWordsWithSpace(before, after, limits) ?? diffLines(before, after, limits)
  if (!found) {
    return [
      { kind: 'out' as const, words: before },
      { kind: 'in' as const, words: after },
    ].filter(({ words }) => words !== '')
  }
  return found.map(({ added, removed, value }) => ({
    kind: added ? 'in' : removed ? 'out' : 'same',
    words: value,
  }))
}

/** Letters of an unchanged stretch that stay on either side of a change. */
const around = 160

/** Shortens long stretches that stayed the same, so that what changed stands together. */
export function shortened(found: readonly Difference[]): Difference[] {
  return found.map((one, i) => {
    if (one.kind !== 'same' || one.words.length <= around * 3) return one
    const begin = i === 0 ? '' : one.words.slice(0, around)
    const end = i === found.length - 1 ? '' : one.words.slice(-around)
    return { kind: 'same', words: `${begin} […] ${end}` }
  })
}

/**
 * Two people changed the same text: both changes in one text, where they touch different lines.
 * @returns undefined where they touch the same lines and a person has to choose.
 */
export function bothTexts(base: string, theirs: string, mine: string): string | undefined {
  const patch = structuredPatch('', '', `${base}\n`, `${mine}\n`, '', '', {
    context: 1,
    maxEditLength: mostEdits,
  })
  if (!patch) return undefined
  const joined = applyPatch(`${theirs}\n`, patch, { fuzzFactor: 0 })
  return joined === false ? undefined : joined.replace(/\n$/, '')
}

/** One text under the other, with a line between them: nothing is lost, and somebody makes one of the two. */
export function underEachOther(theirs: string, mine: string): string {
  return `${theirs.trim()}\n\n---\n\n${mine.trim()}`
}

const stepLine = /^\s*[-*+]\s+\[[ xX]\]\s+(.*)$/

/** A checklist as it is written in Markdown: what is said about it, and its steps. */
export function readChecklist(body: string): { intro: string; steps: string[] } {
  const lines = body.split('\n')
  const steps = lines.flatMap((line) => stepLine.exec(line)?.[1]?.trim() ?? []).filter(Boolean)
  const intro = lines
    .filter((line) => !stepLine.test(line))
    .join('\n')
    .trim()
  return { intro, steps: steps.map((step) => step.slice(0, 300)) }
}

/** Writes a checklist as Markdown. `steps` holds one on each line; marks that somebody typed before them are left out. */
export function writeChecklist(intro: string, steps: string): string {
  const lines = steps
    .split('\n')
    .map((line) => (stepLine.exec(line)?.[1] ?? line.replace(/^\s*(?:[-*+]|\d{1,3}[.)])\s+/, '')).trim())
    .filter(Boolean)
  return [intro.trim(), lines.map((line) => `- [ ] ${line}`).join('\n')].filter(Boolean).join('\n\n')
}

/**
 * Which step of the old list each step of the new one is, by its place in the old list; undefined for a new one. What was
 * reworded in its place stays the same step, so that a tick is not lost to a comma.
 */
export function sameSteps(old: readonly string[], fresh: readonly string[]): (number | undefined)[] {
  const found: (number | undefined)[] = []
  let at = 0
  let gone: number[] = []
  for (const { added, removed, value } of diffArrays([...old], [...fresh])) {
    if (removed) {
      gone = value.map((_, i) => at + i)
      at += value.length
    } else if (added) {
      // As many as went came in their place: they were reworded.
      const reworded = gone.length === value.length ? gone : []
      value.forEach((_, i) => found.push(reworded[i]))
      gone = []
    } else {
      value.forEach((_, i) => found.push(at + i))
      at += value.length
      gone = []
    }
  }
  // A step that only moved keeps what was done.
  const used = new Set(found)
  return fresh.map((words, i) => {
    if (found[i] !== undefined) return found[i]
    const moved = old.findIndex((step, n) => step === words && !used.has(n))
    if (moved < 0) return undefined
    used.add(moved)
    return moved
  })
}
