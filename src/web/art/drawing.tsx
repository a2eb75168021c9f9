/** Shows a drawing from a sprite. Drawings are decoration: the words beside them say it all. */
import type { ComponentChildren, JSX } from 'preact'
import { type Beside, DOOR_BOX, doorName } from './doors.ts'
import { type LevelName, levelPictures } from './levels.ts'
import { type SceneName, scenes } from './scenes.ts'
import { artHref } from './sprites.ts'
import { type ThingName, things } from './things.ts'

function Picture(props: {
  viewBox: string
  class?: string | undefined
  children: ComponentChildren
}): JSX.Element {
  return (
    <svg class={props.class} viewBox={props.viewBox} aria-hidden="true" focusable="false">
      {props.children}
    </svg>
  )
}

/** A small thing: kite, flag, lamp, loop, bead, letterbox, mark, an icon. */
export const Thing = ({ name, class: className }: { name: ThingName; class?: string }): JSX.Element => (
  <Picture viewBox={things[name].viewBox} class={className}>
    <use href={artHref('things.svg', name)} />
  </Picture>
)

/** A neighbour's door, by seed; the cord may run through it. */
export const Door = (props: {
  seed: number
  beside?: Beside | 'bare'
  cord?: boolean
  class?: string
}): JSX.Element => (
  <Picture viewBox={DOOR_BOX} class={props.class}>
    <use href={artHref('doors.svg', doorName(props.seed, props.beside))} />
    {props.cord && <use href={artHref('doors.svg', 'swag')} />}
  </Picture>
)

/** The picture of a level of area. */
export const LevelPicture = ({ level }: { level: LevelName }): JSX.Element => (
  <svg
    viewBox={levelPictures[level].viewBox}
    preserveAspectRatio="xMinYMax meet"
    aria-hidden="true"
    focusable="false"
  >
    <use href={artHref('levels.svg', level)} />
  </svg>
)

/** A larger picture: the open door, the crossing. */
export const Scene = ({ name, class: className }: { name: SceneName; class?: string }): JSX.Element => (
  <Picture viewBox={scenes[name].viewBox} class={className ?? 'scene'}>
    <use href={artHref('scenes.svg', name)} />
  </Picture>
)
