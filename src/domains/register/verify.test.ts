import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testServices, visitor } from '../../../tests/support/people.ts'
import { Site } from '../../../tests/support/site.ts'
import { migrations, onEachEngine, openTestStore } from '../../../tests/support/store.ts'
import { backup } from '../../platform/backup/backup.ts'
import { restore } from '../../platform/backup/restore.ts'
import type { Context } from '../../platform/context.ts'
import type { Store } from '../../platform/db/store.ts'
import { leafHash } from './merkle.ts'
import { registerOnPaper } from './part.tsx'
import { checkpointNote, nameIn, signerOf } from './note.ts'
import { knownKeys, latestCheckpoint } from './queries.ts'
import { act, copied, dumped, newFolder } from './test-support.ts'
import { grow } from './tree.ts'
import { numberInPath, pathOfTile, readTilePath } from './tiles.ts'
import { Unreadable, verifyLog } from './verify.ts'

const untrue = (words: RegExp) => ({ name: 'Untrue', message: expect.stringMatching(words) as string })

/** A server that serves the register of a store, as residents see it. */
async function served<Result>(ctx: Context, use: (address: string) => Promise<Result>): Promise<Result> {
  const { app } = new Site(ctx.services)
  const { port, close } = await new Promise<{ port: number; close: () => void }>((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) =>
      resolve({ port: info.port, close: () => server.close() }),
    )
  })
  try {
    return await use(`http://127.0.0.1:${port}/register`)
  } finally {
    close()
  }
}

/** The database, changed by somebody with all rights on it who switches the triggers off. */
async function change(store: Store, table: string, statement: string): Promise<void> {
  await store.runScript(
    `alter table ${table} disable trigger user; ${statement}; alter table ${table} enable trigger user;`,
  )
}

onEachEngine('the verifier, at a real server', (_, engine) => {
  let store: Store
  let ctx: Context
  let early: string
  const old = join(newFolder(), 'old.backup')
  const sizes = 300
  beforeAll(async () => {
    store = await openTestStore(engine)
    ctx = visitor(testServices(store))
    await act(ctx, 200)
    early = (await latestCheckpoint(ctx))!.note
    await backup(store, old, { secret: 'one' })
    await act(ctx, sizes - 200, 200)
  }, 120_000)
  afterAll(() => store?.close())

  test('finds the log as it was signed, and that it only grew', async () => {
    const [key] = await knownKeys(ctx)
    const found = await served(ctx, (address) => verifyLog(address, { keys: [key!.verifier], since: early }))
    expect(found).toMatchObject({ size: sizes, since: 200, signedBy: [key!.verifier] })
    const [origin, size, root] = early.split('\n')
    const printed = `Register: ${origin}\n${size} ${root}\nWie dit papier bewaart, is getuige.`
    await expect(verifyLog(await dumped(ctx), { since: printed })).resolves.toMatchObject({ since: 200 })
    const { line } = (await registerOnPaper(ctx))!
    await expect(verifyLog(await dumped(ctx), { since: line })).resolves.toMatchObject({ since: sizes })
  })

  test('finds one changed letter in one row, and which', async () => {
    const told = (n: number) =>
      `{"about":{"n":${n}},"at":"2026-05-14T10:00:00.000Z","kind":"test.done","v":1}`
    const write = (n: number) =>
      change(
        store,
        'register_entries',
        `update register_entries set leaf = convert_to('${told(n)}', 'UTF8') where place = 7`,
      )
    await write(8)
    await served(ctx, (address) =>
      expect(verifyLog(address)).rejects.toMatchObject(untrue(/^Tampered: entry 7 /)),
    )
    // Who changes every hash above it as well, still has not what was signed.
    const leaf = Buffer.from(told(8))
    const folder = await dumped(ctx)
    const bundle = readFileSync(join(folder, 'tile/0/000'))
    leafHash(leaf).forEach((byte, i) => (bundle[7 * 32 + i] = byte))
    const hashes = Array.from({ length: 256 }, (_, n) => bundle.subarray(n * 32, n * 32 + 32))
    writeFileSync(join(folder, 'tile/0/000'), bundle)
    const above = grow(0, [], hashes).root
    writeFileSync(join(folder, 'tile/1/000.p/1'), above)
    await expect(verifyLog(folder)).rejects.toMatchObject(
      untrue(/^Tampered: the entries do not give the root/),
    )
    await write(7)
    await expect(verifyLog(await dumped(ctx))).resolves.toMatchObject({ size: sizes })
  })

  test('finds a log that was rolled back, whole and signed as it is', async () => {
    const now = (await latestCheckpoint(ctx))!.note
    const restored = await openTestStore(engine)
    try {
      await restore(restored, old, migrations, { secret: 'one' })
      const other = visitor(testServices(restored))
      expect((await latestCheckpoint(other))!.note).toBe(early)
      await served(other, async (address) => {
        await expect(verifyLog(address, { since: early })).resolves.toMatchObject({ size: 200 })
        await expect(verifyLog(address, { since: now })).rejects.toMatchObject(
          untrue(/^Rolled back: .* 300 .* 200 /),
        )
        // What is restored goes on well from where it was; and who saw what came after it then finds that too.
        await act(other, 150, 1000)
        await expect(verifyLog(address, { since: early })).resolves.toMatchObject({ size: 350 })
        await expect(verifyLog(address, { since: now })).rejects.toMatchObject(untrue(/^Forked: /))
        await expect(other.db.execute(sql`delete from register_entries`)).rejects.toThrow()
      })
    } finally {
      await restored.close()
    }
  })

  test('finds a log that tells two histories, both signed', async () => {
    const now = (await latestCheckpoint(ctx))!.note
    const forked = await openTestStore(engine)
    try {
      const other = visitor(testServices(forked))
      await act(other, 199)
      await act(other, 151, 1000)
      await served(other, async (address) => {
        await expect(verifyLog(address)).resolves.toMatchObject({ size: 350 })
        for (const since of [early, now])
          await expect(verifyLog(address, { since })).rejects.toMatchObject(untrue(/^Forked: /))
      })
    } finally {
      await forked.close()
    }
  })

  test('believes no other key, no made-up signature and no half file', async () => {
    const folder = await dumped(ctx)
    const [key] = await knownKeys(ctx)
    const origin = nameIn(key!.verifier)
    const stranger = signerOf(origin, Buffer.alloc(32, 1))
    await expect(verifyLog(folder, { keys: [stranger.verifier] })).rejects.toMatchObject(untrue(/not signed/))
    const { size, root, note } = (await latestCheckpoint(ctx))!
    const fake = copied(folder)
    writeFileSync(join(fake, 'checkpoint'), checkpointNote(origin, size, root, [stranger]))
    await expect(verifyLog(fake, { keys: [key!.verifier] })).rejects.toMatchObject(untrue(/not signed/))
    writeFileSync(join(fake, 'checkpoint'), note.replace('300', '299'))
    await expect(verifyLog(fake)).rejects.toMatchObject(untrue(/not signed/))
    const since = checkpointNote(origin, 200, root, [stranger])
    await expect(verifyLog(folder, { since })).rejects.toMatchObject(
      untrue(/earlier checkpoint is not signed/),
    )
    for (const [path, words] of [
      ['checkpoint', 'no checkpoint'],
      ['tile/entries/000', 'half way'],
      ['tile/0/001.p/44', 'another length'],
      ['keys', 'no key'],
    ] as const) {
      const broken = copied(folder)
      const bytes = readFileSync(join(broken, path))
      writeFileSync(
        join(broken, path),
        bytes.subarray(0, path === 'checkpoint' ? 20 : bytes.length - 1 - (path === 'keys' ? 3 : 0)),
      )
      await expect(verifyLog(broken), path).rejects.toThrow(Unreadable)
      await expect(verifyLog(broken), path).rejects.toThrow(words)
      rmSync(join(broken, path))
      await expect(verifyLog(broken), path).rejects.toThrow(/^Cannot read /)
    }
    await expect(verifyLog(folder, { since: 'niets' })).rejects.toThrow(/stands no checkpoint/)
    const elsewhere = `elders.nl/register 3 ${Buffer.from(root).toString('base64')}`
    await expect(verifyLog(folder, { since: elsewhere })).rejects.toThrow(
      /^The earlier checkpoint is of elders/,
    )
  })

  test('reads no more than there can be of a server that would keep it busy or fill it up', async () => {
    let asked = 0
    const server = (answer: (path: string) => Response) =>
      new Promise<{ address: string; close: () => void }>((resolve) => {
        const made = serve(
          { fetch: (request) => answer(new URL(request.url).pathname), port: 0, hostname: '127.0.0.1' },
          ({ port }) => resolve({ address: `http://127.0.0.1:${port}`, close: () => made.close() }),
        )
      })
    const endless = await server(
      () =>
        new Response(
          new ReadableStream({
            pull(controller) {
              asked += 1
              controller.enqueue(new Uint8Array(16_384).fill(97))
            },
          }),
        ),
    )
    await expect(verifyLog(endless.address)).rejects.toThrow(/^Cannot read /)
    // What lies on the way counts too, but it ends.
    expect(asked).toBeLessThan(2_000)
    endless.close()
    const folder = await dumped(ctx)
    const { origin, root } = (await latestCheckpoint(ctx))!
    const [key] = await knownKeys(ctx)
    const own = signerOf(origin, Buffer.alloc(32, 'only in tests '))
    writeFileSync(join(folder, 'checkpoint'), checkpointNote(origin, 999_999_999_999_999, root, [own]))
    await expect(verifyLog(folder, { keys: [key!.verifier] })).rejects.toThrow(/at most 10000000 are read/)
    await expect(verifyLog(folder, { keys: [key!.verifier], most: 5 })).rejects.toThrow(/at most 5 are read/)
    // A name with signs that a terminal acts on is none.
    writeFileSync(join(folder, 'checkpoint'), `\x1b[32mgoed\n0\n${Buffer.alloc(32).toString('base64')}\n\n`)
    await expect(verifyLog(folder)).rejects.toThrow('This is no checkpoint.')
  })

  test('finds that an honest log goes on from an empty one', async () => {
    const { origin } = (await latestCheckpoint(ctx))!
    const own = signerOf(origin, Buffer.alloc(32, 'only in tests '))
    const since = checkpointNote(origin, 0, createHash('sha256').digest(), [own])
    expect(await verifyLog(await dumped(ctx), { since })).toMatchObject({ size: sizes, since: 0 })
  })

  test('reads what C2SP says where tiles are: full ones stay, the edge has a width', async () => {
    const site = new Site(ctx.services)
    const browser = site.visitor()
    const get = (path: string) => browser.get(`/register/${path}`)
    const full = await get('tile/0/000')
    expect(full.headers.get('content-type')).toBe('application/octet-stream')
    expect(full.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect((await full.arrayBuffer()).byteLength).toBe(256 * 32)
    expect((await (await get('tile/0/001.p/44')).arrayBuffer()).byteLength).toBe(44 * 32)
    expect((await (await get('tile/1/000.p/1')).arrayBuffer()).byteLength).toBe(32)
    for (const none of [
      'tile/0/001',
      'tile/0/001.p/45',
      'tile/1/000',
      'tile/2/000.p/1',
      'tile/entries/002.p/1',
      'tile/0/1',
      'tile/0/x000/000',
      'tile/9/000',
      'tile/0/000.p/0',
    ])
      expect((await get(none)).status, none).toBe(404)
    const checkpoint = await get('checkpoint')
    expect(checkpoint.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(checkpoint.headers.get('cache-control')).toBe('no-cache')
    expect(await checkpoint.text()).toMatch(
      /^localhost:3000\/register\n300\n[A-Za-z0-9+/]{43}=\n\n— localhost:3000\/register \S+\n$/,
    )
    expect(await (await get('keys')).text()).toMatch(/^200 localhost:3000\/register\+[0-9a-f]{8}\+\S{44}\n$/)
  })
})

describe('tiles', () => {
  test('have the addresses of the standard', () => {
    expect(numberInPath(1234067)).toBe('x001/x234/067')
    expect(pathOfTile({ level: 'entries', n: 5, width: 256 })).toBe('tile/entries/005')
    for (const tile of [
      { level: 0, n: 1234067, width: 256 },
      { level: 'entries' as const, n: 0, width: 1 },
      { level: 5, n: 1000, width: 255 },
    ])
      expect(readTilePath(pathOfTile(tile))).toEqual(tile)
  })
})
