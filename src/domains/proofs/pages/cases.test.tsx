import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { mostCases } from '../cases/judge.ts'
import { words } from '../messages/index.ts'
import { CasesPage } from './cases.tsx'

it('says that more cases may wait than are listed, and how to reach them', () => {
  const page = (count: number) =>
    renderToString(
      <CasesPage
        language="nl"
        cases={Array.from({ length: count }, (_, n) => ({
          id: String(n),
          kind: 'household' as const,
          opened: new Date(0),
          heard: false,
        }))}
        objections={[]}
      />,
    )
  const more = words.nl.steward.casesMore(mostCases)
  expect(page(mostCases - 1)).not.toContain(more)
  expect(page(mostCases)).toContain(more)
})
