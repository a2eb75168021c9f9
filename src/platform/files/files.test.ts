import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import S3rver from 's3rver'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { onEachEngine } from '../../../tests/support/store.ts'
import { memoryFiles, testServices, type TestServices } from '../../../tests/support/people.ts'
import { hour } from '../clock.ts'
import { systemContext, transact, type Context } from '../context.ts'
import { rows } from '../db/store.ts'
import { Invalid, NotFound } from '../errors.ts'
import {
  attachFiles,
  bucketStore,
  dropFiles,
  folderStore,
  keepFile,
  keepPicture,
  looseFiles,
  readFile,
  scanBy,
  tendFiles,
  type FileStore,
} from './index.ts'

const letters = (text: string) => new Uint8Array(Buffer.from(text))
const folder = mkdtempSync(join(tmpdir(), 'dhz-files-'))
let server: S3rver
let address: string
beforeAll(async () => {
  server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(folder, 'bucket'),
    configureBuckets: [{ name: 'buurt', configs: [] }],
  })
  const { port } = await server.run()
  address = `http://127.0.0.1:${port}/buurt`
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const account = { region: 'us-east-1', key: 'S3RVER', secret: 'S3RVER' }

describe.each<[string, () => FileStore]>([
  ['a folder', () => folderStore(join(folder, 'files'))],
  ['a bucket of a real S3 server', () => bucketStore({ address, ...account })],
  ['the memory of a test', memoryFiles],
])('%s', (_name, open) => {
  test('gives back what was put, whole, and forgets what was removed', async () => {
    const store = open()
    const bytes = new Uint8Array(300_000).map((_, i) => i * 7)
    await store.put('a1-small', bytes)
    await store.put('b2', letters('één'))
    expect(await store.get('a1-small')).toEqual(bytes)
    expect(Buffer.from((await store.get('b2'))!).toString()).toBe('één')
    await store.remove('b2')
    await store.remove('b2')
    expect(await store.get('b2')).toBeUndefined()
    expect(await store.get('nothing')).toBeUndefined()
  })
})

test('a bucket that is not there, or not ours, is an error and not an empty file', async () => {
  await expect(bucketStore({ address: `${address}2`, ...account }).put('a', letters('a'))).rejects.toThrow(
    'no such bucket',
  )
  await expect(bucketStore({ address, ...account, key: 'nobody' }).put('a', letters('a'))).rejects.toThrow(
    '403',
  )
})

describe('a scanner', () => {
  test('says clean by 0 and not clean by 1, and is never taken for clean when it breaks', async () => {
    const holdsEvil = scanBy(`${process.execPath} ${join(import.meta.dirname, 'test-scanner.mjs')}`)
    expect(await holdsEvil(letters('een taartrecept'))).toBe(true)
    expect(await holdsEvil(letters('EICAR'))).toBe(false)
    await expect(holdsEvil(letters('BREAK'))).rejects.toThrow('ended with 2')
    await expect(scanBy('/no/such/scanner')(letters('a'))).rejects.toThrow('cannot be started')
  })
})

onEachEngine('files', (store) => {
  let services: TestServices
  let ctx: Context
  beforeAll(() => {
    services = { ...testServices(store()), files: folderStore(join(folder, store().kind ?? 'kept')) }
    ctx = systemContext(services)
  })
  const paper = { bytes: letters('notulen'), name: 'C:\\fakepath\\no"tulen\u202E.txt', type: 'text/plain' }
  const attach = (...ids: string[]) => transact(ctx, (ctx) => attachFiles(ctx, ids, 'paper'))

  test('are kept loose, attached once, and read back', async () => {
    const id = await keepFile(ctx, paper)
    expect(await looseFiles(ctx, [id, 'no id'])).toMatchObject([
      { id, name: 'notulen.txt', bytes: 7, width: null },
    ])
    await attach(id, id)
    expect(await looseFiles(ctx, [id])).toEqual([])
    expect(Buffer.from((await readFile(ctx, id)).content).toString()).toBe('notulen')
    await expect(attach(id)).rejects.toMatchObject({ fields: { paper: 'fileGone' } })
    await expect(attach('no id')).rejects.toThrow(Invalid)
  })

  test('that are attached at the same moment go to one', async () => {
    const id = await keepFile(ctx, paper)
    const both = await Promise.allSettled([attach(id), attach(id)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('that are pictures have a small copy', async () => {
    const bytes = await sharp({ create: { width: 900, height: 300, channels: 3, background: '#F2B632' } })
      .png()
      .toBuffer()
    const id = await keepPicture(ctx, { name: 'a.png', type: 'image/png', bytes: new Uint8Array(bytes) })
    const [whole, small] = [await readFile(ctx, id), await readFile(ctx, id, 'small')]
    expect(whole).toMatchObject({ type: 'image/jpeg', width: 900, height: 300 })
    expect((await sharp(small.content).metadata()).width).toBe(640)
  })

  test('go with their bytes: dropped at once, loose ones after a day', async () => {
    const [loose, kept, dropped] = [
      await keepFile(ctx, paper),
      await keepFile(ctx, paper),
      await keepFile(ctx, paper),
    ]
    await attach(kept, dropped)
    await transact(ctx, (ctx) => dropFiles(ctx, [dropped]))
    await expect(readFile(ctx, dropped)).rejects.toThrow(NotFound)
    expect(await services.files.get(dropped)).toBeDefined()
    expect(await tendFiles(ctx)).toBe(1)
    expect(await services.files.get(dropped)).toBeUndefined()
    services.pass(23 * hour)
    await tendFiles(ctx)
    expect(await looseFiles(ctx, [loose])).toHaveLength(1)
    services.pass(2 * hour)
    await tendFiles(ctx)
    expect(await services.files.get(loose)).toBeUndefined()
    expect((await readFile(ctx, kept)).name).toBe('notulen.txt')
    expect(await rows(ctx.db, sql`select 1 from dropped_files`)).toEqual([])
  })

  test('that a scanner refuses are not kept', async () => {
    const [before] = await rows<{ n: number }>(ctx.db, sql`select count(*)::int as n from files`)
    const guarded: Context = { ...ctx, services: { ...services, scan: async () => false } }
    await expect(keepFile(guarded, paper, 'paper')).rejects.toMatchObject({ fields: { paper: 'fileUnsafe' } })
    expect(await rows(ctx.db, sql`select count(*)::int as n from files`)).toEqual([before])
  })
})

test('a folder holds whole files only, for its owner', () => {
  const names = readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true })
  expect(names.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual(['a1-small'])
})
