import { formatDate, formatTime, type Language } from '../../platform/i18n.ts'
import {
  Back,
  Actions,
  Button,
  Label,
  Labels,
  LinkButton,
  List,
  ListItem,
  Opener,
  Own,
  Stop,
} from '../../web/components/index.ts'
import { Goodbye } from '../../web/render.tsx'
import { words } from './messages/index.ts'
import type { Passkey } from './passkeys/keys.ts'
import { usedWords } from './passkeys/pages.tsx'
import type { OwnSession } from './sessions.ts'

/** Where the resident is signed in, and with which keys they can. */
export function DevicesPage(props: {
  language: Language
  sessions: readonly OwnSession[]
  /** The session of this very browser. */
  here: string
  passkeys: readonly Passkey[]
}) {
  const { language, sessions, here, passkeys } = props
  const t = words[language].sessions
  return (
    <>
      <Opener heading={t.title} lede={t.lede} above={<Back language={language} to="/ik" />} />
      <Stop line="door" id="apparaten" heading={t.caption} letterbox side>
        <List>
          {sessions
            .toSorted((a, b) => Number(b.id === here) - Number(a.id === here))
            .map((session) => (
              <SessionItem language={language} session={session} here={session.id === here} />
            ))}
        </List>
        <Actions>
          {sessions.length > 1 && (
            <form action="/ik/apparaten/andere" method="post">
              <Button kind="quiet">{t.outOthers}</Button>
            </form>
          )}
          <form action="/log-uit" method="post">
            <Button kind="quiet" name="where" value="everywhere">
              {t.outEverywhere}
            </Button>
          </form>
        </Actions>
      </Stop>
      <Passkeys language={language} passkeys={passkeys} />
      <Goodbye language={language} line="door" />
    </>
  )
}

function SessionItem({
  language,
  session,
  here,
}: {
  language: Language
  session: OwnSession
  here: boolean
}) {
  const t = words[language].sessions
  return (
    <ListItem
      heading={session.device || t.unknown}
      labels={
        here && (
          <Labels>
            <Label full>{t.here}</Label>
          </Labels>
        )
      }
    >
      <p class="soft">
        {t.came[session.how]}, {t.sinceDay(formatDate(language, session.created))}.{' '}
        {here ? t.usedNow : t.usedAt(formatDate(language, session.used), formatTime(language, session.used))}.
      </p>
      <form action={`/ik/apparaten/${session.id}/einde`} method="post">
        <Button kind="text" label={here ? undefined : t.outOf(session.device || t.unknown)}>
          {here ? t.out : t.outOne}
        </Button>
      </form>
    </ListItem>
  )
}

function Passkeys({ language, passkeys }: { language: Language; passkeys: readonly Passkey[] }) {
  const t = words[language].passkey
  return (
    <Stop line="door" id="passkeys" heading={t.title} side>
      <p>{passkeys.length === 0 ? t.none : t.lede}</p>
      {passkeys.length > 0 && (
        <List>
          {passkeys.map((passkey) => (
            <ListItem heading={<Own>{passkey.name}</Own>} href={`/ik/apparaten/passkey/${passkey.id}`}>
              <p class="soft">
                {t.madeDay(formatDate(language, passkey.made))}.{' '}
                {passkey.used ? words[language].sessions.usedDay(usedWords(language, passkey)) : t.neverUsed}.
              </p>
            </ListItem>
          ))}
        </List>
      )}
      <Actions>
        <LinkButton href="/ik/apparaten/passkey">{t.add}</LinkButton>
      </Actions>
    </Stop>
  )
}
