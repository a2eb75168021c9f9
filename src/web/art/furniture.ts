/** What stands between and before the houses: trees, benches, lanterns, bicycles, a bridge, a playground. */
import { box, line, path, type Pen, ring } from './pen.ts'

/** A tree with a round, slightly uneven crown. */
export function tree(pen: Pen, x: number, g: number, height = 150, radius = 52): void {
  const { random } = pen
  const cy = g - height + radius * 0.8
  pen.add(
    'wall',
    path`M${x - 6} ${g}C${x - 3} ${g - height * 0.25} ${x - 5} ${cy + radius * 0.6} ${x - 3} ${cy}H${x + 4}C${x + 5} ${cy + radius * 0.6} ${x + 3} ${g - height * 0.25} ${x + 6} ${g}z`,
  )
  const scallops = 21
  const rim = Array.from({ length: scallops }, (_, i) => {
    const angle = (i / scallops) * 6.283 - 1.2
    const reach = 0.93 + random() * 0.16
    return { x: x + Math.cos(angle) * radius * reach, y: cy + Math.sin(angle) * radius * 0.84 * reach }
  })
  let crown = ''
  for (let i = 0; i <= scallops; i++) {
    const to = rim[i % scallops]!
    if (i === 0) {
      crown = path`M${to.x} ${to.y}`
      continue
    }
    const from = rim[i - 1]!
    const bend = Math.hypot(to.x - from.x, to.y - from.y) * 0.56
    crown += path`A${bend} ${bend} 0 0 1 ${to.x} ${to.y}`
  }
  pen.add('wall', `${crown}z`)
  let leaves = ''
  for (let i = 0; i < 22; i++) {
    const angle = random() * 6.283
    const reach = Math.sqrt(random()) * 0.72
    leaves += path`M${x + Math.cos(angle) * radius * reach - 5} ${cy + Math.sin(angle) * radius * 0.75 * reach}q2.5-5 5 0q2.5-5 5 0`
  }
  const twigs = path`M${x - 2} ${g - height * 0.3}q3 3 0 7M${x + 2} ${g - height * 0.18}q-3 3 0 6M${x} ${cy + radius * 0.8}V${cy + radius * 0.1}M${x} ${cy + radius * 0.5}l${-radius * 0.32} ${-radius * 0.3}M${x} ${cy + radius * 0.35}l${radius * 0.3} ${-radius * 0.32}`
  pen.add('thin', leaves + twigs)
}

/** A lime trained along a frame, as before a farm. */
export function espalier(pen: Pen, x: number, g: number): void {
  pen
    .add('wall', box(x - 3, g - 64, 6, 64))
    .add(
      'wall',
      path`M${x - 38} ${g - 128}q6-8 14-3q7-7 14 0q7-7 14 0q7-7 14 0q9-5 14 4q7 7 2 14q5 8 0 15q4 8-2 15q2 9-6 14q-8 7-14 1q-8 6-14 0q-8 6-14 0q-8 6-14-1q-9-2-8-12q-6-8-1-15q-5-9 0-16q-3-10 1-16z`,
    )
    .add(
      'thin',
      [0, 1, 2].map((i) => line(x - 32, g - 112 + i * 18, 64, 0)).join('') + line(x, g - 124, 0, 56),
    )
}

/** A poplar: tall and narrow, for the open land. */
export function poplar(pen: Pen, x: number, g: number, height = 190): void {
  const top = g - height
  pen.add('wall', box(x - 2.5, g - 34, 5, 34))
  pen.add(
    'wall',
    path`M${x} ${top}q9 10 10 26q8 12 6 30q6 16 2 34q3 20-4 34q-4 12-14 12q-10 0-14-12q-7-14-4-34q-4-18 2-34q-2-18 6-30q1-16 10-26z`,
  )
  let leaves = path`M${x} ${g - 34}V${top + 44}`
  for (let i = 0; i < 14; i++)
    leaves += path`M${x - 10 + pen.random() * 16} ${top + 34 + pen.random() * (height - 90)}q2-4 4 0`
  pen.add('thin', leaves)
}

export function bicycle(pen: Pen, x: number, g: number): void {
  pen
    .add(
      'line',
      path`M${x + 15} ${g - 32}a16 16 0 1 0 .1 0zM${x + 75} ${g - 32}a16 16 0 1 0 .1 0zM${x + 15} ${g - 16}L${x + 28} ${g - 42}M${x + 15} ${g - 16}H${x + 42}L${x + 31} ${g - 38}M${x + 42} ${g - 16}C${x + 50} ${g - 26} ${x + 58} ${g - 34} ${x + 66} ${g - 38}M${x + 75} ${g - 16}L${x + 64} ${g - 52}M${x + 64} ${g - 52}c-6-2-12-1-16 3M${x + 21} ${g - 43}h15q4 0 4 3M${x + 2} ${g - 34}h24M${x + 38} ${g - 16}a4 4 0 1 0 8 0a4 4 0 1 0-8 0`,
    )
    .add(
      'thin',
      path`M${x - 2} ${g - 22}A18 18 0 0 1 ${x + 24} ${g - 32}M${x + 60} ${g - 28}A18 18 0 0 1 ${x + 90} ${g - 26}`,
    )
}

export function lantern(pen: Pen, x: number, g: number): void {
  pen
    .add('wall', path`M${x - 5} ${g}l2-14h6l2 14zM${x - 1.6} ${g - 14}v-104h3.2v104z`)
    .add('lit', path`M${x - 8} ${g - 138}h16l-4 20h-8z`)
    .add('line', path`M${x - 10} ${g - 138}h20l-6-8h-8zM${x} ${g - 146}v-5`)
}

export function bench(pen: Pen, x: number, g: number): void {
  pen
    .add('wall', box(x, g - 20, 60, 5) + box(x, g - 38, 60, 5) + box(x, g - 30, 60, 4))
    .add(
      'line',
      line(x + 8, g - 15, -2, 15) +
        line(x + 52, g - 15, 2, 15) +
        line(x + 6, g - 38, 2, 18) +
        line(x + 54, g - 38, -2, 18),
    )
}

export function bollard(pen: Pen, x: number, g: number): void {
  pen.add('wall', path`M${x - 3} ${g}v-22q3-6 6 0v22z`).add('thin', line(x - 3, g - 16, 6, 0))
}

/** Three boules, thrown well. */
export function boules(pen: Pen, x: number, g: number): void {
  pen.add('accent', ring(x, g + 20, 4.5) + ring(x + 14, g + 24, 4.5) + ring(x + 35, g + 19, 4.5))
}

/** A drawbridge over a canal. The pavement has a gap here, from x to x + 250. */
export function drawbridge(pen: Pen, x: number, g: number): void {
  const post = x + 92
  const left = x + 16
  const right = x + 234
  pen.add('wall', path`M${x} ${g}h16v30h-16z` + path`M${right} ${g}h16v30h-16z`)
  pen.add('thin', path`M${x + 4} ${g + 9}h8m-5 8h7m-10 7h6M${right + 4} ${g + 9}h8m-6 8h7m-9 7h6`)
  let ripples = ''
  for (let i = 0; i < 9; i++)
    ripples += path`M${left + 6 + pen.random() * 186} ${g + 13 + (i % 3) * 7}q4-4 8 0t8 0`
  pen.add('thin', ripples)
  pen.add('wall', box(left - 8, g - 5, right - left + 16, 6))
  pen.add('wall', path`M${post - 7} ${g - 5}l3-112h8l3 112z`)
  pen.add('wall', path`M${x + 6} ${g - 104}l4-10L${right - 6} ${g - 138}l2 6z` + box(x - 2, g - 118, 30, 22))
  pen.add(
    'line',
    line(right - 8, g - 136, 0, 131) + line(post + 4, g - 66, 76, 61) + line(post - 4, g - 90, -44, -18),
  )
  // The railing runs on both sides of the post.
  let bars = line(left - 6, g - 27, post - left - 2, 0) + line(post + 8, g - 27, right - post - 16, 0)
  for (let a = left; a < right; a += 18) if (Math.abs(a - post) > 8) bars += line(a, g - 27, 0, 22)
  pen.add('thin', bars)
}

/** Swings and a slide on a strip of sand, 220 wide. */
export function playground(pen: Pen, x: number, g: number): void {
  pen.add('line', path`M${x + 4} ${g}l16-92l16 92M${x + 104} ${g}l16-92l16 92M${x + 20} ${g - 92}h100`)
  pen.add(
    'thin',
    path`M${x + 48} ${g - 92}l-12 66M${x + 60} ${g - 92}l-12 66M${x + 84} ${g - 92}v68M${x + 96} ${g - 92}v68M${x + 10} ${g - 34}h20M${x + 110} ${g - 34}h20`,
  )
  pen.add('accent', box(x + 34, g - 27, 16, 4) + box(x + 82, g - 25, 16, 4))
  pen.add(
    'wall',
    path`M${x + 168} ${g - 74}q20 4 30 40q6 24 24 26v6q-26-2-32-30q-8-30-24-34z` +
      box(x + 146, g - 74, 24, 5) +
      path`M${x + 142} ${g - 96}l16-16l16 16z`,
  )
  pen.add('line', line(x + 149, g, 0, -96) + line(x + 167, g, 0, -96))
  pen.add('thin', [14, 28, 42, 56].map((up) => line(x + 149, g - up, 18, 0)).join(''))
  let sand = ''
  for (let i = 0; i < 12; i++) sand += line(x + pen.random() * 214, g + 4 + pen.random() * 5, 2, 0)
  pen.add('thin', sand)
}

/** A low hedge between two gardens. */
export function hedge(pen: Pen, x: number, g: number, width: number): void {
  pen.add('wall', path`M${x} ${g}v-26q0-8 8-8h${width - 16}q8 0 8 8v26z`)
  let leaves = ''
  for (let i = 0; i < width / 7; i++)
    leaves += path`M${x + 6 + pen.random() * (width - 16)} ${g - 6 - pen.random() * 22}q2-4 4 0`
  pen.add('thin', leaves)
}
