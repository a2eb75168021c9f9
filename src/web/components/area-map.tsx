import type { JSX } from 'preact'
import { middleOf, type Point } from './geometry.ts'
import type { Line, Words } from './types.ts'

export interface DrawnArea {
  /** An outline that is already projected, in absolute coordinates. */
  d: string
  name?: string
  href?: string
  /** The area this page is about. */
  here?: boolean
  /** Where the name stands; the middle by default. */
  at?: Point
}

export interface DrawnMap {
  /** What the map shows, in a sentence, for those who do not see it. */
  label: string
  /** x, y, width, height. */
  viewBox: readonly [number, number, number, number]
  areas?: readonly DrawnArea[]
}

/** A small drawn map of areas with their names. */
export const AreaMap = (props: DrawnMap & { line?: Line; caption?: Words }): JSX.Element => (
  <figure class="map" data-line={props.line}>
    <svg viewBox={props.viewBox.join(' ')} role="img" aria-label={props.label}>
      <Areas areas={props.areas ?? []} size={textSize(props.viewBox)} />
    </svg>
    {props.caption && <figcaption>{props.caption}</figcaption>}
  </figure>
)

/** Letters keep their size in proportion to the drawing. */
export const textSize = ([, , width]: DrawnMap['viewBox']): number => Math.round(width * 0.36) / 10

/** Outlines and names; names come last, so that no line crosses them. */
export function Areas({ areas, size }: { areas: readonly DrawnArea[]; size: number }): JSX.Element {
  return (
    <>
      {areas.map(({ d, here }) => (
        <path class={here ? 'is-here' : undefined} d={d} />
      ))}
      <g class="map__names" font-size={size}>
        {areas.map(({ d, name, here, at }) => {
          if (!name) return null
          const [x, y] = at ?? middleOf(d)
          return (
            <text class={here ? 'is-here' : undefined} x={x} y={y + size / 3}>
              {name}
            </text>
          )
        })}
      </g>
    </>
  )
}
