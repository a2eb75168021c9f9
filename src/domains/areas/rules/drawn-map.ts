import type { Polygon, Point, Ring } from './polygons.ts'

/** An area to be drawn. */
export interface Outline {
  name: string
  href: string | undefined
  /** What the map is about: in colour, in the middle, and named first. */
  here: boolean
  /** Whether its name may stand on the map. */
  named: boolean
  /** Drawn as a line only, above everything: a circle round a point. */
  ring?: boolean
  polygons: Polygon[]
}

export interface Drawing {
  viewBox: [x: number, y: number, width: number, height: number]
  areas: {
    d: string
    here: boolean
    ring?: boolean
    name?: string
    href?: string
    at?: [x: number, y: number]
  }[]
}

/** Width of every map in its own units; a screen stretches it. */
const width = 320
const heights = { least: 140, most: 260 }
/** Bytes that a map may take, with what each outline and each name costs in the page besides its points. */
const bytes = { map: 5600, outline: 30, name: 90 }
/** Letters of the shared map component: 3.6 % of the width, and about half as wide as they are high. */
const letter = width * 0.036 * 0.52
const lineHeight = width * 0.045

/**
 * Draws areas as outlines in whole units, simplified until they are small enough. Only what lies in view is drawn: the
 * areas that the map is about, and a rim around them (a share of their size). Nothing when no area has a border.
 */
export function drawMap(outlines: Outline[], { rim = 0.12 } = {}): Drawing | undefined {
  const main = outlines.filter(({ here, ring, polygons }) => (here || ring) && polygons.length > 0)
  if (main.length === 0) return undefined
  const { project, height } = frameAround(
    main.flatMap(({ polygons }) => polygons),
    rim,
  )
  const projected = outlines.map((outline) => ({
    ...outline,
    rings: outline.polygons.flatMap(([border]) => (border ? [border.map(project)] : [])).filter(inView),
  }))
  const visible = projected
    .filter(({ rings }) => rings.length > 0)
    // What the map is about comes last, so that its border lies on top.
    .sort((a, b) => Number(a.ring ?? false) - Number(b.ring ?? false) || Number(a.here) - Number(b.here))
  const places = placeNames(visible, height)
  const left = bytes.map - visible.length * bytes.outline - places.size * bytes.name
  const paths = smallEnough(
    visible.map(({ rings }) => rings),
    Math.max(left, 1000),
  )
  return {
    viewBox: [0, 0, width, height],
    areas: visible.flatMap(({ name, href, here, ring }, index) => {
      const d = paths[index]!
      if (d === '') return []
      const at = places.get(index)
      return [{ d, here, ...(ring ? { ring } : {}), ...(at ? { name, at, ...(href ? { href } : {}) } : {}) }]
    }),
  }

  function inView(ring: Ring): boolean {
    const box = boxOf(ring)
    return box.right > 0 && box.left < width && box.bottom > 0 && box.top < height
  }
}

type Box = { left: number; right: number; top: number; bottom: number }

function boxOf(points: Ring): Box {
  const box: Box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }
  for (const [x, y] of points) {
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y)
  }
  return box
}

/** A flat map of a small piece of the earth: degrees of longitude shrink with the cosine of the latitude. */
function frameAround(
  polygons: Polygon[],
  share: number,
): { project: (point: Point) => Point; height: number } {
  const box = boxOf(polygons.flatMap(([border]) => border ?? []))
  const shrink = Math.cos((((box.top + box.bottom) / 2) * Math.PI) / 180)
  const rim = share * Math.max((box.right - box.left) * shrink, box.bottom - box.top)
  const wide = (box.right - box.left) * shrink + 2 * rim
  const high = box.bottom - box.top + 2 * rim
  const height = Math.round(Math.min(heights.most, Math.max(heights.least, (high / wide) * width)))
  const scale = Math.min(width / wide, height / high)
  const left = (width - wide * scale) / 2
  const top = (height - high * scale) / 2
  return {
    height,
    project: ([lon, lat]) => [
      left + ((lon - box.left) * shrink + rim) * scale,
      top + (box.bottom - lat + rim) * scale,
    ],
  }
}

function smallEnough(areas: Ring[][], budget: number): string[] {
  for (let tolerance = 0.4; ; tolerance *= 1.5) {
    const paths = areas.map((rings) => rings.map((ring) => pathOf(ring, tolerance)).join(''))
    const size = paths.reduce((sum, path) => sum + path.length, 0)
    if (size <= budget || tolerance > 40) return paths
  }
}

function pathOf(ring: Ring, tolerance: number): string {
  const box = boxOf(ring)
  // Islets smaller than a dot.
  if (box.right - box.left < tolerance * 2 && box.bottom - box.top < tolerance * 2) return ''
  const points: string[] = []
  for (const [x, y] of simplify(ring, tolerance)) {
    const text = `${clip(x, width)} ${clip(y, heights.most)}`
    if (text !== points.at(-1)) points.push(text)
  }
  if (points[0] === points.at(-1)) points.pop()
  return points.length < 3 ? '' : `M${points.join('L')}Z`
}

/** What lies far outside the view need not be exact. */
function clip(value: number, size: number): number {
  return Math.round(Math.min(size + 40, Math.max(-40, value)))
}

/** Leaves out points that lie closer than `tolerance` to the line without them (Douglas and Peucker, 1973). */
export function simplify(ring: Ring, tolerance: number): Ring {
  if (ring.length < 4) return ring
  const keep = new Uint8Array(ring.length)
  const half = Math.floor(ring.length / 2)
  keep[0] = keep[half] = keep[ring.length - 1] = 1
  const spans: [number, number][] = [
    [0, half],
    [half, ring.length - 1],
  ]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span
    let farthest = -1
    let distance = tolerance
    for (let at = from + 1; at < to; at++) {
      const away = distanceToLine(ring[at]!, ring[from]!, ring[to]!)
      if (away > distance) {
        distance = away
        farthest = at
      }
    }
    if (farthest < 0) continue
    keep[farthest] = 1
    spans.push([from, farthest], [farthest, to])
  }
  return ring.filter((_, index) => keep[index])
}

function distanceToLine([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length))
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy)
}

/** Names where they fit: what the map is about first, then the largest areas; never one across another. */
function placeNames(
  areas: { name: string; here: boolean; named: boolean; rings: Ring[] }[],
  height: number,
): Map<number, [number, number]> {
  const boxes = areas.map(({ rings }) => largestBox(rings))
  const surface = ({ left, right, top, bottom }: Box) => (right - left) * (bottom - top)
  const order = [...areas.keys()]
    .filter((index) => areas[index]!.named)
    .sort(
      (a, b) => Number(areas[b]!.here) - Number(areas[a]!.here) || surface(boxes[b]!) - surface(boxes[a]!),
    )
  const taken: Box[] = []
  const places = new Map<number, [number, number]>()
  for (const index of order) {
    const { left, right, top, bottom } = boxes[index]!
    const x = Math.round((left + right) / 2)
    const y = Math.round((top + bottom) / 2)
    const half = (areas[index]!.name.length * letter) / 2
    const box = { left: x - half, right: x + half, top: y - lineHeight / 2, bottom: y + lineHeight / 2 }
    const fits =
      half * 2 < (right - left) * 1.25 &&
      box.left > 2 &&
      box.right < width - 2 &&
      box.top > 2 &&
      box.bottom < height - 2 &&
      taken.every(
        (other) =>
          box.right < other.left ||
          box.left > other.right ||
          box.bottom < other.top ||
          box.top > other.bottom,
      )
    if (!fits) continue
    taken.push(box)
    places.set(index, [x, y])
  }
  return places
}

function largestBox(rings: Ring[]): Box {
  const boxes = rings.map(boxOf)
  const surface = ({ left, right, top, bottom }: Box) => (right - left) * (bottom - top)
  return boxes.reduce((largest, next) => (surface(next) > surface(largest) ? next : largest))
}
