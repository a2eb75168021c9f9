import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import type { Config } from '../../platform/config.ts'
import {
  addOwnKey,
  allFiles,
  BrokenProof,
  judgeProof,
  RegisterStuck,
  signAnew,
  Unreadable,
  Untrue,
  mostEntries,
  verifyLog,
} from '../../domains/register/index.ts'
import type { Open } from './open.ts'
import { print, withContext } from './work.ts'

/** `dhz register check|verify|dump|rotate`. `open` opens the store that the settings ask for; checking needs none. */
export function registerCommand(open: Open, config: Config): Command {
  const command = new Command('register').description('the register that anybody can verify').exitOverride()
  addCheck(command)
  addVerify(command)

  const dump = command
    .command('dump')
    .description('write the published files of the register into a folder')
    .argument('<folder>', 'made when it is not there')
    .option('--json', 'print what was written as JSON')
    .exitOverride()
  dump.action((folder: string, options: { json?: boolean }) =>
    withContext(open, async (ctx) => {
      let files = 0
      for await (const { path, bytes } of allFiles(ctx)) {
        await mkdir(dirname(join(folder, path)), { recursive: true })
        await writeFile(join(folder, path), bytes)
        files += 1
      }
      print(options.json, { folder, files }, `${files} files in ${folder}`)
    }),
  )

  const rotate = command
    .command('rotate')
    .description('sign with a new key from now on, beside the old one until that is dropped')
    .option('--lost', 'the key that signed last is gone: go on without its signature')
    .exitOverride()
  rotate.action((options: { lost?: boolean }) =>
    withContext(open, async (ctx) => {
      // With keys by configuration the operator put the new one first already.
      if (!config.registerKey && !options.lost) addOwnKey(config.dataDir)
      try {
        await signAnew(ctx, { lost: options.lost ?? false })
      } catch (error) {
        if (!(error instanceof RegisterStuck)) throw error
        rotate.error(`error: ${error.message}`, { exitCode: 1 })
      }
      console.log('Signed. The keys stand on /register; keep a copy of the new one apart from the backups.')
    }),
  )
  return command
}

/** Judges one proof. Ends with 1 when it does not hold. */
function addCheck(command: Command): void {
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
}

interface VerifyOptions {
  key?: string[]
  since?: string
  most: number
  json?: boolean
}

/** Verifies a whole log. Ends with 1 when it is not what it says, with 2 when it cannot be read. */
function addVerify(command: Command): void {
  const verify = command
    .command('verify')
    .description('verify a whole register with nothing but its published files')
    .argument('<where>', 'its address (https://…/register) or a folder with its files')
    .option('--key <key>', 'believe this key only; may be given more than once', collect)
    .option('--since <file>', 'an earlier checkpoint: the signed file, or the text of a printed decision')
    .option('--most <entries>', `read no log that is longer than this (${mostEntries})`, Number, mostEntries)
    .option('--json', 'print the answer as JSON')
    .exitOverride()
  verify.action(async (where: string, options: VerifyOptions) => {
    const { key: keys = [], since: file, most } = options
    const since =
      file === undefined
        ? undefined
        : await readFile(file, 'utf8').catch(() =>
            verify.error(`error: cannot read ${file}`, { exitCode: 2 }),
          )
    try {
      const found = await verifyLog(where, { keys, since, most })
      const grew =
        found.since === undefined ? '' : ` It begins with the ${found.since} of the earlier checkpoint.`
      const whose = keys.length > 0 ? 'your key' : 'a key that it publishes itself'
      print(
        options.json,
        found,
        `${found.origin}: ${found.size} entries give the root ${found.root}, signed by ${whose}.${grew}`,
      )
    } catch (error) {
      if (error instanceof Untrue) verify.error(error.message, { exitCode: 1 })
      if (error instanceof Unreadable) verify.error(`error: ${error.message}`, { exitCode: 2 })
      throw error
    }
  })
}

function collect(key: string, before: string[] | undefined): string[] {
  return [...(before ?? []), key]
}
