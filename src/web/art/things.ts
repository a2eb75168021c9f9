/** The things that stand for the three lines, and the small marks of the page. */
import { bead, cord, letterbox, loop } from './cord.ts'
import { mark } from './mark.ts'
import { navIcons } from './nav-icons.ts'
import { group, Pen, sheet } from './pen.ts'

/** A drawing in the sprite: its own coordinates, and its shapes. */
export interface Thing {
  viewBox: string
  body: string
}

const drawn = (build: (pen: Pen) => Pen): string => build(new Pen()).svg()

const kite: Thing = {
  viewBox: '0 0 56 56',
  body: drawn((pen) =>
    pen
      .add('accent', 'M30 4L48 20L27 42L14 16z')
      .add('thin', 'M30 4L27 42M14 16L48 20')
      .add('line', 'M27 42c-6 2 4 5-3 7s-3 5-8 5M22 46l-4-3M21 51l5 2'),
  ),
}

const flag: Thing = {
  viewBox: '0 0 56 56',
  body: drawn((pen) =>
    pen
      .add('line', 'M10 54L26 6M8 48h8')
      .add('accent', 'M25 9c8-5 12 5 24 1c-3 6-5 10-6 17c-10 3-14-5-25-1z')
      .add('lit', 'M24 4h4v4h-4z'),
  ),
}

const lamp: Thing = {
  viewBox: '0 0 56 56',
  body: drawn((pen) =>
    pen
      .add('line', 'M28 30v24M21 54h14M28 2v5M17 12h22M23 7h10l6 5')
      .add('accent', 'M18 12h20l-5 18h-10z')
      .add('thin', 'M28 12v18M9 18l4 1M47 18l-4 1M11 28l3-2M45 28l-3-2'),
  ),
}

const kiteLarge: Thing = {
  viewBox: '0 0 88 112',
  body:
    cord('M20 0V20C20 40 34 34 40 44') +
    drawn((pen) =>
      pen
        .add('accent', 'M52 22L80 50L44 88L26 44z')
        .add('thin', 'M52 22L44 88M26 44L80 50')
        .add('line', 'M44 88c-8 3 4 6-4 10s-6 4-12 8M40 94l-6-4M36 101l7 3'),
    ),
}

const flagLarge: Thing = {
  viewBox: '0 0 88 112',
  body:
    cord('M20 0V44') +
    drawn((pen) =>
      pen
        .add('line', 'M20 108L36 20M12 108h18')
        .add('lit', 'M33 14h7v7h-7z')
        .add('accent', 'M36 26c16-9 22 8 46 0c-6 10-9 20-10 32c-20 7-27-9-42-2z'),
    ),
}

const lampLarge: Thing = {
  viewBox: '0 0 88 112',
  body:
    cord('M20 0V16C20 26 44 22 44 34') +
    drawn((pen) =>
      pen
        .add('line', 'M26 46h36M34 38h20l8 8M44 82v28M34 110h20')
        .add('accent', 'M28 46h32l-8 36h-16z')
        .add('thin', 'M44 46v36M10 56l9 2M78 56l-9 2M14 78l8-5M74 78l-8-5'),
    ),
}

/** Two small houses and a tree, strewn over maps. */
const cottage: Thing = {
  viewBox: '0 0 20 20',
  body: drawn((pen) => pen.add('wall', 'M1 9L8 2l7 7v9H1z').add('line', 'M5 18v-5h4v5M11 11v2')),
}
const cottages: Thing = {
  viewBox: '0 0 34 20',
  body: drawn((pen) =>
    pen
      .add('wall', 'M15 10l8-7l9 7v8H15z')
      .add('wall', 'M1 9L8 2l7 7v9H1z')
      .add('line', 'M5 18v-5h4v5M11 11v2M19 12v2M26 18v-5h-3v5'),
  ),
}
const sapling: Thing = {
  viewBox: '0 0 16 24',
  body: drawn((pen) =>
    pen.add('line', 'M8 23V12M8 17l4-4').add('wall', 'M8 1a7 7 0 1 0 .1 0z').add('line', 'M8 15V9M8 11l-3-3'),
  ),
}

/** Everything in the sprite, by name. */
export const things = {
  kite,
  flag,
  lamp,
  'kite-large': kiteLarge,
  'flag-large': flagLarge,
  'lamp-large': lampLarge,
  loop: { viewBox: '0 0 48 72', body: loop() },
  bead: { viewBox: '0 0 48 72', body: bead() },
  letterbox: { viewBox: '0 0 96 44', body: letterbox() },
  mark: { viewBox: '0 0 44 44', body: mark() },
  cottage,
  cottages,
  sapling,
  ...navIcons,
} as const satisfies Record<string, Thing>

export type ThingName = keyof typeof things

export const thingsSprite = (): string =>
  sheet(...Object.entries(things).map(([name, { body }]) => group(name, body)))
