/** The cord (het touwtje) as path data: a dark edge with the colour of the line inside. */
import { path } from './pen.ts'

/** Draws a cord along a path. It stays as thick as the cord in the page, whatever the scale. */
export const cord = (d: string, width = 6): string =>
  cordStroke(d, 'var(--cord-edge)', width) + cordStroke(d, 'var(--accent)', width - 3)

const cordStroke = (d: string, colour: string, width: number): string =>
  `<path stroke="${colour}" stroke-width="${width}" stroke-linecap="butt" vector-effect="non-scaling-stroke" d="${d}"/>`

/** Paper behind a knot, so that the straight cord of the page does not show through it. */
const blank = (d: string): string =>
  `<path stroke="var(--paper)" stroke-width="11" stroke-linecap="butt" d="${d}"/>`

/** The loop at a heading. */
export const loop = (): string =>
  blank('M24 -2V74') + cord('M24 -3V10C24 30 44 32 44 20C44 10 30 10 27 26C24 40 24 50 24 75')

/** The letterbox where a cord begins. */
export const letterbox = (): string =>
  '<path fill="var(--wall,var(--paper))" d="M4 4h88v24H4z"/><path fill="var(--ink)" stroke="none" d="M14 11h68v10H14z"/>' +
  '<path fill="var(--wall,var(--paper))" d="M14 11h68v5H14z"/>' +
  cord('M32 17V46')

/** The end of the cord: a bead, and a smaller one below it. */
export const bead = (): string =>
  blank('M24 4V76') +
  cord('M24 -3V24') +
  cord('M24 40V66') +
  '<path fill="var(--accent)" d="M24 18a12 12 0 1 0 .1 0zM24 46.5a5 5 0 1 0 .1 0z"/>'

/** The piece of cord that hangs through the letterbox of one door in a row. */
export const swag = (): string => cord('M-1 95C18 95 26 85 35 79.5H45C54 85 62 95 81 95')

/** From a letterbox down to the pavement, where the cord of the page takes over at x. */
export const fromDoor = (letterboxX: number, x: number, top: number, bottom: number): string =>
  cord(
    path`M${letterboxX} ${top}C${letterboxX - 1} ${top + 16} ${x + 7} ${top + 20} ${x + 3} ${top + 36}C${x} ${top + 46} ${x} ${top + 50} ${x} ${bottom}`,
  )
