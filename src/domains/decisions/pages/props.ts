import type { ComponentChildren } from 'preact'
import type { FormErrors, FormValues } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import type { Decision } from '../decision.ts'
import type { NamedBallot } from '../queries/about.ts'
import type { Choice } from '../rules/choice.ts'

/** All that the page of a decision tells this viewer. */
export interface DecisionPageProps {
  language: Language
  decision: Decision
  viewerId: string | undefined
  now: Date
  /** Where the viewer's voice went, when they gave it to somebody. */
  voice: { name: string | null; ending: string } | undefined
  own: { choice: Choice; reason: string; voices: number } | undefined
  turnout: { voted: number; could: number } | undefined
  ballots: NamedBallot[]
  objections: NamedBallot[]
  changes: { kind: string; why: string; before: string; changed: Date }[]
  receipts: { code: string; choice: Choice }[]
  /** The code that was looked for. */
  looked: string
  values?: FormValues | undefined
  errors?: FormErrors | undefined
  /** What later domains add: who carries my voice, the register. */
  more?: ComponentChildren
}
