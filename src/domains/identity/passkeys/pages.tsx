import type { ComponentChildren } from 'preact'
import { formatDate, type Language } from '../../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import {
  Confirm,
  Actions,
  Button,
  Facts,
  Field,
  LinkButton,
  Notice,
  Question,
} from '../../../web/components/index.ts'
import { Problems } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { Passkey } from './keys.ts'

declare module 'preact' {
  // oxlint-disable-next-line typescript/no-namespace -- the only way to name a custom element for JSX
  namespace JSX {
    interface IntrinsicElements {
      'dhz-passkey': { ask: string; make?: boolean; autofill?: boolean; children?: ComponentChildren }
    }
  }
}

/**
 * A form that a passkey answers: shown where scripts run and the browser knows passkeys. `without` is said instead where
 * not.
 */
export function PasskeyForm(props: {
  language: Language
  /** Where the form goes; what the device is asked comes from `/vraag` below it. */
  action: string
  button: string
  make?: boolean
  autofill?: boolean
  without: string
  children?: ComponentChildren
}) {
  const { language, action, button, make, autofill, without, children } = props
  return (
    <dhz-passkey ask={`${action}/vraag`} make={make} autofill={autofill}>
      <form action={action} method="post" class="stack" hidden>
        {children}
        <input type="hidden" name="response" value="" />
        <Actions>
          <Button>{button}</Button>
        </Actions>
      </form>
      <p data-without hidden>
        {without}
      </p>
      <div data-failed hidden>
        <Notice kind="error" live>
          <p>{words[language].passkey.failed}</p>
        </Notice>
      </div>
      <noscript>
        <p>{without}</p>
      </noscript>
    </dhz-passkey>
  )
}

/** Makes a key on this device. */
export function NewPasskeyPage(props: { language: Language; values: FormValues; errors?: FormErrors }) {
  const { language, values, errors } = props
  const t = words[language]
  return (
    <Question>
      <Problems language={language} errors={errors} messages={t.errors} />
      <p>
        <a href="/ik/apparaten">{t.sessions.title}</a>
      </p>
      <h1>{t.passkey.addTitle}</h1>
      <p class="lede">{t.passkey.addLede}</p>
      <p>{t.passkey.addText}</p>
      <PasskeyForm
        language={language}
        action="/ik/apparaten/passkey"
        button={t.passkey.make}
        make
        without={t.passkey.makeWithout}
      >
        <NameField language={language} values={values} errors={errors} />
      </PasskeyForm>
    </Question>
  )
}

function NameField({
  language,
  values,
  errors,
}: {
  language: Language
  values: FormValues
  errors?: FormErrors
}) {
  const t = words[language]
  return (
    <Field
      name="name"
      label={t.passkey.name}
      help={t.passkey.nameHelp}
      value={valueOf(values, 'name')}
      maxlength={60}
      error={errors?.['name'] && t.errors[errors['name']]}
    />
  )
}

/** One key: another name, or away with it. */
export function PasskeyPage(props: {
  language: Language
  passkey: Passkey
  values: FormValues
  errors?: FormErrors
}) {
  const { language, passkey, values, errors } = props
  const t = words[language]
  return (
    <Question>
      <Problems language={language} errors={errors} messages={t.errors} />
      <p>
        <a href="/ik/apparaten">{t.sessions.title}</a>
      </p>
      <h1 dir="auto">{passkey.name}</h1>
      <Facts
        facts={[
          { term: t.passkey.made, value: formatDate(language, passkey.made) },
          { term: t.sessions.used, value: usedWords(language, passkey) },
        ]}
      />
      <form action={`/ik/apparaten/passkey/${passkey.id}`} method="post" class="stack" novalidate>
        <NameField language={language} values={values} errors={errors} />
        <Actions>
          <Button>{t.passkey.rename}</Button>
          <LinkButton kind="quiet" href={`/ik/apparaten/passkey/${passkey.id}/weg`}>
            {t.passkey.remove}
          </LinkButton>
        </Actions>
      </form>
    </Question>
  )
}

export function usedWords(language: Language, { used }: Passkey): string {
  return used ? formatDate(language, used) : words[language].passkey.never
}

/** Before a key goes. */
export function RemovePasskeyPage({ language, passkey }: { language: Language; passkey: Passkey }) {
  const t = words[language].passkey
  return (
    <Confirm
      heading={t.removeTitle}
      lede={<span dir="auto">{passkey.name}</span>}
      action={`/ik/apparaten/passkey/${passkey.id}/weg`}
      button={t.remove}
      back={{ to: '/ik/apparaten', words: t.keep }}
    >
      <p>{t.removeText}</p>
    </Confirm>
  )
}
