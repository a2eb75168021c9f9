import type { ComponentChildren } from 'preact'
import { formatDate, formatMonth, type Language } from '../../platform/i18n.ts'
import type { RetentionWords } from '../../platform/retention.ts'
import {
  Actions,
  Columns,
  Empty,
  Label,
  Labels,
  LinkButton,
  List,
  ListItem,
  Notice,
  Opener,
  Piece,
  Stop,
  Street,
  Table,
  WalkMap,
} from '../../web/components/index.ts'
import { Goodbye } from '../../web/render.tsx'
import { ActivityAgenda, type Activity } from '../activities/index.ts'
import { ProveLink } from '../proofs/index.ts'
import { MailTrouble } from '../notices/index.ts'
import { words } from './messages/index.ts'
import type { Walk } from './walk.ts'
import type { CommunityLine, OpenInvitation, OwnWish } from './queries.ts'

export interface BuurtProps {
  language: Language
  now: Date
  name: string
  placeName: string
  placeSeed: string
  applicant: boolean
  invitations: OpenInvitation[]
  /** A neighbour waits for an answer. */
  asked: boolean
  meetings: Activity[]
  wishes: OwnWish[]
  communities: CommunityLine[]
  map: ComponentChildren
  /** Where the viewer can vote. */
  decide: ComponentChildren
  /** From door to door: open doors, asks, introductions. */
  doors: ComponentChildren
  /** When somebody gets into this account with a new mail address. */
  comingBack: Date | undefined
  /** Whether our post does not arrive. */
  trouble: boolean
}

/** Somebody tries to get into the account: stands above everything else, until it is stopped or over. */
export function ComingBackAlarm({ language, due }: { language: Language; due: Date | undefined }) {
  const t = words[language].alarm
  if (!due) return null
  return (
    <div class="flash">
      <Notice kind="error" heading={t.heading} live>
        <p>{t.text(formatDate(language, due))}</p>
        <Actions>
          <LinkButton href="/ik/terugkomen">{t.look}</LinkButton>
        </Actions>
      </Notice>
    </div>
  )
}

/** The home of the neighbourhood: what is on today, and what is mine. */
export function BuurtPage(props: BuurtProps) {
  const { language, meetings, invitations } = props
  const t = words[language].buurt
  const mine = props.communities.filter((community) => community.mine)
  const near = props.communities.filter((community) => !community.mine)
  return (
    <>
      <ComingBackAlarm language={language} due={props.comingBack} />
      {props.trouble && <MailTrouble language={language} />}
      <Opener
        heading={props.placeName}
        lede={`${t.hello(props.name)} ${meetings.length > 0 ? t.coming(meetings.length) : t.quiet}`}
      />
      <Street of={props.placeSeed} line="sun" />
      <Stop line="sun" id="week" heading={t.week}>
        {props.applicant && (
          <Notice heading={t.applicant}>
            <p>{t.applicantText}</p>
            <ProveLink language={language} />
          </Notice>
        )}
        {props.asked && (
          <p>
            {t.asked} <a href="/verzoeken">{t.askedLook}</a>
          </p>
        )}
        {invitations.map((invitation) => (
          <InvitationPiece language={language} invitation={invitation} />
        ))}
        <Columns kind="main">
          {meetings.length > 0 ? (
            <ActivityAgenda language={language} items={meetings} now={props.now} />
          ) : (
            <div class="stack">
              <p>{t.weekNone}</p>
              <Actions>
                <LinkButton kind={invitations.length > 0 ? 'quiet' : 'main'} href="/ambities">
                  {t.weekNoneStep}
                </LinkButton>
              </Actions>
            </div>
          )}
          {props.map}
        </Columns>
      </Stop>
      {props.decide}
      {props.doors}
      <Stop line="sun" id="ambities" heading={t.ambitions} sign="kite" side>
        {props.wishes.length === 0 ? (
          <Empty
            heading={t.ambitionsNone}
            thing="kite"
            actions={<LinkButton href="/ambities">{t.choose}</LinkButton>}
          >
            <p>{t.ambitionsNoneText}</p>
          </Empty>
        ) : (
          <>
            <List>
              {props.wishes.map(({ slug, label, neighbours, since }) => (
                <ListItem
                  heading={label}
                  href={`/ambities/${slug}`}
                  why={t.because(formatMonth(language, since))}
                >
                  {neighbours !== undefined && <p>{t.neighboursToo(neighbours)}</p>}
                </ListItem>
              ))}
            </List>
            <Actions>
              <LinkButton kind="quiet" href="/ambities">
                {t.choose}
              </LinkButton>
            </Actions>
          </>
        )}
      </Stop>
      {mine.length > 0 && (
        <Stop line="sky" id="leefomgevingen" heading={t.communities} side>
          <CommunityPieces language={language} communities={mine} />
        </Stop>
      )}
      <Stop line="sky" id="dichtbij" heading={t.near} side>
        {near.length === 0 ? (
          <p>{mine.length === 0 ? t.nearNone : t.nearOnlyYours}</p>
        ) : (
          <CommunityPieces language={language} communities={near} why={t.nearWhy(props.placeName)} />
        )}
        <Actions>
          <LinkButton kind="quiet" href="/leefomgevingen">
            {t.all}
          </LinkButton>
        </Actions>
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}

/** The walk from my street to the meeting, as a cord through the buurt. */
export function WalkDrawing({ language, walk, seed }: { language: Language; walk: Walk; seed: number }) {
  const t = words[language].buurt
  return (
    <WalkMap
      label={t.walkLabel(walk.to)}
      viewBox={[0, 0, walk.width, walk.height]}
      seed={seed}
      streets={walk.streets}
      walk={walk.walk}
      from={t.walkFrom}
      to={walk.to}
      caption={t.walkCaption(walk.minutes, walk.to)}
    />
  )
}

function InvitationPiece({ language, invitation }: { language: Language; invitation: OpenInvitation }) {
  const t = words[language].buurt
  const { founder, ambition, community, slug } = invitation
  return (
    <Piece
      framed
      rubric={t.invited}
      heading={community}
      why={ambition ? t.invitationWhy : t.invitationWhyKnown}
      actions={<LinkButton href={`/leefomgeving/${slug}`}>{t.look}</LinkButton>}
    >
      <p>{ambition ? t.invitation(founder, ambition) : t.invitationBy(founder)}</p>
    </Piece>
  )
}

/** Communities as pieces, two beside each other. */
export function CommunityPieces({
  language,
  communities,
  why,
}: {
  language: Language
  communities: CommunityLine[]
  why?: string
}) {
  const t = words[language].buurt
  return (
    <Columns kind="two">
      {communities.map(({ slug, name, purpose, state, members }) => (
        <Piece
          heading={name}
          href={`/leefomgeving/${slug}`}
          why={why}
          labels={
            state === 'active' ? undefined : (
              <Labels>
                <Label tentative={state === 'resting'}>{t.state[state]}</Label>
              </Labels>
            )
          }
        >
          <p>{shorten(purpose)}</p>
          <p class="soft">{t.members(members)}</p>
        </Piece>
      ))}
    </Columns>
  )
}

/** The first sentence or two, as long as they are short. */
function shorten(text: string, most = 140): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most)
  const sentence = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('! '), cut.lastIndexOf('? '))
  return sentence > 40 ? cut.slice(0, sentence + 1) : `${cut.slice(0, cut.lastIndexOf(' '))} …`
}

/** What is kept, and how long: the very table that the clean-up job reads. */
export function KeepingPage(props: { language: Language; retentions: readonly RetentionWords[] }) {
  const { language } = props
  const t = words[language].keeping
  return (
    <>
      <Opener heading={t.title} lede={t.lede} />
      <Stop line="door" id="wat" heading={t.title} quiet letterbox>
        <Columns kind="two">
          {t.items.map(([heading, text]) => (
            <Piece heading={heading}>
              <p>{text}</p>
            </Piece>
          ))}
        </Columns>
      </Stop>
      <Stop line="door" id="hoe-lang" heading={t.howLong} lede={t.howLongText}>
        <Table
          caption={t.howLong}
          captionHidden
          columns={t.columns}
          rows={props.retentions.map(({ what, long, why }) => [what, long, why])}
        />
        <p>
          <a href="/ik/gegevens">{t.yours}</a>
        </p>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

/** A page of short pieces of text, such as the house rules. */
export function TextPage(props: {
  language: Language
  title: string
  lede: string
  items: [string, string][]
}) {
  return (
    <>
      <Opener heading={props.title} lede={props.lede} />
      <Stop line="door" id="tekst" heading={props.title} quiet letterbox>
        <Columns kind="two">
          {props.items.map(([heading, text]) => (
            <Piece heading={heading}>
              <p>{text}</p>
            </Piece>
          ))}
        </Columns>
      </Stop>
      <Goodbye language={props.language} line="door" />
    </>
  )
}
