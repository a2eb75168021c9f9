import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from '../../platform/config.ts'

/**
 * The seeds that sign the register, the newest first: of `DHZ_REGISTER_KEY`, or of a file in the data folder that is made
 * once and readable by its owner only.
 */
export function seedsOf(config: Pick<Config, 'registerKey' | 'dataDir'>): Buffer[] {
  return config.registerKey ? seedsIn(config.registerKey.split(',')) : seedsIn(ownLines(config.dataDir))
}

const fileOf = (dataDir: string) => join(dataDir, 'register-key')

function seedsIn(lines: readonly string[]): Buffer[] {
  return lines.map((line) => Buffer.from(line, 'base64'))
}

function ownLines(dataDir: string): string[] {
  try {
    return readFileSync(fileOf(dataDir), 'utf8').trim().split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(dataDir, { recursive: true })
  const line = randomBytes(32).toString('base64')
  writeFileSync(fileOf(dataDir), `${line}\n`, { mode: 0o600, flag: 'wx' })
  return [line]
}

/** A new key in the data folder, before the one that signed until now: both sign, until the operator drops the old line. */
export function addOwnKey(dataDir: string): void {
  const [last] = ownLines(dataDir)
  const half = `${fileOf(dataDir)}.new`
  writeFileSync(half, `${randomBytes(32).toString('base64')}\n${last}\n`, { mode: 0o600 })
  renameSync(half, fileOf(dataDir))
}
