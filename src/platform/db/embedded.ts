import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { drizzle } from 'drizzle-orm/pglite'
import { fromPglite } from 'pg-boss'
import { PreparedGlite } from './prepared.ts'
import type { Db, Store } from './store.ts'

/** Another process already has this data folder open. */
export class FolderInUse extends Error {
  constructor(folder: string) {
    super(
      `The data folder ${folder} is in use by another process of this program. ` +
        'Stop that one first, or choose another folder with DHZ_DATA_DIR. Nothing was changed.',
    )
    this.name = 'FolderInUse'
  }
}

/**
 * PGlite starts PostgreSQL with `-F`, and its Node file system has no fsync: an acknowledged commit would
 * not survive a power loss. This gives the file system the missing operation before PostgreSQL starts.
 */
class DurableNodeFS extends NodeFS {
  override async init(...[pg, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const result = await super.init(pg, options)
    const given = result.emscriptenOpts.preRun ?? []
    const withFsync = (module: EmscriptenModule) => {
      module.FS.filesystems.NODEFS.stream_ops.fsync = (stream) => {
        try {
          fsyncSync(stream.nfd)
        } catch (error) {
          // Directories and pipes refuse fsync with EINVAL; PostgreSQL itself ignores that too.
          if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error
        }
        return 0
      }
    }
    result.emscriptenOpts.preRun = [...(Array.isArray(given) ? given : [given]), withFsync as never]
    return result
  }
}

interface EmscriptenModule {
  FS: { filesystems: { NODEFS: { stream_ops: { fsync?: (stream: { nfd: number }) => number } } } }
}

/** -F switches fsync off; the default sync method (fdatasync) never reaches the operation above. */
const durableParams = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  '-c',
  'wal_sync_method=fsync',
]

/**
 * Two processes on one folder silently lose rows, so the folder is claimed first. An exclusive SQLite
 * transaction on a side file is released by the system even after `kill -9`.
 */
function claim(folder: string): DatabaseSync {
  const side = new DatabaseSync(`${folder}.lock`)
  try {
    side.exec('pragma locking_mode=exclusive; begin exclusive')
  } catch (error) {
    side.close()
    if (error instanceof Error && /locked|busy/i.test(error.message)) throw new FolderInUse(folder)
    throw error
  }
  return side
}

/**
 * PGlite unpacks a new store without fsync: whatever is acknowledged afterwards, a power loss would leave empty files,
 * and a process that is killed meanwhile a store that never opens. So it is made under another name, and gets its own
 * when all of it is on the disk.
 */
async function create(path: string): Promise<void> {
  const half = `${path}.new`
  rmSync(half, { recursive: true, force: true })
  const first = new PGlite({ fs: new DurableNodeFS(half), startParams: durableParams, extensions })
  await first.waitReady
  await first.close()
  syncTree(half)
  renameSync(half, path)
  syncOne(dirname(path))
}

function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) syncTree(path)
    else if (entry.isFile()) syncOne(path)
  }
  syncOne(folder)
}

function syncOne(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** What PostgreSQL has to be given besides itself. */
export const extensions = { pg_trgm }

/**
 * Opens the embedded store. With a folder it is durable and exclusive; without one it lives in memory, for tests, and may
 * begin with what another held (`image`, made by PGlite's `dumpDataDir`).
 * @throws FolderInUse when another process has it open.
 */
export async function openEmbedded(folder?: string, image?: Blob): Promise<Store> {
  const path = folder ? resolve(folder) : undefined
  if (path) mkdirSync(dirname(path), { recursive: true })
  const lock = path ? claim(path) : undefined
  let pglite: PGlite
  try {
    if (path && !existsSync(path)) await create(path)
    pglite = path
      ? new PreparedGlite({ fs: new DurableNodeFS(path), startParams: durableParams, extensions })
      : new PreparedGlite({ extensions, ...(image && { loadDataDir: image }) })
    await pglite.waitReady
  } catch (error) {
    lock?.close()
    throw error
  }
  const store: Store = {
    kind: 'embedded',
    db: drizzle(pglite, {
      logger: { logQuery: (statement, params) => store.onQuery?.(statement, params) },
    }) as unknown as Db,
    async runScript(script) {
      await pglite.exec(script)
    },
    async copyIn(table, columns, lines) {
      const target = `copy ${table} (${columns.join(', ')}) from '/dev/blob'`
      let part: string[] = []
      let size = 0
      const flush = async () => {
        if (part.length === 0) return
        await pglite.query(target, [], { blob: new Blob(part) })
        part = []
        size = 0
      }
      for await (const line of lines) {
        part.push(line)
        size += line.length
        if (size > 8_000_000) await flush()
      }
      await flush()
    },
    jobs: { db: fromPglite(pglite), backend: 'pglite' },
    onQuery: undefined,
    async close() {
      await pglite.close()
      lock?.close()
    },
  }
  return store
}
