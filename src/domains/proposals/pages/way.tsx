import type { Language } from '../../../platform/i18n.ts'
import { words } from '../messages/index.ts'
import type { Proposal } from '../proposal.ts'
import { placeOnWay, wayStages } from '../rules.ts'

/** The way of a proposal as one line of stages, filled up to where it is. */
export function Way({ language, proposal }: { language: Language; proposal: Proposal }) {
  const t = words[language]
  const here = placeOnWay(proposal.stage)
  const at = here ? wayStages.indexOf(here) : -1
  return (
    <ol class="way" aria-label={t.page.wayLabel}>
      {wayStages.map((stage, n) => (
        <li
          class={n < at ? 'is-passed' : n === at ? 'is-here' : undefined}
          aria-current={n === at ? 'step' : undefined}
        >
          <span>{stage === 'doing' && proposal.level?.say === 'advice' ? t.advice : t.way[stage]}</span>
        </li>
      ))}
    </ol>
  )
}

/** What a stage is called for a proposal: where residents advise, its end is an advice. */
export function stageIn(
  language: Language,
  stage: Proposal['stage'],
  say: string | null | undefined,
): string {
  const t = words[language]
  return stage === 'doing' && say === 'advice' ? t.stageAdvice : t.stages[stage]
}
