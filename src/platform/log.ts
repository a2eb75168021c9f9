import { pino, type Logger } from 'pino'
import type { Config } from './config.ts'

/**
 * The log of this process: one JSON line for each event. It holds no personal data: no network addresses, no
 * query strings, no names, no identifiers of residents.
 */
export function makeLog(config: Pick<Config, 'log'>): Logger {
  return pino({ level: config.log, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
}
