import type { Language } from '../../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import { Field } from '../../../web/components/index.ts'
import { words } from '../messages/index.ts'

/** What `readLetterFields` may say, for the summary above a form. */
export function letterMessages(language: Language): Record<string, string> {
  return words[language].errors
}

/** The number and the code of a letter, as they stand on paper. */
export function LetterFields(props: {
  language: Language
  /** Whose letter it is, is known already: only the code is asked. */
  ownKnown?: boolean
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}) {
  const { language, ownKnown, values, errors } = props
  const t = words[language].code
  const messages = letterMessages(language)
  const error = (name: string) => errors?.[name] && messages[errors[name]]
  return (
    <>
      {!ownKnown && (
        <Field
          name="nr"
          code
          label={t.number}
          help={t.numberHelp}
          value={valueOf(values, 'nr')}
          maxlength={30}
          autocomplete="off"
          spellcheck={false}
          error={error('nr')}
        />
      )}
      <Field
        name="code"
        code
        label={t.code}
        help={t.codeHelp}
        value={valueOf(values, 'code')}
        maxlength={30}
        autocomplete="one-time-code"
        spellcheck={false}
        error={error('code')}
      />
    </>
  )
}
