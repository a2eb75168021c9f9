import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './sources.ts'

/** The rows of the table of threats: who tries what, and which tests show what stops them. */
const rows = readFileSync(join(root, 'docs/threats.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!attacker|---)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, attacker = '', tries = '', , shown = '']) => ({ attacker, tries, shown }))

const tests = globSync('{src,tests}/**/*.test.{ts,tsx}', { cwd: root }).map((path) => ({
  path,
  text: readFileSync(join(root, path), 'utf8').replaceAll(/\s+/g, ' '),
}))

/** Files that a cell names: `proofs/letters` is src/domains/proofs/letters.test.ts; a folder is every test in it. */
const filesOf = (cell: string) => {
  const name = cell.split(' "')[0] ?? ''
  return tests.filter(({ path }) =>
    ['src/domains/', 'src/', 'tests/'].some(
      (start) => path.startsWith(`${start}${name}.test.`) || path.startsWith(`${start}${name}/`),
    ),
  )
}

test('there are enough of them, and each says who, what and how it is shown', () => {
  expect(rows.length).toBeGreaterThanOrEqual(25)
  expect(rows.filter(({ attacker, tries, shown }) => !attacker || !tries || !shown)).toEqual([])
})

test.each(rows)('$attacker: $tries', ({ shown }) => {
  for (const part of shown.split(/,\s+(?=[a-z-]+\/)/)) {
    const files = filesOf(part)
    expect(files, `no test file for ${part}`).not.toEqual([])
    for (const [, title = ''] of part.matchAll(/"([^"]+)"/g)) {
      // A row may shorten a title with an ellipsis, and apostrophes are written in two ways.
      const words = title.split('…').map((piece) => piece.trim().replaceAll('’', "'"))
      const found = files.some(({ text }) =>
        words.every((piece) => text.replaceAll('’', "'").replaceAll("\\'", "'").includes(piece)),
      )
      expect(found, `no test called "${title}" in ${files.map(({ path }) => path).join(', ')}`).toBe(true)
    }
  }
})
