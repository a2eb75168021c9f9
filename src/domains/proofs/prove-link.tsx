import type { Language } from '../../platform/i18n.ts'
import { words } from './messages/index.ts'

/** Where somebody stands before something that asks for a proven address: the way to it. */
export function ProveLink({ language }: { language: Language }) {
  return (
    <p>
      <a href="/ik/bewijs">{words[language].proof.link}</a>
    </p>
  )
}
