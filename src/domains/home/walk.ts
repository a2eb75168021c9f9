import { sql } from 'drizzle-orm'
import { minute } from '../../platform/clock.ts'
import { arrayOf, row } from '../../platform/db/store.ts'
import { keeping } from '../../platform/kept.ts'
import type { Point } from '../../web/components/index.ts'
import { streetLines, type StreetLine } from '../areas/index.ts'
import type { ViewerContext } from '../residents/index.ts'

/** A walk through the buurt, already drawn on a sheet of `width` by `height`. */
export interface Walk {
  /** Only streets with a place for their name are named; the two ends have names of their own. */
  streets: { d: string; name: string; at?: Point }[]
  walk: Point[]
  width: number
  height: number
  minutes: number
  to: string
}

type Place = StreetLine['from']

const width = 380
const margin = 34
/** Metres a minute, as most people stroll. */
const pace = 75
/** A drawing of more streets than this is no longer read. */
const mostStreets = 14

/**
 * The walk from the viewer's street to the first meeting that has a street in the same buurt; undefined when there is
 * none, or when the viewer's street is not named. Streets are drawn from their first to their last house number.
 */
export async function walkTo(
  ctx: ViewerContext,
  meetings: readonly { id: string }[],
): Promise<Walk | undefined> {
  const { streetId, buurtId } = ctx.viewer
  if (streetId === null || buurtId === null || meetings.length === 0) return undefined
  const goal = await row<{ streetId: number }>(
    ctx.db,
    sql`select s.id as "streetId" from unnest(${arrayOf(
      meetings.map(({ id }) => id),
      'uuid',
    )}) with ordinality as m (id, n)
        join activity_moments t on t.id = m.id join activity_communities shared on shared.activity_id = t.activity_id and shared.accepted is not null
        join community_areas ca on ca.community_id = shared.community_id
        join areas s on s.id = ca.area_id and s.kind = 'street' and s.parent_id = ${buurtId} and s.id <> ${streetId}
        order by m.n, s.name limit 1`,
  )
  if (!goal) return undefined
  return drawn(ctx, `${streetId}:${goal.streetId}`, async () => {
    const lines = await streetLines(ctx, buurtId, { first: [streetId, goal.streetId], limit: mostStreets })
    const mine = lines.find(({ id }) => id === streetId)
    const theirs = lines.find(({ id }) => id === goal.streetId)
    return mine && theirs ? draw(lines, mine, theirs) : undefined
  })
}

/** Streets stay where they are. */
const drawn = keeping<Walk | undefined>({ milliseconds: 10 * minute, most: 1_000 })

function draw(lines: readonly StreetLine[], mine: StreetLine, theirs: StreetLine): Walk {
  const places = lines.flatMap(({ from, to }) => [from, to])
  const top = Math.max(...places.map(({ lat }) => lat))
  const left = Math.min(...places.map(({ lon }) => lon))
  // A degree of longitude is shorter than one of latitude, by the cosine of where we are.
  const squeeze = Math.cos((top * Math.PI) / 180)
  const wide = (Math.max(...places.map(({ lon }) => lon)) - left) * squeeze || 1e-4
  const high = top - Math.min(...places.map(({ lat }) => lat)) || 1e-4
  const scale = Math.min((width - 2 * margin) / wide, 300 / high)
  const project = ({ lat, lon }: Place): Point => [
    Math.round(margin + (lon - left) * squeeze * scale + (width - 2 * margin - wide * scale) / 2),
    Math.round(margin + (top - lat) * scale),
  ]
  const middle = ({ from, to }: StreetLine): Place => ({
    lat: (from.lat + to.lat) / 2,
    lon: (from.lon + to.lon) / 2,
  })
  const walk = walkAlong(mine, theirs).map(project)
  const metres = walkAlong(mine, theirs).reduce(
    (sum, place, index, all) => (index === 0 ? 0 : sum + metresBetween(all[index - 1]!, place)),
    0,
  )
  return {
    streets: lines.map((line) => {
      const [a, b] = [project(line.from), project(line.to)]
      const d = `M${a.join(' ')}L${b.join(' ')}`
      return line === mine || line === theirs
        ? { d, name: line.name }
        : { d, name: line.name, at: project(middle(line)) }
    }),
    walk,
    width,
    height: Math.round(high * scale + 2 * margin),
    minutes: Math.max(1, Math.round(metres / pace)),
    to: theirs.name,
  }

  /** Out of my street at its nearer end, into theirs at its nearer end: how one walks where streets meet at corners. */
  function walkAlong(start: StreetLine, goal: StreetLine): Place[] {
    const ends = [start.from, start.to].flatMap((out) => [goal.from, goal.to].map((into) => ({ out, into })))
    const nearest = ends.toSorted((a, b) => metresBetween(a.out, a.into) - metresBetween(b.out, b.into))[0]!
    return [middle(start), nearest.out, nearest.into, middle(goal)]
  }
}

/** Good enough within a town: the earth is flat there. */
function metresBetween(a: Place, b: Place): number {
  const north = (a.lat - b.lat) * 111_200
  const east = (a.lon - b.lon) * 111_200 * Math.cos((a.lat * Math.PI) / 180)
  return Math.hypot(north, east)
}
