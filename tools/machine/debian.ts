import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Whether we may install packages here: root on Debian or a system made from it. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')
}

let updated = false
let last: Promise<unknown> = Promise.resolve()

/**
 * Installs a package with apt-get, one at a time.
 * @returns undefined when it is there now, otherwise the last words of apt-get.
 */
export function install(name: string): Promise<string | undefined> {
  const result = last.then(async () => {
    if (!updated) {
      const failed = await aptGet(['update'])
      if (failed) return failed
      updated = true
    }
    return aptGet(['install', '--yes', '--no-install-recommends', name])
  })
  last = result
  return result
}

function aptGet(words: string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...words], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const keep = (part: Buffer) => {
      said = (said + part.toString()).slice(-2_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) => {
      resolve(
        code === 0 ? undefined : `apt-get ${words.join(' ')}: ${said.trim().split('\n').at(-1) ?? code}`,
      )
    })
  })
}
