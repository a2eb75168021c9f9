import { Command } from 'commander'
import { backup } from '../../platform/backup/backup.ts'
import { BackupRefused } from '../../platform/backup/format.ts'
import { restore } from '../../platform/backup/restore.ts'
import type { Services } from '../../platform/context.ts'
import { blindIndex } from '../../platform/crypto.ts'
import { folders } from '../folders.ts'

/** `dhz backup FILE`: everything of this store, in a file that every store can take in. */
export function backupCommand(open: () => Promise<Services>): Command {
  return new Command('backup')
    .description('write everything in the store to a new file')
    .argument('<file>', 'the file to make; it must not exist yet')
    .option('--json', 'print the counts as JSON')
    .action((file: string, options: { json?: boolean }) =>
      withStore(open, async (services) => {
        const made = await backup(services.store, file, { secret: fingerprint(services) })
        const line = `${file}: ${made.rows} rows of ${made.tables} tables, ${made.bytes} bytes. `
        console.log(
          options.json
            ? JSON.stringify({ file, ...made })
            : `${line}Keep DHZ_SECRET elsewhere: without it the names in this file cannot be read.`,
        )
      }),
    )
    .exitOverride()
}

/** `dhz restore FILE`: into an empty store of either kind. */
export function restoreCommand(open: () => Promise<Services>): Command {
  return new Command('restore')
    .description('put a backup into this store, which must be empty')
    .argument('<file>', 'a file made with `dhz backup`')
    .option('--other-secret', 'go on although the names in it cannot be read with the present DHZ_SECRET')
    .option('--json', 'print the counts as JSON')
    .action((file: string, options: { otherSecret?: boolean; json?: boolean }) =>
      withStore(open, async (services) => {
        const secret = options.otherSecret ? undefined : fingerprint(services)
        const put = await restore(services.store, file, folders.migrations, { secret })
        const upgraded = put.migrated.length > 0 ? `, brought up to date by ${put.migrated.join(', ')}` : ''
        console.log(
          options.json
            ? JSON.stringify({ file, ...put })
            : `${file}: ${put.rows} rows of ${put.tables} tables are back${upgraded}`,
        )
      }),
    )
    .exitOverride()
}

/** Tells whether the secret is the same one, and nothing else about it. */
function fingerprint(services: Services): string {
  return blindIndex(services.keys.for('backup'), 'secret').toString('hex')
}

async function withStore(
  open: () => Promise<Services>,
  work: (services: Services) => Promise<void>,
): Promise<void> {
  const services = await open()
  try {
    await work(services)
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error
    console.error(error.message)
    process.exitCode = 1
  } finally {
    await services.store.close()
  }
}
