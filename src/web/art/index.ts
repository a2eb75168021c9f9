/** All drawings: what pages show, and what the server hands out under /art/. */
export { type Beside, doorName } from './doors.ts'
export { Door, LevelPicture, Scene, Thing } from './drawing.tsx'
export type { LevelName } from './levels.ts'
export { artHref, artVersion, sprite, sprites } from './sprites.ts'
export { street, streetSeed, streetSprite } from './street.ts'
export type { ThingName } from './things.ts'
