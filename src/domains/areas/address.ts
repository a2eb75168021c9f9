import type { Area } from './queries.ts'
import type { WrittenAddress } from './rules/address-text.ts'
import type { Cell } from './rules/cells.ts'

/** A home, and where it lies. Name nobody's address outside the vault: what others may know is `placeOf`. */
export interface Address extends WrittenAddress {
  id: string
  /** The street area; null when the street is not known here (with the national address service). */
  streetId: number | null
  buurtId: number | null
  wijkId: number | null
  gemeenteId: number
  /** A cell that it shares with at least two other addresses; null when it stands too alone. */
  cell: Cell | null
  /** Too few addresses share its street: the street is not told. */
  secluded: boolean
}

/** All that may be known of an address outside the vault. */
export interface Place {
  streetId: number | null
  buurtId: number | null
  wijkId: number | null
  gemeenteId: number
  cell: Cell | null
}

/** An address as somebody writes it, and as the vault keeps it. */
export function writtenOf(address: Address): WrittenAddress {
  const { street, number, letter, addition, postcode, place } = address
  return { street, number, letter, addition, postcode, place }
}

/** What the world may know of an address: no street when that would name the home, and a shared cell or none. */
export function placeOf(address: Address): Place {
  const { streetId, buurtId, wijkId, gemeenteId, cell, secluded } = address
  return { streetId: secluded ? null : streetId, buurtId, wijkId, gemeenteId, cell }
}

/** An address that may be meant. */
export interface AddressSuggestion {
  id: string
  label: string
}

/** Something to choose while typing; `value` goes into the field. */
export interface TypingSuggestion {
  label: string
  value: string
}

/** Why no single address was found. */
export type NotFoundWhy =
  /** There is nothing in it to look for. */
  | 'unreadable'
  /** No such street; the suggestions look alike. */
  | 'street'
  /** The street is there and the number is not; `street` says which numbers it has. */
  | 'number'
  /** The street is there; no number was given. */
  | 'no-number'
  | 'postcode'
  /** More than one address fits. */
  | 'which'
  /** Found, in a gemeente that is not known here. */
  | 'elsewhere'
  /** The national address service does not answer now. */
  | 'down'

export type Located =
  | { found: Address; path: Area[] }
  | {
      found?: undefined
      why: NotFoundWhy
      suggestions: AddressSuggestion[]
      /** The street that was meant, and its lowest and highest number. */
      street?: { name: string; place: string; lowest: number; highest: number }
    }

/** Where addresses are looked up: our own table, or the national address service. */
export interface AddressBook {
  /** Finds the one address that is meant, or says why not and what may be meant instead. */
  locate(text: string): Promise<Located>
  /** For typing: streets, postcodes and addresses that begin like this. Answers with nothing rather than late. */
  suggest(text: string, limit?: number): Promise<TypingSuggestion[]>
  /** An address that was suggested before; nothing when it is not there, or cannot be looked up now. */
  byId(id: string): Promise<Address | undefined>
}
