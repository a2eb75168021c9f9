import type { JSX } from 'preact'
import { Notice } from './notice.tsx'
import type { Words } from './types.ts'

/**
 * What went wrong, on top of a form: what happened, that nothing was lost, and links to the
 * answers to look at again. Can be focused, so that a script or a link may bring people here.
 */
export function ErrorSummary(props: {
  id?: string
  heading: string
  words?: Words
  errors: readonly { field?: string; text: string }[]
}): JSX.Element {
  return (
    <Notice kind="error" heading={props.heading} id={props.id ?? 'errors'} live focusable>
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
