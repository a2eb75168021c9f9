import type { JSX } from 'preact'
import { Button } from './button.tsx'
import { describedBy, FieldError } from './field.tsx'
import type { Words } from './types.ts'

declare module 'preact' {
  // oxlint-disable-next-line typescript/no-namespace -- the only way to name a custom element for JSX
  namespace JSX {
    interface IntrinsicElements {
      'dhz-suggest': { src: string; 'data-count'?: string; children?: ComponentChildren }
    }
  }
}

/** One question that leads to a list. With `suggest` it answers while somebody types, when scripts run. */
export function Search(props: {
  action: string
  method?: 'get' | 'post'
  name?: string
  id?: string
  label: Words
  help?: Words
  error?: Words
  value?: string | undefined
  button: string
  autocomplete?: string
  suggest?: {
    /** Where suggestions come from; the typed words are added. */
    src: string
    /** Announces how many there are; `{n}` is replaced. */
    count: string
  }
  /** Hidden fields and other parts of the form. */
  children?: Words
}): JSX.Element {
  const { name = 'q', id = name } = props
  const input = (
    <input
      class="input"
      type="search"
      id={id}
      name={name}
      value={props.value}
      autocomplete={props.autocomplete}
      aria-invalid={props.error ? 'true' : undefined}
      aria-describedby={describedBy(id, props.help, props.error)}
    />
  )
  return (
    <search>
      <form class="search" action={props.action} method={props.method ?? 'get'}>
        {props.children}
        <label class="field__label" for={id}>
          {props.label}
        </label>
        {props.help && (
          <span class="field__help" id={`${id}-help`}>
            {props.help}
          </span>
        )}
        {props.error && <FieldError id={id}>{props.error}</FieldError>}
        <div class="search__row">
          {props.suggest ? (
            <dhz-suggest src={props.suggest.src} data-count={props.suggest.count}>
              {input}
            </dhz-suggest>
          ) : (
            input
          )}
          <Button>{props.button}</Button>
        </div>
      </form>
    </search>
  )
}
