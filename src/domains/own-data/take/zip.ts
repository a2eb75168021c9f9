import { Zip, ZipDeflate } from 'fflate'

/** A file of a ZIP: its name and what it says, piece by piece. */
export interface ZipFile {
  name: string
  text: AsyncIterable<string>
}

/** Bytes of text that are compressed at once. */
const pieceLength = 64 * 1024

/** A ZIP of these files, made while it is read: never more than a piece of it is in memory. `made` is their date. */
export async function* zipped(
  files: AsyncIterable<ZipFile> | Iterable<ZipFile>,
  made: Date,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  let failed: Error | undefined
  const zip = new Zip((error, data) => {
    if (error) failed = error
    else ready.push(data)
  })
  const encoder = new TextEncoder()
  for await (const { name, text } of files) {
    const file = new ZipDeflate(name, { level: 6 })
    file.mtime = made
    zip.add(file)
    let waiting = ''
    for await (const piece of text) {
      waiting += piece
      if (waiting.length < pieceLength) continue
      file.push(encoder.encode(waiting))
      waiting = ''
      yield* ready.splice(0)
    }
    file.push(encoder.encode(waiting), true)
    if (failed) throw failed
    yield* ready.splice(0)
  }
  zip.end()
  if (failed) throw failed
  yield* ready.splice(0)
}
