import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** Figures of this process for an operator; counts and durations only, nothing about a person. */
export interface Metrics {
  readonly registry: Registry
  /** `route` is the pattern of the path, never the path itself. Duration in seconds. */
  request(route: string, method: string, status: number, duration: number): void
}

export function makeMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last byte of its answer',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  })
  const errors = new Counter({
    name: 'http_server_errors_total',
    help: 'Answers with a status of 500 or higher',
    registers: [registry],
  })
  return {
    registry,
    request(route, method, status, seconds) {
      duration.observe({ route, method, status: `${Math.floor(status / 100)}xx` }, seconds)
      if (status >= 500) errors.inc()
    },
  }
}
