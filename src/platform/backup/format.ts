import { createReadStream } from 'node:fs'
import { createZstdDecompress } from 'node:zlib'

/*
 * A backup is lines of JSON, compressed with zstd: a header, then for each table its name and columns followed by one
 * array of texts for each row, then where each sequence stands, and last how many rows there were. It can be read
 * without this program: `zstdcat FILE | less`. The queue of jobs (schema `jobs`) is left out; facts in the outbox are
 * kept.
 */
export const format = 'leefomgeving-doe-het-zelf'
export const version = 1

/** How much is fetched or inserted in one go, in characters; what a backup takes of memory is a few times this. */
export const portion = 2_000_000

export interface Header {
  format: typeof format
  version: number
  made: string
  /** Names of the migrations that had run. */
  migrations: string[]
  /** Tells whether another secret is the same one, without telling what it is. */
  secret?: string | undefined
}

/** Every line that is not a row is an object. */
export type Line =
  | { table: string; columns: string[] }
  /** The last value each sequence gave; one that was never used is not named. */
  | { sequences: Record<string, string> }
  | { rows: number }

/** A backup cannot be made or put back as things are; the message is for the operator. */
export class BackupRefused extends Error {
  constructor(message: string) {
    super(`${message} Nothing was changed.`)
    this.name = 'BackupRefused'
  }
}

export function toLine(content: Line | Header): string {
  return `${JSON.stringify(content)}\n`
}

/**
 * The lines of a backup, some at a time. They end at line feeds only: a row may hold any other character.
 * @throws BackupRefused when the file is damaged or is something else.
 */
export async function* linesOf(file: string): AsyncGenerator<string[]> {
  const source = createReadStream(file)
  const plain = source.pipe(createZstdDecompress()).setEncoding('utf8')
  source.on('error', (error) => plain.destroy(error))
  let rest = ''
  try {
    for await (const chunk of plain as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      if (lines.length > 0) yield lines
    }
  } catch (error) {
    if (!/^(ZSTD_|Z_|ERR_)/.test(String((error as NodeJS.ErrnoException).code))) throw error
    throw new BackupRefused(`${file} is damaged, or is not a backup of this program.`)
  } finally {
    source.destroy()
  }
}

/** Takes the first line off. @throws BackupRefused when it is not the header of a backup that we can read. */
export function readHeader(text: string | undefined, file: string): Header {
  let header: Partial<Header> = {}
  try {
    header = JSON.parse(text ?? '') as Partial<Header>
  } catch {
    // Something else; that is said below.
  }
  if (header.format !== format || !Array.isArray(header.migrations)) {
    throw new BackupRefused(`${file} is not a backup of this program.`)
  }
  if (header.version !== version) {
    throw new BackupRefused(`${file} was made by a newer version: restore it with that version.`)
  }
  return header as Header
}
