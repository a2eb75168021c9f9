import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { resolveFile } from '../../domains/delegations/index.ts'
import { BrokenFile } from '../../platform/broken-file.ts'

/** `dhz delegations resolve FILE.csv`: where every voice ends, by the rules of our own decisions. */
export function delegationsCommand(): Command {
  const command = new Command('delegations').description('delegated voices').exitOverride()
  const resolve = command
    .command('resolve')
    .description('print for each person in a CSV (ID, DelID) where their voice ends and how many they carry')
    .argument('<file>', 'the file')
    .exitOverride()
  resolve.action(async (file: string) => {
    const text = await readFile(file, 'utf8').catch(() =>
      resolve.error(`error: cannot read ${file}`, { exitCode: 2 }),
    )
    try {
      process.stdout.write(`${JSON.stringify(resolveFile(text), null, 1)}\n`)
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error
      resolve.error(`error: ${file}: ${error.message}`, { exitCode: 2 })
    }
  })
  return command
}
