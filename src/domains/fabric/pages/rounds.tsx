import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import { formatDate, type Language } from '../../../platform/i18n.ts'
import {
  Button,
  Field,
  Label,
  Labels,
  Lesson,
  List,
  ListItem,
  Opener,
  Pager,
  Quote,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import type { Community, Part } from '../../communities/index.ts'
import { words } from '../messages/index.ts'
import type { Round, RoundLine, Said } from '../queries/rounds.ts'

interface Typed {
  values?: FormValues
  errors?: FormErrors
}

/** The rounds of a circle, and the form that brings a new case. */
export function RoundsPage(
  props: Typed & {
    language: Language
    community: Community
    rounds: Part<RoundLine>
    formId: string
    later: boolean
  },
) {
  const { language, community, rounds } = props
  const t = words[language].rounds
  const path = `/leefomgeving/${community.slug}/intervisie`
  return (
    <>
      <Opener
        above={<Back href={`/leefomgeving/${community.slug}`} text={t.back(community.name)} />}
        heading={t.title}
        lede={t.lede}
        line="plum"
      />
      <Problems language={language} errors={props.errors} messages={words[language].errors} />
      <Stop line="plum" id="rondes" heading={t.name(community.name)} quiet>
        {rounds.items.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <List>
            {rounds.items.map((round) => (
              <ListItem
                heading={round.title}
                href={`${path}/${round.id}`}
                labels={<Phases language={language} round={round} />}
              >
                <p class="small soft">{t.by(round.by, formatDate(language, round.brought))}</p>
              </ListItem>
            ))}
          </List>
        )}
        {(props.later || rounds.next) && (
          <Pager
            label={t.pages}
            {...(props.later && { previous: { href: path, label: t.backRounds } })}
            {...(rounds.next && { next: { href: `${path}?na=${rounds.next}`, label: t.more } })}
          />
        )}
      </Stop>
      {community.state !== 'ended' && (
        <Stop line="plum" id="inbreng" heading={t.bring} side>
          <form action={`${path}#top`} method="post" class="stack" novalidate>
            <input type="hidden" name="id" value={props.formId} />
            <Field name="title" label={t.caseTitle} maxlength={120} {...typed(props, language, 'title')} />
            <Field
              name="words"
              kind="textarea"
              rows={6}
              label={t.caseWords}
              help={t.caseHelp}
              maxlength={4000}
              {...typed(props, language, 'words')}
            />
            <Button>{t.caseSend}</Button>
          </form>
        </Stop>
      )}
      <Goodbye language={language} line="plum" />
    </>
  )
}

function Phases({ language, round }: { language: Language; round: Pick<RoundLine, 'phase'> }) {
  return (
    <Labels>
      <Label full={round.phase !== 'done'} tentative={round.phase === 'done'}>
        {words[language].rounds.phase[round.phase]}
      </Label>
    </Labels>
  )
}

/** One round: the case, the questions, the advice, and what was taken along; with the step that is the viewer's now. */
export function RoundPage(props: Typed & { language: Language; community: Community; round: Round }) {
  const { language, community, round } = props
  const t = words[language].rounds
  const list = `/leefomgeving/${community.slug}/intervisie`
  const path = `${list}/${round.id}`
  return (
    <>
      <Opener above={<Back href={list} text={t.backRounds} />} heading={round.title} line="plum" />
      <Problems language={language} errors={props.errors} messages={words[language].errors} />
      <Stop line="plum" id="vraag" heading={t.phase[round.phase]} quiet>
        <Phases language={language} round={round} />
        <Quote>{round.words}</Quote>
        <p class="small soft">{t.by(round.by, formatDate(language, round.brought))}</p>
      </Stop>
      {round.taken && (
        <Stop line="sun" id="mee" heading={t.taken} quiet>
          <Lesson title={t.taken}>{round.taken}</Lesson>
        </Stop>
      )}
      {round.phase !== 'questions' && (
        <Stop line="plum" id="raad" heading={t.advice} side>
          {round.advice.length === 0 ? (
            <p>{t.adviceNone}</p>
          ) : (
            <SaidList language={language} said={round.advice} />
          )}
          {round.steps.advise && (
            <OneField
              {...props}
              action={`${path}/raad`}
              name="advice"
              label={t.adviceWords}
              help={t.adviceHelp}
              button={t.advise}
            />
          )}
          {round.steps.takeAlong && (
            <OneField
              {...props}
              action={`${path}/mee`}
              name="taken"
              label={t.takenWords}
              help={t.takenHelp}
              button={t.takeAlong}
            />
          )}
        </Stop>
      )}
      <Stop line="plum" id="doorvragen" heading={t.questions} side>
        {round.questions.length === 0 ? (
          <p>{t.questionsNone}</p>
        ) : (
          <SaidList
            language={language}
            said={round.questions}
            after={(question) =>
              round.steps.answer && (
                <OneField
                  {...props}
                  action={`${path}/antwoord/${question.id}`}
                  id={`answer-${question.id}`}
                  name="answer"
                  label={t.answer}
                  value={question.answer ?? ''}
                  button={t.answerSend}
                  quiet
                />
              )
            }
          />
        )}
        {round.steps.ask && (
          <OneField
            {...props}
            action={`${path}/vraag`}
            name="question"
            label={t.question}
            help={t.questionsHelp}
            button={t.ask}
          />
        )}
        {round.steps.toAdvice && (
          <form action={`${path}/advies`} method="post" class="stack">
            <p>{t.toAdviceHelp}</p>
            <Button>{t.toAdvice}</Button>
          </form>
        )}
      </Stop>
      <Goodbye language={language} line="plum" />
    </>
  )
}

function SaidList(props: {
  language: Language
  said: Said[]
  after?: (said: Said) => preact.ComponentChildren
}) {
  const t = words[props.language].rounds
  return (
    <List>
      {props.said.map((one) => (
        <li>
          <h3>{one.by ?? t.someone}</h3>
          <p class="pre">{one.words}</p>
          {one.answer && (
            <p class="pre">
              <b>{t.answered}</b> {one.answer}
            </p>
          )}
          {props.after?.(one)}
        </li>
      ))}
    </List>
  )
}

function OneField(
  props: Typed & {
    language: Language
    action: string
    name: string
    id?: string
    label: string
    help?: string
    value?: string
    button: string
    quiet?: boolean
  },
) {
  const { name, id = name } = props
  return (
    <form action={`${props.action}#top`} method="post" class="stack" novalidate>
      <Field
        name={name}
        id={id}
        kind="textarea"
        rows={3}
        maxlength={2000}
        label={props.label}
        help={props.help}
        {...typed(props, props.language, name)}
        {...(props.value !== undefined && { value: props.value })}
      />
      <Button kind={props.quiet ? 'quiet' : undefined}>{props.button}</Button>
    </form>
  )
}

function typed({ values, errors }: Typed, language: Language, name: string) {
  const code = errors?.[name]
  return { value: valueOf(values, name), error: code && words[language].errors[code] }
}

const Back = ({ href, text }: { href: string; text: string }) => (
  <p>
    <a href={href}>{text}</a>
  </p>
)
