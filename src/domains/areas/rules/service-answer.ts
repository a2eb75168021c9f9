import type { WrittenAddress } from './address-text.ts'

/** An address as the national address service gives it. */
export interface ServiceAddress extends WrittenAddress {
  type: 'adres'
  id: string
  /** With its letters, as everywhere here: GM0394. */
  gemeenteCode: string
  wijkCode: string | undefined
  buurtCode: string | undefined
  provincieCode: string | undefined
  lat: number
  lon: number
}

/** Something else than an address: a gemeente, a postcode, a road. */
export interface ServicePlace {
  type: string
  name: string
  gemeenteCode: string | undefined
  provincieCode: string | undefined
  lat: number
  lon: number
}

/** Everything in an answer of `free` or `lookup` that can be read; the rest is left out. */
export function readServiceAnswer(answer: unknown): (ServiceAddress | ServicePlace)[] {
  const docs = (answer as { response?: { docs?: unknown } } | null)?.response?.docs
  return Array.isArray(docs) ? docs.flatMap((doc: unknown) => readServiceDoc(doc) ?? []) : []
}

/** Reads one found thing. */
export function readServiceDoc(doc: unknown): ServiceAddress | ServicePlace | undefined {
  if (typeof doc !== 'object' || doc === null) return undefined
  const text = (name: string): string | undefined => {
    const value = (doc as Record<string, unknown>)[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }
  const type = text('type')
  const name = text('weergavenaam')
  const point = /^POINT\((-?[\d.]+) (-?[\d.]+)\)$/.exec(text('centroide_ll') ?? '')
  if (!type || !name || !point) return undefined
  const shared = {
    // The service leaves GM out.
    gemeenteCode: text('gemeentecode') && `GM${text('gemeentecode')!.padStart(4, '0')}`,
    provincieCode: text('provinciecode'),
    lat: Number(point[2]),
    lon: Number(point[1]),
  }
  if (type !== 'adres') return { type, name, ...shared }
  const id = text('id') ?? text('nummeraanduiding_id')
  const written = writtenIn(text) ?? writtenAs(name)
  if (!id || !written || !shared.gemeenteCode) return undefined
  return {
    type,
    id,
    ...written,
    ...shared,
    gemeenteCode: shared.gemeenteCode,
    wijkCode: text('wijkcode'),
    buurtCode: text('buurtcode'),
  }
}

function writtenIn(text: (name: string) => string | undefined): WrittenAddress | undefined {
  const [street, number, postcode, place] = ['straatnaam', 'huisnummer', 'postcode', 'woonplaatsnaam'].map(
    text,
  )
  if (!street || !postcode || !place || !/^\d{1,5}$/.test(number ?? '')) return undefined
  return {
    street,
    number: Number(number),
    letter: text('huisletter') ?? '',
    addition: text('huisnummertoevoeging') ?? '',
    postcode,
    place,
  }
}

/** "Evert van de Beekstraat 202, 1118CP Schiphol" */
function writtenAs(name: string): WrittenAddress | undefined {
  const parts = /^(.+) (\d{1,5})([A-Za-z]?)(?:-([\w-]+))?, ([1-9]\d{3}) ?([A-Z]{2}) (.+)$/.exec(name)
  if (!parts) return undefined
  const [, street, number, letter, addition, digits, letters, place] = parts
  return {
    street: street!,
    number: Number(number),
    letter: letter ?? '',
    addition: addition ?? '',
    postcode: `${digits}${letters}`,
    place: place!,
  }
}
