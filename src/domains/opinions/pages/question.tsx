import type { ComponentChildren } from 'preact'
import { formatDate, type Language } from '../../../platform/i18n.ts'
import { Actions, Breadcrumb, Button, LinkButton, Opener, Own, Stop } from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import { hrefOf, listHref, type Question } from '../question.ts'
import type { Turn } from '../queries/question.ts'
import { answers, type Answer } from '../rules/limits.ts'
import { Outcome, type Result } from './outcome.tsx'

/** A question: the next statement for who answers, and below it what is known together. */
export function QuestionPage(props: {
  language: Language
  question: Question
  /** Of who can answer now. */
  turn: Turn | undefined
  /** Who may look back at what they said. */
  own: boolean
  host: boolean
  /** Why nobody answers now, in words. */
  silent: string | undefined
  result: Result | undefined
  next?: ComponentChildren
}) {
  const { language, question, turn } = props
  const { page: t, list } = words[language]
  const path = hrefOf(question.id)
  return (
    <>
      <Opener
        heading={<Own>{question.title}</Own>}
        lede={question.about ? <Own>{question.about}</Own> : undefined}
        line="sky"
        above={
          <Breadcrumb
            label={frameWords[language].breadcrumb}
            steps={[
              { href: listHref(question), label: question.community?.name ?? question.area!.name },
              { label: list.title },
            ]}
          />
        }
      >
        <p class="soft">
          {question.closed
            ? t.closed(formatDate(language, question.closed))
            : t.until(formatDate(language, question.ends))}{' '}
          {question.closedWhy && <Own>{question.closedWhy}</Own>}
        </p>
      </Opener>
      <Stop line="sky" id="stelling" heading={t.yours} letterbox>
        {turn ? (
          <Asked language={language} path={path} turn={turn} />
        ) : (
          <p>{props.silent ?? t.membersOnly}</p>
        )}
        {(props.own || props.host) && (
          <Actions>
            {turn && (
              <LinkButton kind="quiet" href={`${path}/stelling`}>
                {t.add}
              </LinkButton>
            )}
            {props.own && (
              <LinkButton kind="text" href={`${path}/mijn`}>
                {t.mine}
              </LinkButton>
            )}
            {props.host && (
              <LinkButton kind="text" href={`${path}/beheer`}>
                {t.host}
              </LinkButton>
            )}
          </Actions>
        )}
        <p class="small soft">{t.anonymous}</p>
      </Stop>
      <Outcome language={language} path={path} result={props.result} next={props.next} />
      <Goodbye language={language} line="sky" />
    </>
  )
}

function Asked({ language, path, turn }: { language: Language; path: string; turn: Turn }) {
  const t = words[language].page
  const { next, answered, left } = turn
  if (!next) return <p>{answered + left === 0 ? t.noStatements : t.all}</p>
  return (
    <form action={`${path}/antwoord`} method="post" class="stack">
      <input type="hidden" name="statement" value={next.id} />
      <p class="opinions__said" id="stelling-tekst" dir="auto">
        {next.text}
      </p>
      <AnswerButtons language={language} />
      <p class="small soft">
        {t.answersHelp} {t.left(answered, left)}
      </p>
    </form>
  )
}

/** A button for each answer; the one that was given is left out where it would change nothing. */
export function AnswerButtons({
  language,
  except,
  label,
}: {
  language: Language
  except?: Answer
  label?: string
}) {
  const t = words[language].page
  return (
    <Actions>
      {answers
        .filter((answer) => answer !== except)
        .map((answer) => (
          <Button
            kind={except === undefined && (answer === 'agree' || answer === 'disagree') ? 'quiet' : 'text'}
            name="answer"
            value={answer}
            {...(label !== undefined && { label: `${t.answers[answer]}: ${label}` })}
          >
            {t.answers[answer]}
          </Button>
        ))}
    </Actions>
  )
}
