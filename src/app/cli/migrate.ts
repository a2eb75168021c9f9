import { Command } from 'commander'
import { appliedMigrations } from '../../platform/db/migrate.ts'
import type { Open } from './open.ts'
import { print, withContext } from './work.ts'

/** `dhz migrate`: brings the tables up to date. Opening a store does that too; this command does nothing else. */
export function migrateCommand(open: Open): Command {
  return new Command('migrate')
    .description('bring the tables up to date')
    .option('--json', 'print the migrations as JSON')
    .exitOverride()
    .action((options: { json?: boolean }) =>
      withContext(open, async ({ services }) => {
        const applied = await appliedMigrations(services.store)
        print(options.json, { applied }, `The tables are up to date: ${applied.length} migrations.`)
      }),
    )
}
