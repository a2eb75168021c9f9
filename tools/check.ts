import './node-version.cjs'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { root } from './build.ts'

interface Check {
  name: string
  words: string[]
}

const checks: Check[] = [
  { name: 'types', words: ['tsc', '--noEmit', '--project', '.'] },
  { name: 'lint', words: ['oxlint'] },
  { name: 'format', words: ['oxfmt', '--check'] },
]
/** Who may import whom, tables and words: the tests that look at the code itself. */
const architecture: Check = {
  name: 'architecture',
  words: ['vitest', 'run', '--reporter=dot', 'tests/architecture'],
}

/** Looks at the code without running the program; prints only what is wrong. @returns the names of what is wrong. */
export async function check({ withArchitecture = true } = {}): Promise<string[]> {
  const all = withArchitecture ? [...checks, architecture] : checks
  const results = await Promise.all(all.map(async (each) => ({ ...each, ...(await runQuietly(each.words)) })))
  const wrong = results.filter(({ code }) => code !== 0)
  for (const { name, said } of wrong) process.stdout.write(`── ${name} ──\n${said.trim()}\n\n`)
  return wrong.map(({ name }) => name)
}

/** Runs a command of `node_modules/.bin` with this very Node. */
function runQuietly([command = '', ...words]: string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const file = `${root}/node_modules/.bin/${command}`
    const child = spawn(existsSync(file) ? file : command, words, {
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
