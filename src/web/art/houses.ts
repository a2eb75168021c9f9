/** Houses of a Dutch street. Each is drawn from its lower left corner on the ground line. */
import { box, line, path, Pen, ring } from './pen.ts'

/** Which leaf a front door has; `accent` gives it the colour of the line. */
export interface Entrance {
  accent?: boolean
  leaf?: 0 | 1 | 2
}

/** One kind of house: its usual size, where its letterbox is, and how to draw it. */
export interface House {
  width: number
  /** To the eaves; churches, farms and mills have a height of their own. */
  height?: number
  /** From the left side of the house, and above the ground. */
  letterbox?: { x: number; up: number }
  draw(pen: Pen, x: number, ground: number, entrance?: Entrance, width?: number, height?: number): void
}

type Pane = 'cross' | 'grid' | 'three' | 'sash' | 'plain'

/** The layers of one front, so that a house costs few paths and its parts cover each other rightly. */
class Front {
  wall = ''
  behind = ''
  dark = ''
  lit = ''
  accent = ''
  line = ''
  thin = ''
  private readonly pen: Pen

  constructor(pen: Pen) {
    this.pen = pen
  }

  /** A window; somebody is home behind nearly half of them. */
  window(x: number, y: number, w: number, h: number, pane: Pane = 'cross'): void {
    if (this.pen.random() < 0.45) this.lit += box(x, y, w, h)
    else this.dark += box(x, y, w, h)
    if (pane === 'cross')
      this.thin += line(x, y + h * 0.33, w, 0) + line(x + w / 2, y + h * 0.33, 0, h * 0.67)
    if (pane === 'grid')
      this.thin +=
        line(x + w / 3, y, 0, h) +
        line(x + (2 * w) / 3, y, 0, h) +
        line(x, y + h / 2, w, 0) +
        line(x, y + h / 4, w, 0) +
        line(x, y + h * 0.75, w, 0)
    if (pane === 'three')
      this.thin += line(x + w * 0.27, y, 0, h) + line(x + w * 0.73, y, 0, h) + line(x, y + h * 0.3, w, 0)
    if (pane === 'sash') this.thin += line(x, y + h / 2, w, 0)
    this.line += line(x - 2.5, y + h + 2, w + 5, 0)
  }

  /** A front door with fanlight, letterbox, handle and step. */
  door(x: number, ground: number, w: number, h: number, { accent = false, leaf = 0 }: Entrance = {}): void {
    const y = ground - h
    const m = w * 0.16
    this.wall += box(x - 3, y - 21, w + 6, h + 21)
    this.dark += box(x, y - 18, w, 15)
    if (accent) this.accent += box(x, y, w, h)
    else this.dark += box(x, y, w, h)
    if (leaf === 0)
      this.thin += box(x + m, y + h * 0.1, w - 2 * m, h * 0.3) + box(x + m, y + h * 0.62, w - 2 * m, h * 0.28)
    if (leaf === 1) {
      const half = w / 2 - m * 1.3
      for (const [top, tall] of [
        [0.08, 0.34],
        [0.62, 0.3],
      ] as const)
        this.thin +=
          box(x + m, y + h * top, half, h * tall) + box(x + w / 2 + m * 0.3, y + h * top, half, h * tall)
    }
    if (leaf === 2) this.thin += [0.2, 0.4, 0.6, 0.8].map((f) => line(x + w * f, y + 2, 0, h - 4)).join('')
    this.line += box(x + w * 0.3, y + h * 0.5, w * 0.4, 4.5) + path`M${x + w * 0.87} ${y + h * 0.53}v3`
    this.line += path`M${x - 7} ${ground}v-4h${w + 14}v4`
  }

  /** A few loose bricks say: brick. */
  bricks(x: number, y: number, w: number, h: number, count: number): void {
    const { random } = this.pen
    for (let i = 0; i < count; i++) {
      const a = x + 4 + random() * (w - 22)
      const b = y + 6 + random() * (h - 14)
      this.behind +=
        line(a, b, 7, 0) + line(a + 9, b, 5, 0) + (random() < 0.5 ? line(a + 3, b + 4, 7, 0) : '')
    }
  }

  /** Rows of roof tiles between two slanting sides. */
  tiles(x: number, y: number, w: number, h: number, slant: number): void {
    for (let row = 1; row < 7; row++) {
      const inset = slant * (1 - row / 7)
      for (let a = x + inset + (row % 2) * 6; a < x + w - inset - 12; a += 12)
        if (this.pen.random() < 0.45) this.behind += path`M${a} ${y + (row * h) / 7}q5 4 10 0`
    }
  }

  finish(): void {
    this.pen
      .add('wall', this.wall)
      .add('thin', this.behind)
      .add('dark', this.dark)
      .add('lit', this.lit)
      .add('accent', this.accent)
      .add('line', this.line)
      .add('thin', this.thin)
  }
}

/** Trapgevel. */
const stepped: House = {
  width: 108,
  height: 146,
  letterbox: { x: 28, up: 30 },
  draw(pen, x, g, entrance = {}, w = 108, h = 146) {
    const front = new Front(pen)
    const steps = 5
    const tread = (w * 0.5 - 11) / steps
    const rise = 10.5
    const up = path`v${-rise}h${tread}`.repeat(steps)
    const down = path`h${tread}v${rise}`.repeat(steps)
    front.wall = path`M${x} ${g}V${g - h}${up}v-13h22v13${down}V${g}z`
    for (let i = 0; i < steps; i++) {
      const y = g - h - (i + 1) * rise + 3
      front.thin += line(x + i * tread, y, tread, 0) + line(x + w - (i + 1) * tread, y, tread, 0)
    }
    front.window(x + w / 2 - 10, g - h - 34, 20, 28)
    for (const f of [0.14, 0.56]) front.window(x + w * f, g - h + 10, w * 0.3, 42, 'grid')
    front.thin += line(x, g - h + 64, w, 0) + line(x, g - h + 68, w, 0)
    front.door(x + w * 0.12, g, 30, 64, { leaf: 1, ...entrance })
    front.window(x + w * 0.52, g - 68, w * 0.38, 44, 'grid')
    front.line +=
      line(x + w * 0.5, g - h + 16, 0, 16) +
      line(x + w * 0.5 - 3, g - h + 20, 6, 8) +
      line(x + w / 2, g - h - steps * rise - 3, 0, 9)
    front.bricks(x, g - h, w, h - 10, 9)
    front.finish()
  },
}

/** Klokgevel. */
const bell: House = {
  width: 98,
  height: 150,
  letterbox: { x: 71.3, up: 32 },
  draw(pen, x, g, entrance = {}, w = 98, h = 150) {
    const front = new Front(pen)
    const c = x + w / 2
    const y = g - h
    front.wall = path`M${x} ${g}V${y}c16-2 18-14 20-28C${x + 23} ${y - 48} ${c - 18} ${y - 52} ${c - 13} ${y - 58}q13-13 26 0C${c + 18} ${y - 52} ${x + w - 23} ${y - 48} ${x + w - 20} ${y - 28}c2 14 4 26 20 28V${g}z`
    front.window(c - 11, y - 32, 22, 28)
    for (const f of [0.13, 0.57]) front.window(x + w * f, y + 12, w * 0.3, 40, 'grid')
    front.thin += line(x, y, w, 0)
    front.door(x + w * 0.58, g, 29, 66, entrance)
    front.window(x + w * 0.12, g - 70, w * 0.36, 46, 'grid')
    front.line += path`M${c} ${y - 48}v10m-4 0h8`
    front.bricks(x, y, w, h - 10, 8)
    front.finish()
  },
}

/** Halsgevel. */
const neck: House = {
  width: 92,
  height: 156,
  letterbox: { x: 23.2, up: 32 },
  draw(pen, x, g, entrance = {}, w = 92, h = 156) {
    const front = new Front(pen)
    const c = x + w / 2
    const y = g - h
    front.wall = path`M${x} ${g}V${y}h6c12-2 16-14 14-24c8 4 8-4 8-14V${y - 50}h-4L${c} ${y - 66}L${x + w - 24} ${y - 50}h-4v12c0 10 0 18 8 14c-2 10 2 22 14 24h6V${g}z`
    front.window(c - 10, y - 40, 20, 30)
    for (const f of [0.13, 0.57]) front.window(x + w * f, y + 12, w * 0.3, 44, 'sash')
    front.door(x + w * 0.1, g, 28, 68, { leaf: 2, ...entrance })
    front.window(x + w * 0.52, g - 72, w * 0.36, 50)
    front.thin += line(x, y + 66, w, 0) + line(x, y + 69, w, 0) + line(c - 18, y - 50, 36, 0)
    front.bricks(x, y, w, h - 10, 8)
    front.finish()
  },
}

/** Lijstgevel. */
const cornice: House = {
  width: 118,
  height: 180,
  letterbox: { x: 94, up: 32 },
  draw(pen, x, g, entrance = {}, w = 118, h = 180) {
    const front = new Front(pen)
    const y = g - h
    front.wall = box(x, y, w, h) + box(x - 4, y - 12, w + 8, 12)
    for (let i = 0; i < w; i += 9) front.thin += line(x + i + 3, y - 9, 0, 6)
    for (const f of [0.09, 0.395, 0.7]) {
      front.window(x + w * f, y + 12, w * 0.2, 38, 'sash')
      front.window(x + w * f, y + 66, w * 0.2, 42, 'sash')
    }
    front.door(x + w * 0.67, g, 30, 66, entrance)
    for (const f of [0.09, 0.36]) front.window(x + w * f, g - 70, w * 0.22, 46, 'sash')
    front.thin += line(x, g - 14, w * 0.6, 0)
    front.bricks(x, y, w, h - 10, 10)
    front.finish()
  },
}

/** A house of the thirties, with bay window and arched porch. */
const thirties: House = {
  width: 148,
  height: 126,
  letterbox: { x: 114.7, up: 24 },
  draw(pen, x, g, entrance = {}, w = 148, h = 126) {
    const front = new Front(pen)
    const y = g - h
    const roof = 72
    front.wall =
      box(x + w * 0.74, y - roof - 20, 16, 36) +
      path`M${x - 6} ${y}L${x + 16} ${y - roof}H${x + w - 16}L${x + w + 6} ${y}z` +
      box(x, y, w, h)
    front.tiles(x - 6, y - roof, w + 12, roof, 22)
    front.bricks(x, y, w, h, 8)
    front.line += box(x + w * 0.26 - 4, y - 46, 52, 6)
    front.dark += box(x + w * 0.26, y - 40, 44, 32)
    front.window(x + w * 0.26 + 4, y - 36, 36, 22, 'three')
    front.window(x + w * 0.1, y + 12, 58, 34, 'three')
    front.window(x + w * 0.66, y + 12, 30, 34)
    front.dark += box(x + w * 0.07, g - 62, 72, 62)
    front.line += box(x + w * 0.07 - 4, g - 68, 80, 6)
    front.window(x + w * 0.07 + 5, g - 58, 62, 38, 'three')
    const porch = x + w * 0.64
    front.dark += path`M${porch} ${g}v-56a20 20 0 0 1 40 0v56z`
    if (entrance.accent) front.accent += box(porch + 7, g - 54, 26, 54)
    else front.dark += box(porch + 7, g - 54, 26, 54)
    front.thin +=
      box(porch + 11, g - 49, 18, 17) +
      line(porch + 20, g - 49, 0, 17) +
      path`M${porch + 7} ${g - 58}a13 13 0 0 1 26 0z`
    front.line += box(porch + 14, g - 26, 12, 4) + line(porch - 3, g - 3, 46, 0)
    front.finish()
  },
}

/** One house of a terrace of the seventies: big panes, a canopy, sometimes a dormer. */
const terrace: House = {
  width: 92,
  height: 112,
  letterbox: { x: 74, up: 29 },
  draw(pen, x, g, entrance = {}, w = 92, h = 112) {
    const front = new Front(pen)
    const y = g - h
    const roof = 58
    front.wall = box(x + 6, y - roof - 12, 14, 14) + box(x, y - roof, w, roof) + box(x, y, w, h)
    front.tiles(x, y - roof, w, roof, 0)
    if (pen.random() < 0.5) {
      front.dark += box(x + 24, y - 44, 46, 32)
      front.line += box(x + 20, y - 49, 54, 5)
      front.window(x + 28, y - 40, 38, 23, 'three')
    }
    front.window(x + 8, y + 12, 46, 34, 'three')
    front.window(x + 62, y + 12, 20, 34, 'plain')
    front.thin += line(x, y + 54, w, 0)
    front.window(x + 7, g - 52, 46, 36, 'three')
    front.door(x + 61, g, 26, 58, { leaf: 0, ...entrance })
    front.line += box(x + 54, g - 84, 36, 5)
    front.finish()
  },
}

/** Four floors round one stairwell, with balconies. */
const flats: House = {
  width: 300,
  height: 206,
  draw(pen, x, g, _entrance = {}, w = 300, h = 206) {
    const front = new Front(pen)
    const y = g - h
    const floor = h / 4
    const c = x + w / 2
    front.wall = box(x, y, w, h) + box(x - 5, y - 7, w + 10, 7)
    front.dark += box(c - 17, y + 10, 34, h - 66)
    for (let i = 0; i < 9; i++) front.thin += line(c - 17, y + 10 + (i * (h - 66)) / 9, 34, 0)
    front.thin += line(c, y + 10, 0, h - 66)
    front.dark += box(c - 19, g - 50, 38, 50)
    front.thin += line(c, g - 50, 0, 50) + box(c - 15, g - 45, 11, 32) + box(c + 4, g - 45, 11, 32)
    front.line += line(c - 28, g - 54, 56, 0)
    for (let storey = 0; storey < 4; storey++)
      for (const right of [0, 1]) {
        const side = right ? c + 30 : x + 12
        const top = y + storey * floor + 9
        if (storey === 3) {
          for (let i = 0; i < 3; i++)
            front.thin += box(side + i * 36, top + 6, 30, floor - 15) + line(side + i * 36, top + 14, 30, 0)
          continue
        }
        front.window(side + (right ? 66 : 0), top, 42, 26, 'sash')
        const glass = box(side + (right ? 0 : 50), top - 2, 56, 36)
        if (pen.random() < 0.5) front.lit += glass
        else front.dark += glass
        const balcony = side + (right ? -2 : 48)
        front.dark += box(balcony, top + 16, 62, 22)
        for (let i = 1; i < 10; i++) front.thin += line(balcony + i * 6.2, top + 16, 0, 22)
        front.line += line(balcony, top + 16, 62, 0)
      }
    front.finish()
  },
}

const church: House = {
  width: 156,
  draw(pen, x, g) {
    const w = 150
    const front = new Front(pen)
    front.wall =
      box(x, g - 190, 54, 190) +
      path`M${x - 4} ${g - 190}h62l-8-14h-46z` +
      path`M${x + 6} ${g - 204}L${x + 27} ${g - 296}L${x + 48} ${g - 204}z` +
      box(x + 54, g - 92, w - 54, 92) +
      path`M${x + 54} ${g - 92}L${x + 66} ${g - 150}H${x + w - 8}L${x + w + 4} ${g - 92}z`
    front.line += path`M${x + 27} ${g - 296}v-16m-5 5h10`
    front.dark +=
      path`M${x + 16} ${g - 118}v-28a11 11 0 0 1 22 0v28z` + path`M${x + 14} ${g}v-34a13 13 0 0 1 26 0v34z`
    front.thin += path`M${x + 27} ${g - 34}V${g}M${x + 15} ${g - 124}h24M${x + 15} ${g - 130}h24`
    front.dark += ring(x + 27, g - 184, 11)
    front.line += path`M${x + 27} ${g - 173}v-7M${x + 27} ${g - 173}l5 3`
    for (let i = 0; i < 3; i++) {
      front.lit += path`M${x + 66 + i * 28} ${g - 24}v-36a9 9 0 0 1 18 0v36z`
      front.thin += path`M${x + 75 + i * 28} ${g - 24}v-44`
    }
    front.finish()
  },
}

const townHall: House = {
  width: 150,
  draw(pen, x, g, _entrance = {}, w = 150) {
    const front = new Front(pen)
    front.wall =
      box(x + w / 2 - 16, g - 190, 32, 60) +
      path`M${x + w / 2 - 20} ${g - 190}q20-34 40 0z` +
      path`M${x + 14} ${g - 112}L${x + 30} ${g - 148}H${x + w - 30}L${x + w - 14} ${g - 112}z` +
      box(x, g - 112, w, 112) +
      box(x - 4, g - 118, w + 8, 6) +
      path`M${x + w * 0.3} ${g - 118}L${x + w / 2} ${g - 142}L${x + w * 0.7} ${g - 118}z`
    front.line += line(x + w / 2, g - 207, 0, -26)
    front.accent += path`M${x + w / 2} ${g - 233}h22l-5 6l5 6h-22z`
    front.dark += ring(x + w / 2, g - 180, 9)
    const bay = (w - 20) / 5
    for (let i = 0; i < 5; i++) {
      front.window(x + 14 + i * bay, g - 100, bay - 9, 34)
      if (i !== 2) front.window(x + 14 + i * bay, g - 50, bay - 9, 34)
    }
    front.dark += box(x + w / 2 - 13, g - 46, 26, 46)
    front.thin += line(x + w / 2, g - 46, 0, 46)
    front.line += line(x + w / 2 - 22, g - 4, 44, 0) + line(x + w / 2 - 18, g - 8, 36, 0)
    front.finish()
  },
}

/** A thatched farm with its barn doors on the street. */
const farm: House = {
  width: 236,
  draw(pen, x, g, _entrance = {}, w = 236) {
    const front = new Front(pen)
    const eaves = g - 58
    const ridge = g - 150
    front.wall =
      box(x + 62, ridge - 20, 16, 34) +
      box(x, eaves - 4, w, 62) +
      path`M${x - 12} ${eaves}L${x + 44} ${ridge}q6-6 14-6H${x + w - 58}q8 0 14 6L${x + w + 12} ${eaves}q-8 5-16 0H${x + 4}q-8 5-16 0z`
    for (let i = 0; i < 34; i++) {
      const row = pen.random()
      const inset = 58 * (1 - row)
      const a = x + inset + pen.random() * (w - 2 * inset)
      front.behind += line(a, ridge + 8 + row * 74, -3, 9)
    }
    front.line += path`M${x + 44} ${ridge + 3}q${w / 2 - 44} 9 ${w - 88} 0`
    for (const a of [12, 92]) {
      front.window(x + a, g - 46, 26, 30)
      front.thin += box(x + a - 9, g - 46, 7, 30) + box(x + a + 28, g - 46, 7, 30)
    }
    front.door(x + 54, g, 24, 36, { leaf: 2 })
    const barn = x + w - 84
    front.dark += path`M${barn} ${g}v-40q30-18 60 0v40z`
    front.thin +=
      line(barn + 30, g - 49, 0, 49) +
      line(barn, g - 40, 30, 38) +
      line(barn + 60, g - 40, -30, 38) +
      line(barn, g - 20, 60, 0)
    front.bricks(x, g - 56, w - 90, 50, 5)
    front.finish()
  },
}

/** A smock mill. */
const mill: House = {
  width: 150,
  draw(pen, x, g) {
    const front = new Front(pen)
    const c = x + 75
    const hub = g - 196
    front.wall =
      path`M${c - 46} ${g}L${c - 38} ${g - 74}h76L${c + 46} ${g}z` +
      path`M${c - 36} ${g - 74}L${c - 22} ${g - 186}h44L${c + 36} ${g - 74}z` +
      path`M${c - 28} ${g - 184}q4-32 28-32t28 32z` +
      box(c - 56, g - 80, 112, 6)
    for (let i = 0; i < 9; i++) front.thin += line(c - 54 + i * 13.5, g - 92, 0, 12)
    front.line += line(c - 56, g - 92, 112, 0) + line(c - 52, g - 74, 14, 22) + line(c + 52, g - 74, -14, 22)
    front.window(c - 9, g - 130, 18, 22)
    front.window(c - 8, g - 168, 16, 18)
    front.window(c - 36, g - 52, 20, 26)
    front.dark += path`M${c - 6} ${g}v-38a12 12 0 0 1 24 0v38z`
    front.thin += line(c + 6, g - 50, 0, 50)
    front.bricks(c - 36, g - 72, 72, 66, 5)
    front.behind += [0.3, 0.5, 0.7]
      .map((f) => line(c - 36 + 14 * f, g - 74 - 112 * f, 72 - 28 * f, 0))
      .join('')
    // Four sails, a little turned: a mill at rest stands straight, this one works.
    for (const turn of [0.45, 2.02, 3.59, 5.16]) {
      const [ux, uy] = [Math.cos(turn), Math.sin(turn)]
      const at = (along: number, across: number): string =>
        path`${c + ux * along - uy * across} ${hub + uy * along + ux * across}`
      front.line += `M${at(0, 0)}L${at(88, 0)}`
      front.thin += `M${at(20, 0)}L${at(20, 13)}L${at(86, 13)}L${at(86, 0)}M${at(20, 6.5)}L${at(86, 6.5)}`
      for (let along = 31; along < 86; along += 11) front.thin += `M${at(along, 0)}L${at(along, 13)}`
    }
    front.finish()
    pen.add('wall', ring(c, hub - 5, 5))
  },
}

/** All kinds of houses by name. */
export const houses = { stepped, bell, neck, cornice, thirties, terrace, flats, church, townHall, farm, mill }
export type HouseName = keyof typeof houses
