/**
 * The eleven-test for a Dutch citizen service number (BSN): nine figures, or eight with a nought left out, weighed
 * 9, 8, … 2 and −1, add up to a multiple of eleven (Logisch Ontwerp BSN, RvIG). Found anywhere in a text; nine figures
 * also with dots and spaces between them, eight only in one piece, because a date has eight too.
 */
export function hasBsn(text: string): boolean {
  const found = text.matchAll(
    /(?<![\d.-])\d(?:[ .-]?\d){8}(?!\d|[ .-]\d)|(?<!\d|\d[ .-])\d{8}(?!\d|[ .-]\d)/g,
  )
  return [...found].some(([figures]) => isBsn(figures.replaceAll(/\D/g, '')))
}

/** Whether a mail address is such a number and nothing else: many an address has figures of its own. */
export function isBsnMail(mail: string): boolean {
  const [, name] = /^\s*(\d{9})@/.exec(mail) ?? []
  return name !== undefined && isBsn(name)
}

function isBsn(figures: string): boolean {
  const digits = [...figures.padStart(9, '0')].map(Number)
  const sum = digits.reduce((total, digit, n) => total + digit * (n === 8 ? -1 : 9 - n), 0)
  return digits.length === 9 && digits.some((digit) => digit !== 0) && sum % 11 === 0
}
