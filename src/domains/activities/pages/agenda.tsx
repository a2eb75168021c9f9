import { formatDay, formatTime, type Language } from '../../../platform/i18n.ts'
import { dayInWords } from '../../../platform/moments.ts'
import { Agenda, Empty, LinkButton, Opener, Pager, Stop } from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { Activity } from '../queries/agenda.ts'
import { atPlace } from '../when.ts'

/** How much of the agenda is shown, as it stands in the address. */
export const views = ['dag', 'week', 'maand'] as const
export type View = (typeof views)[number]

/** Days in each view. */
export const daysIn: Record<View, number> = { dag: 1, week: 7, maand: 30 }

/** Activities as an agenda, nearest first. */
export function ActivityAgenda(props: {
  language: Language
  items: readonly Activity[]
  now: Date
  why?: boolean
}) {
  const { language, items, now } = props
  const t = words[language].agenda
  return (
    <Agenda
      items={items.map((one) => {
        const local = atPlace(one.starts, one.zone)
        const answer = one.mine ? t.answer[one.mine] : ''
        return {
          datetime: one.starts.toISOString(),
          time: one.allDay ? t.allDay : formatTime(language, local),
          day: dayInWords(language, local, now),
          heading: one.title,
          href: `/afspraak/${one.id}`,
          text: [t.where(one.place ?? null, one.community), answer].filter(Boolean).join(' '),
          why: props.why && one.near !== 'own' ? t.why[one.near] : undefined,
        }
      })}
    />
  )
}

export interface AgendaPageProps {
  language: Language
  now: Date
  view: View
  /** The first day shown. */
  from: Date
  /** Whether that is today. */
  today: boolean
  earlier: string
  later: string
  items: Activity[]
  more: boolean
}

/** What can be done close to home, for a day, a week or a month. */
export function AgendaPage(props: AgendaPageProps) {
  const { language, now, view, items } = props
  const t = words[language].agenda
  const mine = items.filter(({ near }) => near === 'own')
  const near = items.filter((one) => one.near !== 'own')
  return (
    <>
      <Opener heading={t.title} lede={props.today ? t.lede : t.from[view](formatDay(language, props.from))}>
        <Pager
          label={t.views}
          pages={views.map((one) => ({
            href: `/agenda?toon=${one}`,
            label: t.view[one],
            current: one === view,
          }))}
        />
      </Opener>
      <Stop line="sun" id="mijn" heading={t.mine} letterbox>
        {items.length === 0 && (
          <Empty
            heading={props.today ? t.none : t.noneHere}
            thing="nav-agenda"
            actions={<LinkButton href="/ambities">{t.choose}</LinkButton>}
          >
            <p>{t.noneText}</p>
          </Empty>
        )}
        {mine.length > 0 && <ActivityAgenda language={language} items={mine} now={now} />}
      </Stop>
      {near.length > 0 && (
        <Stop line="sun" id="buurt" heading={t.near}>
          <ActivityAgenda language={language} items={near} now={now} why />
        </Stop>
      )}
      <Stop line="sun" id="verder" heading={t.views} quiet tight>
        <p class="soft">{props.more ? t.more : t.end}</p>
        <Pager
          label={t.title}
          previous={{ href: props.earlier, label: t.earlier }}
          next={{ href: props.later, label: t.later }}
        />
        <p>
          <a href="/agenda/in-je-telefoon">{t.feed}</a>
        </p>
      </Stop>
      <Goodbye language={language} line="sun" />
    </>
  )
}
