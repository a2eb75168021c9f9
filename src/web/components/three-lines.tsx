import type { JSX } from 'preact'
import { Thing } from '../art/index.ts'
import type { Words } from './types.ts'

const LINES = [
  { line: 'sun', thing: 'kite-large' },
  { line: 'sky', thing: 'flag-large' },
  { line: 'plum', thing: 'lamp-large' },
] as const

interface LineWords {
  heading: Words
  href?: string
  text: Words
}

/** The three connecting lines, hanging from the cord: ambitions, ambassadors, authorities. */
export const ThreeLines = ({ lines }: { lines: readonly [LineWords, LineWords, LineWords] }): JSX.Element => (
  <div class="lines">
    {LINES.map(({ line, thing }, i) => {
      const { heading, href, text } = lines[i]!
      return (
        <article data-line={line}>
          <Thing name={thing} />
          <h3>{href === undefined ? heading : <a href={href}>{heading}</a>}</h3>
          <p>{text}</p>
        </article>
      )
    })}
  </div>
)
