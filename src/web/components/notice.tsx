import type { JSX } from 'preact'
import { classes } from './classes.ts'
import type { Line, Words } from './types.ts'

/** Something the house says: plain, done, or wrong. `live` reads it out when the page opens. */
export function Notice(props: {
  kind?: 'plain' | 'done' | 'error'
  heading?: Words
  line?: Line
  id?: string
  live?: boolean
  /** Takes the focus when the page opens, also without scripts. A page has one at most. */
  focused?: boolean
  children?: Words
}): JSX.Element {
  const { kind = 'plain' } = props
  return (
    <div
      class={classes('notice', kind !== 'plain' && `notice--${kind}`)}
      data-line={props.line}
      id={props.id}
      role={props.live ? (kind === 'error' ? 'alert' : 'status') : undefined}
      tabIndex={props.focused ? -1 : undefined}
      autoFocus={props.focused}
    >
      {props.heading && <h2>{props.heading}</h2>}
      {props.children}
    </div>
  )
}
