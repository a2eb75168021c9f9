import '../node-version.cjs'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chownSync,
  constants,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { install, mayInstall } from './debian.ts'

const oldestMajor = 15

/** A PostgreSQL cluster of our own that is thrown away afterwards. */
export interface Cluster {
  /** Connects to its database `postgres` as a superuser. */
  url: string
  /** Its version, such as `15.14`. */
  version: string
  stop(): Promise<void>
}

/** A thing this machine turned out not to have, in a sentence. */
export interface Missing {
  reason: string
}

interface Binaries {
  folder: string
  version: string
}

/**
 * Starts PostgreSQL 15 or newer on a free loopback port, in a temporary folder and never as root; installs it first
 * where it is absent and we are root on Debian. The cluster ends and its folder goes when `stop` is called, and also
 * when this process ends in any other way.
 * @param settings more settings, such as `{ fsync: 'on' }`; by default it is quick and not durable.
 */
export async function startPostgres(settings: Record<string, string> = {}): Promise<Cluster | Missing> {
  try {
    const found = await findOrInstall()
    return 'reason' in found ? found : await start(found, settings)
  } catch (error) {
    return { reason: `PostgreSQL did not start: ${error instanceof Error ? error.message : String(error)}` }
  }
}

async function findOrInstall(): Promise<Binaries | Missing> {
  const found = find()
  if (found) return found
  if (!mayInstall()) return { reason: `there is no PostgreSQL ${oldestMajor} or newer on this machine` }
  const failed = await install('postgresql')
  if (failed) return { reason: `PostgreSQL could not be installed (${failed})` }
  return find() ?? { reason: `the PostgreSQL that could be installed is older than ${oldestMajor}` }
}

/** The newest PostgreSQL on this machine that is new enough. */
function find(): Binaries | undefined {
  const found = folders().flatMap((folder): Binaries[] => {
    try {
      accessSync(join(folder, 'initdb'), constants.X_OK)
      const answer = execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' })
      const version = /(\d+(\.\d+)?)/.exec(answer)?.[1] ?? '0'
      return Number.parseInt(version, 10) >= oldestMajor ? [{ folder, version }] : []
    } catch {
      return []
    }
  })
  return found.sort((a, b) => Number(b.version) - Number(a.version))[0]
}

function folders(): string[] {
  const below = (parent: string, rest: string) => {
    try {
      return readdirSync(parent).map((name) => join(parent, name, rest))
    } catch {
      return []
    }
  }
  let configured: string[] = []
  try {
    configured = [execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: 'pipe' }).trim()]
  } catch {
    // No pg_config, or on Debian without the development package one that only complains.
  }
  const path = (process.env.PATH ?? '').split(':').filter((folder) => folder !== '')
  return [
    ...new Set([
      ...configured,
      ...below('/usr/lib/postgresql', 'bin'),
      ...below('/opt/homebrew/opt', 'bin').filter((folder) => folder.includes('/postgresql')),
      ...path,
    ]),
  ]
}

/** Whom the cluster runs as: ourselves, or where we are root the user that came with PostgreSQL. */
function user(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const known = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const found = known.find(([name]) => name === 'postgres') ?? known.find(([name]) => name === 'nobody')
  if (!found) throw new Error('there is no user to run it as: it may not run as root')
  return { uid: Number(found[2]), gid: Number(found[3]) }
}

/**
 * Ends the cluster once its own input ends, which happens as well when we are killed: a test run that breaks off
 * leaves nothing behind.
 */
const keeper = `"$@" </dev/null & cluster=$!
cat >/dev/null
kill -INT "$cluster"
wait "$cluster"
rm -rf "$CLUSTER_HOME"`

const quick = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

async function start({ folder, version }: Binaries, settings: Record<string, string>): Promise<Cluster> {
  const owner = user()
  const home = mkdtempSync(join(tmpdir(), 'dhz-postgres-'))
  try {
    const password = randomBytes(18).toString('hex')
    writeFileSync(join(home, 'password'), password, { mode: 0o600 })
    if (owner.uid !== undefined && owner.gid !== undefined) {
      for (const path of [home, join(home, 'password')]) chownSync(path, owner.uid, owner.gid)
    }
    const data = join(home, 'data')
    execFileSync(join(folder, 'initdb'), initWords(data, join(home, 'password')), {
      cwd: home,
      stdio: 'pipe',
      ...owner,
    })
    const port = await freePort()
    const all = { ...quick, max_wal_senders: '0', wal_level: 'minimal', max_connections: '120', ...settings }
    const words = [join(folder, 'postgres'), '-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', '']
    for (const [name, value] of Object.entries(all)) words.push('-c', `${name}=${value}`)
    // In a process group of its own, so that Ctrl-C stops the tests before it stops what they use.
    const child = spawn('/bin/sh', ['-c', keeper, 'keeper', ...words], {
      cwd: home,
      detached: true,
      env: { PATH: process.env.PATH, LC_ALL: 'C', CLUSTER_HOME: home },
      stdio: ['pipe', 'ignore', 'pipe'],
      ...owner,
    })
    const stop = () => ended(child)
    await ready(child, port).catch(async (error: unknown) => {
      await stop()
      throw error
    })
    return { url: `postgres://dhz:${password}@127.0.0.1:${port}/postgres`, version, stop }
  } catch (error) {
    rmSync(home, { recursive: true, force: true })
    throw error
  }
}

function initWords(data: string, passwordFile: string): string[] {
  // The same order and letters as the embedded store; macOS knows this locale only by its plainest form.
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C'
  const access = ['-U', 'dhz', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  return ['-D', data, '-E', 'UTF8', `--locale=${locale}`, '--no-sync', ...access]
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Resolves when the cluster takes connections. @throws what it says itself when it does not. */
async function ready(child: ChildProcess, port: number): Promise<void> {
  let said = ''
  child.stderr?.on('data', (part: Buffer) => {
    said = (said + part.toString()).slice(-4_000)
  })
  for (let tries = 0; tries < 300; tries++) {
    const problem = /FATAL: +(.+)/.exec(said)?.[1]
    if (problem) throw new Error(problem)
    if (said.includes('ready to accept connections')) return
    await setTimeout(100)
  }
  throw new Error(`nothing answered on port ${port} within 30 seconds`)
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.stdin?.end()
  })
}

if (import.meta.main) {
  // For trying things out by hand: a cluster that lives until Ctrl-C.
  const cluster = await startPostgres()
  console.log('reason' in cluster ? cluster.reason : cluster.url)
  if ('stop' in cluster)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void cluster.stop())
}
