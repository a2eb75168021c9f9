import type { ComponentChildren, VNode } from 'preact'
import { momentOf } from '../../../platform/clock.ts'
import { formatDay, formatMonth, formatList, type Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Button,
  Columns,
  Facts,
  Lesson,
  LinkButton,
  Linked as LinkedList,
  Notice,
  Opener,
  Piece,
  Quote,
  Stop,
  Street,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { BlockForm } from '../../residents/index.ts'
import { isOwn, type Community } from '../community.ts'
import { ProveLink } from '../../proofs/index.ts'
import { words } from '../messages/index.ts'
import type { Linked, OutcomeWords } from '../queries/about.ts'
import type { Member } from '../queries/members.ts'
import { membersToStart } from '../rules.ts'
import { StateLabels } from './parts.tsx'

/** What a later domain tells of what people do together. */
export interface CommunityMeetings {
  /** The next time, as a poster. */
  next?: VNode | undefined
  /** The next time in a line. */
  line?: string | undefined
  /** What comes after it, and how to plan more. */
  more?: VNode | undefined
}

export interface CommunityPageProps {
  language: Language
  community: Community
  /** Whether the viewer is signed in, and may join. */
  viewer: 'nobody' | 'applicant' | 'verified'
  areas: { name: string; href: string }[]
  ambitions: { slug: string; label: string }[]
  /** What people do together: filled by a later domain. */
  meetings: CommunityMeetings | undefined
  /** Some members by name; only for members. */
  members: Member[]
  invitation: { from: string | null; ambition: string | undefined } | undefined
  links: Linked[]
  outcome: OutcomeWords | undefined
  /** Who may be asked: filled by a later domain. */
  people: ComponentChildren
  /** What its members talk about: filled by a later domain. */
  talk: ComponentChildren
  /** What ties it to others: filled by a later domain. */
  fabric: ComponentChildren
  /** What they decide together: filled by a later domain. */
  decisions: ComponentChildren
  /** What they wrote down: filled by a later domain. */
  documents: ComponentChildren
  /** What its members ask each other: filled by a later domain. */
  asked: ComponentChildren
}

/** A community: what it dreams of, when people meet, and who they are. */
export function CommunityPage(props: CommunityPageProps) {
  const { language, community, outcome, links } = props
  const t = words[language].page
  const own = community.role === 'member' || community.role === 'manager'
  return (
    <>
      <Opener
        above={<StateLabels language={language} community={community} since={since(props)} />}
        heading={community.name}
        line="sun"
      />
      <Street of={community.id} line="sun" />
      <Stop line="sun" id="droom" heading={t.dream} quiet>
        <Columns kind="lead">
          <First {...props} />
          <div class="stack">
            {community.purpose ? <Quote dream>{community.purpose}</Quote> : <p class="soft">{t.noDream}</p>}
            <p class="soft">{t.dreamOf(community.members, placesOf(props))}</p>
            {community.endsOn && community.state !== 'ended' && (
              <p>{t.until(lastDay(language, community.endsOn))}</p>
            )}
            {community.byDesignation && <p class="soft">{t.byDesignation}</p>}
            {community.state === 'forming' && community.members < membersToStart && (
              <p>{t.startsAt(membersToStart - community.members)}</p>
            )}
            {community.role === 'visitor' && outcome === undefined && !community.byDesignation && (
              <JoinPart {...props} />
            )}
            {community.role === 'manager' && outcome && <p class="soft">{t.endedManage}</p>}
            {own && <OwnActions community={community} language={language} />}
          </div>
        </Columns>
      </Stop>
      {outcome && <Outcome language={language} community={community} outcome={outcome} />}
      {props.decisions}
      {props.talk}
      {props.asked}
      <Stop line="sky" id="mensen" heading={props.people && props.viewer === 'verified' ? t.ask : t.people}>
        {props.people}
        <Members {...props} />
      </Stop>
      {props.meetings?.more && (
        <Stop line="sun" id="agenda" heading={t.agenda} side>
          {props.meetings.more}
        </Stop>
      )}
      {props.documents && (
        <Stop line="door" id="documenten" heading={t.documents} side>
          {props.documents}
        </Stop>
      )}
      <Stop line="sun" id="ambities" heading={t.ambitions} sign="kite" side>
        <Ambitions {...props} />
      </Stop>
      {(links.length > 0 || props.fabric) && (
        <Stop line="plum" id="verbonden" heading={t.linked} side>
          {links.length > 0 && (
            <LinkedList
              line="plum"
              items={links.map(({ slug, name, relation }) => ({
                heading: name,
                href: `/leefomgeving/${slug}`,
                text: t.relation[relation],
              }))}
            />
          )}
          {props.fabric}
        </Stop>
      )}
      <Goodbye language={language} line={links.length > 0 || props.fabric ? 'plum' : 'sun'} />
    </>
  )
}

/** Since when it is there; of what ended, when it ended. */
function since({ language, community, outcome }: CommunityPageProps): string | undefined {
  const t = words[language]
  if (community.state !== 'ended') return t.since(formatMonth(language, community.founded))
  return outcome && t.endedIn(formatMonth(language, outcome.told))
}

/** The last day of a pop-up, at noon so that no zone makes it another day. */
function lastDay(language: Language, day: string): string {
  return formatDay(language, momentOf(day, '12:00'))
}

function placesOf({ language, areas }: CommunityPageProps): string | undefined {
  return areas.length === 0
    ? undefined
    : formatList(language, [...new Set(areas.map(({ name }) => name))].slice(0, 3))
}

/** What matters most now: an invitation, the next meeting, or that there is none. */
function First(props: CommunityPageProps) {
  const { language, community, invitation, outcome, meetings } = props
  const t = words[language].page
  const path = `/leefomgeving/${community.slug}`
  if (community.role === 'invited' && invitation) {
    return (
      <Piece
        framed
        level={2}
        line="sun"
        rubric={t.invited}
        heading={invitation.from ? t.invitedBy(invitation.from) : t.invited}
        why={invitation.ambition ? words[language].list.invitedFormed : t.invitedKnown}
      >
        {invitation.ambition && <p>{words[language].list.about(invitation.ambition)}</p>}
        {meetings?.line && <p>{meetings.line}</p>}
        {props.viewer === 'applicant' ? (
          <>
            <p>{t.joinApplicant}</p>
            <ProveLink language={language} />
          </>
        ) : (
          <form action={`${path}/doe-mee`} method="post" class="actions">
            <Button>{t.accept}</Button>
            <Button kind="text" formaction={`${path}/nee-bedankt`}>
              {t.decline}
            </Button>
            <p class="small soft">{t.acceptHelp}</p>
          </form>
        )}
        {invitation.from && <BlockForm language={language} action={`${path}/blokkeer`} />}
      </Piece>
    )
  }
  if (community.state === 'resting') {
    // What was planned before goes on, and says so below.
    return (
      <>
        <Notice heading={t.resting} line="sun">
          <p>{t.restingText}</p>
          {isOwn(community) && (
            <form action={`${path}/beheer/wek`} method="post" class="actions">
              <Button>{words[language].manage.wake}</Button>
            </form>
          )}
        </Notice>
        {meetings?.next}
      </>
    )
  }
  if (meetings?.next) return meetings.next
  if (outcome) return <Facts facts={outcomeFacts(language, outcome)} />
  return (
    <Notice heading={t.noNext} line="sun">
      <p>{t.noNextText}</p>
      {mayPlan(community) && (
        <Actions>
          <LinkButton href={`${path}/plan`}>{t.plan}</LinkButton>
        </Actions>
      )}
    </Notice>
  )
}

/** Whether the viewer can plan something here: a member, of a community that neither rests nor ended. */
function mayPlan({ role, state }: Community): boolean {
  return (role === 'member' || role === 'manager') && (state === 'forming' || state === 'active')
}

function JoinPart({ language, community, viewer }: CommunityPageProps) {
  const t = words[language].page
  const path = `/leefomgeving/${community.slug}`
  if (viewer === 'verified') {
    return (
      <form action={`${path}/doe-mee`} method="post" class="stack">
        <Actions>
          <Button>{t.join}</Button>
        </Actions>
        <p class="small soft">{community.openToArea ? t.joinArea : t.joinText}</p>
      </form>
    )
  }
  if (viewer === 'applicant')
    return (
      <>
        <p>{t.joinApplicant}</p>
        <ProveLink language={language} />
      </>
    )
  return (
    <>
      <p>{t.joinVisitor}</p>
      <Actions>
        <LinkButton href={`/meedoen?naar=${path}`}>{t.join}</LinkButton>
      </Actions>
    </>
  )
}

function OwnActions({ language, community }: { language: Language; community: Community }) {
  const t = words[language].page
  const path = `/leefomgeving/${community.slug}`
  const living = community.state !== 'ended'
  return (
    <Actions>
      {living && !community.byDesignation && (
        <LinkButton kind="quiet" href={`${path}/nodig-uit`}>
          {t.invite}
        </LinkButton>
      )}
      {living && community.role === 'manager' && (
        <LinkButton kind="quiet" href={`${path}/beheer`}>
          {t.manage}
        </LinkButton>
      )}
      <LinkButton kind="text" href={`${path}/verlaat`}>
        {t.leave}
      </LinkButton>
    </Actions>
  )
}

function Members({ language, community, members }: CommunityPageProps) {
  const t = words[language].page
  if (members.length === 0) return <p>{t.peopleCount(community.members)}</p>
  const names = members.map(({ name }) => name)
  const left = community.members - names.length
  return (
    <p>
      {t.further(formatList(language, left > 0 ? [...names, t.others(left)] : names))}{' '}
      <a href={`/leefomgeving/${community.slug}/leden`}>{t.all}</a>
    </p>
  )
}

function Ambitions({ language, community, ambitions, areas }: CommunityPageProps) {
  const t = words[language].page
  // A buurt and its wijk often have one name: to the reader that is one place.
  const named = areas.filter(({ name }, i) => areas.findIndex((area) => area.name === name) === i)
  return (
    <>
      {ambitions.length > 0 && (
        <ul class="list">
          {ambitions.map(({ slug, label }) => (
            <li>
              <a href={`/ambities/${slug}`}>{label}</a>
              {community.role === 'manager' && community.state !== 'ended' && (
                <>
                  {' '}
                  <a
                    class="small"
                    href={`/leefomgeving/${community.slug}/ambitie/${slug}/einde`}
                    aria-label={t.roundOffThis(label)}
                  >
                    {t.roundOff}
                  </a>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {areas.length > 0 && (
        <p>
          {t.places}:{' '}
          {named.map(({ name, href }, i) => (
            <>
              {i > 0 && ', '}
              <a href={href}>{name}</a>
            </>
          ))}
        </p>
      )}
    </>
  )
}

function outcomeFacts(language: Language, { startedWith, people, weeks }: OutcomeWords) {
  const t = words[language].page
  const count = words[language].neighbours
  return [
    ...(startedWith === null ? [] : [{ term: t.started, value: count(startedWith) }]),
    ...(people === null ? [] : [{ term: t.people1, value: count(people) }]),
    ...(weeks === null ? [] : [{ term: t.took, value: t.took1(weeks) }]),
  ]
}

function Outcome({
  language,
  community,
  outcome,
}: {
  language: Language
  community: Community
  outcome: OutcomeWords
}) {
  const t = words[language].page
  return (
    <Stop line="sun" id="uitkomst" heading={t.ended[outcome.result]} side>
      {outcome.lesson && <Lesson title={t.lesson}>{outcome.lesson}</Lesson>}
      <p>
        <a href={`/verhaal/${community.slug}`}>{t.story}</a>
      </p>
    </Stop>
  )
}
