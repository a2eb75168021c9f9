import type { ComponentChildren } from 'preact'
import type { Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Breadcrumb,
  Empty,
  Fold,
  LinkButton,
  Opener,
  Pager,
  Stop,
  Why,
} from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { Line, Listed, Moved } from '../queries/lists.ts'
import { ConversationLines } from './lines.tsx'

export interface ListPageProps {
  language: Language
  now: Date
  title: string
  /** The community or area that these belong to. */
  of: { href: string; label: string }
  /** Address of this list. */
  path: string
  listed: Listed
  moved: readonly Moved[]
  /** Where to begin one, for who may. */
  start: string | undefined
  /** Whether this is a later part. */
  further: boolean
  why?: string | undefined
}

/** Conversations of one place, the newest words first. */
export function ListPage(props: ListPageProps) {
  const { language, listed, start, moved } = props
  const t = words[language].list
  return (
    <>
      <Opener
        heading={props.title}
        lede={t.lede}
        line="sky"
        above={<Breadcrumb label={frameWords[language].breadcrumb} steps={[props.of, { label: t.title }]} />}
      >
        {start && listed.items.length > 0 && (
          <Actions>
            <LinkButton href={start}>{t.start}</LinkButton>
          </Actions>
        )}
        {props.why && <Why>{props.why}</Why>}
      </Opener>
      <Stop line="sky" id="lijst" heading={t.heading} quiet letterbox>
        {listed.items.length === 0 ? (
          <NoTalk language={language} start={start} />
        ) : (
          <ConversationLines language={language} now={props.now} lines={listed.items} />
        )}
        {(listed.next || props.further) && (
          <Pager
            label={t.pages}
            {...(props.further && { previous: { href: props.path, label: t.newest } })}
            {...(listed.next && { next: { href: withQuery(props.path, listed.next), label: t.older } })}
          />
        )}
        {moved.length > 0 && (
          <Fold summary={t.moved}>
            {moved.map(({ title, to }) => (
              <p dir="auto">
                {to ? (
                  <>
                    {t.movedTo(title)} <a href={`/leefomgeving/${to.slug}/gesprekken`}>{to.name}</a>.
                  </>
                ) : (
                  t.movedAway(title)
                )}
              </p>
            ))}
          </Fold>
        )}
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}

const withQuery = (path: string, after: string) => `${path}${path.includes('?') ? '&' : '?'}voor=${after}`

function NoTalk({ language, start }: { language: Language; start: string | undefined }) {
  const t = words[language].list
  return (
    <Empty
      heading={t.none}
      line="sky"
      level={3}
      actions={start && <LinkButton href={start}>{t.start}</LinkButton>}
    >
      <p>{start ? t.noneText : t.noneRead}</p>
    </Empty>
  )
}

/** Conversations shown before the rest folds. */
const open = 6

/** What a community's own page shows: the newest conversations, most of them folded away. */
export function TalkStop(props: {
  language: Language
  now: Date
  path: string
  lines: readonly Line[]
  more: boolean
  start: string | undefined
}) {
  const { language, now, lines, path, start } = props
  const t = words[language].list
  return (
    <Stop line="sky" id="gesprekken" heading={t.heading}>
      {lines.length === 0 ? (
        <NoTalk language={language} start={start} />
      ) : (
        <>
          <ConversationLines language={language} now={now} lines={lines.slice(0, open)} marked />
          {lines.length > open && (
            <Fold summary={t.more}>
              <ConversationLines language={language} now={now} lines={lines.slice(open)} marked />
            </Fold>
          )}
          <Actions>
            {start && (
              <LinkButton kind="quiet" href={start}>
                {t.start}
              </LinkButton>
            )}
            <LinkButton kind="text" href={path}>
              {t.all}
            </LinkButton>
          </Actions>
        </>
      )}
    </Stop>
  )
}

/** What is said about something in the areas of the viewer: on the page of an ambition or an area. */
export function HereStop(props: {
  language: Language
  now: Date
  heading: string
  lines: readonly Line[]
  actions: ComponentChildren
}) {
  const { language, now, lines } = props
  const t = words[language].list
  return (
    <Stop line="sky" id="gesprekken" heading={props.heading} side>
      {lines.length > 0 && <ConversationLines language={language} now={now} lines={lines} />}
      <Actions>{props.actions}</Actions>
      <Why>{t.areaWhy}</Why>
    </Stop>
  )
}
