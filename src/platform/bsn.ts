/**
 * The eleven-test for a Dutch citizen service number (BSN): nine figures, or eight with a nought left out, weighed
 * 9, 8, … 2 and −1, add up to a multiple of eleven (Logisch Ontwerp BSN, RvIG). Found anywhere in a text, with or
 * without dots and spaces between the figures.
 */
export function hasBsn(text: string): boolean {
  return [...text.matchAll(/(?<!\d)\d(?:[ .-]?\d){7,8}(?!\d|[ .-]\d)/g)].some(([found]) =>
    isBsn(found.replaceAll(/\D/g, '')),
  )
}

function isBsn(figures: string): boolean {
  const digits = [...figures.padStart(9, '0')].map(Number)
  const sum = digits.reduce((total, digit, n) => total + digit * (n === 8 ? -1 : 9 - n), 0)
  return digits.length === 9 && digits.some((digit) => digit !== 0) && sum % 11 === 0
}
