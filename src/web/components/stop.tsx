import type { JSX } from 'preact'
import { Thing, type ThingName } from '../art/index.ts'
import { classes } from './classes.ts'
import type { Line, Words } from './types.ts'

export interface StopProps {
  line: Line
  /** Names the section, and can be linked to. */
  id: string
  heading: Words
  /** Keeps the heading for screen readers only. */
  quiet?: boolean
  /** The small word above the heading. */
  rubric?: Words
  lede?: Words
  /** What the cord does at this heading. */
  sign?: 'loop' | 'kite' | 'flag' | 'lamp' | 'none'
  /** Heading beside the content instead of above it, on wide screens. */
  side?: boolean
  /** The cord begins here, in a letterbox. */
  letterbox?: boolean
  /** Closer to what is above. */
  tight?: boolean
  /** A picture beside the heading, on wide screens. */
  picture?: Words
  /** Can be folded on a phone; always open on a wide screen. */
  folds?: boolean
  children?: Words
}

/** One stop of the cord: a section of the page, on one of the lines. */
export function Stop(props: StopProps): JSX.Element {
  const sign = props.sign ?? (props.letterbox ? 'none' : 'loop')
  const heading = (
    <h2 id={props.id} class={props.quiet ? 'visually-hidden' : undefined}>
      {props.rubric && <span class="rubric">{props.rubric}</span>}
      {props.heading}
    </h2>
  )
  const lede = props.lede && <p class="lede">{props.lede}</p>
  return (
    <section
      class={classes(
        'stop',
        props.side && 'stop--side',
        props.letterbox && 'stop--letterbox',
        props.tight && 'stop--tight',
      )}
      data-line={props.line}
      aria-labelledby={props.id}
    >
      {props.letterbox && <Thing name="letterbox" class="stop__letterbox" />}
      {props.folds ? (
        <details class="stop__fold">
          <summary class="stop__head">
            <Sign sign={sign} />
            {heading}
          </summary>
          <div class="stop__body">
            {lede}
            {props.children}
          </div>
        </details>
      ) : (
        <>
          <div class={classes('stop__head', props.quiet && 'stop__head--quiet')}>
            <Sign sign={sign} />
            {heading}
            {lede}
            {props.picture && <div class="stop__picture">{props.picture}</div>}
          </div>
          <div class="stop__body">{props.children}</div>
        </>
      )}
    </section>
  )
}

const Sign = ({ sign }: { sign: NonNullable<StopProps['sign']> }): JSX.Element | null =>
  sign === 'none' ? null : (
    <Thing name={sign satisfies ThingName} class={classes('knot', sign !== 'loop' && 'knot--thing')} />
  )

/** The end of a page: the cord ends in a bead, and the house says goodbye. Spans stand on lines of their own. */
export function End({ line, label, children }: { line: Line; label: string; children: Words }): JSX.Element {
  return (
    <section class="stop end" data-line={line} aria-label={label}>
      <p class="goodbye">{children}</p>
      <Thing name="bead" class="knot knot--bead" />
    </section>
  )
}
