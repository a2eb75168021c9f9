import type { JSX } from 'preact'
import { artHref, street, streetSeed } from '../art/index.ts'
import type { Line } from './types.ts'

/**
 * The row of houses that belongs to a place. The cord leaves its front door and goes on in the
 * gutter of the stop that follows. `of` is a place's code or id, or a seed.
 */
export function Street({ of, line = 'sun' }: { of: string | number; line?: Line }): JSX.Element {
  const seed = typeof of === 'number' ? of : streetSeed(of)
  return (
    <div class="street" data-line={line}>
      <svg viewBox={street(seed).viewBox} aria-hidden="true" focusable="false">
        <use href={artHref(`street-${seed}.svg`, 'street')} />
      </svg>
    </div>
  )
}
