import { createReadStream } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { createZstdDecompress } from 'node:zlib'
import { columnsOf, readRecords } from '../rules/csv.ts'

/** A file that cannot be read at all; nothing was changed. */
export class UnusableFile extends Error {
  readonly file: string
  constructor(file: string, why: string) {
    super(`${file}: ${why} Nothing was changed.`)
    this.name = 'UnusableFile'
    this.file = file
  }
}

/** The bytes of a file as text in pieces; a file that is packed with Zstandard is unpacked on the way. */
export async function* textOf(file: string): AsyncGenerator<string> {
  const packed = await isPacked(file)
  const source = createReadStream(file, { highWaterMark: 1 << 18 })
  const bytes = packed ? source.pipe(createZstdDecompress()) : source
  // A pipe does not hand on the errors of its source.
  source.on('error', (error) => bytes.destroy(error))
  const decoder = new TextDecoder('utf-8')
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk as Buffer, { stream: true })
  } catch (error) {
    throw new UnusableFile(file, `it cannot be read to its end (${(error as Error).message}).`)
  }
  yield decoder.decode()
}

async function isPacked(file: string): Promise<boolean> {
  const handle = await open(file).catch(() => {
    throw new UnusableFile(file, 'there is no such file, or it cannot be opened.')
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return bytesRead === 4 && buffer.readUInt32LE(0) === 0xfd2fb528
  } finally {
    await handle.close()
  }
}

/** Records of a file with a header line, by the names of its columns. */
export async function readTable<Name extends string>(
  file: string,
  names: readonly Name[],
): Promise<{ line: number; values: Record<Name, string> | undefined }[]> {
  const records: { line: number; fields: string[] }[] = []
  for await (const part of readRecords(textOf(file))) records.push(...part)
  const header = records.shift()
  const found = columnsOf(header?.fields ?? [], names)
  if ('missing' in found) throw new UnusableFile(file, `its first line lacks ${found.missing.join(', ')}.`)
  return records.map(({ line, fields }) => ({
    line,
    values:
      fields.length === header!.fields.length
        ? (Object.fromEntries(names.map((name) => [name, fields[found.columns[name]]!.trim()])) as Record<
            Name,
            string
          >)
        : undefined,
  }))
}

/** The features of a GeoJSON file. */
export async function readFeatures(file: string): Promise<unknown[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UnusableFile(file, 'there is no such file, or it cannot be opened.')
  })
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    throw new UnusableFile(file, `it is not JSON (${(error as Error).message}).`)
  }
  const { type, features } = (content ?? {}) as { type?: unknown; features?: unknown }
  if (type !== 'FeatureCollection' || !Array.isArray(features)) {
    throw new UnusableFile(file, 'it is not a GeoJSON FeatureCollection.')
  }
  return features as unknown[]
}

/** A file that comes with the program, found from here upwards: the built program lies in another folder. */
export async function ownFile(name: string): Promise<string> {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const file = join(folder, name)
    if (await stat(file).catch(() => undefined)) return file
    if (folder === dirname(folder))
      throw new UnusableFile(basename(name), 'it does not come with this program.')
  }
}
