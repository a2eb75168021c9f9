import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { readSources, root } from './sources.ts'

/** The program; of the catalogues only what one sentence takes from another. */
const code = readSources()
  .filter(({ isTest }) => !isTest)
  .map(({ path, code }) => ({
    path,
    code: path.includes('/messages/') ? (code.match(/\.\w+/g) ?? []).join(' ') : code,
  }))
const tables = globSync('db/migrations/*.sql', { cwd: root }).map((path) =>
  readFileSync(join(root, path), 'utf8'),
)

/** Every word of a text, also in strings: a sentence may be looked up by a code, a column or a word in the address. */
function wordsOf(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => text.match(/[\p{L}\p{N}_]+/gu) ?? []))
}
const everywhere = wordsOf([...code.map((each) => each.code), ...tables])

/** Codes that one domain throws and the form or page of another shows. */
const shared = new Set(['errors', 'refusals'])
/** These speak for all domains: of what they hold, refuse and show. */
const forAll = /^src\/(app|web|domains\/own-data)\//
/** Named where this test cannot see it. */
const known = new Map([
  ['src/domains/helping done.geblokkeerd', 'the desk sends back to this page'],
  ['src/domains/foundation figures.states.retry', 'a state of the job queue'],
  ['src/domains/demo tasks.operations', 'a task that nobody of the demo has yet'],
  ['src/domains/documents readersOf.extranet', 'named by the access of a community'],
  ['src/domains/documents readersOf.internet', 'named by the access of a community'],
  ['src/domains/desk cardMail.subject', 'every mail has one'],
])

/** The names in a catalogue by their path; a list and what a function says have no names of their own, nor have numbers. */
function namesIn(words: unknown, path: string[] = []): string[][] {
  if (typeof words !== 'object' || words === null || Array.isArray(words)) return []
  return Object.entries(words).flatMap(([name, value]) => [
    ...(/^\d+$/.test(name) ? [] : [[...path, name]]),
    ...namesIn(value, [...path, name]),
  ])
}

/** Names of which no part of the program knows. May miss one that is called like something else. */
function unspoken(words: unknown, own: ReadonlySet<string>): string[] {
  return namesIn(words)
    .filter((path) => {
      const [section = ''] = path
      const within = path.length > 2 || shared.has(section) ? everywhere : own
      return !(path.at(-1)!.match(/[\p{L}\p{N}_]+/gu) ?? []).every((word) => within.has(word))
    })
    .map((path) => path.join('.'))
}

test.each(globSync('src/**/messages/index.ts', { cwd: root }).sort())(
  '%s says nothing that nobody asks',
  async (file) => {
    const { words } = (await import(join(root, file))) as { words: { nl: unknown } }
    const folder = dirname(dirname(file))
    const own = code.filter(({ path }) => path.startsWith(`${folder}/`)).map((each) => each.code)
    const found = unspoken(words.nl, forAll.test(file) ? everywhere : wordsOf(own))
    expect(found.filter((name) => !known.has(`${folder} ${name}`))).toEqual([])
  },
)

test('finds a name that no code knows, and leaves lists and functions alone', () => {
  const words = {
    page: { title: '', bezewenNiet: '', items: ['a'], wrong: () => ({ subjectOfNobody: '' }) },
    errors: { nameMissing: '', nooitGegooid: '' },
  }
  const own = wordsOf(['t.page.title; t.items; t.wrong(); t.errors'])
  expect(unspoken(words, own)).toEqual(['page.bezewenNiet', 'errors.nooitGegooid'])
})
