import { formatDate, type Language } from '../../../platform/i18n.ts'
import type { Move } from '../../levels/index.ts'
import { words } from '../messages/index.ts'

/** The way it went from one level to another. */
export function Moves({ language, moves }: { language: Language; moves: readonly Move[] }) {
  const t = words[language].page
  if (moves.length === 0) return null
  return (
    <ol class="list">
      {moves.map(({ from, to, moved }) => (
        <li>{t.moved(from.name, to.name, formatDate(language, moved))}</li>
      ))}
    </ol>
  )
}
