import { MapFrame } from '../../web/components/index.ts'
import { path, random, round } from '../../web/art/pen.ts'
import type { Weave } from './queries/weave.ts'

/** The size of everything, in units of the drawing; a phone of 360 px shows one unit as one pixel. */
const width = 360
const field = { left: 44, right: 316, top: 66, row: 50 }

/**
 * The fabric as a drawing: wishes hang down as the warp, communities lie across as the weft, and where a community has a
 * wish there is a knot. Connections between communities bow out on the left, people they share on the right. The same
 * stands in the table beside it, so to a screen reader this is one picture.
 */
export function WeaveDrawing({ weave, label }: { weave: Weave; label: string }) {
  const { communities, ambitions, knots, links, people } = weave
  const column = (i: number) =>
    field.left + ((i + 0.5) * (field.right - field.left)) / Math.max(1, ambitions.length)
  const row = (i: number) => field.top + i * field.row
  const bottom = row(communities.length - 1) + 30
  const tied = new Set(knots.map(({ community, ambition }) => `${community} ${ambition}`))
  return (
    <div class="weave">
      <MapFrame viewBox={[0, 0, width, bottom + 8]} label={label}>
        <g class="weave__warp">
          {ambitions.map(({ id }, i) => (
            <Thread d={warp(id, column(i), 26, bottom)} />
          ))}
        </g>
        <g class="weave__weft">
          {communities.map((_, i) => (
            <Thread d={weft(i, row(i))} />
          ))}
        </g>
        {/* Over and under: at every second crossing the wish lies on top. */}
        <g class="weave__warp">
          {communities.flatMap((_, i) =>
            ambitions.map(
              (_, j) =>
                (i + j) % 2 === 0 &&
                !tied.has(`${i} ${j}`) && <Thread d={path`M${column(j)} ${row(i) - 7}v14`} />,
            ),
          )}
        </g>
        <g class="weave__links">
          {links.map(({ from, to }, i) => (
            <Thread d={bow(field.left - 2, row(from), row(to), -1, i)} />
          ))}
        </g>
        <g class="weave__people">
          {people.map(({ from, to }, i) => (
            <path d={bow(field.right + 2, row(from), row(to), 1, i)} />
          ))}
        </g>
        <g class="weave__knots">
          {knots.map(({ community, ambition }) => (
            <circle cx={round(column(ambition))} cy={row(community)} r="6.5" />
          ))}
        </g>
        <g class="weave__names">
          {communities.map(({ name }, i) => (
            <text x={field.left} y={row(i) - 11}>
              {shortened(name)}
            </text>
          ))}
        </g>
        <g class="weave__tags">
          {ambitions.map((_, i) => (
            <>
              <circle cx={round(column(i))} cy="16" r="10.5" />
              <text x={round(column(i))} y="20.5">
                {tag(i)}
              </text>
            </>
          ))}
        </g>
      </MapFrame>
    </div>
  )
}

/** The letter of a wish in the drawing. */
export const tag = (i: number): string => String.fromCharCode(65 + i)

/** A thread with its dark edge. */
const Thread = ({ d }: { d: string }) => (
  <>
    <path class="weave__edge" d={d} />
    <path d={d} />
  </>
)

/** A wish hangs almost straight, by a hand that is the same each time. */
function warp(seed: number, x: number, top: number, bottom: number): string {
  const hand = random(seed)
  const middle = (top + bottom) / 2
  const lean = () => (hand() - 0.5) * 5
  return path`M${x} ${top}C${x + lean()} ${middle} ${x + lean()} ${middle} ${x} ${bottom}`
}

/** A community lies across, a little slack. */
function weft(seed: number, y: number): string {
  const hand = random(seed + 1)
  const sag = 1 + hand() * 3
  const { left, right } = field
  const third = (right - left) / 3
  return path`M${left - 2} ${y}C${left + third} ${y + sag} ${right - third} ${y - sag} ${right + 2} ${y}`
}

/** From one thread to another, round the outside; later ones a little further out. */
function bow(x: number, from: number, to: number, side: 1 | -1, i: number): string {
  const out = side * Math.min(36, 14 + (to - from) / 14 + (i % 4) * 4)
  return path`M${x} ${from}C${x + out} ${from + 8} ${x + out} ${to - 8} ${x} ${to}`
}

/** What fits above a thread. */
function shortened(name: string): string {
  const letters = [...name]
  return letters.length > 36 ? `${letters.slice(0, 35).join('').trimEnd()}…` : name
}
