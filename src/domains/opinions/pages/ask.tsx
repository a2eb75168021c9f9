import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { Actions, Back, Button, Choices, Field, Opener, Stop } from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'

/** Asking a question. */
export function AskPage(props: {
  language: Language
  /** Where the form goes. */
  path: string
  back: { href: string; label: string }
  place: string
  values: FormValues
  errors?: FormErrors | undefined
}) {
  const { language, values, errors } = props
  const { ask: t, errors: wrong } = words[language]
  const { optional } = frameWords[language]
  const error = (name: string) => errors?.[name] && wrong[errors[name]]
  return (
    <>
      <Opener
        above={
          <Back language={language} to={props.back.href}>
            {props.back.label}
          </Back>
        }
        heading={t.title}
        lede={t.lede(props.place)}
        line="sky"
      />
      <Stop line="sky" id="formulier" heading={t.title} quiet letterbox>
        <form action={props.path} method="post" class="stack" novalidate>
          <Problems language={language} errors={errors} messages={wrong} />
          <input type="hidden" name="id" value={valueOf(values, 'id')} />
          <Field
            name="title"
            label={t.question}
            help={t.questionHelp}
            value={valueOf(values, 'title')}
            error={error('title')}
          />
          <Field
            name="about"
            kind="textarea"
            rows={3}
            label={t.about}
            optional={optional}
            value={valueOf(values, 'about')}
            error={error('about')}
          />
          <Field
            name="seeds"
            kind="textarea"
            rows={6}
            label={t.seeds}
            help={t.seedsHelp}
            optional={optional}
            value={valueOf(values, 'seeds')}
            error={error('seeds')}
          />
          <Field
            name="ends"
            kind="date"
            label={t.ends}
            value={valueOf(values, 'ends')}
            error={error('ends')}
          />
          <Choices
            name="screened"
            legend={t.screened}
            error={error('screened')}
            options={[
              { value: 'no', label: t.screenedNo, checked: valueOf(values, 'screened') !== 'yes' },
              {
                value: 'yes',
                label: t.screenedYes,
                help: t.screenedHelp,
                checked: valueOf(values, 'screened') === 'yes',
              },
            ]}
          />
          <Actions>
            <Button>{t.send}</Button>
          </Actions>
          <p class="small soft">{t.promise}</p>
        </form>
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}
