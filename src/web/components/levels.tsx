import type { JSX } from 'preact'
import { type LevelName, LevelPicture } from '../art/index.ts'
import { classes } from './classes.ts'
import type { Words } from './types.ts'

/** Where something is decided, from street upwards: the cord is filled up to the level that decides. */
export const Levels = (props: {
  levels: readonly { level: LevelName; name: Words; text: Words; state?: 'passed' | 'here' | undefined }[]
}): JSX.Element => (
  <ol class="levels">
    {props.levels.map(({ level, name, text, state }) => (
      <li
        class={classes(state && 'is-passed', state === 'here' && 'is-here') || undefined}
        aria-current={state === 'here' ? 'step' : undefined}
      >
        <LevelPicture level={level} />
        <div>
          <b>{name}</b>
          <p>{text}</p>
        </div>
      </li>
    ))}
  </ol>
)
