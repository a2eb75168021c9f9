import './node-version.cjs'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './build.ts'

const [name = '', ...words] = process.argv.slice(2)
const script = join(root, `tests/bench/${name}.ts`)
if (!/^[a-z-]+$/.test(name) || !existsSync(script)) {
  console.error(
    'Which bench? npm run bench:calendar, bench:conversations, bench:decisions, bench:delegations, bench:digest, bench:formation, bench:hellos, bench:http, bench:identity, bench:opinions, bench:register, bench:search or bench:sign-in',
  )
  process.exit(2)
}
// A bench may use domains, whose pages are JSX: Node runs those through tsx.
const child = spawn(process.execPath, ['--import', 'tsx', script, ...words], { cwd: root, stdio: 'inherit' })
child.on('close', (code) => {
  process.exitCode = code ?? 1
})
