import type { JSX } from 'preact'
import type { Words } from './types.ts'

/** Numbered promises. */
export const Promises = ({ items }: { items: readonly { heading: Words; text: Words }[] }): JSX.Element => (
  <ol class="promises">
    {items.map(({ heading, text }) => (
      <li>
        <h3>{heading}</h3>
        <p>{text}</p>
      </li>
    ))}
  </ol>
)
