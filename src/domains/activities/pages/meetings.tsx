import type { Context } from '../../../platform/context.ts'
import { formatDay, formatTime, type Language } from '../../../platform/i18n.ts'
import { clockInWords, dayInWords } from '../../../platform/moments.ts'
import { Actions, Agenda, Button, LinkButton, NextMeeting } from '../../../web/components/index.ts'
import { isAwake, isOwn, type Community, type CommunityMeetings } from '../../communities/index.ts'
import { isVerified } from '../../residents/index.ts'
import { words } from '../messages/index.ts'
import { upcomingActivities, type Activity } from '../queries/agenda.ts'
import { atPlace } from '../when.ts'

interface Shown {
  language: Language
  now: Date
  community: Community
  /** Whether the viewer may answer. */
  verified: boolean
}

/** What a community's page shows of what people do together: the next time, and what follows. */
export async function communityMeetings(ctx: Context, community: Community): Promise<CommunityMeetings> {
  const [next, ...later] = await upcomingActivities(ctx, {
    communityIds: [community.id],
    limit: 6,
    each: 'activity',
  })
  if (!next) return {}
  const shown = { language: ctx.language, now: ctx.now(), community, verified: isVerified(ctx) }
  return {
    line: meetingLine(ctx.language, next),
    next: <Poster {...shown} next={next} />,
    more: later.length > 0 || mayPlan(community) ? <More {...shown} later={later} /> : undefined,
  }
}

/** Whether the viewer can plan something here: a member, of a community that neither rests nor ended. */
function mayPlan(community: Community): boolean {
  return isOwn(community) && isAwake(community)
}

function meetingLine(language: Language, { starts, place, allDay, zone }: Activity): string {
  const t = words[language].page
  const local = atPlace(starts, zone)
  const named = formatDay(language, local)
  const day = named.charAt(0).toUpperCase() + named.slice(1)
  return `${allDay ? t.wholeDay(day) : t.when(day, formatTime(language, local))} ${placeWords(language, place)}`
}

/** Where it is, as a sentence. */
function placeWords(language: Language, place: string | undefined): string {
  return place === undefined ? words[language].page.placeHidden : place.replace(/([^.!?])$/, '$1.')
}

/** Coming or not, and calling it off for who may. */
function Answer({ language, community, verified, meeting }: Shown & { meeting: Activity }) {
  const t = words[language].page
  const m = words[language].moment
  const answer = `/afspraak/${meeting.id}`
  const mayCancel = (meeting.own && community.role === 'member') || community.role === 'manager'
  const full = meeting.places !== null && meeting.coming >= meeting.places
  return (
    <>
      {verified && (
        <form action={answer} method="post" class="actions">
          {meeting.mine === 'yes' || meeting.mine === 'waiting' ? (
            <Button kind="text" name="answer" value="no">
              {t.comeNot}
            </Button>
          ) : (
            <Button name="answer" value="yes">
              {full ? m.yesWait : t.come}
            </Button>
          )}
        </form>
      )}
      {mayCancel && <a href={`${answer}/gaat-niet-door`}>{t.cancel}</a>}
    </>
  )
}

/** How many come, the viewer named apart. */
function comingWords(language: Language, { mine, coming }: Activity): string {
  const t = words[language].page
  if (mine === 'waiting') return words[language].moment.mine.waiting
  return mine === 'yes' ? t.comesWith(coming - 1) : t.coming(coming)
}

function Poster(props: Shown & { next: Activity }) {
  const { language, now, next } = props
  const t = words[language].page
  const local = atPlace(next.starts, next.zone)
  const day = dayInWords(language, local, now)
  return (
    <NextMeeting
      id="volgende"
      rubric={`${t.next}: ${next.title}`}
      heading={next.allDay ? day : `${day} ${t.at(clockInWords(language, local))}`}
      actions={<Answer {...props} meeting={next} />}
    >
      <p>{meetingLine(language, next)}</p>
      <p>
        {comingWords(language, next)} <a href={`/afspraak/${next.id}`}>{t.all}</a>
      </p>
    </NextMeeting>
  )
}

function More(props: Shown & { later: Activity[] }) {
  const { language, now, later, community } = props
  const t = words[language].page
  return (
    <>
      {later.length > 0 && (
        <Agenda
          items={later.map((meeting) => {
            const local = atPlace(meeting.starts, meeting.zone)
            return {
              datetime: meeting.starts.toISOString(),
              time: meeting.allDay ? words[language].agenda.allDay : formatTime(language, local),
              day: dayInWords(language, local, now),
              heading: meeting.title,
              href: `/afspraak/${meeting.id}`,
              text: `${placeWords(language, meeting.place)} ${comingWords(language, meeting)}`,
              actions: <Answer {...props} meeting={meeting} />,
            }
          })}
        />
      )}
      {mayPlan(community) && (
        <Actions>
          <LinkButton kind="quiet" href={`/leefomgeving/${community.slug}/plan`}>
            {t.planMore}
          </LinkButton>
          <LinkButton kind="text" href="/agenda/in-je-telefoon">
            {t.calendar}
          </LinkButton>
          {community.role === 'manager' && (
            <LinkButton kind="text" href={`/leefomgeving/${community.slug}/samen`}>
              {words[language].together.requests}
            </LinkButton>
          )}
        </Actions>
      )}
    </>
  )
}
