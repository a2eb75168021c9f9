import type { ComponentChildren } from 'preact'
import { formatDate, type Language } from '../../../platform/i18n.ts'
import { dayThatWas } from '../../../platform/moments.ts'
import {
  Actions,
  Breadcrumb,
  Button,
  Fold,
  Label,
  Labels,
  LinkButton,
  Notice,
  Opener,
  Pager,
  Stop,
} from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { hrefOf, listHref, silentBecause, type Conversation } from '../conversation.ts'
import { words } from '../messages/index.ts'
import type { Reading, ReplyShown } from '../queries/thread.ts'
import type { Poll } from '../queries/poll.ts'
import type { Window } from '../rules.ts'
import { PollPart } from './poll.tsx'
import { ReplyItem, type Powers } from './reply.tsx'

export interface ThreadPageProps {
  language: Language
  now: Date
  conversation: Conversation
  /** The opening first. */
  replies: readonly ReplyShown[]
  shown: Window
  reading: Reading | undefined
  poll: Poll | undefined
  powers: Powers
  /** Whether the viewer looks after it, and is signed in. */
  tends: boolean
  viewer: 'nobody' | 'somebody'
  cameFrom: { done: Date; from: { name: string; slug: string } | undefined } | undefined
  /** What it is about, found by its own domain. */
  thing: { title: string; href: string } | undefined
  ambition: { label: string; href: string } | undefined
  /** Communities that talk along, besides the one that the page names; without a name where the viewer may not know of it. */
  together: readonly { share: string | null; name: string | null; slug: string | null }[]
  /** Another community was asked to join in. */
  asked: boolean
  /** The way to stop, for the manager of a community that joined in. */
  stop: string | undefined
  form: ComponentChildren
}

/** One conversation: what is asked, what was said in the order of time, and a place to write. */
export function ThreadPage(props: ThreadPageProps) {
  const { language, conversation } = props
  const t = words[language].thread
  const path = hrefOf(conversation.id)
  return (
    <>
      <Opener heading={<span dir="auto">{conversation.title}</span>} line="sky" above={<Above {...props} />}>
        <Origin {...props} />
        {conversation.answerId && (
          <p>
            <a href={`${path}/antwoord`}>{t.answerAt}</a>
          </p>
        )}
      </Opener>
      <Stop line="sky" id="gesprek" heading={t.replies} quiet letterbox>
        {conversation.closed && (
          <Notice>
            <p dir="auto">{t.closedWhy(formatDate(language, conversation.closed), conversation.closedWhy)}</p>
          </Notice>
        )}
        <Replies {...props} path={path} />
      </Stop>
      <Stop line="sky" id="schrijf" heading={t.write} side>
        <Writing {...props} />
      </Stop>
      {props.viewer === 'somebody' && conversation.own && (
        <Stop line="sky" id="zorg" heading={props.tends ? t.tend : t.hear} side tight>
          {props.tends && <Tending {...props} path={path} />}
          {props.stop && (
            <form action={`/gesprek/samen/${props.stop}/stop`} method="post">
              <Button kind="text">{words[language].share.stop}</Button>
            </form>
          )}
          <Hearing {...props} path={path} />
        </Stop>
      )}
      <Goodbye language={language} line="sky" />
    </>
  )
}

function Above({ language, conversation, ambition }: ThreadPageProps) {
  const t = words[language].list
  const { community, area } = conversation
  const marks = [
    conversation.pinned && t.pinned,
    conversation.kind === 'question' && (conversation.answerId ? t.answered : t.question),
    conversation.closed && t.closed,
  ].filter((mark) => typeof mark === 'string')
  return (
    <>
      <Breadcrumb
        label={frameWords[language].breadcrumb}
        steps={[
          community
            ? { href: `/leefomgeving/${community.slug}`, label: community.name }
            : { href: listHref(conversation).replace(/\/gesprekken$/, ''), label: area!.name },
          { href: listHref(conversation), label: t.title },
        ]}
      />
      {(marks.length > 0 || ambition) && (
        <Labels>
          {marks.map((mark) => (
            <Label>{mark}</Label>
          ))}
          {ambition && (
            <Label line="sun" thing="kite">
              <a href={ambition.href}>{ambition.label}</a>
            </Label>
          )}
        </Labels>
      )}
    </>
  )
}

/** What it is about, who talks along, and where it came from. */
function Origin({ language, thing, cameFrom, together, asked }: ThreadPageProps) {
  const { thread: t, share } = words[language]
  return (
    <>
      {together.length > 0 && (
        <p dir="auto">
          {share.with}{' '}
          {together.map(({ name, slug }, n) => (
            <>
              {n > 0 && ', '}
              {name ? <a href={`/leefomgeving/${slug}`}>{name}</a> : share.anotherOne}
            </>
          ))}
          .
        </p>
      )}
      {asked && <p class="small soft">{share.soon}</p>}
      {thing && (
        <p dir="auto">
          {t.about} <a href={thing.href}>{thing.title}</a>.
        </p>
      )}
      {cameFrom &&
        (cameFrom.from ? (
          <p class="small soft">
            {t.movedFrom(formatDate(language, cameFrom.done))}{' '}
            <a href={`/leefomgeving/${cameFrom.from.slug}`}>{cameFrom.from.name}</a>.
          </p>
        ) : (
          <p class="small soft">{t.movedFromElsewhere(formatDate(language, cameFrom.done))}</p>
        ))}
    </>
  )
}

/** The opening, where the reader left off, and the replies of this part; new ones arrive by themselves where scripts run. */
function Replies(props: ThreadPageProps & { path: string }) {
  const { language, now, conversation, replies, shown, reading, powers, path } = props
  const t = words[language].thread
  const { lastSeq, answerId } = conversation
  const [opening, ...rest] = replies
  const item = (reply: ReplyShown) => (
    <ReplyItem
      language={language}
      now={now}
      path={path}
      reply={reply}
      powers={{ ...powers, mark: powers.mark && conversation.kind === 'question' }}
      answer={reply.id === answerId}
    />
  )
  const skipped = shown.from - 2
  const atEnd = shown.to >= lastSeq
  const firstNew = reading?.read && rest.find(({ seq, own }) => seq > reading.seq && !own)?.seq
  const list = (
    <ol class="talk">
      {rest.map((reply) => (
        <>
          {reply.seq === firstNew && (
            <li class="talk__new">
              <p>{t.newSince(dayThatWas(language, reading!.read!, now))}</p>
            </li>
          )}
          {item(reply)}
        </>
      ))}
    </ol>
  )
  return (
    <>
      <ol class="talk talk--opening">{opening && item(opening)}</ol>
      {props.poll && <PollPart language={language} poll={props.poll} path={path} may={powers.write} />}
      {skipped > 0 && rest.length > 0 && (
        <p class="small soft">
          {t.skipped(skipped)} <a href={`${path}?voor=${shown.from}#gesprek`}>{t.earlier}</a>
        </p>
      )}
      {atEnd && !silentBecause(conversation) ? (
        <dhz-live src={`${path}/stroom`} after={String(lastSeq)} said={t.live}>
          {list}
        </dhz-live>
      ) : (
        rest.length > 0 && list
      )}
      {(skipped > 0 || !atEnd) && (
        <Pager
          label={t.pages}
          {...(skipped > 0 && { previous: { href: `${path}?voor=${shown.from}#gesprek`, label: t.earlier } })}
          pages={[
            ...(skipped > 0 ? [{ href: `${path}?na=1#gesprek`, label: t.first }] : []),
            ...(atEnd ? [] : [{ href: `${path}?voor=${lastSeq + 1}#r${lastSeq}`, label: t.last }]),
          ]}
          {...(!atEnd && { next: { href: `${path}?na=${shown.to}#gesprek`, label: t.later } })}
        />
      )}
    </>
  )
}

function Writing({ language, conversation, powers, form, viewer }: ThreadPageProps) {
  const t = words[language].thread
  if (powers.write) return <>{form}</>
  const silent = silentBecause(conversation)
  if (silent) return <p>{t.silent[silent]}</p>
  const { community } = conversation
  if (viewer === 'nobody')
    return (
      <>
        <p>{t.signIn}</p>
        <Actions>
          <LinkButton kind="quiet" href={`/log-in?naar=${hrefOf(conversation.id)}`}>
            {t.signInButton}
          </LinkButton>
        </Actions>
      </>
    )
  return (
    <>
      <p>{t.join(community?.name ?? '')}</p>
      {community && (
        <Actions>
          <LinkButton kind="quiet" href={`/leefomgeving/${community.slug}`}>
            {t.joinButton}
          </LinkButton>
        </Actions>
      )}
    </>
  )
}

function Tending({ language, conversation, poll, path }: ThreadPageProps & { path: string }) {
  const t = words[language].thread
  const { community, closed, pinned, about } = conversation
  const silent = silentBecause(conversation)
  return (
    <Fold summary={t.tend}>
      <ul class="bare">
        {community?.role === 'manager' && (
          <li>
            <form action={`${path}/${pinned ? 'los' : 'boven'}`} method="post">
              <Button kind="text">{pinned ? t.unpin : t.pin}</Button>
            </form>
          </li>
        )}
        {!about && (
          <li>
            <a href={`${path}/titel`}>{t.rename}</a>
          </li>
        )}
        {!poll && !silent && (
          <li>
            <a href={`${path}/leg-voor`}>{t.poll}</a>
          </li>
        )}
        {community && !about && (
          <li>
            <a href={`${path}/verplaats`}>{t.move}</a>
          </li>
        )}
        {community && !about && (
          <li>
            <a href={`${path}/samen`}>{words[language].share.title}</a>
          </li>
        )}
        <li>
          {closed ? (
            <form action={`${path}/open`} method="post">
              <Button kind="text">{t.reopen}</Button>
            </form>
          ) : (
            <a href={`${path}/sluit`}>{t.close}</a>
          )}
        </li>
      </ul>
    </Fold>
  )
}

function Hearing({ language, reading, path }: ThreadPageProps & { path: string }) {
  const t = words[language].thread
  const now = reading?.follow ?? 'usual'
  return (
    <form action={`${path}/horen`} method="post">
      <p>{t.hearNow[now]}</p>
      <Actions>
        {(['follow', 'quiet', 'usual'] as const)
          .filter((how) => how !== now)
          .map((how) => (
            <Button kind="text" name="how" value={how}>
              {t[how]}
            </Button>
          ))}
      </Actions>
    </form>
  )
}

declare module 'preact' {
  // oxlint-disable-next-line typescript/no-namespace -- the only way to name a custom element for JSX
  namespace JSX {
    interface IntrinsicElements {
      'dhz-live': { src: string; after: string; said: string; children?: ComponentChildren }
      'dhz-draft': { for: string; done?: string | undefined; said: string; children?: ComponentChildren }
    }
  }
}
