import type { JSX } from 'preact'
import type { Language } from '../../platform/i18n.ts'
import { words } from '../messages/index.ts'
import type { Words } from './types.ts'

/** Above the heading of a page: the way back to the page that this one belongs to, in a word or by its name. */
export const Back = (props: { language: Language; to: string; children?: Words }): JSX.Element => (
  <p>
    <a href={props.to}>{props.children ?? words[props.language].back}</a>
  </p>
)
