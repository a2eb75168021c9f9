import type { ComponentChildren } from 'preact'
import { formatDate, type Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Breadcrumb,
  Empty,
  LinkButton,
  List,
  ListItem,
  Opener,
  Pager,
  Stop,
  Why,
} from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import { hrefOf } from '../question.ts'
import type { QuestionLine } from '../queries/lists.ts'

function Lines({ language, lines }: { language: Language; lines: readonly QuestionLine[] }) {
  const t = words[language].list
  return (
    <List>
      {lines.map(({ id, title, open, ends, statements, mapped }) => (
        <ListItem heading={<span dir="auto">{title}</span>} href={hrefOf(id)}>
          <p class="soft">
            {open ? t.line(statements, formatDate(language, ends)) : t.closed(formatDate(language, ends))}.
            {mapped && ` ${t.mapped}.`}
          </p>
        </ListItem>
      ))}
    </List>
  )
}

function NoQuestion({ language, ask, level }: { language: Language; ask: string | undefined; level?: 3 }) {
  const t = words[language].list
  return (
    <Empty
      heading={t.none}
      line="sky"
      level={level ?? 3}
      actions={ask && <LinkButton href={ask}>{t.ask}</LinkButton>}
    >
      <p>{ask ? t.noneText : t.noneRead}</p>
    </Empty>
  )
}

/** Questions of one place, the newest first. */
export function ListPage(props: {
  language: Language
  title: string
  of: { href: string; label: string }
  path: string
  lines: readonly QuestionLine[]
  next: string | undefined
  further: boolean
  /** Where to ask one, for who may. */
  ask: string | undefined
  why?: string | undefined
}) {
  const { language, lines, ask, path } = props
  const t = words[language].list
  return (
    <>
      <Opener
        heading={props.title}
        lede={t.lede}
        line="sky"
        above={<Breadcrumb label={frameWords[language].breadcrumb} steps={[props.of, { label: t.title }]} />}
      >
        {ask && lines.length > 0 && (
          <Actions>
            <LinkButton href={ask}>{t.ask}</LinkButton>
          </Actions>
        )}
        {props.why && <Why>{props.why}</Why>}
      </Opener>
      <Stop line="sky" id="lijst" heading={t.all} quiet letterbox>
        {lines.length === 0 ? (
          <NoQuestion language={language} ask={ask} />
        ) : (
          <Lines language={language} lines={lines} />
        )}
        {(props.next || props.further) && (
          <Pager
            label={t.pages}
            {...(props.further && { previous: { href: path, label: t.newest } })}
            {...(props.next && { next: { href: `${path}?voor=${props.next}`, label: t.older } })}
          />
        )}
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}

/** Open questions on the page of a community or an area. */
export function QuestionsStop(props: {
  language: Language
  lines: readonly QuestionLine[]
  path: string
  all: string
  ask: string | undefined
  why?: ComponentChildren
}) {
  const { language, lines, path, ask } = props
  const t = words[language].list
  return (
    <Stop line="sky" id="meningen" heading={t.part} side>
      {lines.length > 0 ? (
        <Lines language={language} lines={lines} />
      ) : (
        <p>{ask ? t.noneText : t.noneRead}</p>
      )}
      <Actions>
        {ask && (
          <LinkButton kind="quiet" href={ask}>
            {t.ask}
          </LinkButton>
        )}
        <LinkButton kind="text" href={path}>
          {props.all}
        </LinkButton>
      </Actions>
      {props.why && <Why>{props.why}</Why>}
    </Stop>
  )
}
