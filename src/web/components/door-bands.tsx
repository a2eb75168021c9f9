import type { JSX } from 'preact'
import { Door } from '../art/index.ts'
import { classes } from './classes.ts'
import type { Words } from './types.ts'

export interface Neighbour {
  seed: number
  /** Filled when they chose exactly this, open when they chose something related. */
  match: 'exact' | 'related'
  /** Only for residents who chose to be named. */
  name?: Words
  href?: string
  note?: Words
}

export interface Band {
  /** The distance, such as "up to 100 metres". */
  label: Words
  /** The same in words for those who do not see the doors: how many, how many of which kind. */
  summary: string
  doors: readonly Neighbour[]
}

/** More doors than this do not fit beside each other on a wide screen. */
const ONE_ROW = 14

/** Neighbours as doors along a dimension line, by distance. The cord runs through the doors. */
export function DoorBands({ bands, level = 3 }: { bands: readonly Band[]; level?: 3 | 4 }): JSX.Element {
  const Heading = `h${level}` as 'h3'
  const total = bands.reduce((sum, band) => sum + band.doors.length, 0)
  return (
    <div class={classes('bands', total <= ONE_ROW && 'bands--row')}>
      {bands.map((band) => (
        <div class="band" data-doors={Math.min(band.doors.length, ONE_ROW)}>
          <Heading class="band__measure">{band.label}</Heading>
          <p class="visually-hidden">{band.summary}</p>
          <div class="doors">{band.doors.map(Doorway)}</div>
        </div>
      ))}
    </div>
  )
}

function Doorway({ seed, match, name, href, note }: Neighbour): JSX.Element {
  return (
    <div class={match === 'related' ? 'is-related' : undefined}>
      <Door seed={seed} cord />
      {name && <b>{href === undefined ? name : <a href={href}>{name}</a>}</b>}
      {note && <span>{note}</span>}
    </div>
  )
}
