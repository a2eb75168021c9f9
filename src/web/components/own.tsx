import type { JSX } from 'preact'
import type { Words } from './types.ts'

/** What a resident wrote, in the direction of its own letters: Arabic in a Dutch page, and the other way round. */
export const Own = ({ as: As = 'span', children }: { as?: 'span' | 'p'; children: Words }): JSX.Element => (
  <As dir="auto">{children}</As>
)
