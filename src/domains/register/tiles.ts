import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { knownKeys, latestCheckpoint } from './queries.ts'

/** The log as files, in the layout of C2SP tlog-tiles: 256 hashes in a tile, or 256 entries in a bundle. */
const width = 256

/** A tile by its address: `level` 0 stands over the entries, and each next one over 256 times as many. */
export interface Tile {
  level: number | 'entries'
  n: number
  /** How many stand in it: 256, or fewer at the edge of the log. */
  width: number
}

/** "1234067" as "x001/x234/067". */
export function numberInPath(n: number): string {
  const digits = String(n).padStart(Math.ceil(String(n).length / 3) * 3, '0')
  const parts = digits.match(/\d{3}/g)!
  return parts.map((part, i) => (i < parts.length - 1 ? `x${part}` : part)).join('/')
}

export function pathOfTile({ level, n, width: count }: Tile): string {
  return `tile/${level}/${numberInPath(n)}${count < width ? `.p/${count}` : ''}`
}

/** Reads the part of an address behind the name of the log; undefined when no tile is called like that. */
export function readTilePath(path: string): Tile | undefined {
  const found = /^tile\/(entries|[0-5])\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
  if (!found) return undefined
  const [, level = '', number = '', part] = found
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    n: Number(number.replaceAll(/\D/g, '')),
    width: part === undefined ? width : Number(part),
  }
  return pathOfTile(tile) === path ? tile : undefined
}

/** The bytes of a tile; undefined while the log has not so many. What is there never changes. */
export async function tileBytes(ctx: Context, tile: Tile): Promise<Buffer | undefined> {
  const from = tile.n * width
  const to = from + tile.width
  const found =
    tile.level === 'entries'
      ? await rows<{ bytes: Uint8Array }>(
          ctx.db,
          sql`select leaf as bytes from register_entries where place >= ${from} and place < ${to} order by place`,
        )
      : await rows<{ bytes: Uint8Array }>(
          ctx.db,
          sql`select hash as bytes from register_nodes
              where level = ${tile.level * 8} and place >= ${from} and place < ${to} order by place`,
        )
  if (found.length < tile.width) return undefined
  return Buffer.concat(
    found.flatMap(({ bytes }) => (tile.level === 'entries' ? [lengthOf(bytes), bytes] : [bytes])),
  )
}

function lengthOf(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length)
  return length
}

/** Every key that ever signed, one a line: from which size on, and the key. */
export async function keysText(ctx: Context): Promise<string> {
  return (await knownKeys(ctx)).map(({ fromSize, verifier }) => `${fromSize} ${verifier}\n`).join('')
}

/** Every file of the log as it stands, one after another: checkpoint, keys, and all tiles. */
export async function* allFiles(ctx: Context): AsyncGenerator<{ path: string; bytes: Buffer }> {
  const checkpoint = await latestCheckpoint(ctx)
  if (!checkpoint) return
  const tilesOf = function* (level: Tile['level'], count: number): Generator<Tile> {
    for (let n = 0; n * width < count; n++) yield { level, n, width: Math.min(width, count - n * width) }
  }
  const { size } = checkpoint
  const tiles: Tile[] = [...tilesOf('entries', size)]
  for (let level = 0; width ** level <= size; level++)
    tiles.push(...tilesOf(level, Math.floor(size / width ** level)))
  for (const tile of tiles) yield { path: pathOfTile(tile), bytes: (await tileBytes(ctx, tile))! }
  yield { path: 'keys', bytes: Buffer.from(await keysText(ctx)) }
  yield { path: 'checkpoint', bytes: Buffer.from(checkpoint.note) }
}
