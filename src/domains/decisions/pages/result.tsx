import type { ComponentChildren } from 'preact'
import { formatNumber, type Language } from '../../../platform/i18n.ts'
import { Fold, Table } from '../../../web/components/index.ts'
import type { Decision } from '../decision.ts'
import { words } from '../messages/index.ts'
import { wholeVotes, type Steps, type Told } from '../rules/count-ballots.ts'
import { fewestCounted } from '../rules/methods.ts'
import type { StvStep } from '../rules/stv.ts'
import { optionIn, shareIn } from '../when.ts'
import { Bars } from './bars.tsx'

interface Shown {
  language: Language
  decision: Decision
  result: Told
  names: string[]
}

/** The count of a decision: in words step by step, drawn, and in a table. */
export function CountSteps({ language, decision }: { language: Language; decision: Decision }) {
  const { result, options, voices } = decision
  const t = words[language].result
  if (!result) return null
  if (!result.steps) return <p>{(voices ?? 0) < fewestCounted ? t.fewest : t.few}</p>
  const names = options.map((option) => optionIn(language, option))
  const shown = { language, decision, result, names }
  return (
    <>
      {!result.valid && decision.quorum !== null && <p>{t.invalidWhy(decision.quorum)}</p>}
      {stepsOf(shown, result.steps)}
      {result.tied && <p>{result.verdict ? t.tiedNo : t.tied}</p>}
    </>
  )
}

function stepsOf(shown: Shown, steps: Steps): ComponentChildren {
  switch (steps.kind) {
    case 'yes-no':
      return <YesNo {...shown} steps={steps} />
    case 'sums':
      return <Sums {...shown} steps={steps} />
    case 'pairs':
      return <Pairs {...shown} steps={steps} />
    case 'rounds':
      return <Rounds {...shown} steps={steps} />
    case 'bought':
      return <Bought {...shown} steps={steps} />
  }
}

type Of<Kind> = Shown & { steps: Extract<Steps, { kind: Kind }> }

function YesNo({ language, decision, result, steps }: Of<'yes-no'>) {
  const t = words[language].result
  const n = (value: number) => formatNumber(language, value)
  const consent = decision.method === 'consent'
  const labels = consent ? [t.consent, t.objection, t.noOpinion] : [t.yes, t.no, t.neither]
  const figures = [steps.yes, steps.no, steps.neither]
  const all = figures.reduce((sum, each) => sum + each, 0)
  const chosen = result.verdict === 'adopted' ? 0 : 1
  const said = !consent
    ? t.yesNo(n(steps.yes), n(steps.no))
    : steps.byMajority
      ? t.consentMajority(n(steps.yes), n(steps.no))
      : steps.no > 0
        ? t.consentStopped
        : t.consentNone(n(steps.yes))
  return (
    <>
      <p>{said}</p>
      <Bars
        label={t.chartAlt}
        bars={labels.map((name, i) => ({
          name,
          figure: n(figures[i]!),
          share: all === 0 ? 0 : figures[i]! / all,
          chosen: i === chosen,
        }))}
      />
      <Table
        caption={t.table}
        columns={[t.option, t.voices]}
        figures={[1]}
        rows={labels.map((name, i) => [name, n(figures[i]!)])}
      />
    </>
  )
}

function Sums({ language, decision, result, names, steps }: Of<'sums'>) {
  const t = words[language].result
  const n = (value: number) => formatNumber(language, value)
  const most = Math.max(1, ...steps.sums)
  const order = steps.sums.map((_, i) => i).toSorted((a, b) => steps.sums[b]! - steps.sums[a]! || a - b)
  const heading = decision.method === 'score' ? t.points : decision.method === 'date' ? t.can : t.approvals
  const [first] = result.winners
  const say =
    decision.method === 'score' ? t.sumsScore : decision.method === 'date' ? t.sumsDate : t.sumsApproval
  return (
    <>
      {first !== undefined && <p>{say(names[first]!, n(steps.sums[first]!))}</p>}
      <Bars
        label={t.chartAlt}
        bars={order.map((i) => ({
          name: names[i]!,
          figure: n(steps.sums[i]!),
          share: steps.sums[i]! / most,
          chosen: result.winners.includes(i),
        }))}
      />
      <Table
        caption={t.table}
        columns={steps.glad ? [t.option, heading, t.glad] : [t.option, heading]}
        figures={steps.glad ? [1, 2] : [1]}
        rows={order.map((i) => [names[i]!, n(steps.sums[i]!), ...(steps.glad ? [n(steps.glad[i]!)] : [])])}
      />
    </>
  )
}

/** Comparisons that are told in words; a longer list stands in the table. */
const mostPairs = 12

function Pairs({ language, result, names, steps }: Of<'pairs'>) {
  const t = words[language].result
  const n = (value: number) => formatNumber(language, value)
  const { order, beats, paths } = steps
  const [first] = order
  const rest = order.slice(1)
  return (
    <>
      {first !== undefined && (
        <ol>
          {rest.slice(0, mostPairs).map((other) => {
            const [won, lost] = [beats[first]![other]!, beats[other]![first]!]
            if (won > lost) return <li>{t.pair(names[first]!, names[other]!, n(won), n(lost))}</li>
            if (paths[first]![other]! > paths[other]![first]!)
              return <li>{t.pairChain(names[first]!, names[other]!)}</li>
            return <li>{t.pairEven(names[first]!, names[other]!, n(won))}</li>
          })}
        </ol>
      )}
      <p>{t.pairsOrder(order.map((i) => names[i]).join(', '))}</p>
      <p>{t.pairsBars}</p>
      <Bars
        label={t.chartAlt}
        bars={order.map((i, at) => {
          const wins = order.filter((j) => paths[i]![j]! > paths[j]![i]!).length
          return {
            name: `${at + 1}. ${names[i]}`,
            figure: n(wins),
            share: order.length < 2 ? 1 : wins / (order.length - 1),
            chosen: result.winners.includes(i),
          }
        })}
      />
      <Table
        caption={t.pairsTable}
        columns={[t.option, ...order.map((i) => names[i]!)]}
        figures={order.map((_, at) => at + 1)}
        rows={order.map((a) => [names[a]!, ...order.map((b) => (a === b ? '–' : n(beats[a]![b]!)))])}
      />
    </>
  )
}

function Rounds({ language, result, names, steps }: Of<'rounds'>) {
  const t = words[language].result
  const votes = (value: number) => formatNumber(language, Math.round(wholeVotes(value) * 100) / 100)
  const rounds = new Map<number, StvStep[]>()
  for (const step of steps.rounds) rounds.set(step.round, [...(rounds.get(step.round) ?? []), step])
  const lastOf = (round: number) => rounds.get(round)!.at(-1)!.votes
  const begin = steps.rounds[0]?.votes ?? []
  const most = Math.max(1, ...begin)
  const say = ({ kind, candidate }: StvStep): string => {
    const name = candidate === undefined ? '' : names[candidate]!
    return kind === 'begin' || kind === 'end' ? t[kind] : t[kind](name)
  }
  return (
    <>
      <p>{t.quota(formatNumber(language, steps.quota))}</p>
      <Bars
        label={t.chartAlt}
        bars={names.map((name, i) => ({
          name,
          figure: votes(begin[i] ?? 0),
          share: (begin[i] ?? 0) / most,
          chosen: result.winners.includes(i),
        }))}
      />
      <ol>
        {steps.rounds.map((step) => (
          <li>
            {say(step)}
            {step.tied && ` ${t.stepTied}`}
          </li>
        ))}
      </ol>
      <Fold summary={t.table}>
        <Table
          caption={t.steps}
          captionHidden
          columns={[t.option, ...[...rounds.keys()].map((round) => t.round(round + 1))]}
          figures={[...rounds.keys()].map((_, i) => i + 1)}
          rows={[
            ...names.map((name, i) => [
              name,
              ...[...rounds.keys()].map((round) => votes(lastOf(round)[i] ?? 0)),
            ]),
            [t.exhausted, ...[...rounds.values()].map((each) => votes(each.at(-1)!.exhausted))],
            [t.lost, ...[...rounds.values()].map((each) => votes(each.at(-1)!.lost))],
          ]}
        />
      </Fold>
    </>
  )
}

function Bought({ language, decision, result, names, steps }: Of<'bought'>) {
  const t = words[language].result
  const n = (value: number) => formatNumber(language, value)
  const money = (value: number) => formatNumber(language, Math.round(value * 100) / 100)
  const cost = (i: number) => decision.options[i]?.cost ?? 0
  const most = Math.max(1, ...steps.supporters)
  const order = names
    .map((_, i) => i)
    .toSorted(
      (a, b) =>
        Number(result.winners.includes(b)) - Number(result.winners.includes(a)) ||
        steps.supporters[b]! - steps.supporters[a]! ||
        a - b,
    )
  return (
    <>
      <p>{t.share(money(steps.share))}</p>
      <p>{t.spent(n(steps.spent), n(decision.budget ?? 0))}</p>
      <Fold summary={t.steps} open={steps.bought.length <= 12}>
        <ol>
          {steps.bought.map(({ project, price, supporters }) => (
            <li>{t.bought(names[project]!, n(cost(project)), n(supporters), money(price))}</li>
          ))}
        </ol>
      </Fold>
      <Bars
        label={t.chartAlt}
        bars={order.slice(0, 20).map((i) => ({
          name: names[i]!,
          figure: n(steps.supporters[i]!),
          share: steps.supporters[i]! / most,
          chosen: result.winners.includes(i),
        }))}
      />
      <Fold summary={t.table}>
        <Table
          caption={t.table}
          captionHidden
          columns={[t.option, t.cost, t.supporters, t.wins]}
          figures={[1, 2]}
          rows={order.map((i) => [
            names[i]!,
            `€ ${n(cost(i))}`,
            n(steps.supporters[i]!),
            result.winners.includes(i) ? t.yesWord : '–',
          ])}
        />
      </Fold>
    </>
  )
}

/** How many took part, as a share of all who could. */
export function TookPart({ language, decision }: { language: Language; decision: Decision }) {
  const { voices, electorate } = decision
  if (voices === null || electorate === null) return null
  const n = (value: number) => formatNumber(language, value)
  return (
    <p>{words[language].result.tookPart(n(voices), n(electorate), shareIn(language, voices, electorate))}</p>
  )
}
