import type { Context } from '../../../platform/context.ts'
import { formatDay, formatTime, type Language } from '../../../platform/i18n.ts'
import { clockInWords, dayInWords } from '../../../platform/moments.ts'
import { Actions, Agenda, Button, LinkButton, NextMeeting } from '../../../web/components/index.ts'
import type { Community, CommunityMeetings } from '../../communities/index.ts'
import { isVerified } from '../../residents/index.ts'
import { words } from '../messages/index.ts'
import { upcomingActivities, type Activity } from '../queries.ts'

interface Shown {
  language: Language
  now: Date
  community: Community
  /** Whether the viewer may answer. */
  verified: boolean
}

/** What a community's page shows of what people do together: the next time, and what follows. */
export async function communityMeetings(ctx: Context, community: Community): Promise<CommunityMeetings> {
  const [next, ...later] = await upcomingActivities(ctx, { communityIds: [community.id], limit: 6 })
  if (!next) return {}
  const shown = { language: ctx.language, now: ctx.now(), community, verified: isVerified(ctx) }
  return {
    line: meetingLine(ctx.language, next),
    next: <Poster {...shown} next={next} />,
    more: later.length > 0 || mayPlan(community) ? <More {...shown} later={later} /> : undefined,
  }
}

/** Whether the viewer can plan something here: a member, of a community that neither rests nor ended. */
function mayPlan({ role, state }: Community): boolean {
  return (role === 'member' || role === 'manager') && (state === 'forming' || state === 'active')
}

function meetingLine(language: Language, { starts, place }: Activity): string {
  const t = words[language].page
  const day = formatDay(language, starts)
  const when = t.when(day.charAt(0).toUpperCase() + day.slice(1), formatTime(language, starts))
  return `${when} ${place ?? t.placeHidden}`
}

/** Coming or not, and calling it off for who may. */
function Answer({ language, community, verified, meeting }: Shown & { meeting: Activity }) {
  const t = words[language].page
  const answer = `/afspraak/${meeting.id}`
  const mayCancel = (meeting.own && community.role === 'member') || community.role === 'manager'
  return (
    <>
      {verified && (
        <form action={answer} method="post" class="actions">
          {meeting.mine === 'yes' ? (
            <Button kind="text" name="answer" value="no">
              {t.comeNot}
            </Button>
          ) : (
            <Button name="answer" value="yes">
              {t.come}
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
  return mine === 'yes' ? t.comesWith(coming - 1) : t.coming(coming)
}

function Poster(props: Shown & { next: Activity }) {
  const { language, now, next } = props
  const t = words[language].page
  return (
    <NextMeeting
      id="volgende"
      rubric={`${t.next}: ${next.title}`}
      heading={`${dayInWords(language, next.starts, now)} ${t.at(clockInWords(language, next.starts))}`}
      actions={<Answer {...props} meeting={next} />}
    >
      <p>{meetingLine(language, next)}</p>
      <p>{comingWords(language, next)}</p>
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
          items={later.map((meeting) => ({
            datetime: meeting.starts.toISOString(),
            time: formatTime(language, meeting.starts),
            day: dayInWords(language, meeting.starts, now),
            heading: meeting.title,
            text: `${meeting.place ?? t.placeHidden} ${comingWords(language, meeting)}`,
            actions: <Answer {...props} meeting={meeting} />,
          }))}
        />
      )}
      {mayPlan(community) && (
        <Actions>
          <LinkButton kind="quiet" href={`/leefomgeving/${community.slug}/plan`}>
            {t.planMore}
          </LinkButton>
        </Actions>
      )}
    </>
  )
}
