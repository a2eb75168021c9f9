import { spawn } from 'node:child_process'

/** Looks at the bytes of a file before it is kept. @returns whether it is clean. */
export type Scan = (bytes: Uint8Array) => Promise<boolean>

/** How long a scanner may take, in milliseconds. */
const patience = 60_000

/**
 * A virus scanner of the operator: a command that reads the file on its input and ends with 0 when it is clean and with 1
 * when it is not, as `clamdscan -` does. It runs without a shell.
 * @throws Error on any other ending, so that nothing is kept that was not looked at.
 */
export function scanBy(command: string): Scan {
  const [program = '', ...words] = command.split(/\s+/).filter(Boolean)
  return (bytes) =>
    new Promise((resolve, reject) => {
      const scanner = spawn(program, words, { stdio: ['pipe', 'ignore', 'ignore'], timeout: patience })
      scanner.on('error', () => reject(new Error('The virus scanner cannot be started')))
      scanner.on('close', (code) => {
        if (code === 0 || code === 1) resolve(code === 0)
        else reject(new Error(`The virus scanner ended with ${code}`))
      })
      // A scanner that has seen enough may stop reading.
      scanner.stdin.on('error', () => {})
      scanner.stdin.end(bytes)
    })
}
