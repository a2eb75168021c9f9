import { renderToString } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { words } from '../messages/index.ts'
import { mostActs } from '../queries.ts'
import { Acts } from './parts.tsx'

it('says that more may have been done than is listed, and where all of it is', () => {
  const act = {
    kind: 'begin' as const,
    name: 'Kees',
    community: null,
    slug: null,
    meeting: null,
    person: null,
    begun: new Date(0),
    outcome: 'done' as const,
  }
  const list = (count: number) =>
    renderToString(
      <Acts language="nl" caption="" acts={Array.from({ length: count }, () => act)} mark={(name) => name} />,
    )
  const more = words.nl.act.more(mostActs)
  expect(list(mostActs - 1)).not.toContain(more)
  expect(list(mostActs)).toContain(more)
  expect(list(mostActs)).toContain('href="/ik/gegevens/meenemen"')
})
