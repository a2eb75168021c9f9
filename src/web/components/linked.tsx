import type { JSX } from 'preact'
import type { Line, Words } from './types.ts'

/** Communities on one cord: those that are connected with this one. */
export const Linked = ({
  items,
  line,
}: {
  items: readonly { heading: Words; href: string; text: Words }[]
  line?: Line
}): JSX.Element => (
  <ul class="linked" data-line={line}>
    {items.map(({ heading, href, text }) => (
      <li>
        <h3>
          <a href={href}>{heading}</a>
        </h3>
        <p>{text}</p>
      </li>
    ))}
  </ul>
)
