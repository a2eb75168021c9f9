/**
 * The sprites a browser fetches once and keeps. Pages show a drawing with
 * `<svg viewBox="…"><use href="/art/doors.svg?v=…#d1-flag"/></svg>`.
 */
import { createHash } from 'node:crypto'
import { doorsSprite } from './doors.ts'
import { levelsSprite } from './levels.ts'
import { icon } from './mark.ts'
import { scenesSprite } from './scenes.ts'
import { streetSprite } from './street.ts'
import { thingsSprite } from './things.ts'

/** The sprites that are the same for everybody, by file name. */
export const sprites: Record<string, string> = {
  'doors.svg': doorsSprite(),
  'things.svg': thingsSprite(),
  'levels.svg': levelsSprite(),
  'scenes.svg': scenesSprite(),
  'icon.svg': icon(),
}

/**
 * Changes whenever any drawing changes, so that sprites may be cached for ever. Seven streets
 * stand for all of them: one of each character.
 */
export const artVersion: string = createHash('sha256')
  .update(Object.values(sprites).join())
  .update([0, 1, 2, 3, 4, 5, 6].map(streetSprite).join())
  .digest('hex')
  .slice(0, 8)

/** The SVG document behind `/art/<file>`, or nothing when no such drawing exists. */
export function sprite(file: string): string | undefined {
  const seed = /^street-(0|[1-9]\d{0,4})\.svg$/.exec(file)?.[1]
  if (seed !== undefined) return streetSprite(Number(seed))
  return Object.hasOwn(sprites, file) ? sprites[file] : undefined
}

/** The address of a drawing in a sprite, to stand in `<use href>`. */
export const artHref = (file: string, name?: string): string =>
  `/art/${file}?v=${artVersion}${name === undefined ? '' : `#${name}`}`
