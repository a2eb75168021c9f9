import { renderToString } from 'preact-render-to-string'
import { formatDate, formatTime, type Language } from '../../../platform/i18n.ts'
import { words as identityWords } from '../../identity/index.ts'
import { words } from '../messages/index.ts'
import type { Part, Taken } from './parts.ts'

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
    let none = true
    for await (const page of part.pages()) {
      none = false
      yield renderToString(
        <>
          {page.map((taken) => (
            <Row language={language} taken={taken} />
          ))}
        </>,
      )
    }
    if (none) yield renderToString(<p>{t.none}</p>)
  }
  yield '</main></body></html>\n'
}

function Row({ language, taken }: { language: Language; taken: Taken }) {
  const { columns } = words[language]
  const said = Object.entries(taken).filter(
    ([, value]) => value !== null && value !== '' && value !== undefined,
  )
  return (
    <dl>
      {said.map(([column, value]) => (
        <div>
          <dt>{columns[column] ?? column}</dt>
          <dd dir="auto">{inWords(language, column, value)}</dd>
        </div>
      ))}
    </dl>
  )
}

const momentShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

function inWords(language: Language, column: string, value: unknown): string {
  const { file: t, codes } = words[language]
  const { field, reasons } = identityWords[language].data
  if (typeof value === 'boolean') return value ? t.yes : t.no
  if (Array.isArray(value)) return value.map((each) => inWords(language, column, each)).join(', ')
  const text = String(value)
  const known: Record<string, string> | undefined =
    column === 'field' ? field : column === 'because' ? reasons : codes[column]
  if (known?.[text]) return known[text]
  if (!momentShape.test(text)) return text
  const moment = new Date(text)
  return `${formatDate(language, moment)}, ${formatTime(language, moment)}`
}
