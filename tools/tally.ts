import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

export interface Tally {
  passed: number
  failed: number
  skipped: number
}

/** A reporter for vitest that says nothing and writes how many tests there were, as JSON, to the file DHZ_TALLY. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tally: Tally = { passed: 0, failed: errors.length, skipped: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        tally[state === 'passed' || state === 'failed' ? state : 'skipped']++
      }
      // A file that could not be loaded, or a suite whose preparations failed.
      tally.failed += module.errors().length
      for (const suite of module.children.allSuites()) tally.failed += suite.errors().length
    }
    writeFileSync(process.env.DHZ_TALLY!, JSON.stringify(tally))
  }
}
