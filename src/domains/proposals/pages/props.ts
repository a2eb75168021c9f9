import type { ComponentChildren } from 'preact'
import type { FormErrors, FormValues } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import type { Proposal } from '../proposal.ts'
import type { Entered, MergeAsked, Relatives, ReportLine, StepLine, Suggestion } from '../queries/about.ts'

/** All that the page of a proposal tells this viewer. */
export interface ProposalPageProps {
  language: Language
  proposal: Proposal
  /** Somebody helps the viewer: what they want themselves is not asked now. */
  helped: boolean
  way: { entered: Entered[]; authors: string[] }
  /** Neighbours who still have to support it before people vote. */
  missing: number
  supporters: string[]
  /** The viewer supported one that went into this, and is asked whether that holds. */
  carry: boolean
  suggestions: (Suggestion & { conflict: boolean })[]
  doing: { steps: StepLine[]; reports: ReportLine[] }
  relatives: Relatives
  merges: MergeAsked[]
  /** What is said about it. */
  talk?: ComponentChildren
  /** At which level it lies. */
  level?: ComponentChildren
  /** What later domains add: where it stands in the register. */
  more?: ComponentChildren
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}
