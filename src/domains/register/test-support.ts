import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Context } from '../../platform/context.ts'
import { appendWaiting } from './append.ts'
import { record } from './record.ts'
import { allFiles } from './tiles.ts'

/** Records so many public acts, numbered on from `first`, and appends them. */
export async function act(ctx: Context, count: number, first = 0): Promise<void> {
  for (let n = first; n < first + count; n++)
    await record(ctx, { kind: 'test.done', key: String(n), about: { n }, at: ctx.now() })
  await appendWaiting(ctx)
}

let all: string | undefined

/** A new folder, within one that goes with the process. */
export function newFolder(): string {
  if (all === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'dhz-register-'))
    process.once('exit', () => rmSync(made, { recursive: true, force: true }))
    all = made
  }
  return mkdtempSync(join(all, 'log-'))
}

/** Writes all that is published into a new folder. */
export async function dumped(ctx: Context): Promise<string> {
  const folder = newFolder()
  for await (const { path, bytes } of allFiles(ctx)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  return folder
}

/** Another folder with the same files. */
export function copied(folder: string): string {
  const to = newFolder()
  cpSync(folder, to, { recursive: true })
  return to
}
