import type { JSX } from 'preact'
import { classes } from './classes.ts'
import { middleOf, type Point } from './geometry.ts'
import type { Line, Words } from './types.ts'

export interface DrawnArea {
  /** An outline that is already projected, in absolute coordinates. */
  d: string
  name?: string
  /** Where a press on the area leads, in an `AreaMap`. A link is announced by its name, so it needs one. */
  href?: string
  /** The area this page is about. */
  here?: boolean
  /** A line only, such as a circle round a point. */
  ring?: boolean
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

/** A small drawn map of areas with their names; an area with an address is a link. */
export const AreaMap = ({ areas = [], ...props }: DrawnMap & MapLook): JSX.Element => (
  <MapFrame {...props} linked={areas.some(isLink)}>
    <Areas areas={areas} size={textSize(props.viewBox)} />
  </MapFrame>
)

interface MapLook {
  line?: Line | undefined
  caption?: Words
}

/** What is round every drawn map. The links of a map are heard one by one; a map without links is one picture. */
export const MapFrame = (
  props: Omit<DrawnMap, 'areas'> & MapLook & { walk?: boolean; linked?: boolean; children: Words },
): JSX.Element => (
  <figure class={classes('map', props.walk && 'map--walk')} data-line={props.line}>
    <svg viewBox={props.viewBox.join(' ')} role={props.linked ? 'group' : 'img'} aria-label={props.label}>
      {props.children}
    </svg>
    {props.caption && <figcaption>{props.caption}</figcaption>}
  </figure>
)

/** Letters keep their size in proportion to the drawing. */
export const textSize = ([, , width]: DrawnMap['viewBox']): number => Math.round(width * 0.36) / 10

const isLink = ({ href, name }: DrawnArea): boolean => Boolean(href && name)

/** Outlines and names; names come last, so that no line crosses them. */
export function Areas({ areas, size }: { areas: readonly DrawnArea[]; size: number }): JSX.Element {
  return (
    <>
      {areas.map(({ d, here, ring }) => (
        <path class={ring ? 'is-ring' : here ? 'is-here' : undefined} d={d} />
      ))}
      <g class="map__names" font-size={size}>
        {areas.map((area) =>
          isLink(area) ? (
            // The outline again, unseen: it catches the press, and shows the focus above its neighbours.
            <a href={area.href} aria-current={area.here ? 'true' : undefined}>
              <path d={area.d} />
              <AreaName {...area} size={size} />
            </a>
          ) : (
            <AreaName {...area} size={size} />
          ),
        )}
      </g>
    </>
  )
}

function AreaName({ d, name, here, at, size }: DrawnArea & { size: number }): JSX.Element | null {
  if (!name) return null
  const [x, y] = at ?? middleOf(d)
  return (
    <text class={here ? 'is-here' : undefined} x={x} y={y + size / 3}>
      {name}
    </text>
  )
}
