import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRecords } from './csv.ts'

async function all(...chunks: string[]) {
  const found: { line: number; fields: string[] }[] = []
  for await (const records of readRecords(chunks)) found.push(...records)
  return found
}

const quoted = (field: string) => (/[";\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)

describe('reading records', () => {
  test('fields with semicolons, quotes and line ends in quotes', async () => {
    expect(await all('a;"b;c";"d ""e"""\r\n', '"f\ng";h\n\ni')).toEqual([
      { line: 1, fields: ['a', 'b;c', 'd "e"'] },
      { line: 2, fields: ['f\ng', 'h'] },
      { line: 5, fields: ['i'] },
    ])
  })

  test('a quote that is never closed costs one record, not the file', async () => {
    expect(await all(`a;"b\n${'x;y\n'.repeat(4000)}`).then((records) => records.length)).toBeGreaterThan(1000)
  })

  test('what is written comes back, wherever the text is cut', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'é', ';', '"', '\n', ' '), maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 60 }),
        async (records, cut) => {
          const text = records.map((fields) => fields.map(quoted).join(';')).join('\n')
          const found = await all(text.slice(0, cut), text.slice(cut))
          expect(found.map(({ fields }) => fields)).toEqual(records)
        },
      ),
    )
  })
})
