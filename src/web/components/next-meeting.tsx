import type { JSX } from 'preact'
import type { Line, Words } from './types.ts'

/** The next time people see each other, as a poster. One on a page. */
export const NextMeeting = (props: {
  id: string
  rubric: Words
  heading: Words
  line?: Line
  actions?: Words
  note?: Words
  children: Words
}): JSX.Element => (
  <section class="poster" aria-labelledby={props.id} data-line={props.line}>
    <p class="rubric">{props.rubric}</p>
    <h2 id={props.id}>{props.heading}</h2>
    {props.children}
    {props.actions && <div class="actions">{props.actions}</div>}
    {props.note && <p class="small">{props.note}</p>}
  </section>
)
