import type { JSX } from 'preact'
import type { Words } from './types.ts'

/** Something that can be opened by who wants to know more. */
export const Fold = (props: {
  summary: Words
  open?: boolean
  id?: string
  children: Words
}): JSX.Element => (
  <details class="fold" open={props.open} id={props.id}>
    <summary>{props.summary}</summary>
    <div class="stack">{props.children}</div>
  </details>
)
