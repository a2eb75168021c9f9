import type { Request } from '../../../platform/http.ts'
import type { Store } from '../../../platform/db/store.ts'
import type { Scheme } from '../concept.ts'
import { taxonomyStamp } from '../queries.ts'
import { exportTaxonomy } from './index.ts'
import { mediaTypes, type SkosFormat } from './vocabulary.ts'

const made = new WeakMap<Store, Map<string, string>>()

/** Answers with a whole scheme as a file. It is made again only when the taxonomy has changed. */
export async function publishTaxonomy(c: Request, scheme: Scheme, format: SkosFormat): Promise<Response> {
  const ctx = c.get('ctx')
  const stamp = await taxonomyStamp(ctx, [scheme])
  const tag = `W/"${scheme}-${format}-${stamp}"`
  c.header('ETag', tag)
  c.header('Cache-Control', 'public, max-age=300')
  c.header('Access-Control-Allow-Origin', '*')
  const known = (c.req.header('If-None-Match') ?? '').split(',').map((given) => given.trim())
  if (known.includes(tag)) return c.body(null, 304)
  const { store } = ctx.services
  const kept = made.get(store) ?? new Map<string, string>()
  made.set(store, kept)
  let text = kept.get(tag)
  if (text === undefined) {
    text = await exportTaxonomy(ctx, format, [scheme])
    for (const [older] of kept) if (older.startsWith(`W/"${scheme}-${format}-`)) kept.delete(older)
    kept.set(tag, text)
  }
  return c.body(text, 200, { 'Content-Type': mediaTypes[format] })
}
