import type { Language } from '../../platform/i18n.ts'
import { Choices, Field } from '../../web/components/index.ts'
import { words as frameWords } from '../../web/messages/index.ts'
import type { Located } from './address.ts'
import { words } from './messages/index.ts'

/**
 * Asks for an address, inside a form of the caller. With scripts it suggests while typing; without, the form is posted
 * with the words in `name`, the caller looks them up with `locate`, and renders the field again with what was found:
 * then it also asks which of the addresses is meant, in `chosen` (the id of an address).
 */
export function AddressField(props: {
  language: Language
  /** What was typed. */
  value?: string | undefined
  /** What looking it up gave. */
  located?: Located | undefined
  name?: string
  chosen?: string
  /** Another question than where the reader lives, such as the address of somebody else. */
  label?: string
  /** Also with such a question it says how to type an address. */
  help?: boolean
  error?: string | undefined
}) {
  const { language, value, located, name = 'q', chosen = 'address' } = props
  const t = words[language]
  const choices = located && !located.found ? located.suggestions : []
  const error = props.error ?? (located && !located.found ? whyNotFound(language, located) : undefined)
  return (
    <>
      {choices.length > 0 && (
        <Choices
          name={chosen}
          legend={t.field.which}
          error={error}
          options={[
            ...choices.map(({ id, label }) => ({ value: id, label })),
            { value: '', label: t.field.other, help: t.field.otherHelp },
          ]}
        />
      )}
      <dhz-suggest src="/adres/suggesties?q=" data-count={frameWords[language].suggestions}>
        <Field
          name={name}
          label={props.label ?? t.field.label}
          help={props.label && !props.help ? undefined : t.field.help}
          error={choices.length > 0 ? undefined : error}
          value={value}
          autocomplete="street-address"
          maxlength={120}
          spellcheck={false}
        />
      </dhz-suggest>
    </>
  )
}

/** Why no address was found, in a sentence. */
export function whyNotFound(language: Language, located: Exclude<Located, { found: object }>): string {
  const t = words[language].why
  const { why, street, suggestions } = located
  if (why === 'number' && street) return t.numberEnds(street.name, street.lowest, street.highest)
  if (why === 'street' && suggestions.length === 0) return t.streetNone
  if (why === 'postcode' && suggestions.length === 0) return t.postcodeNone
  return t[why]
}
