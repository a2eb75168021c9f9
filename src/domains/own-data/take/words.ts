import { formatDate, formatLanguage, formatList, formatTime, type Language } from '../../../platform/i18n.ts'
import type { ActWords } from '../../foundation/index.ts'
import { words as identityWords } from '../../identity/index.ts'
import type { Act, Notice, NoticeWords } from '../../residents/index.ts'
import { words } from '../messages/index.ts'
import type { Taken } from './parts.ts'

/** What the domains call their notices and acts, and how an eID is called here. */
export interface TakenWords {
  notices: readonly NoticeWords[]
  acts: readonly ActWords[]
  provider: (language: Language, id: string) => string | undefined
}

/** A row as it is read: what stands there, by the name of its column, in words. */
export type Line = [term: string, value: string]

/** The lines of one row. Without a word for a kind of news it says that there was something, never a code. */
export function linesOf(language: Language, said: TakenWords, part: string, taken: Taken): Line[] {
  const { columns, columnsOf } = words[language]
  const shown = part === 'notices' ? withNotice(language, said, taken) : taken
  return Object.entries(shown).flatMap(([column, value]): Line[] => {
    if (column === 'data' || value === null || value === undefined || value === '') return []
    const text =
      part === 'acts' && column === 'kind'
        ? actText(language, said, taken)
        : inWords(language, said, { part, column, taken }, value)
    return text === '' ? [] : [[columnsOf[part]?.[column] ?? columns[column] ?? column, text]]
  })
}

/** What was told, in the words of then; the names in it stand there once. */
function withNotice(language: Language, { notices }: TakenWords, taken: Taken): Taken {
  const { kind, data, created, seen } = taken
  const notice = { id: 0, kind, data, created, seen: Boolean(seen) } as unknown as Notice
  const found = notices.map((find) => find(language, notice)).find(Boolean)
  return { notice: found?.text ?? words[language].file.someNotice, created, seen }
}

function actText(language: Language, { acts }: TakenWords, { kind, data }: Taken): string {
  const act = { kind, about: data ?? {} } as unknown as Act
  return acts.map((find) => find(language, act)).find(Boolean)?.text ?? words[language].file.someAct
}

const momentShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

interface Where {
  part: string
  column: string
  taken: Taken
}

function inWords(language: Language, said: TakenWords, where: Where, value: unknown): string {
  const { file: t } = words[language]
  if (typeof value === 'boolean') return value ? t.yes : t.no
  if (Array.isArray(value))
    return formatList(
      language,
      value.map((each) => inWords(language, said, where, each)),
    )
  const text = String(value)
  const word = wordOf(language, said, where, text)
  if (word !== undefined) return word
  if (where.column === 'birth') return formatDate(language, new Date(text))
  return momentShape.test(text) ? momentOf(language, text) : text
}

/** "3 maart 2026, 14.30" */
function momentOf(language: Language, text: string): string {
  const moment = new Date(text)
  return `${formatDate(language, moment)}, ${formatTime(language, moment)}`
}

/** The word for a code: of this part first, as `kind` and `how` mean something else in each. */
function wordOf(
  language: Language,
  said: TakenWords,
  { part, column, taken }: Where,
  text: string,
): string | undefined {
  if (column === 'language' || column === 'speaks') return formatLanguage(language, text)
  if (column === 'provider') return said.provider(language, text) ?? words[language].file.provider
  if (column === 'rrule') return words[language].codes['rrule']?.[frequencyIn(text)]
  // What a community was changed to is said as the thing that changed.
  const code = part === 'changes' && column === 'value' ? String(taken['kind']) : column
  const { codes, codesOf } = words[language]
  const { field, reasons } = identityWords[language].data
  const tables: (Record<string, string> | undefined)[] = [
    column === 'field' ? field : undefined,
    column === 'because' ? reasons : undefined,
    part === 'sessions' && column === 'how' ? identityWords[language].sessions.came : undefined,
    column === 'keeps' ? words[language].resting.kept : undefined,
    codesOf[part]?.[code],
    codes[code],
  ]
  return tables.find((table) => table && Object.hasOwn(table, text))?.[text]
}

/** How often a meeting comes back (RFC 5545): "FREQ=WEEKLY;INTERVAL=2" is `WEEKLY 2`. */
function frequencyIn(rule: string): string {
  const [, often = ''] = /FREQ=(\w+)/.exec(rule) ?? []
  const [, interval] = /INTERVAL=(\d+)/.exec(rule) ?? []
  return interval ? `${often} ${interval}` : often
}

/** Openings of the vault for one reason, by one kind of people. */
interface Together {
  fields: Set<string>
  first: string
  last: string
  times: number
}

/** The openings taken together: what, how often, and from when until when. Every single one stands in the JSON. */
export async function openingsTogether(
  language: Language,
  said: TakenWords,
  pages: AsyncIterable<Taken[]>,
): Promise<Line[][]> {
  const together = new Map<string, { taken: Taken } & Together>()
  for await (const page of pages)
    for (const taken of page) {
      const opened = String(taken['opened'])
      const key = `${taken['because']} ${taken['by']}`
      const known = together.get(key) ?? { taken, fields: new Set(), first: opened, last: opened, times: 0 }
      known.fields.add(String(taken['field']))
      known.first = opened < known.first ? opened : known.first
      known.last = opened > known.last ? opened : known.last
      known.times += 1
      together.set(key, known)
    }
  const { file: t } = words[language]
  return [...together.values()]
    .toSorted((a, b) => (a.last < b.last ? 1 : -1))
    .map(({ taken: { because, by }, fields, first, last, times }) => [
      ...linesOf(language, said, 'openings', { because, by, field: [...fields].toSorted() }),
      [t.howOften, t.times(times)],
      ...(times === 1
        ? [[t.when, momentOf(language, last)] satisfies Line]
        : [
            [t.first, momentOf(language, first)] satisfies Line,
            [t.last, momentOf(language, last)] satisfies Line,
          ]),
    ])
}
