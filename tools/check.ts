import './node-version.cjs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './build.ts'

interface Check {
  name: string
  words: string[]
}

const checks: Check[] = [
  { name: 'types', words: ['typescript/bin/tsc', '--noEmit', '--project', '.'] },
  { name: 'lint', words: ['oxlint/bin/oxlint'] },
  { name: 'format', words: ['oxfmt/bin/oxfmt', '--check'] },
]
/** Who may import whom, tables and words: the tests that look at the code itself. */
const architecture: Check = {
  name: 'architecture',
  words: ['vitest/vitest.mjs', 'run', '--reporter=dot', 'tests/architecture'],
}

/** Looks at the code without running the program; prints only what is wrong. @returns the names of what is wrong. */
export async function check({ withArchitecture = true } = {}): Promise<string[]> {
  const all = withArchitecture ? [...checks, architecture] : checks
  const results = await Promise.all(all.map(async (each) => ({ ...each, ...(await runQuietly(each.words)) })))
  const wrong = results.filter(({ code }) => code !== 0)
  for (const { name, said } of wrong) process.stdout.write(`── ${name} ──\n${said.trim()}\n\n`)
  return wrong.map(({ name }) => name)
}

/** Runs a script of `node_modules` with this very Node. */
function runQuietly([script = '', ...words]: string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...words], {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const keep = (part: Buffer) => {
      said += part.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => resolve({ code: 1, said: `${said}\n${error.message}` }))
    child.on('close', (code) => resolve({ code, said }))
  })
}

if (import.meta.main) {
  const wrong = await check()
  if (wrong.length > 0) console.log(`Not right yet: ${wrong.join(', ')}`)
  process.exitCode = wrong.length > 0 ? 1 : 0
}
