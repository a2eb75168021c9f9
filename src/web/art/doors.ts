/** Doors: every neighbour is one. Five leaves, with or without something beside them. */
import { swag } from './cord.ts'
import { box, group, line, path, Pen, random, sheet } from './pen.ts'

export const DOOR_BOX = '0 0 80 116'
const LEAVES = 5
const BESIDES = 4
const GROUND = 112

/** What can hang beside a door: the flag of an ambassador, the lamp of an authority. */
export type Beside = 'flag' | 'lamp'

/** The door that belongs to a seed: which leaf, and which small thing stands beside it. */
function doorOf(seed: number): { leaf: number; beside: number } {
  // Seeds of neighbours are often close to each other; spread them before drawing lots.
  const next = random(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b))
  return { leaf: Math.floor(next() * LEAVES), beside: Math.floor(next() * BESIDES) }
}

/** The name of a door's drawing in the sprite. */
export function doorName(seed: number, beside?: Beside | 'bare'): string {
  const door = doorOf(seed)
  if (beside === 'bare') return `d${door.leaf}`
  if (beside) return `d${door.leaf}-${beside}`
  return `d${door.leaf}-${door.beside}`
}

function leafOf(leaf: number): string {
  const [x, w, h, g] = [24, 32, 72, GROUND]
  let [wall, lit, thin] = ['', '', '']
  if (leaf === 4) {
    wall = path`M${x - 5} ${g}v-76a21 21 0 0 1 42 0v76z`
    lit = path`M${x} ${g - h - 2}a16 16 0 0 1 32 0z`
  } else {
    wall = box(x - 5, g - h - 24, w + 10, h + 24)
    lit = box(x, g - h - 19, w, 16)
    if (leaf % 2) thin += line(x + w / 2, g - h - 19, 0, 16)
  }
  if (leaf === 0) thin += box(x + 5, g - 66, 22, 24) + box(x + 5, g - 26, 22, 20)
  if (leaf === 1) {
    lit += box(x + 6, g - 66, 20, 26)
    thin += line(x + 16, g - 66, 0, 26) + line(x + 6, g - 53, 20, 0) + box(x + 5, g - 26, 22, 20)
  }
  if (leaf === 2) for (const dx of [4, 18]) thin += box(x + dx, g - 67, 10, 26) + box(x + dx, g - 26, 10, 20)
  if (leaf === 3) {
    lit += path`M${x + 16} ${g - 64}a8 8 0 1 0 .1 0z`
    thin += [6, 11, 21, 26].map((dx) => line(x + dx, g - 30, 0, 28)).join('')
  }
  if (leaf === 4) {
    lit += box(x + 8, g - 64, 16, 30)
    thin += line(x + 16, g - 64, 0, 30) + box(x + 5, g - 24, 22, 18)
  }
  // The fanlight and panes come after the leaf, so that they stay visible on it.
  const pen = new Pen()
  pen
    .add('wall', wall)
    .add('accent', box(x, g - h, w, h))
    .add('dark', lit)
    .add('line', path`M0 ${g}h80`)
  pen
    .add('line', box(x + 9, g - 35, 14, 4.5) + path`M${x + 28} ${g - 37}v4M${x - 9} ${g}v-4h${w + 18}v4`)
    .add('thin', thin)
  return pen.svg()
}

function besideOf(beside: number | Beside): string {
  const g = GROUND
  const pen = new Pen()
  if (beside === 0)
    pen.add('line', `M66 ${g}l-2-9h10l-2 9z`).add('thin', `M69 ${g - 9}v-9m0 4q-5-6-6 0m6-2q5-6 6 0`)
  if (beside === 1)
    pen.add('line', `M6 ${g}v-10h9v10zM4 ${g - 10}h13`).add('thin', `M10 ${g - 10}q-6-10-3-14m3 14q2-12 6-13`)
  if (beside === 2) pen.add('thin', `M64 ${g - 52}h8v-6h-8z`)
  if (beside === 'flag')
    pen.add('line', 'M61 62L72 14M61 56h4').add('accent', 'M71.5 17c7-5 11 3 20 0l-5 21c-8 3-12-4-19 0z')
  if (beside === 'lamp')
    pen
      .add('line', 'M61 54h6v-6')
      .add('accent', 'M62 34h10l-2 14h-6z')
      .add('line', 'M60 34h14l-4-5h-6z')
      .add('thin', 'M76 40l4-1M75 46l4 2M57 40l-2-1')
  return pen.svg()
}

/** All doors, and the piece of cord that runs through one of them. */
export function doorsSprite(): string {
  const groups: string[] = []
  for (let leaf = 0; leaf < LEAVES; leaf++) {
    groups.push(group(`d${leaf}`, leafOf(leaf)))
    // Leaves are repeated on purpose: a use inside a used sprite does not work in every browser.
    for (const beside of [0, 1, 2, 3, 'flag', 'lamp'] as const)
      groups.push(group(`d${leaf}-${beside}`, leafOf(leaf) + besideOf(beside)))
  }
  return sheet(...groups, group('swag', swag()))
}
