import { hasBsn } from '../../platform/bsn.ts'
import { minute } from '../../platform/clock.ts'
import { valueOf, type FormErrors, type FormValues, type Request } from '../../platform/http.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { addressBook } from './address-book.ts'
import type { Address, Located } from './address.ts'

/** Looking an address up costs more than most questions. */
const lookingUp: Limit = { name: 'look-up-address', max: 60, window: 10 * minute }

/** Counts a question to the map of places. @throws TooMany */
export function limitLookUps(c: Request): Promise<void> {
  return limit(c.get('ctx'), lookingUp, c.get('visitor'))
}

/** What a posted `AddressField` led to. */
export interface LookedUp {
  /** What was typed, to show again. */
  typed: string
  /** The address that was chosen among those that were shown: there is nothing left to ask. */
  chosen?: Address | undefined
  /** Else what the typed words lead to. */
  located?: Located | undefined
  /** What is wrong with the words themselves. */
  errors?: FormErrors | undefined
}

/** The words of a posted `AddressField`. A citizen service number is not looked up and not sent back. */
export function typedAddress(values: FormValues): Pick<LookedUp, 'typed' | 'errors'> {
  const typed = valueOf(values, 'q').trim().slice(0, 120)
  if (hasBsn(valueOf(values, 'q'))) return { typed: '', errors: { q: 'noBsn' } }
  return typed ? { typed } : { typed, errors: { q: 'addressMissing' } }
}

/** Looks up what was posted with an `AddressField`. @throws TooMany */
export async function lookUp(c: Request, values: FormValues): Promise<LookedUp> {
  const read = typedAddress(values)
  const id = valueOf(values, 'address')
  if (!id && read.errors) return read
  await limitLookUps(c)
  const book = addressBook(c.get('ctx'))
  const chosen = id ? await book.byId(id) : undefined
  if (chosen || read.errors) return { ...read, chosen }
  return { ...read, located: await book.locate(read.typed) }
}

/** With what the form comes back; looking up cannot be done at all while the national service is down. */
export function lookUpStatus({ located }: Pick<LookedUp, 'located'>): 200 | 422 | 503 {
  if (located?.found) return 200
  return located?.why === 'down' ? 503 : 422
}
