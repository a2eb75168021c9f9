/** Kinds of area from large to small; each lies in one of an earlier kind. */
const areaKinds = ['europa', 'land', 'provincie', 'gemeente', 'wijk', 'buurt', 'street'] as const
export type AreaKind = (typeof areaKinds)[number]

const byPrefix: Record<string, AreaKind> = { BU: 'buurt', WK: 'wijk', GM: 'gemeente', PV: 'provincie' }
const shape = /^(?:BU\d{8}|WK\d{6}|GM\d{4}|PV\d{2})$/

/** Codes of the two areas that no file brings. */
export const europeCode = 'EU'
export const countryCode = 'NL'

/** The kind of an official code; nothing when it is not one. */
export function kindOfCode(code: string): AreaKind | undefined {
  return shape.test(code) ? byPrefix[code.slice(0, 2)] : undefined
}

/** The codes a buurt or wijk lies in by its own code, nearest first: BU00340101 → WK003401, GM0034. */
export function codesAbove(code: string): string[] {
  const digits = code.slice(2)
  if (code.startsWith('BU')) return [`WK${digits.slice(0, 6)}`, `GM${digits.slice(0, 4)}`]
  if (code.startsWith('WK')) return [`GM${digits.slice(0, 4)}`]
  return []
}
