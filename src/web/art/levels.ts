/** One picture per level of area: the higher the level, the wider the view. */
import { drawbridge, poplar, tree } from './furniture.ts'
import { houses } from './houses.ts'
import { group, path, Pen, ring, sheet } from './pen.ts'

interface Picture {
  viewBox: string
  body: string
}

const picture = (seed: number, viewBox: string, draw: (pen: Pen) => void): Picture => {
  const pen = new Pen(seed)
  draw(pen)
  return { viewBox, body: pen.svg({ small: true }) }
}

export const levelPictures = {
  street: picture(4, '0 0 190 190', (pen) => {
    pen.add('line', 'M0 188H190')
    houses.bell.draw(pen, 8, 188, {}, 84, 112)
    tree(pen, 130, 188, 110, 34)
  }),
  buurt: picture(9, '-10 90 520 214', (pen) => {
    houses.thirties.draw(pen, 0, 300)
    houses.thirties.draw(pen, 148, 300)
    houses.stepped.draw(pen, 306, 300, {}, 104, 130)
    tree(pen, 455, 300, 140, 44)
    pen.add('line', 'M-10 300H510')
  }),
  wijk: picture(12, '-10 -14 840 318', (pen) => {
    houses.church.draw(pen, 10, 300)
    houses.cornice.draw(pen, 190, 300, {}, 110, 160)
    houses.bell.draw(pen, 300, 300, {}, 96, 140)
    houses.flats.draw(pen, 420, 300, {}, 290, 196)
    tree(pen, 770, 300, 150, 46)
    pen.add('line', 'M-10 300H830')
  }),
  gemeente: picture(15, '-10 -14 1240 318', (pen) => {
    houses.flats.draw(pen, 0, 300, {}, 280, 230)
    houses.townHall.draw(pen, 320, 300, {}, 200)
    houses.neck.draw(pen, 545, 300, {}, 90, 150)
    houses.stepped.draw(pen, 635, 300, {}, 104, 136)
    houses.church.draw(pen, 770, 300)
    houses.flats.draw(pen, 950, 300, {}, 250, 150)
    tree(pen, 300, 300, 130, 40)
    pen.add('line', 'M-10 300H1230')
  }),
  provincie: picture(18, '-10 -14 1240 318', (pen) => {
    houses.mill.draw(pen, 40, 300)
    houses.farm.draw(pen, 260, 300)
    for (const x of [540, 580, 620]) poplar(pen, x, 300, 180)
    houses.church.draw(pen, 690, 300)
    houses.farm.draw(pen, 920, 300)
    tree(pen, 1190, 300, 140, 40)
    pen.add('line', 'M-10 300H1230')
  }),
  land: picture(21, '-10 -14 1240 318', (pen) => {
    pen.add(
      'wall',
      path`M110 300L122 90h44L178 300z` +
        path`M116 90h56v-12h-56z` +
        path`M124 78v-26h40v26z` +
        path`M120 52q24-26 48 0z`,
    )
    pen.add('accent', path`M119 150h50l2 40h-54z`).add('line', path`M52 62l56 8M52 90l56-14M236 62l-56 8`)
    drawbridge(pen, 330, 300)
    houses.mill.draw(pen, 640, 300)
    houses.townHall.draw(pen, 830, 300, {}, 200)
    houses.flats.draw(pen, 1060, 300, {}, 150, 190)
    pen.add('line', 'M-10 300H330m250 0H1230')
  }),
  europa: picture(24, '0 0 320 200', (pen) => {
    for (let i = 0; i < 12; i++) {
      const [x, y] = [160 + Math.sin((i * Math.PI) / 6) * 120, 104 - Math.cos((i * Math.PI) / 6) * 76]
      pen
        .add('wall', path`M${x - 11} ${y + 14}v-15l11-11l11 11v15z`)
        .add('line', path`M${x - 4} ${y + 14}v-9h8v9`)
    }
    pen.add('accent', ring(160, 92, 12))
  }),
} as const satisfies Record<string, Picture>

export type LevelName = keyof typeof levelPictures

export const levelsSprite = (): string =>
  sheet(...Object.entries(levelPictures).map(([name, { body }]) => group(name, body)))
