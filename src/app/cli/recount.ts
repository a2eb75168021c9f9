import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { BrokenFile, recount } from '../../domains/decisions/index.ts'

/** `dhz recount FILE`: counts a decision of this house again, from the file that its voters can download. */
export function recountCommand(): Command {
  const command = new Command('recount')
    .description(
      'count the ballots of a decision again, from its file, and hold them against what the file tells',
    )
    .argument('<file>', 'the file, as it was downloaded from the page of the decision')
    .exitOverride()
  return command.action(async (file: string) => {
    const text = await readFile(file, 'utf8').catch(() =>
      command.error(`error: cannot read ${file}`, { exitCode: 2 }),
    )
    try {
      process.stdout.write(`${JSON.stringify(recount(text), null, 2)}\n`)
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error
      command.error(`error: ${file}: ${error.message}`, { exitCode: 2 })
    }
  })
}
