import { momentOf } from '../../../platform/clock.ts'
import { formatDate } from '../../../platform/i18n.ts'
import { valueOf } from '../../../platform/http.ts'
import { Actions, Button, Facts, Field, FieldRow, Fold, Quote, Stop } from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { words } from '../messages/index.ts'
import { hrefOf, isGoing } from '../proposal.ts'
import { longest } from '../rules.ts'
import type { ProposalPageProps } from './props.ts'
import { idOr } from './suggestions.tsx'

/** What is done now that it was adopted: steps and how it goes; of an advice to whom it went and what came back. */
export function Doing(props: ProposalPageProps) {
  const { proposal, doing } = props
  const told = doing.steps.length > 0 || doing.reports.length > 0
  if (proposal.stage !== 'doing' && !told) return null
  return (
    <>
      {proposal.level?.say !== 'advice' && <Steps {...props} />}
      <Reports {...props} />
    </>
  )
}

function Steps(props: ProposalPageProps) {
  const { language, proposal, doing, values } = props
  const t = words[language].page
  const path = `${hrefOf(proposal.id)}/stappen`
  const may = proposal.stage === 'doing' && proposal.own && isGoing(proposal) && !props.helped
  const error = errorOf(props, 'step')
  const typed = valueOf(values, 'of') === 'step' ? values : undefined
  return (
    <Stop line="plum" id="stappen" heading={t.steps} side>
      {doing.steps.length === 0 && <p>{t.noSteps}</p>}
      {doing.steps.length > 0 && (
        <ul class="list">
          {doing.steps.map(({ id, words, who, due, done }) => (
            <li>
              <h3 dir="auto">{words}</h3>
              <p class="soft" dir="auto">
                {t.stepLine(who, due ? formatDate(language, momentOf(due, '12:00')) : '')}
              </p>
              {done && <p>{t.stepDone(formatDate(language, done))}</p>}
              {may && (
                <form action={`${path}/${id}/${done ? 'toch-niet' : 'klaar'}`} method="post">
                  <Button kind={done ? 'text' : 'quiet'} label={`${done ? t.untick : t.tick}: ${words}`}>
                    {done ? t.untick : t.tick}
                  </Button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
      {may && (
        <Fold summary={t.addStep} open={doing.steps.length === 0 || typed !== undefined}>
          <form action={path} method="post" class="stack" novalidate>
            <input type="hidden" name="id" value={idOr(values, 'step')} />
            <Field
              name="words"
              id="step-words"
              label={t.step}
              maxlength={longest.step}
              value={valueOf(typed, 'words')}
              error={error('words')}
            />
            <FieldRow>
              <Field
                name="who"
                label={t.stepWho}
                optional={frameWords[language].optional}
                maxlength={longest.stepWho}
                value={valueOf(typed, 'who')}
                error={error('who')}
              />
              <Field
                name="due"
                kind="date"
                label={t.stepDue}
                optional={frameWords[language].optional}
                value={valueOf(typed, 'due')}
                error={error('due')}
              />
            </FieldRow>
            <Actions>
              <Button kind="quiet">{t.addStep}</Button>
            </Actions>
          </form>
        </Fold>
      )}
    </Stop>
  )
}

const errorOf =
  ({ language, values, errors }: ProposalPageProps, of: string) =>
  (name: string) =>
    valueOf(values, 'of') === of && errors?.[name] ? words[language].errors[errors[name]] : undefined

function Reports(props: ProposalPageProps) {
  const { language, proposal, doing } = props
  const t = words[language].page
  const advice = proposal.level?.say === 'advice'
  const may =
    proposal.stage === 'doing' && proposal.mine && proposal.own && isGoing(proposal) && !props.helped
  const sent = doing.reports.some(({ kind }) => kind === 'sent')
  const answered = doing.reports.some(({ kind }) => kind === 'answer')
  return (
    <Stop line="plum" id="zo-gaat-het" heading={advice ? t.reportsAdvice : t.reports} side>
      {doing.reports.length === 0 && <p>{t.noReports}</p>}
      {doing.reports.length > 0 && (
        <ol class="list">
          {doing.reports.map(({ kind, party, words, by, told }) => (
            <li>
              {kind !== 'progress' && (
                <h3 dir="auto">{kind === 'sent' ? t.sent(party) : t.answered(party)}</h3>
              )}
              <p class="as-typed" dir="auto">
                {words}
              </p>
              <p class="soft">{t.suggestionBy(by, formatDate(language, told))}</p>
            </li>
          ))}
        </ol>
      )}
      {sent && !answered && <p>{t.noAnswer}</p>}
      {may && advice && (
        <>
          <ReportForm {...props} kind="sent" open={!sent} />
          {sent && <ReportForm {...props} kind="answer" open={!answered} />}
        </>
      )}
      {may && <ReportForm {...props} kind="progress" open={!advice && doing.reports.length === 0} />}
    </Stop>
  )
}

function ReportForm(props: ProposalPageProps & { kind: 'progress' | 'sent' | 'answer'; open: boolean }) {
  const { language, proposal, kind, values } = props
  const t = words[language].page
  const error = errorOf(props, kind)
  const typed = valueOf(values, 'of') === kind ? values : undefined
  const say = {
    progress: { party: '', words: t.report, button: t.reportButton },
    sent: { party: t.sendTo, words: t.sendWords, button: t.sendButton },
    answer: { party: t.answerBy, words: t.answerWords, button: t.answerButton },
  }[kind]
  return (
    <Fold summary={kind === 'progress' ? t.report : say.party} open={props.open || typed !== undefined}>
      <form action={`${hrefOf(proposal.id)}/bericht`} method="post" class="stack" novalidate>
        <input type="hidden" name="id" value={idOr(values, kind)} />
        <input type="hidden" name="kind" value={kind} />
        {kind !== 'progress' && (
          <Field
            name="party"
            id={`${kind}-party`}
            label={say.party}
            help={kind === 'sent' ? t.sendHelp : undefined}
            maxlength={longest.party}
            value={valueOf(typed, 'party')}
            error={error('party')}
          />
        )}
        <Field
          name="words"
          id={`${kind}-words`}
          kind="textarea"
          rows={3}
          maxlength={longest.report}
          label={say.words}
          value={valueOf(typed, 'words')}
          error={error('words')}
        />
        <Actions>
          <Button kind="quiet">{say.button}</Button>
        </Actions>
      </form>
    </Fold>
  )
}

/** How it ended, as the next neighbours read it. */
export function Outcome({ language, proposal }: ProposalPageProps) {
  const t = words[language].page
  const { worked, failed, lesson } = proposal
  if (proposal.stage !== 'realised' && proposal.stage !== 'tried') return null
  return (
    <Stop line="sun" id="uitkomst" heading={t.outcome} side>
      {lesson && <Quote>{lesson}</Quote>}
      <Facts
        facts={[
          { term: t.worked, value: worked },
          { term: t.failed, value: failed },
        ]
          .filter(({ value }) => value !== '')
          .map(({ term, value }) => ({ term, value: <span dir="auto">{value}</span> }))}
      />
    </Stop>
  )
}
