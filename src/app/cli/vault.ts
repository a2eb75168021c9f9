import { Command } from 'commander'
import { rotateSubjects } from '../../domains/eid/index.ts'
import { rotateVault } from '../../domains/identity/index.ts'
import { rotateLetters } from '../../domains/letters/index.ts'
import type { Open } from './open.ts'
import { print, seconds, withContext } from './work.ts'

/** `dhz vault rotate`: brings every entry under the newest secret of the key file. */
export function vaultCommand(open: Open): Command {
  const command = new Command('vault').description('the vault with names and addresses').exitOverride()
  command
    .command('rotate')
    .description('bring every entry under the newest secret; may be stopped and started again at any moment')
    .option('--json', 'print the result as JSON')
    .exitOverride()
    .action((options: { json?: boolean }) =>
      withContext(open, async (ctx) => {
        const started = performance.now()
        const entries = await rotateVault(ctx, (done) => {
          if (!options.json && done % 10_000 === 0) console.log(`${done} entries`)
        })
        const subjects = await rotateSubjects(ctx)
        const letters = await rotateLetters(ctx)
        const key = ctx.services.keys.id
        print(
          options.json,
          { entries, subjects, letters, key },
          `${entries} entries and ${subjects} eIDs and the keys of ${letters} correspondences are under key ${key} now (${seconds(started)}).`,
        )
      }),
    )
  return command
}
