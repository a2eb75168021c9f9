import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { App, Request } from '../platform/http.ts'
import { sprite } from '../web/art/index.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
  '.png': 'image/png',
}

interface Asset {
  type: string
  etag: string
  plain: Buffer
  br?: Buffer
  gzip?: Buffer
}

/** Names carry a hash of the content, so a browser need never ask again. */
const forever = 'public, max-age=31536000, immutable'

/** Streets kept at once, some 30 kB each; the one drawn longest ago goes first. */
const mostDrawn = 1_000

/**
 * Serves the built files and the drawings, compressed once and kept in memory. `beforeDrawing` is asked whether this
 * visitor may make us draw something that is not there yet; it throws when not.
 */
export function staticFiles(app: App, folder: string, beforeDrawing: (c: Request) => void): void {
  const built = readFolder(folder)
  app.get('/assets/:file', (c) => {
    const asset = built.get(c.req.param('file'))
    return asset ? answer(c, asset) : c.text('', 404)
  })

  const drawn = new Map<string, Asset>()
  app.get('/art/:file', (c) => {
    const file = c.req.param('file')
    let asset = drawn.get(file)
    if (!asset) {
      beforeDrawing(c)
      const drawing = sprite(file)
      if (drawing === undefined) return c.text('', 404)
      asset = compressed(Buffer.from(drawing), '.svg')
      if (drawn.size >= mostDrawn) drawn.delete(drawn.keys().next().value!)
      drawn.set(file, asset)
    }
    return answer(c, asset)
  })
}

function readFolder(folder: string): Map<string, Asset> {
  const files = new Map<string, Asset>()
  let names: string[] = []
  try {
    names = readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  for (const name of names) {
    if (!(extname(name) in types)) continue
    const plain = readFileSync(join(folder, name))
    const sibling = (ending: string) =>
      names.includes(`${name}.${ending}`) ? readFileSync(join(folder, `${name}.${ending}`)) : undefined
    files.set(name, {
      type: types[extname(name)]!,
      etag: etagOf(plain),
      plain,
      br: sibling('br'),
      gzip: sibling('gz'),
    })
  }
  return files
}

function compressed(plain: Buffer, ending: string): Asset {
  const br = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  return { type: types[ending]!, etag: etagOf(plain), plain, br, gzip: gzipSync(plain) }
}

function etagOf(content: Buffer): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
}

function answer(c: Request, asset: Asset): Response {
  const headers: Record<string, string> = {
    'Content-Type': asset.type,
    'Cache-Control': forever,
    ETag: asset.etag,
    Vary: 'Accept-Encoding',
  }
  if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304, headers)
  const accepts = c.req.header('accept-encoding') ?? ''
  const [encoding, body] =
    asset.br && /\bbr\b/.test(accepts)
      ? ['br', asset.br]
      : asset.gzip && /\bgzip\b/.test(accepts)
        ? ['gzip', asset.gzip]
        : [undefined, asset.plain]
  if (encoding) headers['Content-Encoding'] = encoding
  return c.body(new Uint8Array(body!), 200, headers)
}
