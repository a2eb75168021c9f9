import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
import type { Address, AddressBook, Located } from '../address.ts'
import { areaByCode, pathOf, type Area } from '../queries.ts'
import { houseNumber, labelOf, type WrittenAddress } from '../rules/address-text.ts'
import { coarseCellAt } from '../rules/cells.ts'
import { plainName, streetCode } from '../rules/names.ts'
import { leastAlike } from '../rules/placing.ts'
import { readServiceAnswer, type ServiceAddress } from '../rules/service-answer.ts'

/** The service does not answer, or not what it should. */
class ServiceDown extends Error {}

/** Gives something else while the service is down; no other error is hidden. */
function orWhenDown<Answer>(other: Answer) {
  return (error: unknown): Answer => {
    if (error instanceof ServiceDown) return other
    throw error
  }
}

/** Milliseconds that a visitor waits at most. */
const patience = { locate: 5000, suggest: 1500 }

/**
 * The address book on the national address service (PDOK Locatieserver, `free` and `lookup`), or a mirror of it.
 * The service knows no density, so nobody can tell whether three addresses share a small cell: an address gets the
 * middle of a cell of half a kilometre, and no street unless the street is known here as an area.
 */
export function serviceBook(ctx: Context, base: string): AddressBook {
  return {
    async locate(text): Promise<Located> {
      const typed = text.slice(0, 120).trim()
      if (!/[\p{L}\d]/u.test(typed)) return { why: 'unreadable', suggestions: [] }
      const query = { q: typed, fq: 'type:adres', rows: '8' }
      const found = await ask(base, 'free', query, patience.locate).catch(orWhenDown(undefined))
      if (!found) return { why: 'down', suggestions: [] }
      const meant = found.filter((address) => isMeant(typed, address))
      const one = meant.length === 1 ? meant[0] : undefined
      if (!one) return { why: found.length > 0 ? 'which' : 'street', suggestions: found.map(suggestion) }
      return (await whole(ctx, one)) ?? { why: 'elsewhere', suggestions: [] }
    },
    async suggest(text, limit = 8) {
      if (text.trim().length < 3) return []
      const query = { q: text.slice(0, 120).trim(), fq: 'type:adres', rows: String(limit) }
      // Suggestions only help; without them the form still works.
      const found = await ask(base, 'free', query, patience.suggest).catch(orWhenDown([]))
      return found.map((address) => ({ label: labelOf(address), value: labelOf(address) }))
    },
    async byId(id): Promise<Address | undefined> {
      if (!/^[\w-]{1,64}$/.test(id)) return undefined
      const asked = /^\d+$/.test(id)
        ? ask(base, 'free', { q: '*', fq: `nummeraanduiding_id:${id}`, rows: '1' }, patience.locate)
        : ask(base, 'lookup', { id }, patience.locate)
      const found = await asked.catch(orWhenDown([]))
      const [one] = found
      return one && one.id === id ? (await whole(ctx, one))?.found : undefined
    },
  }
}

function suggestion(address: ServiceAddress) {
  return { id: address.id, label: labelOf(address) }
}

/** The service always answers with something alike; only what has all the words that were typed is meant. */
function isMeant(typed: string, address: ServiceAddress): boolean {
  const squeeze = (text: string) => plainName(text).replaceAll(' ', '')
  const words = squeeze(typed)
  const { street, postcode, place } = address
  const number = houseNumber(address)
  return [
    `${street}${number}`,
    `${street}${number}${place}`,
    `${street}${number}${postcode}${place}`,
    `${street}${number}${postcode}`,
    `${postcode}${number}`,
    `${postcode}${number}${place}`,
  ].some((written) => squeeze(written) === words)
}

async function ask(
  base: string,
  what: 'free' | 'lookup',
  query: Record<string, string>,
  timeout: number,
): Promise<ServiceAddress[]> {
  const url = new URL(`${base.replace(/\/+$/, '')}/${what}`)
  url.search = new URLSearchParams({ ...query, fl: '*' }).toString()
  let answer: unknown
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(timeout),
      headers: { accept: 'application/json' },
    })
    if (!response.ok) throw new ServiceDown()
    answer = await response.json()
  } catch {
    throw new ServiceDown()
  }
  return readServiceAnswer(answer).filter((found) => 'street' in found)
}

/** The address among our own areas; nothing when its gemeente is not here. */
async function whole(
  ctx: Context,
  { id, street, number, letter, addition, postcode, place, ...found }: ServiceAddress,
): Promise<{ found: Address; path: Area[] } | undefined> {
  const gemeente = await areaByCode(ctx, found.gemeenteCode)
  if (gemeente?.kind !== 'gemeente') return undefined
  const inGemeente = async (code: string | undefined) => {
    const area = code ? await areaByCode(ctx, code) : undefined
    return area?.path.startsWith(gemeente.path) ? area : undefined
  }
  const around = (await inGemeente(found.buurtCode)) ?? (await inGemeente(found.wijkCode)) ?? gemeente
  const known = await areaByCode(ctx, streetCode(around.code, plainName(street)))
  // One buurt may hold streets of one name in two places.
  const streetArea = known?.place && plainName(known.place) === plainName(place) ? known : undefined
  const home = streetArea ?? around
  const path = await pathOf(ctx, home)
  const idOf = (kind: Area['kind']) => path.find((area) => area.kind === kind)?.id ?? null
  const written: WrittenAddress = { street, number, letter, addition, postcode, place }
  return {
    found: {
      id,
      ...written,
      streetId: idOf('street'),
      buurtId: idOf('buurt'),
      wijkId: idOf('wijk'),
      gemeenteId: gemeente.id,
      cell: coarseCellAt(found.lat, found.lon),
      secluded: streetArea !== undefined && (await isSecluded(ctx, streetArea)),
    },
    path,
  }
}

/** Whether too few addresses of a street are known here for it to be told. */
async function isSecluded(ctx: Context, street: Area): Promise<boolean> {
  const found = await rows(
    ctx.db,
    sql`select 1 from addresses where street_id = ${street.id} limit ${leastAlike}`,
  )
  return found.length < leastAlike
}
