import type { Context } from '../../../platform/context.ts'
import { formatDay, formatNumber } from '../../../platform/i18n.ts'
import { makePdf } from '../../../platform/pdf.ts'
import { spaced } from '../box.ts'
import { hrefOf, type Decision } from '../decision.ts'
import { words } from '../messages/index.ts'
import { placeOf } from '../pages/place.ts'
import { methods } from '../rules/methods.ts'
import { momentIn, optionIn, resultIn, shareIn } from '../when.ts'
import { ballots, record } from './sheets.ts'
import { tableOf } from './told.ts'

/**
 * A decision on paper (PDF/UA). `register` is what a later domain gives, such as the checkpoint under which it stands.
 */
export async function printDecision(
  ctx: Context,
  decision: Decision,
  register: { line: string; why: string } = { line: '', why: '' },
): Promise<Buffer> {
  const { language } = ctx
  const t = words[language]
  const place = placeOf(decision).name
  const who = decision.community ? t.page.whoCommunity(place) : t.page.whoArea(place)
  const { voices, electorate } = decision
  const n = (value: number) => formatNumber(language, value)
  const said = {
    title: decision.question,
    house: 'Leefomgeving Doe-Het-Zelf',
    rubric: t.result.record,
    place,
    result: resultIn(language, decision),
    tookPart:
      voices === null || electorate === null
        ? ''
        : t.result.tookPart(n(voices), n(electorate), shareIn(language, voices, electorate)),
    factsHeading: t.page.how,
    facts: [
      [t.fresh.how, t.methods[decision.method].name],
      [t.page.how, `${t.methods[decision.method].rule} ${t.methods[decision.method].ties}`],
      [t.page.opened, momentIn(language, decision.opens)],
      [t.page.closes, momentIn(language, decision.closes)],
      [t.page.who, decision.needs === 'assured' ? t.page.whoAssured(who) : who],
      [t.page.form, decision.form === 'open' ? t.page.formOpen : t.page.formClosed],
      ...(decision.quorum === null ? [] : [[t.page.quorum, t.page.quorumOf(decision.quorum)]]),
      ...(decision.budget === null ? [] : [[t.page.money, `€ ${n(decision.budget)}`]]),
      ...(decision.seats === null ? [] : [[t.page.seats, n(decision.seats)]]),
    ],
    stepsHeading: t.result.steps,
    ...tableOf(language, decision),
    digestName: t.result.digest,
    digest: decision.digest ?? '',
    registerName: t.result.registerLine,
    register: register.line,
    registerWhy: register.why,
    address: `${ctx.services.config.origin}${hrefOf(decision.id)}`,
    made: t.result.madeOn(formatDay(language, ctx.now())),
  }
  return makePdf(record, { said: JSON.stringify(said), language })
}

/** Ballots of paper, one for each code. */
export async function printBallots(
  ctx: Context,
  decision: Decision,
  codes: readonly string[],
): Promise<Buffer> {
  const { language } = ctx
  const t = words[language]
  const { ballot } = methods[decision.method]
  const single = {
    'yes-no': [t.ballot.yes, t.ballot.no, t.ballot.neither],
    consent: [t.ballot.agree, t.ballot.object, t.ballot.noOpinion],
  }
  const options =
    ballot === 'yes-no' || ballot === 'consent'
      ? single[ballot]
      : decision.options.map((option) =>
          [
            optionIn(language, option),
            option.cost === null ? '' : t.ballot.costs(formatNumber(language, option.cost)),
          ]
            .filter(Boolean)
            .join(' · '),
        )
  const said = {
    title: decision.question,
    house: 'Leefomgeving Doe-Het-Zelf',
    rubric: t.paper.codesTitle,
    place: placeOf(decision).name,
    ask: t.methods[decision.method].ask,
    options,
    ranked: ballot === 'ranks' || ballot === 'scores' || ballot === 'dates',
    reason: ballot === 'consent' ? t.ballot.reason : '',
    keys:
      ballot === 'dates'
        ? `2 = ${t.ballot.can} · 1 = ${t.ballot.ifMust} · 0 = ${t.ballot.cannot}`
        : t.paper.code,
    codes: codes.map(spaced),
    back: t.paper.lever(momentIn(language, decision.closes)),
    fold: t.paper.codesFold,
  }
  return makePdf(ballots, { said: JSON.stringify(said), language })
}
