import type { JSX } from 'preact'
import { Notice } from './notice.tsx'
import type { Words } from './types.ts'

/**
 * What went wrong, on top of a form: what happened, that nothing was lost, and links to the
 * answers to look at again. Takes the focus when the page opens, so that it is the first that is read out.
 */
export function ErrorSummary(props: {
  id?: string
  heading: string
  words?: Words
  /** False where it is only shown, as among the examples. */
  focused?: boolean
  errors: readonly { field?: string; text: string }[]
}): JSX.Element {
  return (
    <Notice
      kind="error"
      heading={props.heading}
      id={props.id ?? 'errors'}
      live
      focused={props.focused ?? true}
    >
      {props.words && <p>{props.words}</p>}
      {props.errors.length > 0 && (
        <ul class="error-list">
          {props.errors.map(({ field, text }) => (
            <li>{field === undefined ? text : <a href={`#${field}`}>{text}</a>}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
