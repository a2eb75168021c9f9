import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { BrokenProof, judgeProof } from '../../domains/register/index.ts'

/** `dhz register check FILE.json`: judges one proof. Ends with 1 when it does not hold. */
export function registerCommand(): Command {
  const command = new Command('register').description('the register that anybody can verify').exitOverride()
  const check = command
    .command('check')
    .description('judge one proof of inclusion or consistency (JSON)')
    .argument('<file>', 'the file')
    .exitOverride()
  check.action(async (file: string) => {
    const text = await readFile(file, 'utf8').catch(() =>
      check.error(`error: cannot read ${file}`, { exitCode: 2 }),
    )
    try {
      const judged = judgeProof(text)
      process.stdout.write(`${JSON.stringify(judged)}\n`)
      if (!judged.holds) process.exitCode = 1
    } catch (error) {
      if (!(error instanceof BrokenProof)) throw error
      check.error(`error: ${file}: ${error.message}`, { exitCode: 2 })
    }
  })
  return command
}
