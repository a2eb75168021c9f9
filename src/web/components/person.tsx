import type { JSX } from 'preact'
import { type Beside, Door } from '../art/index.ts'
import { Own } from './own.tsx'
import type { Line, Words } from './types.ts'
import { Why } from './why.tsx'

export interface PersonProps {
  name: Words
  href?: string
  /** Chooses the door; the same person always has the same one. */
  seed: number
  /** Flag for an ambassador, lamp for an authority. */
  beside?: Beside
  line?: Line
  /** What they are known for, above the name. */
  rubric?: Words
  why?: Words
  as?: 'article' | 'li'
  level?: 3 | 4
  children?: Words
}

const LINE: Record<Beside, Line> = { flag: 'sky', lamp: 'plum' }

/** A neighbour: their door, with a flag or lamp when others designated them, and words. */
export function Person(props: PersonProps): JSX.Element {
  const As = props.as ?? 'article'
  const Heading = `h${props.level ?? 3}` as 'h3'
  const name = <Own>{props.name}</Own>
  const line = props.line ?? (props.beside && LINE[props.beside])
  return (
    <As class={As === 'article' ? 'piece person' : 'person'} data-line={line}>
      <Door seed={props.seed} {...(props.beside ? { beside: props.beside } : {})} />
      <div>
        {props.rubric && <p class="rubric">{props.rubric}</p>}
        <Heading>{props.href === undefined ? name : <a href={props.href}>{name}</a>}</Heading>
        {props.children}
        {props.why && <Why>{props.why}</Why>}
      </div>
    </As>
  )
}
