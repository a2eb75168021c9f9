import { readFile } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { BrokenFile, countFile, methods, type Method } from '../../domains/decisions/index.ts'

/** `dhz count FILE --method …`: counts a file that anybody made, with the rules that count our own decisions. */
export function countCommand(): Command {
  const command = new Command('count')
    .description('count a file of ballots: BLT, Pabulib .pb, abcvoting YAML, or a Debian tally sheet')
    .argument('<file>', 'the file')
    .addOption(new Option('--method <method>', 'how to count it').choices(methods).makeOptionMandatory())
    .exitOverride()
  return command.action(async (file: string, { method }: { method: Method }) => {
    const text = await readFile(file, 'utf8').catch(() =>
      command.error(`error: cannot read ${file}`, { exitCode: 2 }),
    )
    try {
      process.stdout.write(`${JSON.stringify(countFile(text, method), null, 2)}\n`)
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error
      command.error(`error: ${file}: ${error.message}`, { exitCode: 2 })
    }
  })
}
