import type { JSX } from 'preact'
import { classes } from './classes.ts'
import type { Line, Words } from './types.ts'

/** The top of a page: what this is, in the largest letters. Children stand below the words; `beside` next to them. */
export function Opener(props: {
  heading: Words
  lede?: Words
  /** Breadcrumb or labels above the heading. */
  above?: Words
  beside?: Words
  line?: Line
  children?: Words
}): JSX.Element {
  return (
    <div class={classes('opener', props.beside !== undefined && 'opener--beside')} data-line={props.line}>
      {props.above}
      <h1>{props.heading}</h1>
      {props.beside === undefined ? (
        <>
          {props.lede && <p class="lede">{props.lede}</p>}
          {props.children}
        </>
      ) : (
        <div class="opener__beside">
          <div class="stack">
            {props.lede && <p class="lede">{props.lede}</p>}
            {props.children}
          </div>
          <div>{props.beside}</div>
        </div>
      )}
    </div>
  )
}
