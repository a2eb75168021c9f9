import type { JSX } from 'preact'
import { classes } from './classes.ts'
import { describedBy, FieldError } from './field.tsx'
import type { Shown, Words } from './types.ts'

export interface Choice {
  value: string
  label: Words
  help?: Words
  checked?: boolean
  disabled?: boolean
  shown?: Shown
}

/** One answer (radio) or more (checkbox), as rows that are easy to touch. */
export function Choices(props: {
  type?: 'radio' | 'checkbox'
  name: string
  id?: string
  legend: Words
  help?: Words
  error?: Words
  optional?: string
  required?: boolean
  options: readonly Choice[]
}): JSX.Element {
  const { type = 'radio', name, id = props.name } = props
  return (
    <fieldset class="choice-set" aria-describedby={describedBy(id, props.help, props.error)}>
      <legend class="field__label">
        {props.legend}
        {props.optional && <span class="field__optional"> {props.optional}</span>}
      </legend>
      {props.help && (
        <span class="field__help" id={`${id}-help`}>
          {props.help}
        </span>
      )}
      {props.error && <FieldError id={id}>{props.error}</FieldError>}
      <div class={classes('choices', Boolean(props.error) && 'choices--error')}>
        {props.options.map((option, i) => (
          <label class={classes('choice', option.shown && `is-${option.shown}`)}>
            <input
              type={type}
              name={name}
              value={option.value}
              // The error summary links to the first answer.
              id={i === 0 ? id : undefined}
              checked={option.checked}
              disabled={option.disabled}
              required={props.required && type === 'radio'}
            />
            <span>
              <b>{option.label}</b>
              {option.help && <span class="choice__help">{option.help}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
