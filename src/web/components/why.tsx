import type { JSX } from 'preact'
import type { Words } from './types.ts'

/** Why somebody sees this. In Dutch it always starts with "Omdat". */
export const Why = ({ children }: { children: Words }): JSX.Element => <p class="why">{children}</p>
