import type { Clock } from '../platform/clock.ts'
import { TooMany } from '../platform/errors.ts'

/** Visitors remembered at most; the oldest are forgotten first. */
const most = 50_000

/**
 * A token bucket for each network address, in the memory of this process: a first, cheap bound on how hard one
 * visitor can make this machine work. What must hold across processes is counted in the store (`platform/limits.ts`).
 */
export function makeThrottle(perMinute: number, clock: Clock): (visitor: string) => void {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return (visitor) => {
    if (perMinute === 0) return
    const now = clock.now().getTime()
    const known = buckets.get(visitor)
    const tokens = known
      ? Math.min(perMinute, known.tokens + ((now - known.at) * perMinute) / 60_000)
      : perMinute
    buckets.delete(visitor)
    if (buckets.size >= most) buckets.delete(buckets.keys().next().value!)
    buckets.set(visitor, { tokens: Math.max(0, tokens - 1), at: now })
    if (tokens < 1) throw new TooMany('tooFast')
  }
}
