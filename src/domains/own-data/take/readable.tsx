import { renderToString } from 'preact-render-to-string'
import { formatDate, type Language } from '../../../platform/i18n.ts'
import { words } from '../messages/index.ts'
import type { Part } from './parts.ts'
import { linesOf, openingsTogether, type Line, type TakenWords } from './words.ts'

/** The file stands alone: its style is in it, it has no scripts and loads nothing. */
const style = `
:root { color-scheme: light dark; --paper: #f7f1e4; --ink: #1a2226; --soft: #4a5358; --rule: #d8cfba; }
@media (prefers-color-scheme: dark) { :root { --paper: #12181b; --ink: #f2eadb; --soft: #bdb8ab; --rule: #39434a; } }
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-inline-size: 46rem; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 2.25rem; line-height: 1.15; margin: 0; }
h2 { font-size: 1.5rem; margin: 2.5rem 0 0; padding-block-start: .5rem; border-block-start: 2px solid var(--ink); }
dl { margin: 0; padding-block: .75rem; border-block-end: 1px solid var(--rule); }
dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; }
dt { color: var(--soft); flex: 0 0 11rem; }
dd { margin: 0; flex: 1 1 14rem; white-space: pre-line; }
p { color: var(--soft); }
`

/** A page of everything, in the language of who takes it along, piece by piece. */
export async function* readable(
  language: Language,
  about: { name: string; made: Date },
  parts: readonly Part[],
  said: TakenWords,
): AsyncGenerator<string> {
  const { file: t, parts: names } = words[language]
  yield `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${t.title}</title><style>${style}</style></head><body><main>`
  yield renderToString(
    <>
      <h1>{t.title}</h1>
      <p>{t.lede(about.name, formatDate(language, about.made))}</p>
      <p>{t.files}</p>
    </>,
  )
  for (const part of parts) {
    yield renderToString(<h2 id={part.name}>{names[part.name] ?? part.name}</h2>)
    if (part.name === 'openings') yield renderToString(<p>{t.openings}</p>)
    let none = true
    for await (const rows of rowsOf(language, part, said)) {
      if (rows.length > 0) none = false
      yield renderToString(
        <>
          {rows.map((lines) => (
            <Row lines={lines} />
          ))}
        </>,
      )
    }
    if (none) yield renderToString(<p>{t.none}</p>)
  }
  yield '</main></body></html>\n'
}

async function* rowsOf(language: Language, part: Part, said: TakenWords): AsyncGenerator<Line[][]> {
  if (part.name === 'openings') yield await openingsTogether(language, said, part.pages())
  else
    for await (const page of part.pages())
      yield page.map((taken) => linesOf(language, said, part.name, taken))
}

function Row({ lines }: { lines: Line[] }) {
  return (
    <dl>
      {lines.map(([term, value]) => (
        <div>
          <dt>{term}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
