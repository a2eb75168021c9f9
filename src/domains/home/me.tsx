import type { ComponentChildren } from 'preact'
import { formatDate, type Language } from '../../platform/i18n.ts'
import {
  Actions,
  Button,
  Columns,
  LinkButton,
  List,
  ListItem,
  Opener,
  Piece,
  Question,
  Stop,
} from '../../web/components/index.ts'
import { Goodbye } from '../../web/render.tsx'
import type { Level } from '../residents/index.ts'
import { words } from './messages/index.ts'

/** A notice in words, with where it leads. */
export interface NoticeLine {
  text: string
  href: string | undefined
  created: Date
}

const places: Record<string, string> = {
  profile: '/ik/profiel',
  safety: '/ik/veilig',
  designations: '/ik/aanwijzingen',
  calls: '/verzoeken',
  devices: '/ik/apparaten',
}

/** Everything that is mine. */
export function MePage(props: {
  language: Language
  name: string
  level: Level
  notices: NoticeLine[]
  wishes: ComponentChildren
}) {
  const { language } = props
  const t = words[language].me
  return (
    <>
      <Opener heading={t.hello(props.name)} lede={t.lede}>
        <p class="soft">{t.level[props.level]}</p>
      </Opener>
      <Stop line="door" id="berichten" heading={t.notices} letterbox side>
        {props.notices.length === 0 ? (
          <p>{t.noticesNone}</p>
        ) : (
          <List>
            {props.notices.map(({ text, href, created }) => (
              <ListItem heading={text} href={href}>
                <p class="small soft">{formatDate(language, created)}</p>
              </ListItem>
            ))}
          </List>
        )}
      </Stop>
      {props.wishes}
      <Stop line="door" id="van-jou" heading={t.yours} side>
        <Columns kind="two">
          {Object.entries(t.links).map(([key, [heading, text]]) => (
            <Piece heading={heading} href={places[key]}>
              <p>{text}</p>
            </Piece>
          ))}
        </Columns>
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
        <LinkButton kind="text" href="/buurt">
          {t.later}
        </LinkButton>
      </Actions>
    </Question>
  )
}
