/** Letters that do not come apart into a plain letter and an accent. */
const plainLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
}

/** A name as it is compared and searched: lower case, without accents or punctuation. "'s-Gravenhage" → "s gravenhage". */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøđðþłı]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The part of an address (URL) that stands for a street: its code behind the first colon, with dashes. */
export function streetSlug(code: string): string {
  return code.slice(code.indexOf(':') + 1).replaceAll(' ', '-')
}

/** The code of the street that a page address names. */
export function streetCode(parentCode: string, slug: string): string {
  return `${parentCode}:${slug.replaceAll('-', ' ')}`
}
