import './node-version.cjs'
import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, BuildError, root } from './build.ts'
import { check } from './check.ts'
import { findChromium } from './machine/chromium.ts'
import { startPostgres } from './machine/postgres.ts'
import type { Tally } from './tally.ts'

/**
 * Everything there is to test: the code itself, the build, and every suite on every engine this machine has or can
 * be given. Words after `npm test --` go to vitest, such as the name of a file.
 */
async function test(words: string[]): Promise<number> {
  const wrong = await check({ withArchitecture: false })
  try {
    await build()
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    console.log(`── build ──\n${error.message}`)
    wrong.push('build')
  }
  const [cluster, chromium] = await Promise.all([startPostgres(), findChromium()])
  const folder = mkdtempSync(join(tmpdir(), 'dhz-test-'))
  try {
    if ('reason' in cluster)
      sayLeftOut('on PostgreSQL', cluster.reason, suitesWith(/onEachEngine|DHZ_TEST_POSTGRES/))
    if ('reason' in chromium)
      sayLeftOut('in a browser', chromium.reason, suitesWith(/DHZ_CHROMIUM|chromiumPath/))
    if (wrong.length > 0) console.log(`Not right yet: ${wrong.join(', ')}. The tests run all the same.\n`)
    const tally = join(folder, 'tally.json')
    const code = await vitest(
      ['--reporter=default', `--reporter=${join(root, 'tools/tally.ts')}`, ...words],
      {
        DHZ_TALLY: tally,
        ...('url' in cluster && { DHZ_TEST_POSTGRES: cluster.url }),
        ...('path' in chromium && { DHZ_CHROMIUM: chromium.path }),
      },
    )
    const { passed, failed, skipped } = readTally(tally)
    console.log(`${passed} passed, ${failed + wrong.length} failed, ${skipped} skipped`)
    return wrong.length > 0 ? 1 : code
  } finally {
    rmSync(folder, { recursive: true, force: true })
    if ('stop' in cluster) await cluster.stop()
  }
}

function vitest(words: string[], more: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...words], {
      cwd: root,
      env: { ...process.env, ...more },
      stdio: 'inherit',
    })
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}

function readTally(file: string): Tally {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Tally
  } catch {
    // Broken off, or wrong words on the command line: vitest has said so above.
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

function suitesWith(mark: RegExp): string[] {
  const files = globSync(['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'], { cwd: root })
  return files.filter((file) => mark.test(readFileSync(join(root, file), 'utf8'))).sort()
}

function sayLeftOut(where: string, reason: string, suites: string[]): void {
  console.log(`Skipped ${where}, because ${reason}:`)
  for (const suite of suites) console.log(`  ${suite}`)
  console.log('')
}

// Ctrl-C reaches vitest by itself; we wait for it to end and then stop the cluster.
process.on('SIGINT', () => {})
process.exitCode = await test(process.argv.slice(2))
