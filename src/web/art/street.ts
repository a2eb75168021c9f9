/** A street per seed: a row of houses that people recognise as their place, always the same one. */
import { fromDoor } from './cord.ts'
import {
  bench,
  bicycle,
  bollard,
  boules,
  drawbridge,
  espalier,
  hedge,
  lantern,
  playground,
  poplar,
  tree,
} from './furniture.ts'
import { houses, type HouseName } from './houses.ts'
import { group, line, path, Pen, sheet } from './pen.ts'

/** Where the cord leaves the street; the stylesheet puts this point above the gutter of the page. */
const CORD_X = 600
const STREET_WIDTH = 2600
const LEFT = -240
const GROUND = 300
const BOTTOM = GROUND + 34

type Place = HouseName | 'bridge' | 'playground' | 'trees' | 'hedge'

interface Character {
  /** Houses that can carry the cord. */
  home: HouseName[]
  /** Stands close to the door with the cord, so that a phone shows it too. */
  landmark: Place[]
  /** What fills the rest of the row. */
  row: Place[]
  /** Stands on the pavement before the houses. */
  pavement: Thing[]
}

type Thing = 'tree' | 'bicycle' | 'lantern' | 'bench' | 'bollards' | 'espalier' | 'boules'

const CHARACTERS: Character[] = [
  // an old town on a canal
  {
    home: ['stepped', 'neck', 'cornice', 'bell'],
    landmark: ['bridge'],
    row: ['bell', 'stepped', 'cornice', 'neck', 'bell', 'cornice', 'trees'],
    pavement: ['bicycle', 'lantern', 'bicycle', 'bollards'],
  },
  // a church square
  {
    home: ['stepped', 'bell', 'cornice'],
    landmark: ['church'],
    row: ['thirties', 'cornice', 'bell', 'trees', 'stepped', 'thirties'],
    pavement: ['tree', 'bench', 'tree', 'lantern', 'boules', 'bicycle'],
  },
  // a garden suburb
  {
    home: ['thirties'],
    landmark: ['trees', 'playground'],
    row: ['thirties', 'thirties', 'hedge', 'thirties', 'trees', 'cornice'],
    pavement: ['bicycle', 'tree', 'lantern'],
  },
  // flats in the green
  {
    home: ['terrace', 'cornice'],
    landmark: ['flats'],
    row: ['flats', 'trees', 'terrace', 'terrace', 'terrace', 'playground', 'flats', 'trees'],
    pavement: ['bench', 'bicycle', 'lantern', 'bicycle'],
  },
  // a terrace of the seventies
  {
    home: ['terrace'],
    landmark: ['playground', 'trees'],
    row: ['terrace', 'terrace', 'terrace', 'hedge', 'terrace', 'terrace', 'trees', 'playground'],
    pavement: ['bicycle', 'tree', 'bollards', 'lantern'],
  },
  // a village
  {
    home: ['bell', 'thirties', 'neck'],
    landmark: ['farm', 'church'],
    row: ['thirties', 'trees', 'farm', 'thirties', 'hedge', 'bell', 'church'],
    pavement: ['espalier', 'bench', 'bicycle', 'lantern'],
  },
  // open land
  {
    home: ['thirties', 'stepped'],
    landmark: ['mill'],
    row: ['farm', 'trees', 'thirties', 'hedge', 'farm', 'trees', 'mill'],
    pavement: ['espalier', 'bicycle', 'bench'],
  },
]

const PLACE_WIDTH: Record<Exclude<Place, HouseName>, number> = {
  bridge: 250,
  playground: 240,
  trees: 130,
  hedge: 70,
}
const HIGH: Place[] = ['church', 'mill']
/** What stands without a gap to its neighbour: houses in a row, and the quay of a bridge. */
const touches = (place: Place): boolean =>
  ['stepped', 'bell', 'neck', 'cornice', 'thirties', 'terrace', 'bridge'].includes(place)
/** What may stand twice in a row; two of the same gables look like a mistake. */
const REPEATED: Place[] = ['thirties', 'terrace']

interface Lot {
  place: Place
  x: number
  width: number
}

const isHouse = (place: Place): place is HouseName => place in houses
const widthOf = (place: Place): number => (isHouse(place) ? houses[place].width : PLACE_WIDTH[place])

/** One finished street: its drawing, and how high it reaches. */
export interface Street {
  /** The part of the drawing that a page shows. */
  viewBox: string
  height: number
  body: string
}

function compose(seed: number): Street {
  const pen = new Pen(seed * 7919 + 11)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(pen.random() * list.length)]!
  const character = CHARACTERS[((seed % CHARACTERS.length) + CHARACTERS.length) % CHARACTERS.length]!
  const home = pick(character.home)
  const { letterbox, width } = houses[home]
  const box = letterbox ?? { x: 16, up: 30 }
  const homeX = CORD_X + 16 - box.x

  const lots: Lot[] = []
  // To the right: one neighbour, the landmark, then the rest of the row from a random start.
  const start = Math.floor(pen.random() * character.row.length)
  const next = (i: number): Place => character.row[(start + i) % character.row.length]!
  const neighbour = pick(
    [...character.home, ...character.row.filter(touches)].filter(
      (place) => place !== home || REPEATED.includes(place),
    ),
  )
  const right: Place[] = [neighbour, pick(character.landmark)]
  let x = homeX + width
  for (let i = 0; x < STREET_WIDTH; i++) {
    const place = right[i] ?? next(i)
    const previous = lots.at(-1)?.place ?? home
    if (place === previous && !REPEATED.includes(place)) continue
    if (!(touches(place) && touches(previous)) || pen.random() < 0.08) x += 14 + pen.random() * 18
    lots.push({ place, x, width: widthOf(place) })
    x += widthOf(place)
  }
  // To the left, for wide screens.
  x = homeX
  for (let i = 1; x > LEFT; i++) {
    const place = next(character.row.length * 9 - i)
    if (HIGH.includes(place) || place === 'bridge') continue
    if (place === lots.at(-1)?.place && !REPEATED.includes(place)) continue
    const gap = touches(place) && i < 3 ? 0 : 18
    x -= widthOf(place) + gap
    lots.push({ place, x, width: widthOf(place) })
  }

  pavement(
    pen,
    lots.filter((lot) => lot.place === 'bridge'),
  )
  for (const lot of lots) if (lot.place !== 'bridge') build(pen, lot)
  houses[home].draw(pen, homeX, GROUND, { accent: true, leaf: pick([0, 1, 2]) })
  for (const lot of lots) if (lot.place === 'bridge') drawbridge(pen, lot.x, GROUND)
  furnish(pen, lots, character.pavement, homeX + width)

  const high = lots.some(({ place, x: at }) => HIGH.includes(place) && at > 0 && at < 2200)
  const top = high ? -16 : 72
  const height = BOTTOM - top
  return {
    viewBox: `0 ${top} ${STREET_WIDTH} ${height}`,
    height,
    body: pen.svg() + fromDoor(CORD_X + 16, CORD_X, GROUND - box.up, BOTTOM),
  }
}

/** The ground line and loose paving stones, broken where there is water. */
function pavement(pen: Pen, water: Lot[]): void {
  const wet = (x: number): boolean => water.some((lot) => x > lot.x - 20 && x < lot.x + lot.width)
  let ground = path`M${LEFT} ${GROUND}`
  for (const lot of water.toSorted((a, b) => a.x - b.x)) ground += path`H${lot.x}m${lot.width} 0`
  let stones = ''
  for (let x = LEFT; x < STREET_WIDTH; x += 18)
    if (pen.random() < 0.5 && !wet(x)) stones += line(x, GROUND + 8, 8 + pen.random() * 10, 0)
  for (let x = LEFT; x < STREET_WIDTH; x += 26)
    if (pen.random() < 0.4 && !wet(x)) stones += line(x + 6, GROUND + 18, 8 + pen.random() * 14, 0)
  pen.add('line', `${ground}H${STREET_WIDTH}`).add('thin', stones)
}

/** Houses of one kind differ a little in height, as they do in a street. */
function build(pen: Pen, { place, x, width }: Lot): void {
  if (isHouse(place)) {
    const leaf = ([0, 1, 2] as const)[Math.floor(pen.random() * 3)]
    const { height } = houses[place]
    houses[place].draw(
      pen,
      x,
      GROUND,
      leaf === undefined ? {} : { leaf },
      width,
      height && Math.round(height * (0.95 + pen.random() * 0.11)),
    )
    return
  }
  if (place === 'playground') playground(pen, x + 8, GROUND)
  if (place === 'hedge') hedge(pen, x, GROUND, width)
  if (place === 'trees') {
    if (pen.random() < 0.3) [24, 65, 106].forEach((dx, i) => poplar(pen, x + dx, GROUND + 2, 196 - i * 14))
    else tree(pen, x + width / 2, GROUND + 2, 150 + pen.random() * 24, 46 + pen.random() * 8)
  }
}

/** Puts something on the pavement now and then, never in the water and never before the cord. */
function furnish(pen: Pen, lots: Lot[], things: Thing[], from: number): void {
  const start = Math.floor(pen.random() * things.length)
  const bridges = lots.filter((lot) => lot.place === 'bridge')
  let i = start
  for (let x = from + 40 + pen.random() * 60; x < STREET_WIDTH - 120; x += 120 + pen.random() * 130) {
    const water = bridges.find((lot) => x > lot.x - 100 && x < lot.x + lot.width + 20)
    if (water) {
      x = water.x + water.width + 20
      continue
    }
    place(pen, things[i++ % things.length]!, x)
  }
  if (things[0] === 'tree') tree(pen, 356, GROUND + 8, 190, 58)
}

function place(pen: Pen, thing: Thing, x: number): void {
  const g = GROUND + 5
  if (thing === 'tree') tree(pen, x + 30, GROUND + 10, 176 + pen.random() * 26, 54 + pen.random() * 10)
  if (thing === 'bicycle') bicycle(pen, x, g + 2)
  if (thing === 'lantern') lantern(pen, x, g)
  if (thing === 'bench') bench(pen, x, g + 4)
  if (thing === 'espalier') espalier(pen, x + 30, GROUND + 3)
  if (thing === 'boules') boules(pen, x, GROUND)
  if (thing === 'bollards') for (const dx of [0, 26, 52]) bollard(pen, x + dx, g)
}

const LIMIT = 300
const made = new Map<number, Street>()

/** The street that belongs to a seed. Kept in memory for the streets asked for last. */
export function street(seed: number): Street {
  const known = made.get(seed)
  if (known) {
    made.delete(seed)
    made.set(seed, known)
    return known
  }
  const fresh = compose(seed)
  made.set(seed, fresh)
  if (made.size > LIMIT) made.delete(made.keys().next().value!)
  return fresh
}

/** A street as an SVG document, to be shown with `<use href="…#street">`. */
export const streetSprite = (seed: number): string => sheet(group('street', street(seed).body))

/** A stable seed for a place, from its code or id. */
export function streetSeed(key: string): number {
  let hash = 2166136261
  for (const character of key) hash = Math.imul(hash ^ character.codePointAt(0)!, 16777619)
  return (hash >>> 0) % 100_000
}
