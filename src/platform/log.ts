import { pino, type Logger } from 'pino'
import type { Config } from './config.ts'

/**
 * The log of this process: one JSON line for each event. It holds no personal data: no network addresses, no
 * query strings, no names, no identifiers of residents.
 */
export function makeLog(config: Pick<Config, 'log'>): Logger {
  return pino(
    { level: config.log, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination(2),
  )
}

/**
 * What may be written down of an error. The query builder puts the values of a failed query into its message and
 * stack; what the database itself said is in the cause, without them.
 */
export function describeError(error: unknown): { error: string; stack?: string } {
  const whole = error instanceof Error ? error : new Error(String(error))
  const root = whole.cause instanceof Error ? whole.cause : whole
  const frames = (text: string | undefined) =>
    text
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n')
  // The database quotes what a visitor typed in some of its messages; its code says enough.
  const code = 'code' in root && 'severity' in root ? String(root.code) : undefined
  // A mail server that refuses names the address.
  const refused =
    'responseCode' in root || 'command' in root
      ? `mail error ${'code' in root ? String(root.code) : ''}`
      : undefined
  return {
    error: refused ?? (code ? `database error ${code}` : `${root.name}: ${root.message}`),
    stack: frames(whole.stack),
  }
}
