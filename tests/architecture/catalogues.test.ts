import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/platform/i18n.ts'
import { root } from './sources.ts'

const files = globSync('src/**/messages/index.ts', { cwd: root }).sort()

/** A list may be shorter in one language than in another, and a column may need no heading. */
const inList = /\.\d+(\.|$)/

/** Every sentence of a catalogue by its path, such as `fields.name`; a function counts by how many words it takes. */
function sentences(words: unknown, path: string[] = []): [string, unknown][] {
  if (typeof words !== 'object' || words === null) return [[path.join('.'), words]]
  return Object.entries(words).flatMap(([key, value]) => sentences(value, [...path, key]))
}

describe.each(files)('%s', (file) => {
  test('says everything in every language', async () => {
    const { words } = (await import(join(root, file))) as { words: Record<string, unknown> }
    expect(Object.keys(words).sort()).toEqual([...languages].sort())
    const contract = new Set(sentences(words.nl).map(([path]) => path))
    for (const language of languages) {
      const said = sentences(words[language])
      const named = (paths: Iterable<string>) => [...paths].filter((path) => !inList.test(path)).sort()
      expect(named(said.map(([path]) => path))).toEqual(named(contract))
      const empty = said.filter(([path, value]) => value === '' && !inList.test(path))
      expect(empty.map(([path]) => `${language}: ${path} is empty`)).toEqual([])
    }
  })
})

/** One word for one thing: what residents read instead of these. */
const otherWords: [RegExp, string][] = [
  [/\btafel(tje)?s? van de stichting\b|\baan (de|een) tafel\b/i, 'balie'],
  [/\b\w*portemonnee\b/i, 'wallet'],
  [/\bbladzijden?\b/i, 'pagina'],
]

test.each(globSync('src/**/messages/*nl.ts', { cwd: root }).sort())(
  '%s keeps to one word for one thing',
  (file) => {
    const said = readFileSync(join(root, file), 'utf8')
    for (const [other, word] of otherWords) expect(other.exec(said)?.[0], `say ${word}`).toBeUndefined()
  },
)
