import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** What the writer found when it opened the store. `halves` counts transactions of which only a part was there. */
export interface Found {
  ids: number[]
  halves: number
}

/** A writer that is under way (see `writer.ts`). */
export interface Writer {
  found: Found
  /** Every row it was told is safe. */
  acknowledged: number[]
  /** Resolves when this many more rows were acknowledged. */
  written(more: number): Promise<void>
  /** Ends it as a power cut would end it, and waits until it is gone. */
  kill(): Promise<void>
}

const running = new Set<ChildProcess>()

/** Ends what a test that failed half-way left running. */
export async function endWriters(): Promise<void> {
  await Promise.all([...running].map(killed))
}

function launch(folder: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(child)
  child.once('close', () => running.delete(child))
  return child
}

/** Starts a writer and ends it after so many milliseconds, most likely before it has opened its store. */
export async function killAtStart(folder: string, after: number): Promise<void> {
  const child = launch(folder)
  child.stdout.resume()
  await setTimeout(after)
  await killed(child)
}

/** @throws what the writer says when it cannot open the folder. */
export async function startWriter(folder: string): Promise<Writer> {
  const child = launch(folder)
  const acknowledged: number[] = []
  const waiting: { until: number; done: () => void }[] = []
  const found = await new Promise<Found>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the writer ended with ${code}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word, ...rest] = line.split(' ')
      const words = rest.join(' ')
      if (word === 'found') resolve(JSON.parse(words) as Found)
      else if (word === 'failed') reject(new Error(words))
      else if (word === 'wrote') {
        acknowledged.push(Number(words))
        for (const each of waiting) if (acknowledged.length >= each.until) each.done()
      }
    })
  })
  return {
    found,
    acknowledged,
    written: (more) => {
      const until = acknowledged.length + more
      return new Promise((done) => waiting.push({ until, done }))
    },
    kill: () => killed(child),
  }
}

async function killed(child: ChildProcess): Promise<void> {
  // `close` comes after the last of what it said was read.
  const closed = once(child, 'close')
  child.kill('SIGKILL')
  await closed
}
