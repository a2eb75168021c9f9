import type { JSX } from 'preact'
import { Thing, type ThingName } from '../art/index.ts'
import { classes } from './classes.ts'
import type { Line, Words } from './types.ts'

/** A small word about something: its line, its state. Colour goes together with a thing and a word. */
export const Label = (props: {
  line?: Line
  thing?: ThingName
  full?: boolean
  tentative?: boolean
  children: Words
}): JSX.Element => (
  <span
    class={classes('label', props.full && 'label--full', props.tentative && 'label--tentative')}
    data-line={props.line}
  >
    {props.thing && <Thing name={props.thing} />}
    {props.children}
  </span>
)

/** A row of labels. */
export const Labels = ({ children }: { children: Words }): JSX.Element => <p class="labels">{children}</p>
