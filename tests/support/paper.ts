import { inflateSync } from 'node:zlib'
import jsQR from 'jsqr'

/** Strokes of one module high, as `qrcode` draws them: from x to x on the middle of a row. */
const strokes = /(\d+) (\d+)\.5 m\n(\d+) \2\.5 l\n/g
const dots = 4

/** What the QR code on a PDF says to a camera. @throws Error when there is none. */
export function readSquare(pdf: Buffer): string {
  for (const drawing of drawingsOf(pdf)) {
    const dark = [...drawing.matchAll(strokes)].map(([, from, row, to]) => [from, row, to].map(Number))
    const modules = Math.max(0, ...dark.map(([, , to = 0]) => to)) + 1
    const size = (modules + 4) * dots
    const pixels = new Uint8ClampedArray(size * size * 4).fill(255)
    for (const [from = 0, row = 0, to = 0] of dark) {
      for (let y = (row + 2) * dots; y < (row + 3) * dots; y++)
        pixels.fill(0, (y * size + (from + 2) * dots) * 4, (y * size + (to + 2) * dots) * 4)
    }
    for (let alpha = 3; alpha < pixels.length; alpha += 4) pixels[alpha] = 255
    const read = dark.length > 0 ? jsQR.default(pixels, size, size) : null
    if (read) return read.data
  }
  throw new Error('There is no QR code on this paper')
}

/** The drawing commands of a PDF, as text. */
function drawingsOf(pdf: Buffer): string[] {
  return [...pdf.toString('latin1').matchAll(/stream\r?\n/g)].flatMap(({ index, 0: { length } }) => {
    try {
      return [inflateSync(pdf.subarray(index + length)).toString('latin1')]
    } catch {
      return []
    }
  })
}
