import { pathToFileURL } from 'node:url'
import { buildOrExit, program } from './build.ts'

/**
 * Runs the program as it was built, with these words after its name, building it first where sources changed.
 * It runs in this very process: signals reach it directly, and its exit code is ours.
 */
export async function run(words: string[]): Promise<void> {
  await buildOrExit()
  process.argv = [process.execPath, program, ...words]
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(program).href)
}
