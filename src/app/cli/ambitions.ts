import { readFile, writeFile } from 'node:fs/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { Context, Services } from '../../platform/context.ts'
import {
  BrokenSkos,
  BrokenTaxonomy,
  exportTaxonomy,
  formatOf,
  importTaxonomy,
  schemes,
  skosFormats,
  type Scheme,
  type SkosFormat,
} from '../../domains/ambitions/index.ts'
import { withContext } from './work.ts'

/** `dhz ambitions import|export`: the taxonomies as SKOS files. `open` opens the store that the settings ask for. */
export function ambitionsCommand(open: () => Promise<Services>): Command {
  const command = new Command('ambitions')
    .description('the ambitions and themes, as SKOS files')
    .exitOverride()

  command
    .command('import')
    .description('import SKOS files (.ttl, .jsonld) together; the same files again change nothing')
    .argument('<file...>', 'Turtle or JSON-LD files', collectFiles)
    .option('--why <words>', 'the reason that goes into the history of each changed concept', 'Import')
    .option('--json', 'print the counts as JSON')
    .exitOverride()
    .action(async (files: string[], options: { why: string; json?: boolean }) => {
      const given = await Promise.all(
        files.map(async (file) => ({
          text: await readFile(file, 'utf8').catch(() =>
            command.error(`error: cannot read ${file}`, { exitCode: 2 }),
          ),
          format: formatOf(file)!,
        })),
      )
      await withTaxonomy(open, async (ctx) => {
        const counts = await importTaxonomy(ctx, given, options.why)
        const line = `${counts.added} added, ${counts.changed} changed, ${counts.unchanged} unchanged`
        console.log(options.json ? JSON.stringify(counts) : line)
      })
    })

  command
    .command('export')
    .description('export as SKOS')
    .argument('[file]', 'where to write; the standard output when absent')
    .addOption(new Option('--format <format>', 'how to write it').choices(skosFormats).default('turtle'))
    .addOption(new Option('--scheme <scheme>', 'only this one').choices(schemes))
    .option('--json', 'print what was written as JSON (with FILE)')
    .exitOverride()
    .action(
      async (file: string | undefined, options: { format: SkosFormat; scheme?: Scheme; json?: boolean }) => {
        if (options.json && !file) command.error('error: --json needs a FILE', { exitCode: 2 })
        await withTaxonomy(open, async (ctx) => {
          const which = options.scheme ? [options.scheme] : schemes
          const text = await exportTaxonomy(ctx, options.format, which)
          if (!file) {
            process.stdout.write(text)
            return
          }
          await writeFile(file, text)
          const bytes = Buffer.byteLength(text)
          console.log(options.json ? JSON.stringify({ file, bytes }) : `${file}: ${bytes} bytes`)
        })
      },
    )

  return command
}

function collectFiles(file: string, previous: string[] | undefined): string[] {
  if (!formatOf(file)) throw new InvalidArgumentError('Its name must end in .ttl, .jsonld or .json.')
  return [...(previous ?? []), file]
}

/** One piece of work on the taxonomy. What is wrong with a file is told line by line. */
async function withTaxonomy(
  open: () => Promise<Services>,
  work: (ctx: Context) => Promise<void>,
): Promise<void> {
  try {
    await withContext(open, work)
  } catch (error) {
    if (!(error instanceof BrokenSkos || error instanceof BrokenTaxonomy)) throw error
    for (const { concept, problem } of error.problems) console.error(`${concept}: ${problem}`)
    console.error('Nothing was changed.')
    process.exitCode = 1
  }
}
