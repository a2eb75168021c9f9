import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import type { Config } from '../../platform/config.ts'
import { ensureTaxonomy } from '../../domains/ambitions/index.ts'
import { isEmpty, NotEmpty, readTown, seedDemo, simulate } from '../../domains/demo/index.ts'
import { ensureCompetences } from '../../domains/levels/index.ts'
import { folders } from '../folders.ts'
import type { Open } from './open.ts'
import { print, seconds, withContext } from './work.ts'

const town = join(folders.seeds, 'demo')

/** `dhz demo seed`: the demo neighbourhood in an empty store, on a loopback origin. */
export function demoCommand(open: Open, { demo }: Config): Command {
  const command = new Command('demo').description('the demo neighbourhood').exitOverride()
  command
    .command('seed')
    .description('fill an empty store with the made-up town Ravenhorst')
    .option('--json', 'print the result as JSON')
    .exitOverride()
    .action((options: { json?: boolean }) => {
      if (!demo) command.error('error: the demo exists on a loopback origin only', { exitCode: 2 })
      return withContext(open, async (ctx) => {
        const started = performance.now()
        await ensureTaxonomy(ctx, folders.seeds)
        await ensureCompetences(ctx, join(folders.seeds, 'competences.json'))
        const seeded = await isEmpty(ctx)
        if (seeded) await seedDemo(ctx, town)
        print(
          options.json,
          { seeded },
          seeded
            ? `Ravenhorst is built, in ${seconds(started)}.`
            : 'There are residents already; nothing was changed.',
        )
      })
    })
  return command
}

/** `dhz simulate`: made-up residents on the imported addresses. */
export function simulateCommand(open: Open, { demo }: Config): Command {
  const command = new Command('simulate')
    .description('fill a store without residents with made-up ones, on the imported addresses')
    .requiredOption('--per-address <number>', 'residents for each address, such as 0.3', positive)
    .option('--seed <number>', 'the same number makes the same town', whole, 1)
    .option('--json', 'print the counts as JSON')
    .exitOverride()
  return command.action((options: { perAddress: number; seed: number; json?: boolean }) => {
    if (!demo) command.error('error: simulating is possible on a loopback origin only', { exitCode: 2 })
    return withContext(open, async (ctx) => {
      const started = performance.now()
      await ensureTaxonomy(ctx, folders.seeds)
      const { firstNames } = await readTown(town)
      try {
        const counts = await simulate(ctx, { ...options, names: firstNames })
        const { residents, wishes, communities, designations, addresses } = counts
        print(
          options.json,
          counts,
          `${residents} residents at ${addresses} addresses, ${wishes} wishes, ${communities} communities, ` +
            `${designations} designations, in ${seconds(started)}.`,
        )
      } catch (error) {
        if (error instanceof NotEmpty) command.error(`error: ${error.message}`, { exitCode: 1 })
        throw error
      }
    })
  })
}

function positive(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= 20)) throw new InvalidArgumentError('Give a number above 0, at most 20.')
  return value
}

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Give a whole number.')
  return Number(text)
}
