import { formatDate, type Language } from '../../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import {
  Confirm,
  Back,
  Actions,
  Button,
  Columns,
  Field,
  LinkButton,
  List,
  ListItem,
  Notice,
  Opener,
  Piece,
  Question,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { AddressField, type Located } from '../../areas/index.ts'
import { LetterFields, letterMessages } from '../../proofs/index.ts'
import { words } from '../messages/index.ts'
import type { UnderWay } from '../recoveries.ts'
import type { Way } from '../rules.ts'

interface Typed {
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}

/** Nothing left to sign in with: the two ways back. */
export function LostPage({ language }: { language: Language }) {
  const t = words[language].lost
  return (
    <>
      <Opener heading={t.title} lede={t.lede} />
      <Stop line="door" id="terug" heading={t.title} quiet letterbox>
        <Columns kind="two">
          <Piece
            heading={t.letter}
            level={2}
            actions={<LinkButton href="/log-in/kwijt/brief">{t.letterGo}</LinkButton>}
          >
            <p>{t.letterText}</p>
          </Piece>
          <Piece
            heading={t.neighbours}
            level={2}
            actions={
              <LinkButton kind="quiet" href="/log-in/kwijt/buren">
                {t.neighboursGo}
              </LinkButton>
            }
          >
            <p>{t.neighboursText}</p>
          </Piece>
        </Columns>
        <p>{t.wait}</p>
        <p>
          {t.desk} <a href="/stichting">{t.reach}</a>
        </p>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

/** Name, address and a new mail address. */
export function AskPage({
  language,
  way,
  values,
  errors,
  located,
}: Typed & { language: Language; way: Way; located?: Located | undefined }) {
  const t = words[language]
  const error = (name: string) => errors?.[name] && t.errors[errors[name]]
  const heading = way === 'letter' ? t.ask.letterTitle : t.ask.neighboursTitle
  return (
    <Question line="door">
      <Problems language={language} errors={errors} messages={t.errors} />
      <Back language={language} to="/log-in/kwijt" />
      <h1>{heading}</h1>
      <p class="lede">{way === 'letter' ? t.ask.letterLede : t.ask.neighboursLede}</p>
      <form
        action={way === 'letter' ? '/log-in/kwijt/brief' : '/log-in/kwijt/buren'}
        method="post"
        class="stack"
        novalidate
      >
        <Field
          name="name"
          label={t.ask.name}
          help={t.ask.nameHelp}
          value={valueOf(values, 'name')}
          autocomplete="name"
          maxlength={60}
          error={error('name')}
        />
        <AddressField language={language} value={valueOf(values, 'q')} located={located} error={error('q')} />
        <Field
          name="mail"
          kind="email"
          label={t.ask.mail}
          help={t.ask.mailHelp}
          value={valueOf(values, 'mail')}
          autocomplete="email"
          inputmode="email"
          spellcheck={false}
          maxlength={254}
          error={error('mail')}
        />
        <Actions>
          <Button>{t.ask.send}</Button>
        </Actions>
      </form>
    </Question>
  )
}

/** The same for everybody. */
export function AskedPage({ language, demo }: { language: Language; demo: boolean }) {
  const t = words[language].ask
  return (
    <Question line="door">
      <h1>{t.sentTitle}</h1>
      <p class="lede">{t.sentLede}</p>
      {demo && (
        <Actions>
          <LinkButton href="/demo/post">{t.demo}</LinkButton>
        </Actions>
      )}
      <p>
        <a href="/log-in/kwijt">{t.sentAgain}</a>
      </p>
    </Question>
  )
}

/** Number and code of the letter, behind the link that was mailed. */
export function LetterCodePage({
  language,
  mailKey,
  values,
  errors,
}: Typed & { language: Language; mailKey: string }) {
  const t = words[language]
  return (
    <Question line="door">
      <Problems
        language={language}
        errors={errors}
        messages={{ ...letterMessages(language), letterNot: t.errors['letterNot']! }}
      />
      <h1>{t.code.title}</h1>
      <p class="lede">{t.code.lede}</p>
      <form action="/log-in/kwijt/code" method="post" class="stack" novalidate>
        <input type="hidden" name="k" value={mailKey} />
        <LetterFields language={language} values={values} errors={errors} />
        <Actions>
          <Button>{t.code.send}</Button>
        </Actions>
      </form>
    </Question>
  )
}

export function BegunPage({ language }: { language: Language }) {
  const t = words[language].code
  return (
    <Question line="door">
      <h1>{t.doneTitle}</h1>
      <p class="lede">{t.done}</p>
    </Question>
  )
}

/** Behind the link of the warning. */
export function StopPage({ language, code }: { language: Language; code: string }) {
  const t = words[language].stop
  return (
    <Confirm
      line="door"
      heading={t.title}
      lede={t.lede}
      action="/log-in/kwijt/stop"
      hidden={{ code }}
      button={t.stop}
    >
      <p>{t.text}</p>
    </Confirm>
  )
}

export function StoppedPage({ language }: { language: Language }) {
  const t = words[language].stop
  return (
    <Question line="door">
      <h1>{t.doneTitle}</h1>
      <p class="lede">{t.done}</p>
      <Actions>
        <LinkButton href="/ik/apparaten">{t.devices}</LinkButton>
      </Actions>
    </Question>
  )
}

/** What is under way about the resident who looks. */
export function OwnRecoveryPage({
  language,
  underWay,
}: {
  language: Language
  underWay: readonly UnderWay[]
}) {
  const t = words[language].own
  return (
    <>
      <Opener heading={t.title} lede={t.lede} above={<Back language={language} to="/ik" />} />
      <Stop line="door" id="terugkomen" heading={t.title} quiet letterbox>
        {underWay.length === 0 ? (
          <Notice kind="done" heading={t.none}>
            <p>{t.noneText}</p>
          </Notice>
        ) : (
          <>
            <List>
              {underWay.map(({ way, asked, due }) => (
                <ListItem heading={t.way[way]}>
                  {due ? (
                    <Notice kind="error">
                      <p>{t.waiting(formatDate(language, due))}</p>
                    </Notice>
                  ) : (
                    <p>{t.asked(formatDate(language, asked))}</p>
                  )}
                </ListItem>
              ))}
            </List>
            <form action="/ik/terugkomen/stop" method="post">
              <Actions>
                <Button>{t.stop}</Button>
              </Actions>
            </form>
          </>
        )}
        <p>
          <a href="/ik/vertrouwden">{t.trusted}</a>
        </p>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}
