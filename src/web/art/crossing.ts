/** The zebra crossing of the story on the front page. */
import { bicycle, lantern, tree } from './furniture.ts'
import { houses } from './houses.ts'
import { path, Pen } from './pen.ts'

function draw(): string {
  const pen = new Pen(33)
  const g = 240
  houses.cornice.draw(pen, 560, g, {}, 118, 170)
  houses.bell.draw(pen, 678, g, {}, 96, 146)
  tree(pen, 520, g + 2, 170, 50)
  houses.thirties.draw(pen, -60, g)
  houses.thirties.draw(pen, 88, g)
  houses.stepped.draw(pen, 300, g, { accent: true })
  pen.add('line', `M-20 ${g}H800M-20 ${g + 16}H800M-20 ${g + 104}H800`)
  for (let i = 0; i < 9; i++) pen.add('wall', path`M${226 + i * 32} ${g + 22}h18l${(4 - i) * 3 - 12} 76h-24z`)
  lantern(pen, 430, g + 8)
  bicycle(pen, 96, g + 8)
  bicycle(pen, 610, g + 96)
  return pen.svg()
}

export const crossing = { viewBox: '0 18 774 340', body: draw() } as const
