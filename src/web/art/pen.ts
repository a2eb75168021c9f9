/**
 * The drawing hand behind every picture: a seeded random source, path helpers, and a pen that
 * lays shapes over each other in a few fixed ways.
 *
 * Colours are custom properties in presentation attributes. A drawing is shown through
 * `<use>` from a sprite, where the page's classes do not reach but its custom properties do.
 */

/** A small seeded random source (mulberry32): the same seed always gives the same numbers in [0, 1). */
export function random(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** One decimal is enough for the eye, and keeps sprites small. */
export const round = (value: number): number => Math.round(value * 10) / 10

/** Path data with every number rounded: path`M${x} ${y}h${w}`. */
export const path = (parts: TemplateStringsArray, ...values: (number | string)[]): string =>
  String.raw({ raw: parts }, ...values.map((v) => (typeof v === 'number' ? round(v) : v)))

/** A rectangle. */
export const box = (x: number, y: number, w: number, h: number): string => path`M${x} ${y}h${w}v${h}h${-w}z`

/** A straight line from a point, by its distance across and down. */
export const line = (x: number, y: number, dx: number, dy: number): string => path`M${x} ${y}l${dx} ${dy}`

/** A circle whose top is the given point. */
export const ring = (x: number, top: number, r: number): string => path`M${x} ${top}a${r} ${r} 0 1 0 .1 0z`

/** The ways in which a shape can be put on paper. */
export type Ink = 'wall' | 'lit' | 'dark' | 'accent' | 'solid' | 'line' | 'thin'

const LOOK: Record<Ink, { fill: string; width: number }> = {
  wall: { fill: 'fill="var(--wall,var(--paper))"', width: 1.6 },
  lit: { fill: 'fill="var(--window-lit)"', width: 1.1 },
  dark: { fill: 'fill="var(--window)"', width: 1.1 },
  accent: { fill: 'fill="var(--leaf,var(--accent))"', width: 1.6 },
  solid: { fill: 'fill="var(--ink)" stroke="none"', width: 1.6 },
  line: { fill: '', width: 1.6 },
  thin: { fill: '', width: 0.9 },
}

/** Strokes keep these widths, whatever the scale, in pictures that are shown small. */
const SMALL: Record<Ink, number> = {
  wall: 1.2,
  lit: 0.7,
  dark: 0.7,
  accent: 1.2,
  solid: 1.2,
  line: 1.2,
  thin: 0.6,
}

/** Collects shapes in order; equal inks that follow each other become one path. */
export class Pen {
  readonly random: () => number
  private readonly strokes: { ink: Ink; d: string }[] = []

  constructor(seed = 1) {
    this.random = random(seed)
  }

  add(ink: Ink, d: string): this {
    if (!d) return this
    const last = this.strokes.at(-1)
    if (last && last.ink === ink) last.d += d
    else this.strokes.push({ ink, d })
    return this
  }

  /** The shapes as SVG, to stand inside a `<g>` made by `group`. */
  svg({ small = false } = {}): string {
    return this.strokes
      .map(({ ink, d }) => {
        const { fill, width } = LOOK[ink]
        const weight = small ? SMALL[ink] : width
        const attributes = [
          fill,
          weight === 1.6 ? '' : `stroke-width="${weight}"`,
          small ? 'vector-effect="non-scaling-stroke"' : '',
        ]
        return `<path ${attributes.filter(Boolean).join(' ')} d="${d}"/>`.replace('<path  ', '<path ')
      })
      .join('')
  }
}

/** A named group that carries what all strokes share. */
export const group = (id: string, body: string): string =>
  `<g id="${id}" fill="none" stroke="var(--ink)" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round">${body}</g>`

/** A whole sprite document: its groups are shown one by one through `<use>`. */
export const sheet = (...groups: string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg"><defs>${groups.join('')}</defs></svg>`
