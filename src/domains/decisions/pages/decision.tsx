import { after } from '../../../platform/clock.ts'
import { formatNumber } from '../../../platform/i18n.ts'
import { valueOf } from '../../../platform/http.ts'
import {
  Actions,
  Back,
  Button,
  Columns,
  Facts,
  Field,
  FieldRow,
  Fold,
  Label,
  Labels,
  LinkButton,
  Notice,
  Opener,
  Own,
  Quote,
  Stop,
  Written,
} from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { amendingFor } from '../actions/close.ts'
import { hrefOf } from '../decision.ts'
import { words } from '../messages/index.ts'
import { momentIn, optionIn, resultIn, stateIn } from '../when.ts'
import { Ballots, Check, Objections, Receipts } from './afterwards.tsx'
import { placeOf } from './place.ts'
import type { DecisionPageProps } from './props.ts'
import { BallotFields } from './ballot.tsx'
import { CountSteps, TookPart } from './result.tsx'

/** One decision: the ballot on one screen while it runs, after that the result that explains itself. */
export function DecisionPage(props: DecisionPageProps) {
  const { language, decision, now } = props
  const t = words[language]
  const place = placeOf(decision)
  return (
    <>
      <Opener
        line="plum"
        above={
          <>
            <Back language={language} to={`${place.href}/besluiten`}>
              {t.list.title(place.name)}
            </Back>
            <Labels>
              <Label line="plum">{t.methods[decision.method].name}</Label>
              <Label>{t.form[decision.form]}</Label>
              <Label>{stateIn(language, decision, now)}</Label>
            </Labels>
          </>
        }
        heading={<Own>{decision.question}</Own>}
      />
      <Stop
        line="plum"
        id="stem"
        heading={decision.state === 'decided' ? t.result.heading : t.page.vote}
        quiet
        letterbox
      >
        <Columns kind="lead">
          <div class="stack">
            <First {...props} />
          </div>
          <div class="stack">
            {decision.html && <Written html={decision.html} />}
            {decision.origin && (
              <p>
                <a href={decision.origin}>{t.page.fromProposal}</a>
              </p>
            )}
            <About {...props} />
          </div>
        </Columns>
      </Stop>
      {props.more}
      {decision.state === 'decided' && (
        <Stop line="plum" id="telling" heading={t.result.steps} side>
          <div class="stack">
            <CountSteps language={language} decision={decision} />
          </div>
        </Stop>
      )}
      <Objections {...props} />
      <Ballots {...props} />
      <Receipts {...props} />
      {decision.state === 'decided' && <Check {...props} />}
      <Goodbye language={language} line="plum" />
    </>
  )
}

/** What matters now: the ballot, the result, or why there is neither. */
function First(props: DecisionPageProps) {
  const { language, decision } = props
  const t = words[language].page
  switch (decision.state) {
    case 'decided':
      return (
        <>
          <h2>{resultIn(language, decision)}</h2>
          <TookPart language={language} decision={decision} />
          {props.voice && (
            <p>
              {props.voice.ending === 'voted' ? t.carriedBy(props.voice.name ?? t.somebody) : t.carriedNot}
            </p>
          )}
        </>
      )
    case 'withdrawn':
      return (
        <Notice>
          <p>{t.withdrawnText(props.changes.find(({ kind }) => kind === 'withdrawn')?.why ?? '')}</p>
        </Notice>
      )
    case 'void':
      return (
        <Notice kind="error">
          <p>{t.voidText}</p>
        </Notice>
      )
    case 'amending':
      return decision.openedById !== null && decision.openedById === props.viewerId ? (
        <AmendForm {...props} />
      ) : (
        <Notice>
          <p>{t.amendWait}</p>
        </Notice>
      )
    case 'open':
      return <Voting {...props} />
  }
}

function Voting(props: DecisionPageProps) {
  const { language, decision } = props
  const t = words[language]
  const closedDone = decision.form === 'closed' && decision.voted
  if (!decision.running) {
    const soon = decision.opens.getTime() > props.now.getTime()
    return (
      <Notice>
        <p>{soon ? t.page.soon(momentIn(language, decision.opens)) : t.page.counting}</p>
      </Notice>
    )
  }
  if (decision.standing !== 'may') return <NotHere {...props} />
  if (closedDone)
    return (
      <Notice kind="done">
        <p>{t.page.yoursClosed}</p>
      </Notice>
    )
  return (
    <>
      {decision.onPaper && (
        <Notice>
          <p>{t.page.yoursPaper[decision.form]}</p>
        </Notice>
      )}
      <BallotForm {...props} />
      {decision.community && !decision.onPaper && !decision.voted && (
        <Fold summary={t.page.paperFold}>
          <form action={`${hrefOf(decision.id)}/papier/vraag`} method="post" class="stack">
            <p>{t.page.paperText}</p>
            <Actions>
              <Button kind="quiet">{t.page.paperAsk}</Button>
            </Actions>
          </form>
        </Fold>
      )}
    </>
  )
}

function BallotForm({ language, decision, own, values, errors }: DecisionPageProps) {
  const t = words[language]
  return (
    <form action={`${hrefOf(decision.id)}/stem`} method="post" class="stack" novalidate>
      <Problems language={language} errors={errors} messages={t.errors} />
      {own && !values && <p>{t.page.yours}</p>}
      {decision.form === 'closed' && (
        <ul>
          {t.page.promiseClosed.map((promise) => (
            <li>{promise}</li>
          ))}
        </ul>
      )}
      <BallotFields language={language} decision={decision} own={own} values={values} errors={errors} />
      {decision.form === 'open' && <p class="small soft">{t.page.promiseOpen}</p>}
      <Actions>
        <Button>{own ? t.page.castAgain : t.page.cast}</Button>
      </Actions>
      {decision.form === 'closed' && (
        <Fold summary={t.page.promiseMore}>
          {t.page.promiseFold.map((promise) => (
            <p>{promise}</p>
          ))}
        </Fold>
      )}
    </form>
  )
}

function NotHere({ language, decision }: DecisionPageProps) {
  const t = words[language].page
  const { standing } = decision
  if (standing === 'may') return null
  if (standing === 'visitor')
    return (
      <Notice>
        <p>{t.signIn}</p>
        <Actions>
          <LinkButton href={`/log-in?naar=${encodeURIComponent(hrefOf(decision.id))}`}>
            {t.signInButton}
          </LinkButton>
        </Actions>
      </Notice>
    )
  if (standing === 'elsewhere') {
    const place = placeOf(decision)
    return (
      <Notice>
        <p>{t.elsewhere[decision.community ? 'community' : 'area'](place.name)}</p>
        <p>
          <a href={place.href}>{t.toPlace(place.name)}</a>
        </p>
      </Notice>
    )
  }
  return (
    <Notice>
      <p>{t[standing]}</p>
      {standing === 'level' && (
        <p>
          <a href="/ik/bewijs">{t.levelLink}</a>
        </p>
      )}
    </Notice>
  )
}

function About({ language, decision, turnout, changes, viewerId }: DecisionPageProps) {
  const t = words[language]
  const place = placeOf(decision)
  const who = decision.community ? t.page.whoCommunity(place.name) : t.page.whoArea(place.name)
  const n = (value: number) => formatNumber(language, value)
  const amended = changes.find(({ kind }) => kind === 'amended')
  const mine = viewerId !== undefined && decision.openedById === viewerId
  return (
    <>
      <Facts
        facts={[
          { term: t.page.closes, value: momentIn(language, decision.closes) },
          { term: t.page.who, value: decision.needs === 'assured' ? t.page.whoAssured(who) : who },
          { term: t.page.form, value: decision.form === 'open' ? t.page.formOpen : t.page.formClosed },
          ...(decision.quorum !== null
            ? [{ term: t.page.quorum, value: t.page.quorumOf(decision.quorum) }]
            : []),
          ...(decision.budget !== null ? [{ term: t.page.money, value: `€ ${n(decision.budget)}` }] : []),
          ...(decision.seats !== null ? [{ term: t.page.seats, value: n(decision.seats) }] : []),
          ...(turnout
            ? [{ term: t.page.turnout, value: t.page.turnoutOf(n(turnout.voted), n(turnout.could)) }]
            : []),
        ]}
      />
      {decision.options.length > 0 && !(decision.running && decision.standing === 'may') && (
        <Fold summary={t.page.choices} open={decision.state !== 'decided'}>
          <ul>
            {decision.options.map((option) => (
              <li>
                <Own>{optionIn(language, option)}</Own>
                {option.cost !== null && ` (${t.ballot.costs(n(option.cost))})`}
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {amended && (
        <Fold summary={`${t.page.amended}: ${amended.why}`}>
          <h3>{t.page.before}</h3>
          <Quote>{amended.before}</Quote>
        </Fold>
      )}
      <Fold summary={t.page.how}>
        <p>{t.methods[decision.method].rule}</p>
        <p>{t.methods[decision.method].ties}</p>
      </Fold>
      {mine && decision.method === 'consent' && decision.round === 1 && decision.state === 'open' && (
        <p>{t.page.amendLater}</p>
      )}
      {decision.askedTeller && decision.running && (
        <form action={`${hrefOf(decision.id)}/papier/ja`} method="post" class="stack">
          <p>{t.page.tellerAsked}</p>
          <Actions>
            <Button kind="quiet">{t.page.tellerYes}</Button>
          </Actions>
        </form>
      )}
      {decision.teller && decision.community && decision.state === 'open' && (
        <p>
          <a href={`${hrefOf(decision.id)}/papier`}>{t.paper.link}</a>
        </p>
      )}
      {mine && decision.state === 'open' && turnout?.voted === 0 && (
        <Fold summary={t.page.withdrawFold}>
          <form action={`${hrefOf(decision.id)}/intrekken`} method="post" class="stack">
            <Field name="why" label={t.page.withdrawWhy} maxlength={1000} required />
            <Actions>
              <Button kind="quiet">{t.page.withdraw}</Button>
            </Actions>
          </form>
        </Fold>
      )}
    </>
  )
}

function AmendForm({ language, decision, values, errors }: DecisionPageProps) {
  const t = words[language]
  const error = (name: string) => errors?.[name] && t.errors[errors[name]]
  return (
    <form action={`${hrefOf(decision.id)}/aanpassen`} method="post" class="stack" novalidate>
      <h2>{t.page.amendHead}</h2>
      <p>{t.page.amendText(momentIn(language, after(decision.closes, amendingFor)))}</p>
      <Problems language={language} errors={errors} messages={t.errors} />
      <Field
        name="question"
        label={t.fresh.question}
        maxlength={200}
        value={values ? valueOf(values, 'question') : decision.question}
        error={error('question')}
      />
      <Field
        name="explanation"
        kind="textarea"
        label={t.fresh.explanation}
        optional={t.fresh.optional}
        maxlength={8000}
        value={values ? valueOf(values, 'explanation') : decision.explanation}
        error={error('explanation')}
      />
      <Field
        name="why"
        label={t.page.amendWhy}
        maxlength={1000}
        value={valueOf(values, 'why')}
        error={error('why')}
      />
      <FieldRow>
        <Field
          name="closesDay"
          kind="date"
          label={t.fresh.closesDay}
          value={valueOf(values, 'closesDay')}
          error={error('closesDay')}
        />
        <Field
          name="closesTime"
          kind="time"
          label={t.fresh.closesTime}
          value={valueOf(values, 'closesTime') || '20:00'}
          error={error('closesTime')}
        />
      </FieldRow>
      <Actions>
        <Button>{t.page.amendButton}</Button>
      </Actions>
    </form>
  )
}
