import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allFiles, appendWaiting, record } from '../../src/domains/register/index.ts'
import { testServices, visitor } from '../support/people.ts'
import { openTestStore } from '../support/store.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const town = join(root, 'db/seeds/demo')

interface Outcome {
  code: number
  out: string
  err: string
}

/** What an operator does: `npm run -s dhz -- …` on the built program. */
describe('commands of an operator', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dhz-commands-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function dhz(words: string[], environment: Record<string, string> = {}): Promise<Outcome> {
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        [join(root, 'dist/main.js'), ...words],
        {
          cwd: root,
          env: {
            PATH: process.env.PATH,
            DHZ_DATA_DIR: join(folder, 'data'),
            DHZ_LOG: 'error',
            ...environment,
          },
          maxBuffer: 1e8,
        },
        (error, out, err) => resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
      )
    })
  }

  it.each([
    [[]],
    [['migrate']],
    [['areas']],
    [['areas', 'import']],
    [['addresses']],
    [['addresses', 'import']],
    [['addresses', 'locate']],
    [['ambitions']],
    [['ambitions', 'import']],
    [['ambitions', 'export']],
    [['residents']],
    [['residents', 'verify']],
    [['residents', 'appoint']],
    [['register', 'verify']],
    [['register', 'dump']],
    [['register', 'rotate']],
    [['demo', 'seed']],
    [['simulate']],
    [['formation', 'find']],
    [['backup']],
    [['restore']],
  ])('%j explains itself with --help', async (words) => {
    const { code, out } = await dhz([...words, '--help'])
    expect(code).toBe(0)
    expect(out).toMatch(/^Usage: /)
  })

  it.each([
    [['unknown']],
    [['areas', 'import']],
    [['addresses', 'locate']],
    [['simulate']],
    [['simulate', '--per-address', 'veel']],
    [['formation', 'find', '--ambition', 'geveltuin']],
    [['formation', 'find', '--resident', 'x', '--ambition', 'geveltuin']],
    [
      [
        'formation',
        'find',
        '--resident',
        '00000000-0000-4000-8000-000000000000',
        '--ambition',
        'x',
        '--reach',
        'maan',
      ],
    ],
    [['ambitions', 'import', 'file.pdf']],
    [['residents', 'verify']],
    [['backup']],
  ])('%j is wrong use: exit code 2 and a sentence', async (words) => {
    const { code, err } = await dhz(words)
    expect(code).toBe(2)
    expect(err.length).toBeGreaterThan(10)
    expect(err).not.toContain('    at ')
  })

  it('says which setting is unsafe, and starts nothing', async () => {
    const { code, err } = await dhz(['migrate'], { DHZ_ORIGIN: 'http://buurt.example', PORT: 'x' })
    expect(code).toBe(2)
    expect(err).toContain('PORT')
    const unsafe = await dhz(['migrate'], { DHZ_ORIGIN: 'http://buurt.example' })
    expect(unsafe.code).toBe(2)
    for (const name of ['DHZ_ORIGIN', 'DHZ_SECRET', 'SMTP_URL']) expect(unsafe.err).toContain(name)
  })

  it('brings a store from nothing to a simulated town, and to another store and back', async () => {
    const json = async (words: string[], environment?: Record<string, string>) => {
      const { code, out, err } = await dhz([...words, '--json'], environment)
      expect(err).toBe('')
      expect(code).toBe(0)
      return JSON.parse(out) as Record<string, never>
    }
    const files = ['buurten', 'provincies', 'wijken', 'gemeenten'].map((name) =>
      join(town, 'areas', `${name}.geojson`),
    )
    expect(await json(['areas', 'import', ...files])).toMatchObject({ skipped: [] })
    expect(await json(['areas', 'import', ...files])).toMatchObject({ added: 0, changed: 0 })
    expect(await json(['addresses', 'import', join(town, 'addresses.csv')])).toMatchObject({ added: 1088 })
    const located = await dhz(['addresses', 'locate', 'Lijnbaan 12, Ravenhorst'])
    expect(located.out).toContain('Kerkpleinbuurt')
    const simulated = await json(['simulate', '--per-address', '0.5', '--seed', '7'])
    expect(simulated['residents']).toBeGreaterThan(400)
    const again = await dhz(['simulate', '--per-address', '0.5'])
    expect(again.code).toBe(1)
    expect(again.err).toContain('residents in this store already')

    const file = join(folder, 'town.backup')
    await json(['backup', file])
    const other = {
      DHZ_DATA_DIR: join(folder, 'other'),
      DHZ_SECRET: 'another secret that is long enough to be one',
    }
    const refused = await dhz(['restore', file], other)
    expect(refused.code).not.toBe(0)
    await json(['restore', file, '--other-secret'], other)
    const lists = await Promise.all([dhz(['ambitions', 'export']), dhz(['ambitions', 'export'], other)])
    expect(lists[0].out).toBe(lists[1].out)
  }, 120_000)

  it('makes the same town from the same seed', async () => {
    const make = async (name: string) => {
      const environment = { DHZ_DATA_DIR: join(folder, name) }
      const files = ['buurten', 'provincies', 'wijken', 'gemeenten'].map((each) =>
        join(town, 'areas', `${each}.geojson`),
      )
      await dhz(['areas', 'import', ...files], environment)
      await dhz(['addresses', 'import', join(town, 'addresses.csv')], environment)
      return (await dhz(['simulate', '--per-address', '0.3', '--seed', '42', '--json'], environment)).out
    }
    expect(await make('first')).toBe(await make('second'))
  }, 120_000)

  it('reports a file that is no use, and changes nothing', async () => {
    const broken = join(folder, 'broken.geojson')
    writeFileSync(broken, '{ not json')
    const { code, err } = await dhz(['areas', 'import', broken])
    expect(code).toBe(2)
    expect(err).toContain('broken.geojson')
    expect(err).not.toContain('    at ')
  })

  it('verifies a published register: 0 as it was signed, 1 when it was changed, 2 when it cannot be read', async () => {
    const log = join(folder, 'log')
    const store = await openTestStore('embedded')
    try {
      const ctx = visitor(testServices(store))
      for (const key of ['0', '1', '2'])
        await record(ctx, { kind: 'test.done', key, about: { key }, at: ctx.now() })
      await appendWaiting(ctx)
      for await (const { path, bytes } of allFiles(ctx)) {
        mkdirSync(dirname(join(log, path)), { recursive: true })
        writeFileSync(join(log, path), bytes)
      }
    } finally {
      await store.close()
    }
    const good = await dhz(['register', 'verify', log, '--since', join(log, 'checkpoint')])
    expect(good).toMatchObject({ code: 0, err: '' })
    expect(good.out).toMatch(
      /^localhost:3000\/register: 3 entries give the root \S+, signed by .* the 3 of the earlier checkpoint\.\n$/,
    )
    const json = await dhz(['register', 'verify', log, '--json'])
    expect(JSON.parse(json.out)).toMatchObject({ origin: 'localhost:3000/register', size: 3 })
    const bundle = join(log, 'tile/entries/000.p/3')
    const bytes = readFileSync(bundle)
    bytes.write('X', bytes.indexOf('test.done'))
    writeFileSync(bundle, bytes)
    expect(await dhz(['register', 'verify', log])).toEqual({
      code: 1,
      out: '',
      err: 'Tampered: entry 0 is not the one whose hash was published.\n',
    })
    rmSync(bundle)
    const unread = await dhz(['register', 'verify', log])
    expect(unread.code).toBe(2)
    expect(unread.err).toMatch(/^error: Cannot read [^\n]+\n$/)
  }, 60_000)

  it('makes a key of its own that nobody else can read, and rotates nothing while there is nothing to sign', async () => {
    const rotated = await dhz(['register', 'rotate'])
    expect(rotated.code).toBe(1)
    expect(rotated.err).toContain('The register is empty')
    const file = join(folder, 'data', 'register-key')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect((await dhz(['register', 'dump', join(folder, 'none')])).out).toMatch(/^0 files/)
  }, 120_000)
}, 60_000)
