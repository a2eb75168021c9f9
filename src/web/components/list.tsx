import type { JSX } from 'preact'
import type { Words } from './types.ts'
import { Why } from './why.tsx'

/** A list under a firm line; each item under a hairline. */
export const List = ({ ordered, children }: { ordered?: boolean; children: Words }): JSX.Element =>
  ordered ? <ol class="list">{children}</ol> : <ul class="list">{children}</ul>

/** One item of a list. */
export function ListItem(props: {
  heading: Words
  href?: string
  why?: Words
  labels?: Words
  level?: 3 | 4
  children?: Words
}): JSX.Element {
  const Heading = `h${props.level ?? 3}` as 'h3'
  return (
    <li>
      {props.labels}
      <Heading>{props.href === undefined ? props.heading : <a href={props.href}>{props.heading}</a>}</Heading>
      {props.children}
      {props.why && <Why>{props.why}</Why>}
    </li>
  )
}
