import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../platform/clock.ts'
import { ConfigError, type Config } from '../platform/config.ts'
import type { Services } from '../platform/context.ts'
import { keysFrom, newToken } from '../platform/crypto.ts'
import { migrate } from '../platform/db/migrate.ts'
import { openStore } from '../platform/db/open.ts'
import { bucketStore, folderStore, scanBy } from '../platform/files/index.ts'
import { makeLog } from '../platform/log.ts'
import { mailerFor } from '../platform/mail.ts'
import { eidSettings } from '../domains/eid/index.ts'
import { folders } from './folders.ts'

/** Opens the store, brings its tables up to date, and puts together what the program runs on. */
export async function openServices(config: Config): Promise<Services> {
  const log = makeLog(config)
  // Read here so that what is wrong with them is said at the start, and not to a resident.
  eidSettings(config)
  const store = await openStore(config)
  try {
    const ran = await migrate(store, folders.migrations)
    if (ran.length > 0) log.info({ migrations: ran }, 'migrated')
  } catch (error) {
    await store.close()
    throw error
  }
  return {
    store,
    config,
    log,
    clock: systemClock,
    keys: keysFrom(...secretsOf(config)),
    mailer: mailerFor(config, store.db),
    files: config.bucket ? bucketStore(config.bucket) : folderStore(join(config.dataDir, 'files')),
    scan: config.scan ? scanBy(config.scan) : undefined,
    wake: () => {},
  }
}

/** The key ring: the lines of the key file, or the one secret. @throws ConfigError when the file cannot be used. */
function secretsOf({ keyFile, secret, dataDir }: Config): string[] {
  if (!keyFile) return [secret ?? ownSecret(dataDir)]
  let lines: string[]
  try {
    lines = readFileSync(keyFile, 'utf8').split('\n')
  } catch (error) {
    throw new ConfigError([
      `DHZ_KEY_FILE: ${keyFile} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    ])
  }
  const secrets = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  if (secrets.length === 0 || secrets.some(({ length }) => length < 32))
    throw new ConfigError([
      'DHZ_KEY_FILE: needs a secret of at least 32 characters on each line, the newest first.',
    ])
  return secrets
}

/** On a loopback origin without DHZ_SECRET: a secret of this data folder, made once, readable by its owner only. */
function ownSecret(dataDir: string): string {
  const file = join(dataDir, 'secret')
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(dataDir, { recursive: true })
  const secret = newToken()
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' })
  return secret
}
