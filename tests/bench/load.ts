import { createRequire } from 'node:module'

export interface Load {
  url: string
  headers: Record<string, string>
  connections: number
  /** In seconds. */
  duration: number
}

/** Latencies are in milliseconds. */
export interface Measured {
  requestsPerSecond: number
  p50: number
  p99: number
  /** Answers that were no answer: errors, time-outs, and statuses of 400 and higher. */
  failed: number
}

/** What we use of autocannon, which comes without types. */
type Autocannon = (load: Load) => Promise<{
  requests: { average: number }
  latency: { p50: number; p99: number }
  errors: number
  timeouts: number
  '4xx': number
  '5xx': number
}>

const autocannon = createRequire(import.meta.url)('autocannon') as Autocannon

/** Asks for one page over and over, on so many connections at once. */
export async function load(what: Load): Promise<Measured> {
  const result = await autocannon(what)
  return {
    requestsPerSecond: Math.round(result.requests.average),
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.errors + result.timeouts + result['4xx'] + result['5xx'],
  }
}
