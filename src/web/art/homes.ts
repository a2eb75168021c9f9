/** Houses where people live, from canal gables to flats, in the order in which they were built. */
import { Front, type House } from './front.ts'
import { box, line, path } from './pen.ts'

/** Trapgevel. */
export const stepped: House = {
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
export const bell: House = {
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
export const neck: House = {
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
export const cornice: House = {
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
export const thirties: House = {
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
export const terrace: House = {
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
export const flats: House = {
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
