import type { ComponentChildren } from 'preact'
import type { FormErrors, FormValues } from '../../../platform/http.ts'
import { formatDay, formatList, formatTime, type Language } from '../../../platform/i18n.ts'
import { clockInWords, dayInWords } from '../../../platform/moments.ts'
import {
  Actions,
  Agenda,
  Button,
  Choices,
  Columns,
  Facts,
  Field,
  LinkButton,
  NextMeeting,
  Notice,
  Opener,
  Piece,
  Stop,
  Written,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { ProveLink } from '../../proofs/index.ts'
import { words } from '../messages/index.ts'
import { isOpen, type Moment } from '../moment.ts'
import type { Another, Host, ThingWanted, Together } from '../queries/moment.ts'
import { timeZone } from '../../../platform/clock.ts'
import { atPlace, lengthInWords, rhythmInWords, whenInWords } from '../when.ts'
import { AfterPart, type AfterProps } from './after.tsx'
import { ThingsPart } from './things.tsx'

export interface MomentPageProps {
  language: Language
  now: Date
  moment: Moment
  viewer: 'nobody' | 'applicant' | 'verified'
  hosts: Host[]
  together: Together[]
  things: ThingWanted[]
  next: Another[]
  /** Whether the viewer was asked to plan it along. */
  asked: boolean
  /** What is said about it; filled by another domain. */
  talk: ComponentChildren
  /** How it was, once it has begun. */
  after: AfterProps | undefined
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}

/** One time that people do something together: when, where, who comes, who brings what, and how it was. */
export function MomentPage(props: MomentPageProps) {
  const { language, moment } = props
  const t = words[language].moment
  const open = isOpen(moment, props.now)
  return (
    <>
      <Opener
        above={
          <p>
            <a href={`/leefomgeving/${moment.slug}`}>{moment.community}</a>
          </p>
        }
        heading={moment.title}
        line="sun"
      />
      <Stop line="sun" id="wanneer" heading={t.when} quiet letterbox>
        <Columns kind="lead">
          <First {...props} open={open} />
          <div class="stack">
            {moment.html && <Written html={moment.html} />}
            <Details {...props} />
            <Calendar language={language} moment={moment} />
          </div>
        </Columns>
      </Stop>
      {props.after && <AfterPart {...props.after} />}
      {(props.things.length > 0 || moment.mayHost) && (
        <ThingsPart
          language={language}
          moment={moment}
          things={props.things}
          open={open}
          mayTake={props.viewer === 'verified'}
          values={props.values}
          errors={props.errors}
        />
      )}
      {props.talk}
      {props.next.length > 0 && (
        <Stop line="sun" id="hierna" heading={t.rhythmMore} side>
          <Agenda
            items={props.next.map(({ id, starts, cancelled }) => {
              const local = atPlace(starts, moment.zone)
              return {
                datetime: starts.toISOString(),
                time: moment.allDay ? words[language].agenda.allDay : formatTime(language, local),
                day: cancelled ? t.rhythmOff : '',
                heading: formatDay(language, local),
                href: `/afspraak/${id}`,
              }
            })}
          />
        </Stop>
      )}
      {moment.mayHost && <PlanPart language={language} moment={moment} open={open} />}
      <Goodbye language={language} line="sun" />
    </>
  )
}

/** What matters most now: that it is off or over, or whether one comes. */
function First(props: MomentPageProps & { open: boolean }) {
  const { language, moment, now } = props
  const t = words[language].moment
  const local = atPlace(moment.starts, moment.zone)
  const day = dayInWords(language, local, now)
  if (moment.cancelled)
    return (
      <Notice heading={t.off} line="sun">
        <p>{whenInWords(language, moment)}</p>
        {moment.why && <p>{t.why(moment.why)}</p>}
        <p>{t.offText}</p>
      </Notice>
    )
  return (
    <NextMeeting
      id="wanneer-precies"
      rubric={props.open ? t.when : t.over}
      heading={moment.allDay ? day : `${day} ${words[language].page.at(clockInWords(language, local))}`}
    >
      <p>
        {!day.endsWith(formatDay(language, local).slice(1)) && `${formatDay(language, local)}. `}
        {lengthInWords(language, moment)}
        {moment.zone !== timeZone && ` ${words[language].when.zone(moment.zone)}`}
      </p>
      <p>{moment.place ?? words[language].page.placeHidden}</p>
      {moment.usualPlace && <p class="small">{t.elsewhere(moment.usualPlace)}</p>}
      {moment.movedFrom && <p>{t.moved(whenInWords(language, { ...moment, starts: moment.movedFrom }))}</p>}
      {moment.movedFrom && moment.why && <p>{t.why(moment.why)}</p>}
      <Coming language={language} moment={moment} open={props.open} />
      {props.open && <AnswerPart {...props} />}
    </NextMeeting>
  )
}

/** How many come, and whether there is room. */
function Coming({ language, moment, open }: { language: Language; moment: Moment; open: boolean }) {
  const t = words[language].moment
  const said = [
    ...(open || moment.coming > 0 ? [open ? t.people(moment.coming) : t.peopleThen(moment.coming)] : []),
    ...(open && moment.maybe > 0 ? [t.maybe(moment.maybe)] : []),
    ...(open && moment.places !== null ? [t.places(moment.places - moment.coming, moment.places)] : []),
    ...(open && moment.waiting > 0 ? [t.waitingCount(moment.waiting)] : []),
  ]
  return <p>{said.join(' ')}</p>
}

/** Asks whether the viewer comes, or says what they answered and lets them change it. */
function AnswerPart(props: MomentPageProps) {
  const { language, moment, viewer } = props
  const t = words[language].moment
  if (viewer === 'nobody')
    return (
      <>
        <p>{t.visitor}</p>
        <Actions>
          <LinkButton href={`/meedoen?naar=/afspraak/${moment.id}`}>{t.join}</LinkButton>
        </Actions>
      </>
    )
  if (viewer === 'applicant')
    return (
      <>
        <p>{t.prove}</p>
        <ProveLink language={language} />
      </>
    )
  const { mine } = moment
  const error = props.errors?.['guests']
  const full = moment.places !== null && moment.places - moment.coming < 1 && mine !== 'yes'
  return (
    <>
      {mine && (
        <p>
          <strong>{t.mine[mine]}</strong> {moment.myGuests > 0 && t.withGuests(moment.myGuests)}{' '}
          {mine === 'waiting' && t.before(moment.before)}
        </p>
      )}
      <form action={`/afspraak/${moment.id}`} method="post" class="stack">
        {moment.mostGuests > 0 && (
          <Field
            name="guests"
            kind="select"
            label={t.guests}
            value={String(moment.myGuests)}
            error={error && words[language].errors[error]}
            options={Array.from({ length: moment.mostGuests + 1 }, (_, n) => ({
              value: String(n),
              label: n === 0 ? t.guestsNone : t.guestsWith(n),
            }))}
          />
        )}
        {moment.rrule !== null && moment.places === null && props.next.length > 0 && (
          <Choices
            type="checkbox"
            name="rest"
            legend={t.restLegend}
            options={[{ value: 'yes', label: t.rest }]}
          />
        )}
        <Actions>
          <Button name="answer" value="yes" kind={mine === 'yes' ? 'quiet' : 'main'}>
            {mine === 'yes' ? t.change : full ? t.yesWait : t.yes}
          </Button>
          {mine !== 'maybe' && (
            <Button name="answer" value="maybe" kind="text">
              {t.maybeButton}
            </Button>
          )}
          {mine !== 'no' && (
            <Button name="answer" value="no" kind="text">
              {t.no}
            </Button>
          )}
        </Actions>
      </form>
    </>
  )
}

function Details(props: MomentPageProps) {
  const { language, moment, hosts, together } = props
  const t = words[language].moment
  const rhythm = rhythmInWords(language, moment)
  const names = hosts.filter(({ accepted }) => accepted).map(({ name }) => name ?? t.hostGone)
  return (
    <>
      {rhythm && <p>{rhythm}</p>}
      <Facts
        facts={[
          ...(names.length > 0 ? [{ term: t.by, value: formatList(language, names) }] : []),
          {
            term: t.of,
            value: together
              .filter(({ accepted }) => accepted)
              .map(({ slug, name }, n) => (
                <>
                  {n > 0 && ', '}
                  <a href={`/leefomgeving/${slug}`}>{name}</a>
                </>
              )),
          },
        ]}
      />
      {props.asked && (
        <Piece framed heading={t.hostAsked} line="sun">
          <p>{t.hostAskedText}</p>
          <form action={`/afspraak/${moment.id}/plan-mee`} method="post" class="actions">
            <Button name="answer" value="yes">
              {t.hostYes}
            </Button>
            <Button name="answer" value="no" kind="text">
              {t.hostNo}
            </Button>
          </form>
        </Piece>
      )}
    </>
  )
}

function Calendar({ language, moment }: { language: Language; moment: Moment }) {
  const t = words[language].moment
  return (
    <ul>
      <li>
        <a href={`/afspraak/${moment.id}/afspraak.ics`}>{t.ics}</a>
      </li>
      {moment.rrule !== null && (
        <li>
          <a href={`/afspraak/${moment.id}/afspraak.ics?reeks=ja`}>{t.icsAll}</a>
        </li>
      )}
      <li>
        <a href="/agenda/in-je-telefoon">{t.feed}</a>
      </li>
    </ul>
  )
}

/** What who plans it can do. */
function PlanPart({ language, moment, open }: { language: Language; moment: Moment; open: boolean }) {
  const t = words[language].moment
  const path = `/afspraak/${moment.id}`
  return (
    <Stop line="plum" id="plannen" heading={t.plan} lede={t.planText} side>
      <Actions>
        <LinkButton kind="quiet" href={`${path}/wie`}>
          {t.comers}
        </LinkButton>
        {open && (
          <>
            <LinkButton kind="quiet" href={`${path}/print`}>
              {t.print}
            </LinkButton>
            <LinkButton kind="quiet" href={`${path}/samen`}>
              {t.withOthers}
            </LinkButton>
            <LinkButton kind="quiet" href={`${path}/verander`}>
              {t.edit}
            </LinkButton>
            <LinkButton kind="quiet" href={`${path}/verzet`}>
              {t.move}
            </LinkButton>
            <LinkButton kind="text" href={`${path}/gaat-niet-door`}>
              {t.cancel}
            </LinkButton>
          </>
        )}
      </Actions>
    </Stop>
  )
}
