/*
 * Verifies a register with nothing but what is published, from an address or a folder. It stands apart on purpose: it shares
 * no line with the program that writes the log, so that a fault there cannot hide itself here.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The log is not what it says; the message is one sentence. */
export class Untrue extends Error {
  override name = 'Untrue'
}
/** There is nothing to judge: missing, broken or out of reach; the message is one sentence. */
export class Unreadable extends Error {
  override name = 'Unreadable'
}

export interface Verified {
  origin: string
  size: number
  root: string
  /** The keys whose signature stands under the checkpoint. */
  signedBy: string[]
  /** Of the earlier checkpoint that it was held against. */
  since: number | undefined
}

interface Note {
  text: string
  origin: string
  size: number
  root: string
  signatures: { name: string; bytes: Buffer }[]
}

/** What stands at a path, refused when it is longer than `most` bytes: whoever is checked may send anything. */
type Read = (path: string, most: number) => Promise<Buffer>

/** Bytes: of a checkpoint and the keys, of a tile of hashes, and of a bundle of entries (256 of 65,535 at most). */
const longest = { note: 65_536, tile: 256 * 32, bundle: 256 * 65_537 }
/** Entries that are read unless more is asked for. */
export const mostEntries = 10_000_000

const sha256 = (...parts: Uint8Array[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const leaf = (entry: Uint8Array) => sha256(Uint8Array.of(0), entry)
const emptyRoot = sha256().toString('base64')
const node = (left: Uint8Array, right: Uint8Array) => sha256(Uint8Array.of(1), left, right)

/**
 * @param where an address ("https://…/register") or a folder.
 * @param keys the keys to believe ("name+id+key"); without any, those that the log itself publishes.
 * @param since an earlier checkpoint: the signed file, or any text in which name, size and root stand behind each other.
 * @param most entries of a log that is read at all: one that never ends would keep this busy for ever.
 * @throws Untrue, Unreadable
 */
export async function verifyLog(
  where: string,
  {
    keys = [],
    since,
    most = mostEntries,
  }: { keys?: readonly string[]; since?: string | undefined; most?: number } = {},
): Promise<Verified> {
  const read = /^https?:/.test(where) ? fromAddress(where) : fromFolder(where)
  const now = readNote((await read('checkpoint', longest.note)).toString('utf8'))
  const believed = keys.length > 0 ? keys : await publishedKeys(read)
  const signedBy = signersOf(now, believed)
  if (signedBy.length === 0)
    throw new Untrue('The checkpoint is not signed by a key that you believe: this is not that log.')
  const earlier = since === undefined ? undefined : earlierIn(since)
  if (earlier && earlier.origin !== now.origin)
    throw new Unreadable(`The earlier checkpoint is of ${earlier.origin}, and this log is ${now.origin}.`)
  if (earlier && earlier.signatures.length > 0 && signersOf(earlier, believed).length === 0)
    throw new Untrue('The earlier checkpoint is not signed by a key of this log.')
  if (earlier && earlier.size > now.size)
    throw new Untrue(
      `Rolled back: the log had ${earlier.size} entries and has ${now.size} now, so entries were taken out.`,
    )
  if (now.size > most)
    throw new Unreadable(`The log says that it has ${now.size} entries; at most ${most} are read.`)
  const roots = await readAll(read, now.size, earlier?.size)
  if (earlier && roots.old !== earlier.root)
    throw new Untrue(
      `Forked: the first ${earlier.size} entries are not those of the earlier checkpoint, so two histories were told.`,
    )
  if (roots.now !== now.root)
    throw new Untrue(
      'Tampered: the entries do not give the root that was signed, so some of them were changed.',
    )
  return { origin: now.origin, size: now.size, root: now.root, signedBy, since: earlier?.size }
}

/** Reads every entry and every tile of hashes, holds them against each other, and works out the roots. */
async function readAll(
  read: Read,
  size: number,
  earlier: number | undefined,
): Promise<{ now: string; old: string | undefined }> {
  // The complete nodes so far, the largest first.
  const standing: { level: number; hash: Buffer }[] = []
  // Of each level of tiles, the hashes since the last full tile.
  const open: Buffer[][] = []
  const full: number[] = []
  let old = earlier === 0 ? emptyRoot : undefined
  const rootNow = () =>
    standing
      .map(({ hash }) => hash)
      .reduceRight((right, left) => node(left, right))
      .toString('base64')
  const compare = async (level: number, n: number, hashes: Buffer[]) => {
    const tile = await read(`tile/${level}/${inPath(n, hashes.length)}`, longest.tile)
    if (tile.length !== hashes.length * 32) throw new Unreadable(`Tile ${level}/${n} has another length.`)
    const wrong = hashes.findIndex((hash, i) => !hash.equals(tile.subarray(i * 32, i * 32 + 32)))
    if (wrong === -1) return
    const at = n * 256 + wrong
    throw new Untrue(
      level === 0
        ? `Tampered: entry ${at} is not the one whose hash was published.`
        : `Tampered: hash ${at} of level ${level} does not stand over the hashes below it.`,
    )
  }
  for (let n = 0; n * 256 < size; n++) {
    const entries = entriesIn(
      await read(`tile/entries/${inPath(n, Math.min(256, size - n * 256))}`, longest.bundle),
    )
    if (entries.length !== Math.min(256, size - n * 256))
      throw new Unreadable(`The bundle from entry ${n * 256} on has another number of entries.`)
    for (const [i, entry] of entries.entries()) {
      let at = { level: 0, hash: leaf(entry) }
      for (;;) {
        if (at.level % 8 === 0) {
          const part = (open[at.level / 8] ??= [])
          part.push(at.hash)
          if (part.length === 256) {
            await compare(at.level / 8, (full[at.level / 8] ??= 0), part)
            full[at.level / 8]! += 1
            open[at.level / 8] = []
          }
        }
        const left = standing.at(-1)
        if (left?.level !== at.level) break
        standing.pop()
        at = { level: at.level + 1, hash: node(left.hash, at.hash) }
      }
      standing.push(at)
      if (n * 256 + i + 1 === earlier) old = rootNow()
    }
  }
  for (const [level, part] of open.entries())
    if (part.length > 0) await compare(level, full[level] ?? 0, part)
  return { now: size === 0 ? emptyRoot : rootNow(), old }
}

function entriesIn(bundle: Buffer): Buffer[] {
  const entries: Buffer[] = []
  let at = 0
  while (at < bundle.length) {
    if (at + 2 > bundle.length) throw new Unreadable('A bundle of entries ends half way.')
    const end = at + 2 + bundle.readUInt16BE(at)
    if (end > bundle.length) throw new Unreadable('A bundle of entries ends half way.')
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return entries
}

function inPath(n: number, width: number): string {
  const digits = String(n)
  const parts = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g)!
  const path = parts.map((part, i) => (i < parts.length - 1 ? `x${part}` : part)).join('/')
  return width < 256 ? `${path}.p/${width}` : path
}

function readNote(note: string): Note {
  const at = note.indexOf('\n\n')
  const [origin = '', size = '', root = ''] = note.split('\n')
  // A name that is printed holds no signs that a terminal acts on.
  if (
    at === -1 ||
    !/^[\x21-\x7e]{1,200}$/.test(origin) ||
    !/^(0|[1-9]\d{0,14})$/.test(size) ||
    Buffer.from(root, 'base64').length !== 32
  )
    throw new Unreadable('This is no checkpoint.')
  const signatures = [...note.slice(at + 2).matchAll(/^— (\S+) (\S+)$/gm)].map(
    ([, name = '', signed = '']) => ({
      name,
      bytes: Buffer.from(signed, 'base64'),
    }),
  )
  return { text: note.slice(0, at + 1), origin, size: Number(size), root, signatures }
}

/** A signed checkpoint, or the line of one in a text such as that of a printed decision. */
function earlierIn(text: string): Note {
  try {
    return readNote(text)
  } catch {
    const found = /(\S+\/register)\s+([1-9]\d{0,14})\s+([A-Za-z0-9+/]{43}=)/.exec(text)
    if (!found) throw new Unreadable('In the earlier text stands no checkpoint: its name, size and root.')
    const [, origin = '', size = '', root = ''] = found
    return { text: '', origin, size: Number(size), root, signatures: [] }
  }
}

/** Which of these keys signed a note. */
function signersOf({ text, signatures }: Note, keys: readonly string[]): string[] {
  return keys.filter((key) => {
    const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(key) ?? []
    const bytes = Buffer.from(encoded, 'base64')
    const known = sha256(Buffer.from(`${name}\n`), bytes).subarray(0, 4)
    if (bytes.length !== 33 || bytes[0] !== 1 || known.toString('hex') !== id)
      throw new Unreadable(`This is no key of Ed25519: ${JSON.stringify(key.slice(0, 200))}`)
    const x = bytes.subarray(1).toString('base64url')
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    return signatures.some(
      (each) =>
        each.name === name &&
        each.bytes.subarray(0, 4).equals(known) &&
        verify(null, Buffer.from(text), publicKey, each.bytes.subarray(4)),
    )
  })
}

async function publishedKeys(read: Read): Promise<string[]> {
  const lines = (await read('keys', longest.note)).toString('utf8').split('\n').filter(Boolean)
  return lines.map((line) => line.slice(line.indexOf(' ') + 1))
}

function fromFolder(folder: string): Read {
  return async (path, most) => {
    const bytes = await readFile(join(folder, path)).catch(() => undefined)
    if (!bytes || bytes.length > most) throw new Unreadable(`Cannot read ${join(folder, path)}.`)
    return bytes
  }
}

function fromAddress(address: string): Read {
  const base = address.replace(/\/+$/, '')
  return async (path, most) => {
    const read = async () => {
      const answer = await fetch(`${base}/${path}`, { signal: AbortSignal.timeout(30_000) })
      if (!answer.ok || !answer.body) return undefined
      const parts: Uint8Array[] = []
      let length = 0
      for await (const part of answer.body) {
        length += part.length
        if (length > most) return undefined
        parts.push(part)
      }
      return Buffer.concat(parts)
    }
    const bytes = await read().catch(() => undefined)
    if (!bytes) throw new Unreadable(`Cannot read ${base}/${path}.`)
    return bytes
  }
}
