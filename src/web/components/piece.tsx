import type { JSX } from 'preact'
import { classes } from './classes.ts'
import type { Line, Words } from './types.ts'
import { Why } from './why.tsx'

/** One item as it would stand in a newspaper: a rule, a heading, some words, and why it is here. */
export function Piece(props: {
  heading: Words
  href?: string
  rubric?: Words
  labels?: Words
  why?: Words
  actions?: Words
  level?: 2 | 3 | 4
  /** A box round it, for the one thing that matters now. */
  framed?: boolean
  line?: Line
  id?: string
  children?: Words
}): JSX.Element {
  const Heading = `h${props.level ?? 3}` as 'h3'
  return (
    <article class={classes(props.framed ? 'frame' : 'piece')} data-line={props.line} id={props.id}>
      {props.labels}
      {props.rubric && <p class="rubric">{props.rubric}</p>}
      <Heading>{props.href === undefined ? props.heading : <a href={props.href}>{props.heading}</a>}</Heading>
      {props.children}
      {props.why && <Why>{props.why}</Why>}
      {props.actions && <div class="actions">{props.actions}</div>}
    </article>
  )
}

/** What somebody said or wrote, as a quotation. */
export const Quote = ({ children, dream }: { children: Words; dream?: boolean }): JSX.Element => (
  <blockquote class={dream ? 'dream' : 'quote'} dir="auto">
    {children}
  </blockquote>
)
