import type { ComponentChildren } from 'preact'
import type { Language } from '../../platform/i18n.ts'
import { Confirm, Actions, Button, LinkButton, Question } from '../../web/components/index.ts'
import { Problems } from '../../web/render.tsx'
import { words } from './messages/index.ts'
import { MailField, type Asking } from './pages.tsx'
import { PasskeyForm } from './passkeys/pages.tsx'

/** What later domains show on the page to sign in, such as an eID. */
export type MoreWaysIn = (language: Language, next: string | undefined) => ComponentChildren

/** Coming in: with a passkey where the browser can, and always with a link in the mail. */
export function SignInPage({
  language,
  values,
  errors,
  next,
  needed,
  more,
}: Asking & { next?: string; needed?: boolean; more?: ComponentChildren }) {
  const t = words[language]
  return (
    <Question>
      <Problems language={language} errors={errors} messages={t.errors} />
      <h1>{t.signIn.title}</h1>
      <p>{needed ? t.signIn.needed : t.signIn.lede}</p>
      <PasskeyForm
        language={language}
        action="/log-in/passkey"
        button={t.signIn.passkey}
        autofill
        without={t.signIn.passkeyWithout}
      >
        {next && <input type="hidden" name="next" value={next} />}
        <p class="soft">{t.passkey.what}</p>
      </PasskeyForm>
      <h2>{t.signIn.orMail}</h2>
      <form action="/log-in" method="post" class="stack" novalidate>
        {next && <input type="hidden" name="next" value={next} />}
        <MailField
          language={language}
          label={t.signIn.mail}
          values={values}
          errors={errors}
          autocomplete="email webauthn"
        />
        <Actions>
          <Button kind="quiet">{t.signIn.send}</Button>
        </Actions>
      </form>
      {more}
      <p>
        {t.signIn.new}{' '}
        <a href={next ? `/meedoen?naar=${encodeURIComponent(next)}` : '/meedoen'}>{t.signIn.join}</a>.
      </p>
      <p>
        <a href="/log-in/kwijt">{t.signIn.lost}</a>
      </p>
    </Question>
  )
}

/** Before something weighty: show once more who you are. */
export function StepUpPage(props: {
  language: Language
  next: string | undefined
  hasPasskey: boolean
  refused?: boolean
}) {
  const { language, next, hasPasskey, refused } = props
  const t = words[language]
  return (
    <Question>
      {refused && <Problems language={language} errors={{ form: 'passkeyRefused' }} messages={t.errors} />}
      <h1>{t.stepUp.title}</h1>
      <p class="lede">{t.stepUp.lede}</p>
      {hasPasskey && (
        <PasskeyForm
          language={language}
          action="/log-in/bevestig/passkey"
          button={t.stepUp.passkey}
          without={t.signIn.passkeyWithout}
        >
          {next && <input type="hidden" name="next" value={next} />}
          <p class="soft">{t.passkey.what}</p>
        </PasskeyForm>
      )}
      <form action="/log-in/bevestig" method="post" class="stack">
        {next && <input type="hidden" name="next" value={next} />}
        <p>{hasPasskey ? t.stepUp.orMail : t.stepUp.byMail}</p>
        <Actions>
          <Button kind={hasPasskey ? 'quiet' : 'main'}>{t.stepUp.send}</Button>
        </Actions>
      </form>
    </Question>
  )
}

/** Behind the link of that mail. `here`: in the browser that asked for it; elsewhere it only signs in. */
export function StepUpLinkPage({
  language,
  code,
  here,
}: {
  language: Language
  code: string
  here: boolean
}) {
  const t = words[language].stepUp
  return (
    <Confirm
      heading={here ? t.linkTitle : t.elsewhereTitle}
      lede={here ? t.linkLede : t.elsewhereLede}
      action="/log-in/bevestig/link"
      hidden={{ code }}
      button={here ? t.link : t.elsewhere}
    />
  )
}

/** Another mail address. */
export function ChangeMailPage({ language, values, errors }: Asking) {
  const t = words[language]
  return (
    <Question>
      <Problems language={language} errors={errors} messages={t.errors} />
      <p>
        <a href="/ik/gegevens">{t.mailChange.again}</a>
      </p>
      <h1>{t.mailChange.title}</h1>
      <p class="lede">{t.mailChange.lede}</p>
      <form action="/ik/gegevens/mail" method="post" class="stack" novalidate>
        <MailField language={language} label={t.mailChange.mail} values={values} errors={errors} />
        <Actions>
          <Button>{t.mailChange.send}</Button>
        </Actions>
      </form>
    </Question>
  )
}

/** Behind the link in the new mailbox. */
export function ConfirmMailPage({ language, code }: { language: Language; code: string }) {
  const t = words[language].mailChange
  return (
    <Confirm
      heading={t.confirmTitle}
      lede={t.confirmLede}
      action="/ik/gegevens/mail/bevestig"
      hidden={{ code }}
      button={t.confirm}
    />
  )
}

/** There is mail to read first. */
export function PostPage(props: {
  language: Language
  heading: string
  lede: string
  again: { href: string; label: string }
  demo: boolean
}) {
  const { language, heading, lede, again, demo } = props
  const t = words[language].join
  return (
    <Question>
      <h1>{heading}</h1>
      <p class="lede">{lede}</p>
      {demo && (
        <Actions>
          <LinkButton href="/demo/post">{t.sentDemo}</LinkButton>
        </Actions>
      )}
      <p>
        <a href={again.href}>{again.label}</a>
      </p>
    </Question>
  )
}
