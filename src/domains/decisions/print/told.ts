import { formatNumber, type Language } from '../../../platform/i18n.ts'
import type { Decision } from '../decision.ts'
import { words } from '../messages/index.ts'
import { wholeVotes } from '../rules/count-ballots.ts'
import { fewestCounted } from '../rules/methods.ts'
import { optionIn } from '../when.ts'

/** A count in lines and in one table, for paper. */
export function tableOf(
  language: Language,
  { method, result, options, budget, quorum, voices }: Decision,
): { steps: string[]; columns: string[]; rows: string[][] } {
  const t = words[language].result
  const n = (value: number) => formatNumber(language, Math.round(value * 100) / 100)
  const names = options.map((option) => optionIn(language, option))
  const lines = [
    ...(result && !result.valid && quorum !== null ? [t.invalidWhy(quorum)] : []),
    ...(result?.tied ? [result.verdict ? t.tiedNo : t.tied] : []),
  ]
  const steps = result?.steps
  const won = (i: number) => (result?.winners.includes(i) ? t.yesWord : '–')
  switch (steps?.kind) {
    case undefined:
      return (voices ?? 0) < fewestCounted
        ? { steps: [t.fewest], columns: [], rows: [] }
        : { steps: [...lines, t.few], columns: [], rows: [] }
    case 'yes-no': {
      const labels = method === 'consent' ? [t.consent, t.objection, t.noOpinion] : [t.yes, t.no, t.neither]
      const figures = [steps.yes, steps.no, steps.neither]
      return {
        steps: lines,
        columns: [t.option, t.voices],
        rows: labels.map((label, i) => [label, n(figures[i]!)]),
      }
    }
    case 'sums':
      return {
        steps: lines,
        columns: [t.option, t.voices, t.wins],
        rows: names.map((name, i) => [name, n(steps.sums[i]!), won(i)]),
      }
    case 'pairs':
      return {
        steps: [...lines, t.pairsTable, t.pairsOrder(steps.order.map((i) => names[i]).join(', '))],
        columns: ['', ...names],
        rows: names.map((name, a) => [
          name,
          ...names.map((_, b) => (a === b ? '–' : n(steps.beats[a]![b]!))),
        ]),
      }
    case 'rounds':
      return {
        steps: [
          ...lines,
          t.quota(n(steps.quota)),
          ...steps.rounds.map(({ kind, candidate, tied }) => {
            const name = candidate === undefined ? '' : names[candidate]!
            const said = kind === 'begin' || kind === 'end' ? t[kind] : t[kind](name)
            return tied ? `${said} ${t.stepTied}` : said
          }),
        ],
        columns: [t.option, t.voices, t.wins],
        rows: names.map((name, i) => [name, n(wholeVotes(steps.rounds[0]?.votes[i] ?? 0)), won(i)]),
      }
    case 'bought':
      return {
        steps: [...lines, t.share(n(steps.share)), t.spent(n(steps.spent), n(budget ?? 0))],
        columns: [t.option, t.cost, t.supporters, t.wins],
        rows: names.map((name, i) => [
          name,
          `€ ${n(options[i]!.cost ?? 0)}`,
          n(steps.supporters[i]!),
          won(i),
        ]),
      }
  }
}
