import { plainName } from './names.ts'

/** One way to read what somebody typed as an address. */
export interface Reading {
  postcode: string | undefined
  /** Street, with or without place behind it, in plain letters. */
  words: string
  number: number | undefined
  /** Letter and addition run together in plain letters: "1 B-2" → "b2". */
  suffix: string
}

const postcodePattern = /(?<![\p{L}\d])([1-9]\d{3}) ?([a-z]{2})(?!\p{L})/iu
const numberPattern = /^(\d{1,5})(?:[-/]?([\p{L}\d][\p{L}\d/-]{0,11}))?$/u
const suffixPattern = /^[\p{L}\d][\p{L}\d/-]{0,3}$/u

/**
 * All sensible ways to read a typed address, the likeliest first: "1309 aa 1-B", "Oostvaardersdiep 1 b, Almere",
 * "Plein 1945 3", "Oostvaardersdiep, Almere 1". Whether the last word belongs to the number or is a place, and which
 * number is the house, often shows only when it is looked up.
 */
export function readAddress(text: string): Reading[] {
  const typed = text.slice(0, 120)
  const match = postcodePattern.exec(typed)
  if (!match) return readWords(typed, undefined)
  const postcode = `${match[1]}${match[2]!.toUpperCase()}`
  const rest = `${typed.slice(0, match.index)} , ${typed.slice(match.index + match[0].length)}`
  // "Dorpsstraat 1000 Ee" only looks like a postcode.
  return [...readWords(rest, postcode), ...readWords(typed, undefined)]
}

interface Token {
  text: string
  /** A comma stands before it: a new part begins. */
  fresh: boolean
}

function readWords(text: string, postcode: string | undefined): Reading[] {
  const tokens = text.split(',').flatMap((part): Token[] =>
    part
      .split(/\s+/)
      .filter((word) => /[\p{L}\d]/u.test(word))
      .map((word, index) => ({ text: word, fresh: index === 0 })),
  )
  const readings: Reading[] = []
  // The last number first: in "Plein 1945 3" the street holds the other one.
  for (let at = tokens.length - 1; at >= (postcode ? 0 : 1); at--) {
    const number = numberPattern.exec(tokens[at]!.text)
    if (!number || Number(number[1]) === 0) continue
    for (const taken of suffixLengths(tokens, at)) {
      const parts = tokens.slice(at + 1, at + 1 + taken).map((token) => token.text)
      readings.push({
        postcode,
        words: plainWords([...tokens.slice(0, at), ...tokens.slice(at + 1 + taken)]),
        number: Number(number[1]),
        suffix: plainSuffix([number[2] ?? '', ...parts].join('')),
      })
    }
  }
  readings.push({ postcode, words: plainWords(tokens), number: undefined, suffix: '' })
  return readings
}

/** How many words behind a number may belong to it, the likeliest first. */
function suffixLengths(tokens: Token[], at: number): number[] {
  const possible: number[] = [0]
  for (let count = 1; count <= 2; count++) {
    const token = tokens[at + count]
    if (!token || token.fresh || !suffixPattern.test(token.text)) break
    possible.push(count)
  }
  const next = tokens[at + 1]?.text ?? ''
  const likely = next.length <= 2 || /\d/.test(next) || /^(?:bis|hs|huis|hoog|boven|zw|rd)$/i.test(next)
  return likely ? possible.reverse() : possible
}

function plainWords(tokens: Token[]): string {
  return plainName(tokens.map((token) => token.text).join(' '))
}

/** Letter and addition as they are compared: without spaces, dashes and case. */
export function plainSuffix(text: string): string {
  return plainName(text).replaceAll(' ', '')
}

/** The parts of an address that one writes on an envelope. */
export interface WrittenAddress {
  street: string
  number: number
  letter: string
  addition: string
  postcode: string
  place: string
}

/** "12B-2" */
export function houseNumber({
  number,
  letter,
  addition,
}: Omit<WrittenAddress, 'street' | 'postcode' | 'place'>): string {
  return `${number}${letter}${addition ? `-${addition}` : ''}`
}

/** "Oostvaardersdiep 1, 1309 AA Almere" */
export function labelOf(address: WrittenAddress): string {
  const { street, postcode, place } = address
  // Of somebody without a fixed address only a place is known.
  if (street === '') return place
  return `${street} ${houseNumber(address)}, ${postcode.slice(0, 4)} ${postcode.slice(4)} ${place}`
}
