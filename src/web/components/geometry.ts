/** A point on a drawn map, in the map's own coordinates. */
export type Point = readonly [x: number, y: number]

/** The points of a line or outline with absolute coordinates; curves give their control points too. */
export const pointsOf = (d: string): Point[] => {
  const numbers = (d.match(/-?\d*\.?\d+(?:e-?\d+)?/g) ?? []).map(Number)
  return Array.from(
    { length: Math.floor(numbers.length / 2) },
    (_, i) => [numbers[i * 2]!, numbers[i * 2 + 1]!] as const,
  )
}

/** The middle of the box round an outline with absolute coordinates (M, L, H, V, Z). */
export function middleOf(d: string): Point {
  const xs: number[] = []
  const ys: number[] = []
  for (const [, command, rest] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const numbers = (rest!.match(/-?\d*\.?\d+(?:e-?\d+)?/g) ?? []).map(Number)
    if (command === 'H') xs.push(...numbers)
    else if (command === 'V') ys.push(...numbers)
    else numbers.forEach((n, i) => (i % 2 ? ys : xs).push(n))
  }
  const middle = (ns: number[]): number => (ns.length ? (Math.min(...ns) + Math.max(...ns)) / 2 : 0)
  return [middle(xs), middle(ys)]
}

/** A smooth line through points (Catmull-Rom), as somebody walks. */
export function smooth(points: readonly Point[]): string {
  const [first] = points
  if (!first) return ''
  const at = (i: number): Point => points[Math.min(Math.max(i, 0), points.length - 1)]!
  let d = `M${round(first)}`
  for (let i = 0; i < points.length - 1; i++) {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    const one: Point = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6]
    const two: Point = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6]
    d += `C${round(one)} ${round(two)} ${round(to)}`
  }
  return d
}

const round = ([x, y]: Point): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`

/** How far a point is from the nearest of other points. */
export const distanceTo = (points: readonly Point[], [x, y]: Point): number =>
  Math.min(...points.map(([px, py]) => Math.hypot(px - x, py - y)), Infinity)

/** Points at even steps along a line of points. */
export function along(points: readonly Point[], step: number): Point[] {
  const dots: Point[] = []
  for (let i = 0; i < points.length - 1; i++) {
    const [from, to] = [points[i]!, points[i + 1]!]
    const n = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / step))
    for (let k = 0; k < n; k++)
      dots.push([from[0] + ((to[0] - from[0]) * k) / n, from[1] + ((to[1] - from[1]) * k) / n])
  }
  const last = points.at(-1)
  return last ? [...dots, last] : dots
}
