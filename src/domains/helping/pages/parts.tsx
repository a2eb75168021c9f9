import { formatDate, formatList, type Language } from '../../../platform/i18n.ts'
import { Choices, Table } from '../../../web/components/index.ts'
import { helpKinds, type HelpKind } from '../../residents/index.ts'
import { words } from '../messages/index.ts'
import { mostActs, type HelpedAct } from '../queries.ts'

/** What somebody helps with, in a sentence. */
export function kindsInWords(language: Language, kinds: readonly HelpKind[]): string {
  const t = words[language].kindsWithin
  return formatList(
    language,
    kinds.map((kind) => t[kind]),
  )
}

/** Asks what somebody may help with. */
export function KindChoices(props: {
  language: Language
  legend?: string
  chosen: readonly string[]
  error: string | undefined
}) {
  const { language, legend, chosen, error } = props
  const t = words[language].kinds
  return (
    <Choices
      type="checkbox"
      name="kinds"
      legend={legend ?? words[language].ask.what}
      error={error}
      options={helpKinds.map((kind) => ({
        value: kind,
        label: t[kind][0] ?? '',
        help: t[kind][1],
        checked: chosen.includes(kind),
      }))}
    />
  )
}

/** What was done with help: each deed with its day and the mark of who did it; and where the older ones are. */
export function Acts(props: {
  language: Language
  caption: string
  acts: readonly HelpedAct[]
  mark: (name: string) => string
}) {
  const { language, caption, acts, mark } = props
  const t = words[language]
  return (
    <>
      <Table
        caption={caption}
        captionHidden
        columns={[t.act.what, t.act.who, t.act.day]}
        rows={acts.map((act) => [
          <>
            {deed(language, act)}
            {act.outcome === 'unsure' && <span class="small soft"> {t.act.unsure}</span>}
          </>,
          mark(act.name ?? t.hulp.somebody),
          formatDate(language, act.begun),
        ])}
      />
      {acts.length >= mostActs && (
        <p class="small soft">
          {t.act.more(mostActs)} <a href="/ik/gegevens/meenemen">{t.act.moreLink}</a>
        </p>
      )}
    </>
  )
}

function deed(language: Language, { kind, community, meeting, person }: HelpedAct): string {
  const t = words[language].act
  const where = community ?? t.somewhere
  if (kind === 'begin') return t.begin
  if (kind === 'join') return t.join(where)
  if (kind === 'rsvp') return t.rsvp(meeting ?? t.someMeeting, where)
  return t.designate(person ?? t.someone, where)
}
