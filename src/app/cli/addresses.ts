import { Command } from 'commander'
import {
  houseNumber,
  importAddresses,
  labelOf,
  locate,
  placeOf,
  whyNotFound,
  type AddressesImported,
  type Located,
} from '../../domains/areas/index.ts'
import type { Services } from '../../platform/context.ts'
import { withFiles } from './areas.ts'

/** Why a row was skipped, in words for an operator. */
const faults: Record<string, string> = {
  fields: 'it has too few or too many fields, or an open quote',
  street: 'the street is empty or not a name',
  number: 'the house number is not a whole number from 1 to 99999',
  letter: 'the letter or addition is too long',
  postcode: 'the postcode is not of the form 1234AB',
  place: 'the place is empty or not a name',
  gemeente: 'the gemeente is empty',
  coordinates: 'lat and lon are not degrees',
  repeated: 'the same address stands on an earlier line',
}

/** `dhz addresses import|locate`. `open` opens the store that the settings ask for. */
export function addressesCommand(open: () => Promise<Services>): Command {
  const command = new Command('addresses').description('addresses, from a file or by looking one up')

  command
    .command('import')
    .description('import addresses, after the areas; the same file again changes nothing')
    .argument('<file>', 'CSV with ; between the fields, packed with Zstandard (.zst) or not')
    .option('--json', 'print the counts as JSON')
    .action((file: string, options: { json?: boolean }) =>
      withFiles(open, async (ctx) => {
        const started = performance.now()
        const result = await importAddresses(ctx, file)
        const seconds = Math.round((performance.now() - started) / 100) / 10
        if (options.json) console.log(JSON.stringify({ ...result, seconds }))
        else printImport(file, result, seconds)
      }),
    )

  command
    .command('locate')
    .description('find one address: "1309AA 1", or "Oostvaardersdiep 1, Almere"')
    .argument('<text...>', 'the address as somebody would type it')
    .option('--json', 'print the answer as JSON')
    .action((text: string[], options: { json?: boolean }) =>
      withFiles(open, async (ctx) => {
        const located = await locate(ctx, text.join(' '))
        if (!located.found) process.exitCode = 1
        if (options.json) console.log(JSON.stringify(located))
        else printLocated(located)
      }),
    )

  for (const each of [command, ...command.commands]) each.exitOverride()
  return command
}

/** Lines that say what was skipped, before they would hide everything else. */
const mostPrinted = 20

function printImport(file: string, result: AddressesImported, seconds: number): void {
  const shown = result.skipped.slice(0, mostPrinted)
  for (const { line, why } of shown) console.error(`${file}: line ${line} is skipped: ${faults[why] ?? why}`)
  const more = result.skippedInAll - shown.length
  if (more > 0) console.error(`${file}: and ${more} more; --json tells which`)
  for (const [name, count] of Object.entries(result.unknownGemeenten)) {
    console.error(`${file}: ${count} addresses are left out: there is no gemeente ${name}`)
  }
  console.log(
    `${result.added} added, ${result.changed} changed, ${result.unchanged} unchanged, ` +
      `${result.skippedInAll} skipped, ${result.inUnknownGemeente} in an unknown gemeente, in ${seconds} s`,
  )
  console.log(
    `${result.streetsAdded} new streets; ${result.underWijk} addresses in no buurt hang under their wijk, ` +
      `${result.underGemeente} directly under their gemeente`,
  )
}

function printLocated(located: Located): void {
  if (!located.found) {
    console.log(whyNotFound('en', located))
    for (const { label } of located.suggestions) console.log(`  ${label}`)
    return
  }
  const { found, path } = located
  console.log(labelOf(found))
  const place = placeOf(found)
  for (const { kind, code, name } of path.toReversed()) console.log(`  ${kind.padEnd(10)} ${name} (${code})`)
  console.log(`  ${'number'.padEnd(10)} ${houseNumber(found)}`)
  console.log(`  ${'H3 cell'.padEnd(10)} ${place.cell ?? 'none: too alone to be placed'}`)
  if (found.secluded) console.log(`  ${'street'.padEnd(10)} is not told: fewer than three addresses`)
}
