import type { Language } from '../../../platform/i18n.ts'
import { words } from '../messages/index.ts'
import type { Proposal } from '../proposal.ts'
import type { Entered } from '../queries/about.ts'
import { placeOnWay, wayStages } from '../rules.ts'

/** The way of a proposal as one line of stages: where it is, and where it has been. */
export function Way({
  language,
  proposal,
  entered,
}: {
  language: Language
  proposal: Proposal
  entered: readonly Pick<Entered, 'stage'>[]
}) {
  const t = words[language]
  const here = placeOnWay(proposal.stage)
  const been = new Set(entered.map(({ stage }) => placeOnWay(stage)))
  return (
    <ol class="way" aria-label={t.page.wayLabel}>
      {wayStages.map((stage) => (
        <li
          class={stage === here ? 'is-here' : been.has(stage) ? 'is-passed' : undefined}
          aria-current={stage === here ? 'step' : undefined}
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
