import { Command, CommanderError } from 'commander'
import { ConfigError, type Config } from '../../platform/config.ts'
import { FolderInUse } from '../../platform/db/embedded.ts'
import { openServices } from '../services.ts'
import { addressesCommand } from './addresses.ts'
import { ambitionsCommand } from './ambitions.ts'
import { areasCommand } from './areas.ts'
import { backupCommand, restoreCommand } from './backup.ts'
import { countCommand } from './count.ts'
import { delegationsCommand } from './delegations.ts'
import { demoCommand, simulateCommand } from './demo.ts'
import { formationCommand } from './formation.ts'
import { migrateCommand } from './migrate.ts'
import type { Open } from './open.ts'
import { opinionsCommand } from './opinions.ts'
import { recountCommand } from './recount.ts'
import { registerCommand } from './register.ts'
import { residentsCommand } from './residents.ts'
import { vaultCommand } from './vault.ts'

/**
 * Carries out one command of an operator.
 * @returns the exit code: 0 done, 1 it did not work, 2 wrong use or wrong settings.
 */
export async function runCommand(words: string[], config: Config): Promise<number> {
  const open: Open = () => openServices({ ...config, log: config.log === 'info' ? 'warn' : config.log })
  const program = new Command('dhz')
    .description('Leefomgeving Doe-Het-Zelf: commands for operators')
    .exitOverride()
    .showHelpAfterError('(add --help for how to use it)')
  for (const command of [
    migrateCommand(open),
    areasCommand(open),
    addressesCommand(open),
    ambitionsCommand(open),
    residentsCommand(open, config),
    demoCommand(open, config),
    simulateCommand(open, config),
    formationCommand(open),
    backupCommand(open),
    restoreCommand(open),
    vaultCommand(open),
    countCommand(),
    recountCommand(),
    delegationsCommand(),
    registerCommand(open, config),
    opinionsCommand(),
  ]) {
    program.addCommand(command)
  }
  try {
    await program.parseAsync(words, { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    // What a command itself says carries its own exit code; all that the parser says is wrong use.
    if (error instanceof CommanderError) {
      return error.code === 'commander.error' || error.exitCode === 0 ? error.exitCode : 2
    }
    const expected = error instanceof ConfigError || error instanceof FolderInUse
    process.stderr.write(
      `${expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    return expected ? 2 : 1
  }
}
