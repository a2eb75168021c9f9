import type { Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Back,
  Empty,
  Label,
  Labels,
  LinkButton,
  List,
  Opener,
  Pager,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import { hrefOf, type Question } from '../question.ts'
import type { OwnAnswer, OwnStatement, Part } from '../queries/question.ts'
import { AnswerButtons } from './question.tsx'

/** What the viewer said, with a way to think otherwise. */
export function MinePage(props: {
  language: Language
  question: Question
  answers: Part<OwnAnswer>
  statements: readonly OwnStatement[]
  /** Whether it can still be changed. */
  open: boolean
}) {
  const { language, question, answers, statements, open } = props
  const { mine: t, page } = words[language]
  const path = hrefOf(question.id)
  return (
    <>
      <Opener
        above={
          <Back language={language} to={path}>
            {question.title}
          </Back>
        }
        heading={t.title}
        lede={t.lede}
        line="sky"
      />
      <Stop line="sky" id="antwoorden" heading={t.answers} quiet letterbox>
        {answers.items.length === 0 ? (
          <Empty
            heading={t.none}
            line="sky"
            level={3}
            actions={open && <LinkButton href={path}>{t.begin}</LinkButton>}
          >
            <p>{t.noneText}</p>
          </Empty>
        ) : (
          <List>
            {answers.items.map(({ id, text, answer = 'later' }) => (
              <li id={`s-${id}`}>
                <p dir="auto">{text}</p>
                <Labels>
                  <Label>{t.now(page.answers[answer])}</Label>
                </Labels>
                {open && (
                  <form action={`${path}/antwoord`} method="post">
                    <input type="hidden" name="statement" value={id} />
                    <input type="hidden" name="back" value="mine" />
                    <input type="hidden" name="page" value={answers.page} />
                    <AnswerButtons language={language} except={answer} label={text} />
                  </form>
                )}
              </li>
            ))}
          </List>
        )}
        <PartPager label={t.pages} path={`${path}/mijn`} language={language} part={answers} />
        {open && answers.items.length > 0 && (
          <Actions>
            <LinkButton href={path}>{t.begin}</LinkButton>
          </Actions>
        )}
      </Stop>
      {statements.length > 0 && (
        <Stop line="sky" id="stellingen" heading={t.own} side>
          <List>
            {statements.map(({ text, state, why }) => (
              <li>
                <p dir="auto">{text}</p>
                <p class="soft">
                  {t.states[state]}
                  {why ? `: ${why}` : '.'}
                </p>
              </li>
            ))}
          </List>
        </Stop>
      )}
      <Goodbye language={language} line="sky" />
    </>
  )
}

/** Leafing through a list by number. */
export function PartPager(props: { label: string; path: string; language: Language; part: Part<unknown> }) {
  const { label, path, language, part } = props
  if (part.pages < 2) return null
  const t = words[language].table
  return (
    <Pager
      label={label}
      pages={Array.from({ length: part.pages }, (_, i) => ({
        href: `${path}?blad=${i + 1}`,
        label: t.page(i + 1),
        current: i + 1 === part.page,
      }))}
    />
  )
}
