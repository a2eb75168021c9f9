import type { JSX } from 'preact'
import { classes } from './classes.ts'
import type { Words } from './types.ts'

/**
 * A question before something that matters. Without scripts it is an open part of its own page;
 * its close button then leads back.
 */
export function Dialog(props: {
  id: string
  heading: Words
  /** The word for the close button, and where it leads without scripts. */
  close: { label: string; href?: string }
  open?: boolean
  /** Part of the page instead of over it. */
  inline?: boolean
  children: Words
}): JSX.Element {
  const title = `${props.id}-title`
  return (
    <dialog
      id={props.id}
      class={classes('dialog', props.inline && 'dialog--inline')}
      open={props.open || props.inline}
      aria-labelledby={title}
    >
      <div class="dialog__head">
        <h2 id={title}>{props.heading}</h2>
        {props.close.href === undefined ? (
          <form method="dialog">
            <button class="dialog__close" aria-label={props.close.label}>
              <Cross />
            </button>
          </form>
        ) : (
          <a class="dialog__close" href={props.close.href} aria-label={props.close.label}>
            <Cross />
          </a>
        )}
      </div>
      <div class="dialog__body stack">{props.children}</div>
    </dialog>
  )
}

const Cross = (): JSX.Element => (
  <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d="M4 4l12 12M16 4L4 16" fill="none" stroke="currentColor" stroke-width="2" />
  </svg>
)
