import type { ComponentChildren } from 'preact'
import { formatDate, type Language } from '../../platform/i18n.ts'
import {
  Back,
  Actions,
  Button,
  Columns,
  Group,
  Label,
  Labels,
  LinkButton,
  List,
  ListItem,
  Opener,
  Question,
  Stop,
} from '../../web/components/index.ts'
import { Goodbye } from '../../web/render.tsx'
import { MailTrouble } from '../notices/index.ts'
import type { Level } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { ComingBackAlarm } from './pages.tsx'

/** A notice in words, with where it leads. */
export interface NoticeLine {
  text: string
  href: string | undefined
  created: Date
  /** Whether it was not shown before. */
  fresh: boolean
}

/** What is mine, in the order in which it is shown. */
const places = {
  known: {
    proof: '/ik/bewijs',
    profile: '/ik/profiel',
    data: '/ik/gegevens',
    bundle: '/ik/bundel',
    eid: '/ik/eid',
  },
  neighbours: {
    calls: '/verzoeken',
    thanks: '/ik/dank',
    designations: '/ik/aanwijzingen',
    delegations: '/volmachten',
    latchstring: '/touwtje',
    exchange: '/vraag-en-aanbod',
    hello: '/hallo',
    levels: '/niveaukompas',
    help: '/ik/hulp',
    helping: '/helpen',
  },
  safe: {
    safety: '/ik/veilig',
    devices: '/ik/apparaten',
    trusted: '/ik/vertrouwden',
    back: '/ik/terugkomen',
  },
} as const

/** Everything that is mine. */
export function MePage(props: {
  language: Language
  name: string
  level: Level
  notices: NoticeLine[]
  /** Whether there are older ones. */
  older: boolean
  wishes: ComponentChildren
  /** Whether there are eIDs or wallets here. */
  eid: boolean
  /** What is for adults only is not shown to others. */
  adult: boolean
  /** Whether our post does not arrive. */
  trouble: boolean
  /** When somebody gets into this account with a new mail address. */
  comingBack: Date | undefined
}) {
  const { language } = props
  const t = words[language].me
  return (
    <>
      <ComingBackAlarm language={language} due={props.comingBack} />
      {props.trouble && <MailTrouble language={language} />}
      <Opener heading={t.hello(props.name)}>
        <p>
          {t.level[props.level]}
          {props.level === 'applicant' && (
            <>
              {' '}
              <a href="/ik/bewijs">{t.prove}</a>
            </>
          )}
        </p>
      </Opener>
      <Stop line="door" id="berichten" heading={t.notices} letterbox side>
        {props.notices.length === 0 ? (
          <p>{t.noticesNone}</p>
        ) : (
          <Notices language={language} notices={props.notices} />
        )}
        {props.older && (
          <p>
            <a href="/ik/berichten">{t.noticesAll}</a>
          </p>
        )}
      </Stop>
      <Stop line="door" id="van-jou" heading={t.yours} quiet>
        <Columns kind="three">
          <Links language={language} group="known" eid={props.eid} adult={props.adult} />
          <Links language={language} group="neighbours" eid={props.eid} adult={props.adult} />
          <Links language={language} group="safe" eid={props.eid} adult={props.adult} />
        </Columns>
      </Stop>
      {props.wishes}
      <Stop line="door" id="uit" heading={t.out} quiet>
        <form action="/log-uit" method="post">
          <Actions>
            <Button kind="quiet">{t.out}</Button>
          </Actions>
        </form>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

/** One of the three groups: where each thing is, and what it is in a few words. */
function Links(props: { language: Language; group: keyof typeof places; eid: boolean; adult: boolean }) {
  const t = words[props.language].me
  const links: Record<string, [string, string]> = t.links
  return (
    <Group heading={t.groups[props.group]} level={3}>
      <List>
        {Object.entries(places[props.group])
          .filter(
            ([key]) =>
              (key !== 'eid' || props.eid) && (props.adult || (key !== 'latchstring' && key !== 'hello')),
          )
          .map(([key, href]) => {
            const [heading, text] = links[key]!
            return (
              <ListItem heading={heading} href={href} level={4}>
                <p class="small soft">{text}</p>
              </ListItem>
            )
          })}
      </List>
    </Group>
  )
}

function Notices({ language, notices }: { language: Language; notices: NoticeLine[] }) {
  return (
    <List>
      {notices.map(({ text, href, created, fresh }) => (
        <ListItem
          heading={text}
          href={href}
          labels={
            fresh && (
              <Labels>
                <Label full>{words[language].me.noticeNew}</Label>
              </Labels>
            )
          }
        >
          <p class="small soft">{formatDate(language, created)}</p>
        </ListItem>
      ))}
    </List>
  )
}

/** Everything that was told, a page at a time. */
export function NoticesPage(props: { language: Language; notices: NoticeLine[]; next: number | undefined }) {
  const { language, notices, next } = props
  const t = words[language].me
  return (
    <>
      <Opener
        above={
          <Back language={language} to="/ik">
            {t.title}
          </Back>
        }
        heading={t.notices}
      />
      <Stop line="door" id="berichten" heading={t.notices} quiet letterbox>
        {notices.length === 0 ? <p>{t.noticesNone}</p> : <Notices language={language} notices={notices} />}
        {next !== undefined && (
          <p>
            <a href={`/ik/berichten?voor=${next}`} rel="next">
              {t.noticesOlder}
            </a>
          </p>
        )}
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

/** Right after joining: one question, and one way on. */
export function WelcomePage({ language, placeName }: { language: Language; placeName: string }) {
  const t = words[language].welcome
  return (
    <Question>
      <h1>{t.title}</h1>
      <p class="lede">{t.lede(placeName)}</p>
      <p>{t.text}</p>
      <Actions>
        <LinkButton href="/ambities">{t.choose}</LinkButton>
        <LinkButton kind="quiet" href="/ik/bewijs">
          {t.prove}
        </LinkButton>
        <LinkButton kind="text" href="/buurt">
          {t.later}
        </LinkButton>
      </Actions>
    </Question>
  )
}
