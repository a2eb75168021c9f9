import type { ComponentChildren } from 'preact'

/** The connecting line a part of a page is on. It sets the accent colour, never alone. */
export type Line = 'sun' | 'sky' | 'plum' | 'door'

/** Words, or words with links and emphasis in them. */
export type Words = ComponentChildren

/** Shows a state on the components page that normally only a pointer or key gives. */
export type Shown = 'hover' | 'focus'
