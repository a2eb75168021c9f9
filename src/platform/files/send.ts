import type { Request } from '../http.ts'
import type { KeptFile } from './files.ts'

/** What a browser may show by itself; everything else is saved. */
const shown = /^image\/(jpeg|png|webp)$|^application\/pdf$/

/**
 * Answers with a file. The page that calls it has checked that this viewer may have it. A browser keeps it for itself
 * and asks no more: what lies under one id never changes.
 */
export function sendFile(c: Request, file: KeptFile & { content: Uint8Array<ArrayBuffer> }): Response {
  const way = shown.test(file.type) ? 'inline' : 'attachment'
  const name = file.name ? `; filename*=UTF-8''${encodeURIComponent(file.name)}` : ''
  return c.body(file.content, 200, {
    'Content-Type': file.type,
    'Content-Disposition': `${way}${name}`,
    'Cache-Control': 'private, max-age=31536000, immutable',
    // A file is no page of ours: nothing in it runs.
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  })
}
