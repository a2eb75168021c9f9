/** An open door with a dog behind it: somebody has hung out the latchstring. */
import { cord } from './cord.ts'
import { box, Pen } from './pen.ts'

export const openDoor = {
  viewBox: '0 0 220 204',
  body:
    new Pen(3)
      .add('wall', box(20, 18, 96, 172))
      .add('lit', box(28, 26, 80, 22))
      .add('accent', box(28, 54, 80, 136))
      .add('wall', 'M28 54L70 66V200L28 190z')
      .add('thin', 'M36 68l26 7v40l-26-5zM36 132l26 5v44l-26-8z')
      .add('line', 'M42 118l14 3v5l-14-3zM64 128v8')
      .add('thin', 'M71 176H108')
      .add('wall', 'M82 189v-17c-5-1-8-4-9-8l-6-1q-4-2-1-5l7-3q3-7 10-6l5-4l1 7q4 4 2 10q12 7 11 19v8z')
      .add('solid', 'M79 157.5a1.4 1.4 0 1 0 .1 0zM66.5 158a1.9 1.9 0 1 0 .1 0z')
      .add('thin', 'M89 189v-10M94 189c4-3 5-8 1-13M88 151q3 4 1 9')
      .add('line', 'M0 190H28M108 190H220M12 190v6h112v-6')
      .add('wall', 'M150 190l-4-26h32l-4 26z')
      .add(
        'thin',
        'M162 164v-30m0 12q-16-18-18-2q8 10 18 6m0-6q14-20 18-4q-6 12-18 8m0-8q-4-22 2-26q8 8-2 26',
      )
      .svg() + cord('M49 121C50 140 56 150 52 168C50 180 58 184 54 204', 9),
} as const
