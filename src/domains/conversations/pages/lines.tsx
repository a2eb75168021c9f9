import type { Language } from '../../../platform/i18n.ts'
import { momentThatWas } from '../../../platform/moments.ts'
import { Label, Labels, List } from '../../../web/components/index.ts'
import { markOf } from '../../communities/index.ts'
import { hrefOf } from '../conversation.ts'
import { words } from '../messages/index.ts'
import type { Line } from '../queries/lists.ts'

/** Conversations below each other: what each is called, what was said last, and when. */
export function ConversationLines({
  language,
  now,
  lines,
  level = 3,
  marked,
}: {
  language: Language
  now: Date
  lines: readonly Line[]
  level?: 3 | 4
  /** Many read this page: what is new to each is put in afterwards. */
  marked?: boolean
}) {
  const t = words[language].list
  const Heading = `h${level}` as 'h3'
  return (
    <List>
      {lines.map((line) => (
        <li>
          <Heading>
            <a href={hrefOf(line.id)} dir="auto">
              {line.title}
            </a>
            {marked ? markOf(line.id) : line.fresh && <FreshLabel language={language} />}
          </Heading>
          <Marks language={language} line={line} />
          {line.excerpt && (
            <p class="talk__last" dir="auto">
              <b>{t.said(line.by ?? words[language].someone)}</b> {line.excerpt}
            </p>
          )}
          <p class="small soft">
            {momentThatWas(language, line.lastAt, now)}, {t.replies(line.replies)}
          </p>
        </li>
      ))}
    </List>
  )
}

/** Says that something is new to whoever looks. */
export function FreshLabel({ language }: { language: Language }) {
  return (
    <span class="talk__fresh">
      {' '}
      <Label>{words[language].list.fresh}</Label>
    </span>
  )
}

function Marks({ language, line }: { language: Language; line: Line }) {
  const t = words[language].list
  const marks = [
    line.pinned && t.pinned,
    line.kind === 'question' && (line.answered ? t.answered : t.question),
    line.about && t.about[line.about],
    line.together && (line.together.length > 0 ? t.togetherWith(line.together) : t.together),
    line.closed && t.closed,
  ].filter((mark) => typeof mark === 'string')
  if (marks.length === 0) return null
  return (
    <Labels>
      {marks.map((mark) => (
        <Label>{mark}</Label>
      ))}
    </Labels>
  )
}
