import type { ComponentChildren } from 'preact'
import type { Language } from '../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../platform/http.ts'
import {
  Confirm,
  Back,
  Actions,
  Button,
  Choices,
  Field,
  LinkButton,
  Progress,
  Question,
} from '../../web/components/index.ts'
import { Problems } from '../../web/render.tsx'
import { AddressField, labelOf, type Located } from '../areas/index.ts'
import { words } from './messages/index.ts'

const questions = 4

/** A question with what was answered, and what was wrong with that. */
export interface Asking {
  language: Language
  values?: FormValues
  errors?: FormErrors
}

/** One question of joining: progress, the question, and a way back. */
export function JoinQuestion(props: {
  language: Language
  n: number
  heading: string
  lede: string
  back?: string
  errors: FormErrors | undefined
  children: ComponentChildren
}) {
  const t = words[props.language]
  return (
    <Question>
      {props.back && <Back language={props.language} to={props.back} />}
      <Problems language={props.language} errors={props.errors} messages={t.errors} />
      <Progress n={props.n} of={questions} label={t.join.step(props.n, questions)} />
      <h1>{props.heading}</h1>
      <p>{props.lede}</p>
      {props.children}
    </Question>
  )
}

export function NamePage({ language, values, errors }: Asking) {
  const t = words[language]
  return (
    <JoinQuestion language={language} n={1} heading={t.join.nameTitle} lede={t.join.nameLede} errors={errors}>
      <form action="/meedoen/naam" method="post" class="stack" novalidate>
        <Field
          name="name"
          label={t.join.name}
          value={valueOf(values, 'name')}
          autocomplete="given-name"
          maxlength={60}
          error={errors?.['name'] && t.errors[errors['name']]}
        />
        <Actions>
          <Button>{t.join.next}</Button>
        </Actions>
      </form>
    </JoinQuestion>
  )
}

/** The address: typed, looked up, and confirmed; it works without scripts. */
export function AddressPage({ language, values, errors, located }: Asking & { located?: Located }) {
  const t = words[language]
  const found = located?.found
  return (
    <JoinQuestion
      language={language}
      n={2}
      heading={t.join.addressTitle}
      lede={t.join.addressLede}
      back="/meedoen/naam"
      errors={errors}
    >
      {found && (
        <form action="/meedoen/adres" method="post" class="stack">
          <p>{t.join.addressFound}</p>
          <p class="lede">
            <strong>{labelOf(found)}</strong>
          </p>
          <input type="hidden" name="address" value={found.id} />
          <input type="hidden" name="q" value={labelOf(found)} />
          <Actions>
            <Button>{t.join.addressYes}</Button>
          </Actions>
        </form>
      )}
      <form action="/meedoen/adres" method="post" class="stack" novalidate>
        <AddressField
          language={language}
          value={valueOf(values, 'q')}
          located={located}
          error={errors?.['q'] && t.errors[errors['q']]}
        />
        <Actions>
          <Button kind={found ? 'quiet' : 'main'}>{found ? t.join.addressAgain : t.join.next}</Button>
        </Actions>
        <p class="small soft">{t.join.addressNone}</p>
        <p class="small">
          <a href="/meedoen/geen-adres">{t.join.noAddress}</a>
        </p>
      </form>
    </JoinQuestion>
  )
}

/** Where somebody fills in a mail address, with what they typed before. */
export function MailField({
  language,
  label,
  values,
  errors,
  autocomplete = 'email',
}: Asking & { label: string; autocomplete?: string }) {
  return (
    <Field
      name="mail"
      kind="email"
      label={label}
      value={valueOf(values, 'mail')}
      autocomplete={autocomplete}
      inputmode="email"
      spellcheck={false}
      maxlength={254}
      error={errors?.['mail'] && words[language].errors[errors['mail']]}
    />
  )
}

export function MailPage({ language, values, errors }: Asking) {
  const t = words[language]
  return (
    <JoinQuestion
      language={language}
      n={3}
      heading={t.join.mailTitle}
      lede={t.join.mailLede}
      back="/meedoen/adres"
      errors={errors}
    >
      <form action="/meedoen/mail" method="post" class="stack" novalidate>
        <MailField language={language} label={t.join.mail} values={values} errors={errors} />
        <Actions>
          <Button>{t.join.next}</Button>
        </Actions>
      </form>
    </JoinQuestion>
  )
}

export function RulesPage({ language, values, errors }: Asking) {
  const t = words[language]
  const age = valueOf(values, 'age')
  const error = (name: string) => errors?.[name] && t.errors[errors[name]]
  return (
    <JoinQuestion
      language={language}
      n={4}
      heading={t.join.rulesTitle}
      lede={t.join.rulesLede}
      back="/meedoen/mail"
      errors={errors}
    >
      <form action="/meedoen/regels" method="post" class="stack" novalidate>
        <Choices
          name="age"
          legend={t.join.age}
          error={error('age')}
          options={[
            { value: 'adult', label: t.join.adult, checked: age === 'adult' },
            { value: 'young', label: t.join.young, help: t.join.youngHelp, checked: age === 'young' },
            { value: 'child', label: t.join.child, checked: age === 'child' },
          ]}
        />
        <Choices
          type="checkbox"
          name="agree"
          legend={t.join.agreeLegend}
          error={error('agree')}
          options={[{ value: 'yes', label: t.join.agree, checked: valueOf(values, 'agree') === 'yes' }]}
        />
        <p>
          <a href="/omgangsvormen">{t.join.agreeLink}</a>
        </p>
        <Actions>
          <Button>{t.join.send}</Button>
        </Actions>
      </form>
    </JoinQuestion>
  )
}

export function SentPage({
  language,
  purpose,
  demo,
}: {
  language: Language
  purpose: 'join' | 'signIn'
  demo: boolean
}) {
  const t = words[language]
  return (
    <Question>
      <h1>{t[purpose].sentTitle}</h1>
      <p class="lede">{t[purpose].sentLede}</p>
      {demo && (
        <Actions>
          <LinkButton href="/demo/post">{t.join.sentDemo}</LinkButton>
        </Actions>
      )}
      <p>
        {t.join.sentNothing} <a href={purpose === 'join' ? '/meedoen/mail' : '/log-in'}>{t.join.sentAgain}</a>
        .
      </p>
    </Question>
  )
}

/** Behind a mailed link: a button, because mail scanners follow links but do not press buttons. */
export function ConfirmPage(props: {
  language: Language
  purpose: 'join' | 'signIn'
  action: string
  code: string
}) {
  const t = words[props.language][props.purpose]
  return (
    <Confirm
      heading={t.confirmTitle}
      lede={t.confirmLede}
      action={props.action}
      hidden={{ code: props.code }}
      button={t.confirm}
    />
  )
}

export function LinkOverPage({ language }: { language: Language }) {
  const t = words[language].signIn
  return (
    <Question>
      <h1>{t.overTitle}</h1>
      <p class="lede">{t.over}</p>
      <Actions>
        <LinkButton href="/log-in">{t.again}</LinkButton>
      </Actions>
    </Question>
  )
}
