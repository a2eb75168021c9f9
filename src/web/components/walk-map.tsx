import type { JSX } from 'preact';
import { artHref } from '../art/index.ts';
import { random } from '../art/pen.ts';
import { Areas, type DrawnMap, textSize } from './area-map.tsx';
import { along, distanceTo, type Point, smooth } from './geometry.ts';
import type { Line, Words } from './types.ts';

export interface WalkMapProps extends DrawnMap {
  /** Streets and water as open lines, drawn under the walk. */
  streets?: readonly { d: string; name?: string; at?: Point; water?: boolean }[];
  /** From my street to where it happens. */
  walk: readonly Point[];
  from: string;
  to: string;
  /** Other things nearby, such as a door that is open. */
  places?: readonly { at: Point; name: string }[];
  /** Scatters the little houses; the same place always looks the same. */
  seed?: number;
  line?: Line;
  caption?: Words;
}

/** The walk from my street to today's meeting, drawn as a cord between little houses. */
export function WalkMap(props: WalkMapProps): JSX.Element {
  const size = textSize(props.viewBox);
  const walk = smooth(props.walk);
  const ends = [props.walk[0], props.walk.at(-1)] as const;
  const dots = [
    ...(ends[0] ? [{ at: ends[0], name: props.from }] : []),
    ...(props.places ?? []),
    ...(ends[1] ? [{ at: ends[1], name: props.to }] : []),
  ];
  return (
    <figure class="map map--walk" data-line={props.line ?? 'sun'}>
      <svg viewBox={props.viewBox.join(' ')} role="img" aria-label={props.label}>
        <Areas areas={(props.areas ?? []).map(({ d, here }) => ({ d, ...(here ? { here } : {}) }))} size={size} />
        {props.streets?.map(({ d, water }) => (
          <path class={water ? 'map__water' : 'map__street'} d={d} />
        ))}
        {strewn(props, dots.map(({ at }) => at), size).map(({ name, at: [x, y] }) => (
          <use href={artHref('things.svg', name)} x={x} y={y} />
        ))}
        <path class="map__walk-edge" d={walk} />
        <path class="map__walk" d={walk} />
        <g class="map__names" font-size={size}>
          {[...(props.areas ?? []), ...(props.streets ?? [])].map(({ name, at }) => name && at && <Name at={at} name={name} />)}
        </g>
        <g class="map__names map__names--place" font-size={size}>
          {dots.map(({ at, name }) => (
            <>
              <circle cx={at[0]} cy={at[1]} r={size * 0.45} />
              <Name at={[at[0], at[1] - size * 0.8]} name={name} />
            </>
          ))}
        </g>
      </svg>
      {props.caption && <figcaption>{props.caption}</figcaption>}
    </figure>
  );
}

const Name = ({ at: [x, y], name }: { at: Point; name: string }): JSX.Element => (
  <text x={x} y={y}>
    {name}
  </text>
);

/** Little houses and trees on a loose grid, out of the way of the walk and of every name. */
function strewn({ viewBox: [left, top, width, height], walk, seed = 1, areas, streets }: WalkMapProps, taken: Point[], size: number) {
  const next = random(seed);
  const path = along(walk, 12);
  const names = [...(areas ?? []), ...(streets ?? [])].flatMap(({ at, name }) => (at && name ? [at] : []));
  const strewings: { name: 'cottage' | 'cottages' | 'sapling'; at: Point }[] = [];
  const step = 46;
  for (let y = top + 6; y < top + height - 26; y += step)
    for (let x = left + 6; x < left + width - 38; x += step) {
      const at: Point = [Math.round(x + next() * 14), Math.round(y + next() * 16)];
      const middle: Point = [at[0] + 14, at[1] + 11];
      const kind = next();
      if (distanceTo(path, middle) < 26 || distanceTo([...names, ...taken], middle) < size * 2.6 || next() < 0.12) continue;
      strewings.push({ name: kind < 0.42 ? 'cottages' : kind < 0.72 ? 'cottage' : 'sapling', at });
    }
  return strewings;
}
