import type { JSX } from 'preact'
import type { Words } from './types.ts'

/** What filled and open doors mean. */
export const Legend = ({
  items,
}: {
  items: readonly { match: 'exact' | 'related'; text: Words }[]
}): JSX.Element => (
  <p class="legend">
    {items.map(({ match, text }) => (
      <span>
        <i class={match === 'related' ? 'is-related' : undefined} />
        {text}
      </span>
    ))}
  </p>
)
