import { Command, Option } from 'commander'
import { NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { findFormation, reaches, type Reach } from '../../domains/formation/index.ts'
import { loadViewer } from '../../domains/residents/index.ts'
import type { Open } from './open.ts'
import { print, seconds, withContext } from './work.ts'

/** `dhz formation find`: what the formation page shows this resident, and nothing more. */
export function formationCommand(open: Open): Command {
  const command = new Command('formation').description('who and what is near for an ambition').exitOverride()
  command
    .command('find')
    .description('find it as one resident would see it')
    .requiredOption('--resident <id>', 'id of the resident who asks')
    .requiredOption('--ambition <slug>', 'slug of the ambition')
    .addOption(new Option('--reach <reach>', 'how far').choices(reaches).default('buurt'))
    .option('--json', 'print everything as JSON')
    .exitOverride()
    .action((options: { resident: string; ambition: string; reach: Reach; json?: boolean }) =>
      withContext(open, async (ctx) => {
        if (!isId(options.resident)) command.error('error: --resident is not an id', { exitCode: 2 })
        const viewer = await loadViewer(ctx, options.resident)
        if (!viewer) command.error(`error: there is no resident ${options.resident}`, { exitCode: 1 })
        const started = performance.now()
        try {
          const found = await findFormation({ ...ctx, viewer: viewer! }, options.ambition, options.reach)
          const { already, neighbours, ambassadors, authorities, precedents } = found
          print(
            options.json,
            { ...found, labels: Object.fromEntries(found.labels) },
            `${found.concept.label}: ${already.length} communities, ${neighbours.total} neighbours, ` +
              `${ambassadors.length} ambassadors, ${authorities.length} authorities, ${precedents.length} examples, ` +
              `in ${seconds(started)}.`,
          )
        } catch (error) {
          if (error instanceof NotFound)
            command.error(`error: there is no ambition ${options.ambition}`, { exitCode: 1 })
          throw error
        }
      }),
    )
  return command
}
