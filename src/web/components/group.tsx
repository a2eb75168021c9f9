import type { JSX } from 'preact'
import { Thing, type ThingName } from '../art/index.ts'
import type { Line, Words } from './types.ts'

/** A part within a stop, under a heading with the thing of its line. */
export const Group = (props: {
  heading: Words
  thing?: ThingName
  line?: Line
  level?: 3 | 4
  children: Words
}): JSX.Element => {
  const Heading = `h${props.level ?? 3}` as 'h3'
  return (
    <div class="group" data-line={props.line}>
      <Heading>
        {props.thing && <Thing name={props.thing} />}
        {props.heading}
      </Heading>
      {props.children}
    </div>
  )
}
