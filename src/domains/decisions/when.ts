import { formatDay, formatNumber, formatTime, type Language } from '../../platform/i18n.ts'
import type { Decision, Option } from './decision.ts'
import { words } from './messages/index.ts'
import type { Choice } from './rules/choice.ts'
import { orderOf } from './rules/choice.ts'

/** "zaterdag 20 juni om 20.00" */
export function momentIn(language: Language, moment: Date): string {
  return words[language].at(formatDay(language, moment), formatTime(language, moment))
}

/** An option by its words; a day as it is written in this language. */
export function optionIn(language: Language, option: Option | undefined): string {
  if (!option) return ''
  return option.starts ? momentIn(language, option.starts) : option.words
}

/** What somebody chose, in words. */
export function choiceIn(language: Language, { method, options }: Decision, choice: Choice): string {
  const { ballot, result } = words[language]
  const names = (places: number[]) => places.map((place) => optionIn(language, options[place])).join(', ')
  switch (method) {
    case 'majority':
      return choice[0] === 1 ? ballot.yes : choice[0] === 0 ? ballot.no : ballot.neither
    case 'consent':
      return choice[0] === 1 ? ballot.agree : choice[0] === 0 ? result.objection : ballot.noOpinion
    case 'approval':
    case 'budget':
      return names(choice.flatMap((wanted, place) => (wanted === 1 ? [place] : []))) || '–'
    case 'score':
      return choice.map((score, place) => `${optionIn(language, options[place])}: ${score}`).join(' · ')
    case 'ranked':
    case 'seats':
      return orderOf(choice)
        .map((place) => `${choice[place]}. ${optionIn(language, options[place])}`)
        .join(' · ')
    case 'date':
      return (
        choice
          .map((can, place) => [can, place] as const)
          .filter(([can]) => (can ?? 0) > 0)
          .map(
            ([can, place]) =>
              `${optionIn(language, options[place])}${can === 1 ? ` (${ballot.ifMust.toLowerCase()})` : ''}`,
          )
          .join(' · ') || ballot.cannot
      )
  }
}

/** Where a decision stands, in a few words. */
export function stateIn(language: Language, decision: Decision, now: Date): string {
  const t = words[language].state
  switch (decision.state) {
    case 'open':
      if (decision.opens.getTime() > now.getTime()) return t.soon(momentIn(language, decision.opens))
      return decision.running ? t.open(momentIn(language, decision.closes)) : t.counting
    case 'decided':
      return t.decided(formatDay(language, decision.closes))
    default:
      return t[decision.state]
  }
}

/** What it became, in one line. */
export function resultIn(language: Language, { result, options, voices }: Decision): string {
  const t = words[language].result
  if (!result) return ''
  if (voices === 0) return t.noVotes
  if (!result.valid) return t.invalid
  if (result.verdict) return result.verdict === 'adopted' ? t.adopted : t.rejected
  if (result.winners.length === 0) return t.nothing
  return t.chosen(result.winners.map((place) => optionIn(language, options[place])).join(', '))
}

/** A share in a hundred, to one decimal. */
export function shareIn(language: Language, part: number, whole: number): string {
  return formatNumber(language, whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10)
}
