import { Command } from 'commander'
import { BrokenExport, mapOf, readPolis } from '../../domains/opinions/index.ts'

/** `dhz opinions map FOLDER`: the map of views of a conversation that Pol.is exported. */
export function opinionsCommand(): Command {
  const command = new Command('opinions').description('maps of views').exitOverride()
  const map = command
    .command('map')
    .description('print the two components, and the group of each participant, of a Pol.is export')
    .argument('<folder>', 'folder with participants-votes.csv, or votes.json')
    .exitOverride()
  map.action(async (folder: string) => {
    try {
      const { people, statements, matrix, rejected } = await readPolis(folder)
      const drawn = mapOf(matrix, rejected)
      const byStatement = (values: Float64Array) =>
        Object.fromEntries(statements.map((id, s) => [id, values[s]!]))
      const printed = {
        participants: people.length,
        statements: statements.length,
        rejected: [...rejected].map((s) => statements[s]!),
        components: drawn.directions.map(byStatement),
        groups: Object.fromEntries(drawn.taking.map((p) => [people[p]!, drawn.groups.of[p]!])),
        silhouettes: drawn.groups.silhouettes,
      }
      process.stdout.write(`${JSON.stringify(printed, null, 1)}\n`)
    } catch (error) {
      if (!(error instanceof BrokenExport)) throw error
      map.error(`error: ${folder}: ${error.message}`, { exitCode: 2 })
    }
  })
  return command
}
