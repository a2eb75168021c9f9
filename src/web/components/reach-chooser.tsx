import type { JSX } from 'preact'
import type { Words } from './types.ts'

/** How far somebody wants to look: a street, a buurt, a walk. One row to choose from. */
export function ReachChooser(props: {
  name?: string
  id?: string
  legend: Words
  options: readonly { value: string; label: string; checked?: boolean }[]
  /** What the choice means, such as how long the walk takes. */
  note?: Words
}): JSX.Element {
  const { name = 'reach' } = props
  return (
    <fieldset class="reach">
      <legend class="field__label" id={props.id}>
        {props.legend}
      </legend>
      <div class="reach__row">
        {props.options.map(({ value, label, checked }) => (
          <label>
            <input type="radio" name={name} value={value} checked={checked} />
            {label}
          </label>
        ))}
      </div>
      {props.note && <p class="small soft">{props.note}</p>}
    </fieldset>
  )
}
