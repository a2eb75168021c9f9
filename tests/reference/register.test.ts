import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { judgeProof } from '../../src/domains/register/index.ts'

const shared = process.env.DHZ_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url))
const folder = join(shared, 'data/merkle')

describe.skipIf(!existsSync(folder))('good and broken proofs of other people', () => {
  test.each(['inclusion', 'consistency'] as const)('%s', (kind) => {
    const files = readdirSync(join(folder, kind), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    )
    expect(files.length).toBeGreaterThan(50)
    const wrong = files.filter((name) => {
      const text = readFileSync(join(folder, kind, name), 'utf8')
      const judged = judgeProof(text)
      expect(judged.kind).toBe(kind)
      return judged.holds === (JSON.parse(text) as { wantErr: boolean }).wantErr
    })
    expect(wrong).toEqual([])
  })
})
