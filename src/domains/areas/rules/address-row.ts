/** Columns of an address file that are read; others are left alone. */
export const addressColumns = [
  'straat',
  'huisnummer',
  'huisletter',
  'huisnummertoevoeging',
  'postcode',
  'woonplaats',
  'gemeente',
  'provincie',
  'lat',
  'lon',
] as const
type Columns = Record<(typeof addressColumns)[number], number>

/** Why a row of an address file cannot be used. */
export type RowFault =
  | 'fields'
  | 'street'
  | 'number'
  | 'letter'
  | 'postcode'
  | 'place'
  | 'gemeente'
  | 'coordinates'
  | 'repeated'

/** An address as a file gives it. */
export interface GivenAddress {
  street: string
  number: number
  letter: string
  addition: string
  postcode: string
  place: string
  gemeente: string
  provincie: string
  lat: number
  lon: number
}

/** Reads one row, or says what is wrong with it. */
export function readAddressRow(
  fields: string[],
  columns: Columns,
  width: number,
): { address: GivenAddress } | { fault: RowFault } {
  if (fields.length !== width) return { fault: 'fields' }
  const text = (name: keyof Columns) => fields[columns[name]]!.trim()
  const address = {
    street: text('straat'),
    number: wholeNumber(text('huisnummer')),
    letter: text('huisletter'),
    addition: text('huisnummertoevoeging'),
    postcode: text('postcode').replaceAll(' ', '').toUpperCase(),
    place: text('woonplaats'),
    gemeente: text('gemeente'),
    provincie: text('provincie'),
    lat: degrees(text('lat')),
    lon: degrees(text('lon')),
  }
  if (!isName(address.street)) return { fault: 'street' }
  if (!(address.number >= 1 && address.number <= 99_999)) return { fault: 'number' }
  if (address.letter.length > 4 || address.addition.length > 8) return { fault: 'letter' }
  if (!/^[1-9]\d{3}[A-Z]{2}$/.test(address.postcode)) return { fault: 'postcode' }
  if (!isName(address.place)) return { fault: 'place' }
  if (address.gemeente === '') return { fault: 'gemeente' }
  const onEarth = Math.abs(address.lat) <= 90 && Math.abs(address.lon) <= 180
  if (!onEarth || (address.lat === 0 && address.lon === 0)) return { fault: 'coordinates' }
  return { address }
}

function isName(text: string): boolean {
  return text.length <= 100 && /[\p{L}\p{N}]/u.test(text) && !text.includes('\0')
}

function wholeNumber(text: string): number {
  return /^\d{1,5}$/.test(text) ? Number(text) : NaN
}

function degrees(text: string): number {
  return /^-?\d{1,3}(?:\.\d+)?$/.test(text) ? Number(text) : NaN
}
