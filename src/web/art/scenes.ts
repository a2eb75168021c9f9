/** Larger pictures that a few pages show once. */
import { crossing } from './crossing.ts'
import { openDoor } from './open-door.ts'
import { group, sheet } from './pen.ts'

export const scenes = { 'open-door': openDoor, crossing } as const
export type SceneName = keyof typeof scenes

export const scenesSprite = (): string =>
  sheet(...Object.entries(scenes).map(([name, { body }]) => group(name, body)))
