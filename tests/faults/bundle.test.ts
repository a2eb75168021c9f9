import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'dhz-bundle-'))
const running = new Set<ChildProcess>()
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Sends the bundles in a process of its own. @returns what it says, line by line. */
function sender(how: 'hang' | 'send', minutes = 0) {
  const program = join(import.meta.dirname, 'sender.ts')
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', program, join(folder, 'store'), how, String(minutes)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  running.add(child)
  child.once('close', () => running.delete(child))
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
}

/** Everything that a sender says until its end. */
async function saidBy({ lines }: ReturnType<typeof sender>): Promise<string[]> {
  const said: string[] = []
  for (let next = await lines.next(); !next.done; next = await lines.next()) said.push(next.value)
  return said
}

test(
  'a bundle whose program is killed after the mail server took it goes once more, as the same message, and never again',
  { timeout: 120_000 },
  async () => {
    const killed = sender('hang')
    const { value: took } = await killed.lines.next()
    expect(took).toMatch(/^took <bundel\.[0-9a-f-]{36}@localhost> noor@voorbeeld\.nl$/)
    const closed = once(killed.child, 'close')
    killed.child.kill('SIGKILL')
    await closed
    // Somebody may still be at it: nobody else tries within ten minutes.
    expect(await saidBy(sender('send', 5))).toEqual(['done'])
    expect(await saidBy(sender('send', 15))).toEqual([took, 'done'])
    expect(await saidBy(sender('send', 30))).toEqual(['done'])
  },
)
