import { expect, test } from 'vitest'
import { circles, longest, tooLong, wrongImports, wrongReads } from './rules.ts'
import { importsOf, isTest, readSources, withoutComments, type Source } from './sources.ts'

const sources = readSources()

test('every unit imports only what it stands on, and another domain only through its door', () => {
  expect(sources.flatMap(wrongImports)).toEqual([])
})

test('no file imports itself by a detour', () => {
  expect(circles(sources)).toEqual([])
})

test('settings, clock and console have one place each', () => {
  expect(sources.flatMap(wrongReads)).toEqual([])
})

test(`no file has more than ${longest} lines`, () => {
  expect(sources.flatMap(tooLong)).toEqual([])
})

/** The rules themselves, held against files that break them. */
function source(path: string, text: string): Source {
  const code = withoutComments(text)
  return { path, text, code, imports: importsOf(path, code), isTest: isTest(path) }
}

test.each([
  ['src/platform/a.ts', `import { b } from '../web/b.ts'`],
  ['src/platform/a.ts', `import type { B } from '../domains/areas/index.ts'`],
  ['src/web/a.ts', `const b = await import('../app/b.ts')`],
  ['src/domains/areas/a.ts', `export * from '../residents/index.ts'`],
  ['src/domains/formation/a.ts', `import { b } from '../areas/queries.ts'`],
  ['src/domains/residents/a.test.ts', `import { b } from '../areas/queries.ts'`],
  ['src/domains/unknown/a.ts', `export const a = 1`],
  ['src/app/a.ts', `import\n  '../../tests/support/store.ts'`],
])('refuses in %s: %s', (path, text) => {
  expect(wrongImports(source(path, text))).toHaveLength(1)
})

test.each([
  ['src/web/a.ts', `import { b } from '../platform/b.ts'`],
  ['src/domains/areas/a.ts', `import { b } from './queries.ts'\nimport { c } from '../../web/c.ts'`],
  [
    'src/domains/formation/a.ts',
    `import { b } from '../areas/index.ts'\nimport { t } from '../areas/tables.ts'`,
  ],
  ['src/domains/areas/a.ts', `// as in '../residents/index.ts'\n/* import '../demo/index.ts' */`],
  ['src/domains/areas/a.test.ts', `import { app } from '../../../tests/support/app.ts'`],
  ['src/app/a.ts', `import { routes } from '../domains/demo/index.ts'`],
])('allows in %s: %s', (path, text) => {
  expect(wrongImports(source(path, text))).toEqual([])
})

test('finds a circle and names the way round', () => {
  const round = [
    source('src/web/a.ts', `import './b.ts'`),
    source('src/web/b.ts', `import './c.ts'`),
    source('src/web/c.ts', `import type { A } from './a.ts'`),
  ]
  expect(circles(round)).toEqual(['src/web/a.ts → src/web/b.ts → src/web/c.ts → src/web/a.ts'])
})

test.each([
  ['src/platform/a.ts', 'const now = new Date()', 1],
  ['src/domains/areas/a.ts', 'const now = Date.now(), port = process.env.PORT', 2],
  ['src/domains/areas/a.ts', 'const then = new Date(0) // not new Date()', 0],
  ['src/domains/areas/a.test.ts', 'const now = new Date()', 0],
  ['src/platform/clock.ts', 'const now = new Date()', 0],
  ['src/app/cli/a.ts', 'console.log(1)', 0],
  ['src/app/a.ts', 'console.log(1)', 1],
])('in %s `%s` breaks %i rules', (path, text, count) => {
  expect(wrongReads(source(path, text))).toHaveLength(count)
})
