import { randomBytes } from 'node:crypto'

/** Crockford's base 32: no I, L, O or U, so that nothing on paper looks like something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Signs of the check character: the value of the whole modulo 37 (crockford.com/base32.html). */
const checks = `${alphabet}*~$=U`

function checkOf(letters: string): string {
  let value = 0
  for (const letter of letters) value = (value * 32 + alphabet.indexOf(letter)) % 37
  return checks[value]!
}

/**
 * A code for people to type: `length` random letters of five bits each and a check character. Drawn again while the check
 * is one of the five signs that are hard to find on a phone; that leaves 32 of 37 codes, a fifth of a bit less.
 */
export function newCode(length: number): string {
  for (;;) {
    const letters = [...randomBytes(length)].map((byte) => alphabet[byte % 32]).join('')
    const check = checkOf(letters)
    if (alphabet.includes(check)) return letters + check
  }
}

/** A code as it was typed: any case, with spaces or dashes, O for 0 and I or L for 1. Undefined when it cannot be one. */
export function readCode(typed: string, length: number): string | undefined {
  const code = typed
    .slice(0, 60)
    .toUpperCase()
    .replaceAll(/[\s\-–—.]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  if (code.length !== length + 1) return undefined
  const letters = code.slice(0, -1)
  if (![...letters].every((letter) => alphabet.includes(letter))) return undefined
  return checkOf(letters) === code.at(-1) ? code : undefined
}

/** As it stands on paper: in groups of four. */
export function inGroups(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? code
}
