import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { endWriters, startWriter } from './process.ts'

const rounds = 3
const folder = mkdtempSync(join(tmpdir(), 'dhz-power-'))
const image = join(folder, 'disk')
const disk = join(folder, 'mounted')
const run = (command: string, ...words: string[]) => execFileSync(command, words, { stdio: 'pipe' })

/** FS_IOC_SHUTDOWN without flushing the log: from now on nothing reaches the disk any more. */
const cutPower = `my $without_log = pack('L', 2);
open(my $disk, '<', $ARGV[0]) or die $!;
ioctl($disk, 0x8004587D, $without_log) or die $!;`

/** Makes a disk of our own in a file. @returns why that is not possible here. */
function makeDisk(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'a disk can be made by root on Linux only'
  try {
    writeFileSync(image, '')
    truncateSync(image, 400_000_000)
    mkdirSync(disk)
    run('mkfs.ext4', '-q', image)
    run('mount', '-o', 'loop', image, disk)
    return undefined
  } catch (error) {
    return `this machine lets us make no disk (${String(error).split('\n').at(-1)})`
  }
}

/** What still writes keeps the disk busy for a moment after it was killed. */
async function unmount(): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    try {
      run('umount', disk)
      return
    } catch {
      await setTimeout(100)
    }
  }
  throw new Error(`${disk} cannot be unmounted`)
}

const reason = makeDisk()
afterAll(async () => {
  await endWriters()
  if (!reason) await unmount()
  rmSync(folder, { recursive: true, force: true })
})

test(
  `a power loss loses nothing that was acknowledged, ${rounds} times`,
  { timeout: 120_000 },
  async ({ skip }) => {
    if (reason) skip(reason)
    const safe = new Set<number>()
    for (let round = 1; round <= rounds; round++) {
      const writer = await startWriter(join(disk, 'store'))
      const found = new Set(writer.found.ids)
      expect([...safe].filter((id) => !found.has(id))).toEqual([])
      expect(writer.found.halves).toBe(0)
      await writer.written(10)
      await setTimeout(Math.random() * 200)
      // What is acknowledged after this moment cannot be safe, so it does not count.
      const before = [...writer.acknowledged]
      run('perl', '-e', cutPower, disk)
      await writer.kill()
      for (const id of before) safe.add(id)
      await unmount()
      run('mount', '-o', 'loop', image, disk)
    }
    const last = await startWriter(join(disk, 'store'))
    expect(last.found.ids).toEqual(expect.arrayContaining([...safe]))
    await last.kill()
  },
)
