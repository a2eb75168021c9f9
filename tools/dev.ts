import './node-version.cjs'
import { spawn, type ChildProcess } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { build, BuildError, program, root } from './build.ts'

/** Editors write a file in several steps; this long after the last one it is finished. */
const quiet = 80
/** A server that has not stopped by itself after this long is ended. */
const patience = 5_000

let server: ChildProcess | undefined
let stopping: Promise<void> | undefined
let timer: NodeJS.Timeout | undefined
let busy = false
let again = false

/** Ends the running server. The next one needs its data folder, so it must really be gone. */
function stop(): Promise<void> {
  const child = server
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  stopping ??= new Promise((resolve) => {
    const end = setTimeout(() => child.kill('SIGKILL'), patience)
    child.once('exit', () => {
      clearTimeout(end)
      stopping = undefined
      resolve()
    })
    child.kill('SIGTERM')
  })
  return stopping
}

async function restart(): Promise<void> {
  if (busy) {
    again = true
    return
  }
  busy = true
  do {
    again = false
    try {
      await build()
      await stop()
      server = spawn(process.execPath, ['--enable-source-maps', program], { cwd: root, stdio: 'inherit' })
    } catch (error) {
      if (!(error instanceof BuildError)) throw error
      console.error(`${error.message}\nThe server that was running goes on. Waiting for a change.`)
    }
  } while (again)
  busy = false
}

for (const folder of ['src', 'db']) {
  watch(join(root, folder), { recursive: true }, (_event, name) => {
    if (name && /(^|\/)\.|~$|\.test\.tsx?$/.test(name)) return
    clearTimeout(timer)
    timer = setTimeout(() => void restart(), quiet)
  })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void stop().then(() => process.exit(0)))
}
await restart()
