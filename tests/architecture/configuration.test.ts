import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/platform/config.ts'
import { root } from './sources.ts'

const documented = [
  ...readFileSync(join(root, 'docs/configuration.md'), 'utf8').matchAll(/^\| `(\w+)` \| *(.*?) *\|/gm),
].map(([, name, value]) => ({ name, value: value!.replaceAll('`', '') }))

test('every setting is described, and no other', () => {
  const source = readFileSync(join(root, 'src/platform/config.ts'), 'utf8')
  const names = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): z\b/gm)].map(([, name]) => name)
  expect(names.length).toBeGreaterThan(10)
  expect(documented.map(({ name }) => name)).toEqual(names)
})

test('the described default is what an absent variable means', () => {
  const given = documented.filter(({ value }) => value !== '' && !value.includes('PORT'))
  const explicit = Object.fromEntries(given.map(({ name, value }) => [name, value]))
  expect(readConfig(explicit)).toEqual(readConfig({}))
  expect(readConfig({}).origin).toBe(
    documented.find(({ name }) => name === 'DHZ_ORIGIN')?.value.replace('PORT', String(readConfig({}).port)),
  )
})
