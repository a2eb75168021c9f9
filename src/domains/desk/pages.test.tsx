import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { words } from './messages/index.ts'
import { Recent } from './pages.tsx'
import { mostAtDesk } from './register.ts'

it('says that more were registered than are listed, and how to find them', () => {
  const list = (count: number) =>
    renderToString(
      <Recent
        language="nl"
        recent={Array.from({ length: count }, (_, n) => ({
          id: String(n),
          name: 'Truus',
          level: 'applicant' as const,
          language: 'nl',
          registered: new Date(0),
          cardMade: undefined,
          cardUsed: undefined,
        }))}
      />,
    )
  const more = words.nl.desk.recentMore(mostAtDesk)
  expect(list(mostAtDesk - 1)).not.toContain(more)
  expect(list(mostAtDesk)).toContain(more)
})
