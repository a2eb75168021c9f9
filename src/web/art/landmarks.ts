/** Buildings by which people know their place, each with a height of its own. */
import { Front, type House } from './front.ts'
import { box, line, path, ring } from './pen.ts'

export const church: House = {
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

export const townHall: House = {
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
export const farm: House = {
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
export const mill: House = {
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
