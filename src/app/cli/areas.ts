import { Command } from 'commander'
import { importAreas, importOverlays, UnusableFile } from '../../domains/areas/index.ts'
import { renewPlaces } from '../../domains/residents/index.ts'
import type { Context, Services } from '../../platform/context.ts'
import { withContext } from './work.ts'

/** Why a feature or a line was skipped, in words for an operator. */
const faults: Record<string, string> = {
  'not-a-feature': 'it is not a GeoJSON feature with properties',
  'no-code': 'it has no area code (buurtcode, wijkcode, gemeentecode, provinciecode or statcode)',
  'unknown-code': 'its code is not of the form BU00000000, WK000000, GM0000 or PV00',
  'no-name': 'it has no name',
  'no-year': 'neither it (jaar) nor the name of the file says a year',
  'no-geometry': 'it has no geometry',
  'wrong-geometry': 'its geometry is not a Polygon or MultiPolygon',
  'not-a-number': 'its coordinates are not numbers',
  'out-of-range': 'its coordinates are not longitude and latitude (WGS 84)',
  'open-ring': 'a ring of its border is not closed',
  repeated: 'the same code and year occur before, with other content',
  fields: 'the line is not complete',
  kind: 'the kind is not stadsdeel, regio or waterschap',
  'unknown-area': 'no current area has that code',
}

/** `dhz areas import|overlays`: official areas from files. `open` opens the store that the settings ask for. */
export function areasCommand(open: () => Promise<Services>): Command {
  const command = new Command('areas').description('official areas, from files of CBS or PDOK')

  command
    .command('import')
    .description('import GeoJSON files, in any order and of any years; the same files again change nothing')
    .argument('<file...>', 'FeatureCollections with the property names of CBS or PDOK')
    .option('--json', 'print the counts as JSON')
    .action((files: string[], options: { json?: boolean }) =>
      withFiles(open, async (ctx) => {
        const started = performance.now()
        const { skipped, ...counts } = await importAreas(ctx, files)
        const residents = await renewPlaces(ctx)
        const seconds = secondsSince(started)
        if (options.json) {
          console.log(JSON.stringify({ ...counts, skipped, residents, seconds }))
          return
        }
        for (const { file, index, why } of skipped) {
          console.error(`${file}: feature ${index} is skipped: ${faults[why] ?? why}`)
        }
        console.log(
          `${counts.added} added, ${counts.changed} changed, ${counts.unchanged} unchanged, ` +
            `${skipped.length} skipped, in ${seconds} s`,
        )
        if (residents > 0) console.log(`${residents} residents lie in another wijk or gemeente now`)
        if (counts.water > 0) console.log(`${counts.water} parts that are open water were left out`)
        if (counts.borderless > 0) {
          console.log(
            `${counts.borderless} have a border too small for the detail of the file: no address can lie in them`,
          )
        }
      }),
    )

  command
    .command('overlays')
    .description('import stadsdelen, regio’s and waterschappen; the file is complete for each that it names')
    .argument('<file>', 'CSV with the columns kind;code;name;area_code')
    .option('--json', 'print the counts as JSON')
    .action((file: string, options: { json?: boolean }) =>
      withFiles(open, async (ctx) => {
        const started = performance.now()
        const { skipped, ...counts } = await importOverlays(ctx, file)
        const seconds = secondsSince(started)
        if (options.json) {
          console.log(JSON.stringify({ ...counts, skipped, seconds }))
          return
        }
        for (const { line, why } of skipped)
          console.error(`${file}: line ${line} is skipped: ${faults[why] ?? why}`)
        console.log(
          `${counts.overlays} overlays: ${counts.added} areas added, ${counts.removed} removed, ` +
            `${counts.unchanged} unchanged, ${skipped.length} lines skipped, in ${seconds} s`,
        )
      }),
    )

  for (const each of [command, ...command.commands]) each.exitOverride()
  return command
}

function secondsSince(started: number): number {
  return Math.round((performance.now() - started) / 100) / 10
}

/** Opens the store for one piece of work on files. A file that cannot be used at all counts as wrong use: 2. */
export async function withFiles(
  open: () => Promise<Services>,
  work: (ctx: Context) => Promise<void>,
): Promise<void> {
  await withContext(open, work).catch((error: unknown) => {
    if (!(error instanceof UnusableFile)) throw error
    console.error(error.message)
    process.exitCode = 2
  })
}
