import type { JSX } from 'preact'
import { Door, Thing, type ThingName } from '../art/index.ts'
import type { Line, Words } from './types.ts'

/** Nothing here yet, which is how everything starts: the smallest useful next step. */
export function Empty(props: {
  heading: Words
  seed?: number
  thing?: ThingName
  line?: Line
  level?: 2 | 3
  children?: Words
  actions?: Words
}): JSX.Element {
  const Heading = `h${props.level ?? 3}` as 'h3'
  return (
    <div class="empty" data-line={props.line}>
      {props.thing ? <Thing name={props.thing} /> : <Door seed={props.seed ?? 61} />}
      <Heading>{props.heading}</Heading>
      {props.children}
      {props.actions && <div class="actions">{props.actions}</div>}
    </div>
  )
}
