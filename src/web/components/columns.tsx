import type { JSX } from 'preact'
import type { Words } from './types.ts'

/**
 * Parts beside each other when there is room: two, three, `main` with something beside it, or `lead`:
 * first what matters most (above on a phone, at the far side on a wide screen), then the rest.
 */
export const Columns = ({
  kind = 'two',
  children,
}: {
  kind?: 'two' | 'three' | 'main' | 'lead'
  children: Words
}): JSX.Element => <div class={`columns columns--${kind}`}>{children}</div>

/** Parts below each other with even space. */
export const Stack = ({ children }: { children: Words }): JSX.Element => <div class="stack">{children}</div>
