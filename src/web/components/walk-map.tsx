import type { JSX } from 'preact'
import { artHref } from '../art/index.ts'
import { random } from '../art/pen.ts'
import { Areas, type DrawnMap, MapFrame, textSize } from './area-map.tsx'
import { along, distanceTo, type Point, pointsOf, smooth } from './geometry.ts'
import type { Line, Words } from './types.ts'

export interface WalkMapProps extends DrawnMap {
  /** Streets and water as open lines, drawn under the walk. */
  streets?: readonly { d: string; name?: string; at?: Point; water?: boolean }[]
  /** From my street to where it happens. */
  walk: readonly Point[]
  from: string
  to: string
  /** Other things nearby, such as a door that is open. */
  places?: readonly { at: Point; name: string }[]
  /** Scatters the little houses; the same place always looks the same. */
  seed?: number
  line?: Line
  caption?: Words
}

/** The walk from my street to today's meeting, drawn as a cord between little houses. */
export function WalkMap(props: WalkMapProps): JSX.Element {
  const size = textSize(props.viewBox)
  const walk = smooth(props.walk)
  const ends = [props.walk[0], props.walk.at(-1)] as const
  const dots = [
    ...(ends[0] ? [{ at: ends[0], name: props.from }] : []),
    ...(props.places ?? []),
    ...(ends[1] ? [{ at: ends[1], name: props.to }] : []),
  ]
  return (
    <MapFrame
      walk
      label={props.label}
      viewBox={props.viewBox}
      line={props.line ?? 'sun'}
      caption={props.caption}
    >
      <Areas
        areas={(props.areas ?? []).map(({ d, here }) => ({ d, ...(here ? { here } : {}) }))}
        size={size}
      />
      {props.streets?.map(({ d, water }) => (
        <path class={water ? 'map__water' : 'map__street-edge'} d={d} />
      ))}
      {props.streets?.map(({ d, water }) => !water && <path class="map__street" d={d} />)}
      {strewnOnce(
        props,
        dots.map(({ at }) => at),
        size,
      ).map(({ name, at: [x, y] }) => (
        <use href={artHref('things.svg', name)} x={x} y={y} />
      ))}
      <path class="map__walk-edge" d={walk} />
      <path class="map__walk" d={walk} />
      <g class="map__names" font-size={size}>
        {[...(props.areas ?? []), ...(props.streets ?? [])].map(
          ({ name, at }) => name && at && <Name at={at} name={name} />,
        )}
      </g>
      <g class="map__names map__names--place" font-size={size}>
        {dots.map(({ at, name }) => (
          <>
            <circle cx={at[0]} cy={at[1]} r={size * 0.4} />
            <Name at={[at[0], at[1] + size * 1.5]} name={name} />
          </>
        ))}
      </g>
    </MapFrame>
  )
}

const Name = ({ at: [x, y], name }: { at: Point; name: string }): JSX.Element => (
  <text x={x} y={y}>
    {name}
  </text>
)

type Strewn = { name: 'cottage' | 'cottages' | 'sapling'; at: Point }

/** Working out where nothing is in the way takes a while, so it is done once for each walk that is kept. */
const kept = new WeakMap<readonly Point[], Strewn[]>()

function strewnOnce(props: WalkMapProps, taken: Point[], size: number): Strewn[] {
  const known = kept.get(props.walk)
  if (known) return known
  const made = strewn(props, taken, size)
  kept.set(props.walk, made)
  return made
}

/** Little houses along the streets and trees between them, out of the way of the walk and of every name. */
function strewn(
  { viewBox: [left, top, width, height], walk, seed = 1, areas = [], streets = [] }: WalkMapProps,
  taken: Point[],
  size: number,
): Strewn[] {
  const next = random(seed)
  const path = along(walk, 10)
  const roads = streets.flatMap(({ d, water }) => (water ? [] : along(pointsOf(d), 10)))
  const water = streets.flatMap(({ d, water: wet }) => (wet ? along(pointsOf(d), 10) : []))
  const names = [...areas, ...streets].flatMap(({ at, name }) =>
    at && name ? [{ at, reach: (name.length * size) / 3.4 }] : [],
  )
  const placed: Strewn[] = []
  const free = ([x, y]: Point): boolean =>
    distanceTo(path, [x, y]) > 24 &&
    distanceTo(roads, [x, y]) > 19 &&
    distanceTo(water, [x, y]) > 32 &&
    distanceTo(taken, [x, y]) > size * 2.4 &&
    names.every(
      ({ at, reach }) => Math.abs(at[1] - size * 0.3 - y) > size + 8 || Math.abs(at[0] - x) > reach + 18,
    )
  const step = 34
  for (let y = top + 14; y < top + height - 14; y += step * 0.8)
    for (let x = left + 20; x < left + width - 20; x += step) {
      const middle: Point = [x + next() * 8, y + next() * 8]
      const chance = next()
      if (!free(middle)) continue
      const home = distanceTo(roads, middle) < 44
      const name = home ? (chance < 0.6 ? 'cottages' : 'cottage') : 'sapling'
      if (!home && chance < 0.55) continue
      const half = name === 'cottages' ? 17 : name === 'cottage' ? 10 : 8
      placed.push({ name, at: [Math.round(middle[0] - half), Math.round(middle[1] - 11)] })
    }
  return placed
}
