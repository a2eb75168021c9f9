import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { endWriters, killAtStart, startWriter } from './process.ts'

const folder = mkdtempSync(join(tmpdir(), 'dhz-faults-'))
afterAll(async () => {
  await endWriters()
  rmSync(folder, { recursive: true, force: true })
})

test(
  'kill -9 during writes loses nothing that was acknowledged, ten times',
  { timeout: 120_000 },
  async () => {
    const store = join(folder, 'killed')
    const safe = new Set<number>()
    let writer = await startWriter(store)
    for (let round = 1; round <= 10; round++) {
      await writer.written(5)
      await setTimeout(Math.random() * 300)
      await writer.kill()
      for (const id of writer.acknowledged) safe.add(id)
      writer = await startWriter(store)
      const found = new Set(writer.found.ids)
      expect([...safe].filter((id) => !found.has(id))).toEqual([])
      expect(writer.found.halves).toBe(0)
      // The one that was under way may be there too: its acknowledgement was still to come.
      expect(found.size - safe.size).toBeLessThanOrEqual(1)
      for (const id of found) safe.add(id)
    }
    await writer.kill()
    expect(safe.size).toBeGreaterThan(50)
  },
)

test('kill -9 while the store is made for the first time does no harm', async () => {
  const store = join(folder, 'new')
  for (const after of [500, 900, 1_400]) await killAtStart(store, after)
  const writer = await startWriter(store)
  await writer.written(1)
  await writer.kill()
})

test('a second process on one data folder is refused in words, until the first is gone', async () => {
  const store = join(folder, 'shared')
  const first = await startWriter(store)
  await first.written(3)
  await expect(startWriter(store)).rejects.toThrow(
    `The data folder ${store} is in use by another process of this program. ` +
      'Stop that one first, or choose another folder with DHZ_DATA_DIR. Nothing was changed.',
  )
  // The first one noticed nothing.
  await first.written(3)
  await first.kill()
  const second = await startWriter(store)
  expect(second.found.ids).toEqual(expect.arrayContaining(first.acknowledged))
  await second.kill()
})
