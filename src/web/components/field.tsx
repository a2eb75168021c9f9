import type { InputHTMLAttributes, JSX } from 'preact'
import { classes } from './classes.ts'
import type { Shown, Words } from './types.ts'

export interface Option {
  value: string
  label: string
  selected?: boolean
  disabled?: boolean
}

export interface FieldProps {
  name: string
  /** Defaults to the name; give one when a name occurs twice on a page. */
  id?: string
  label: Words
  help?: Words
  error?: Words
  /** The words for "(not required)"; shown when given. */
  optional?: string
  kind?:
    | 'text'
    | 'textarea'
    | 'select'
    | 'email'
    | 'tel'
    | 'url'
    | 'date'
    | 'time'
    | 'datetime-local'
    | 'number'
    | 'password'
    | 'file'
    | 'search'
  value?: string | number | undefined
  options?: readonly Option[]
  short?: boolean
  /** A code that was read out or printed: all of it is seen at once. */
  code?: boolean
  required?: boolean
  disabled?: boolean
  readonly?: boolean
  autocomplete?: string
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search'
  maxlength?: number
  min?: string | number
  max?: string | number
  step?: string | number
  rows?: number
  accept?: string
  multiple?: boolean
  spellcheck?: boolean
  /** The language of what people will write, when it is not the page's. */
  lang?: string
  shown?: Shown
}

/** One question: label above, help, message, and the place to answer. */
export function Field(props: FieldProps): JSX.Element {
  const id = props.id ?? props.name
  return (
    <div class={classes('field', Boolean(props.error) && 'field--error')}>
      <label class="field__label" for={id}>
        {props.label}
        {props.optional && <span class="field__optional"> {props.optional}</span>}
      </label>
      {props.help && (
        <span class="field__help" id={`${id}-help`}>
          {props.help}
        </span>
      )}
      {props.error && <FieldError id={id}>{props.error}</FieldError>}
      <Control {...props} id={id} />
    </div>
  )
}

/** The message at a field. The words that were typed stay where they were. */
export const FieldError = ({ id, children }: { id: string; children: Words }): JSX.Element => (
  <span class="field__error" id={`${id}-error`}>
    {children}
  </span>
)

/** Which elements explain a field, for `aria-describedby`. */
export const describedBy = (id: string, help: unknown, error: unknown): string | undefined =>
  classes(Boolean(help) && `${id}-help`, Boolean(error) && `${id}-error`) || undefined

function Control(props: FieldProps & { id: string }): JSX.Element {
  const {
    id,
    kind = 'text',
    value,
    options = [],
    short,
    code,
    shown,
    label: _label,
    help,
    error,
    optional: _optional,
    rows,
    ...rest
  } = props
  const shared = {
    ...(rest as Record<string, unknown>),
    id,
    class: classes('input', short && 'input--short', code && 'input--code', shown && `is-${shown}`),
    'aria-invalid': error ? ('true' as const) : undefined,
    'aria-describedby': describedBy(id, help, error),
  }
  if (kind === 'textarea')
    return (
      <textarea {...shared} rows={rows ?? 5}>
        {value}
      </textarea>
    )
  if (kind === 'select')
    return (
      <select {...shared}>
        {options.map((option) => (
          <option
            value={option.value}
            selected={option.selected ?? String(value ?? '') === option.value}
            disabled={option.disabled}
          >
            {option.label}
          </option>
        ))}
      </select>
    )
  const attributes = {
    ...shared,
    type: kind,
    value: kind === 'file' || kind === 'password' ? undefined : value,
  }
  return <input {...(attributes as InputHTMLAttributes)} />
}

/** Fields that belong side by side, such as day, time and place. */
export const FieldRow = ({ children }: { children: Words }): JSX.Element => (
  <div class="field-row">{children}</div>
)

/** A form that asks for something weighty: it stands on its own sheet. */
export const Sheet = ({ children }: { children: Words }): JSX.Element => (
  <div class="sheet stack">{children}</div>
)
