import { randomUUID } from 'node:crypto'

/** A new identifier for a row. Random, so that it tells neither order nor time of making. */
export function newId(): string {
  return randomUUID()
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text from outside can be an identifier; anything else is simply not found. */
export function isId(text: string): boolean {
  return uuid.test(text)
}
