import type { Context } from './context.ts'
import type { Store } from './db/store.ts'

/**
 * Keeps what is dear to make and hardly ever changes, for each open store: `kept(ctx, key, make)` makes it once in
 * `milliseconds`, and remembers the newest `most` of them. Another process may change what it was made of meanwhile,
 * so only for what may be that old.
 */
export function keeping<Value>({ milliseconds, most }: { milliseconds: number; most: number }) {
  const stores = new WeakMap<Store, Map<string, { until: number; value: Promise<Value> }>>()
  return (ctx: Context, key: string, make: () => Promise<Value>): Promise<Value> => {
    const { store } = ctx.services
    const kept = stores.get(store) ?? new Map<string, { until: number; value: Promise<Value> }>()
    stores.set(store, kept)
    const now = ctx.now().getTime()
    const known = kept.get(key)
    if (known && known.until > now) return known.value
    const value = make()
    // What failed is made again by the next who asks.
    value.catch(() => kept.delete(key))
    kept.delete(key)
    if (kept.size >= most) kept.delete(kept.keys().next().value!)
    kept.set(key, { until: now + milliseconds, value })
    return value
  }
}
