/** The front of a house: how it is described, and the parts that every house is drawn with. */
import { box, line, path, type Pen } from './pen.ts'

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
export class Front {
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
