import type { ComponentChildren } from 'preact'
import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Back,
  Button,
  Choices,
  Field,
  Opener,
  Stop,
  Written,
} from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import { longestWhy } from '../rules.ts'
import { LetterForm, type LetterFormProps } from './parts.tsx'

/** The first message to a neighbour. */
export function BeginPage(props: Omit<LetterFormProps, 'label'> & { name: string }) {
  const { language, name, ...form } = props
  const { begin: t, title } = words[language]
  return (
    <>
      <Opener
        above={
          <Back language={language} to="/brieven">
            {title}
          </Back>
        }
        heading={t.title(name)}
        lede={t.lede(name)}
        line="sky"
      />
      <Stop line="sky" id="schrijf" heading={t.heading} quiet letterbox>
        <LetterForm {...form} language={language} label={t.words} />
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}

/** Reporting one message of the other. */
export function ReportPage(props: {
  language: Language
  path: string
  seq: number
  html: string
  values?: FormValues
  errors?: FormErrors | undefined
}): ComponentChildren {
  const { language, path, seq, errors, values } = props
  const { report: t, errors: messages } = words[language]
  return (
    <>
      <Opener
        above={
          <Back language={language} to={path}>
            {t.back}
          </Back>
        }
        heading={t.title}
        lede={t.lede}
        line="door"
      />
      <Stop line="door" id="meld" heading={t.heading} quiet letterbox>
        <blockquote class="reply__quote" dir="auto">
          <Written html={props.html} />
        </blockquote>
        <form action={`${path}/meld/${seq}`} method="post" class="stack">
          <Problems language={language} errors={errors} messages={messages} />
          <Field
            kind="textarea"
            name="why"
            rows={3}
            label={t.why}
            value={valueOf(values, 'why')}
            error={errors?.['why'] && messages[errors['why']]}
            maxlength={longestWhy}
          />
          <Choices
            type="checkbox"
            name="block"
            legend={t.blockLegend}
            options={[
              {
                value: 'yes',
                label: t.block,
                help: t.blockHelp,
                checked: !values || valueOf(values, 'block') === 'yes',
              },
            ]}
          />
          <Actions>
            <Button>{t.button}</Button>
          </Actions>
        </form>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}
