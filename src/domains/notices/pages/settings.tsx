import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Back,
  Button,
  Choices,
  Field,
  LinkButton,
  Opener,
  Stop,
} from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import { rhythms } from '../rules.ts'
import type { Settings, Subscribed } from '../settings.ts'

/** How often, of what, and whether on paper. */
export function SettingsPage(props: {
  language: Language
  settings: Settings
  communities: readonly Subscribed[]
  /** Whether paper can be asked for: an address that is proven. */
  paper: boolean
  values?: FormValues
  errors?: FormErrors
}) {
  const { language, settings, communities, paper, values, errors } = props
  const t = words[language].settings
  const messages = words[language].errors
  const rhythm = values ? valueOf(values, 'rhythm') : settings.rhythm
  const weekday = values ? valueOf(values, 'weekday') : String(settings.weekday)
  const post = values ? valueOf(values, 'post') === 'yes' : settings.byPost
  const quiet = values
    ? [values['quiet'] ?? []].flat()
    : communities.filter((one) => one.quiet).map(({ id }) => id)
  const error = (name: string) => errors?.[name] && messages[errors[name]]
  return (
    <>
      <Opener heading={t.title} lede={t.lede} above={<Back language={language} to="/ik/bundel" />} />
      <Stop line="door" id="instellen" heading={t.title} quiet letterbox>
        <form action="/ik/bundel/instellen" method="post" class="stack" novalidate>
          <Problems language={language} errors={errors} messages={messages} />
          <Choices
            name="rhythm"
            legend={t.rhythm}
            error={error('rhythm')}
            options={rhythms.map((value) => ({
              value,
              label: t.rhythms[value]?.[0],
              help: t.rhythms[value]?.[1],
              checked: rhythm === value,
            }))}
          />
          <Field
            name="weekday"
            kind="select"
            label={t.weekday}
            value={weekday}
            error={error('weekday')}
            options={t.weekdays.map((label, n) => ({ value: String(n + 1), label }))}
          />
          {communities.length > 0 && (
            <Choices
              type="checkbox"
              name="quiet"
              legend={t.quiet}
              help={t.quietHelp}
              options={communities.map(({ id, name }) => ({
                value: id,
                label: name,
                checked: quiet.includes(id),
              }))}
            />
          )}
          {paper && (
            <Choices
              type="checkbox"
              name="post"
              legend={t.paper}
              options={[{ value: 'yes', label: t.byPost, help: t.byPostHelp, checked: post }]}
            />
          )}
          <Actions>
            <Button>{t.save}</Button>
          </Actions>
        </form>
      </Stop>
      <Stop line="door" id="buur" heading={t.neighbour} side>
        <LinkButton kind="quiet" href="/ik/hulp/vraag">
          {t.neighbourLink}
        </LinkButton>
      </Stop>
      <Stop line="door" id="meteen" heading={t.always} side>
        <ul>
          {t.alwaysItems.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

/** Behind the link with which each bundle ends: one button. */
export function StopPage({ language, path }: { language: Language; path: string }) {
  const t = words[language].stop
  return (
    <>
      <Opener heading={t.title} lede={t.lede} />
      <Stop line="door" id="stop" heading={t.title} quiet letterbox>
        <p>{t.text}</p>
        <form action={path} method="post">
          <Actions>
            <Button>{t.button}</Button>
          </Actions>
        </form>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

/** After it. */
export function StoppedPage({ language }: { language: Language }) {
  const t = words[language].stop
  return (
    <>
      <Opener heading={t.doneTitle} lede={t.text} />
      <Stop line="door" id="klaar" heading={t.doneTitle} quiet letterbox>
        <p>{t.doneText}</p>
        <LinkButton kind="quiet" href="/ik/bundel/instellen">
          {t.back}
        </LinkButton>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}
