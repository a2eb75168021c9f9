import type { ButtonHTMLAttributes, JSX } from 'preact'
import { classes } from './classes.ts'
import type { Shown, Words } from './types.ts'

export type ButtonKind = 'main' | 'quiet' | 'text'

const look = (kind: ButtonKind = 'main', shown?: Shown, wide?: boolean): string =>
  classes('button', kind !== 'main' && `button--${kind}`, wide && 'button--wide', shown && `is-${shown}`)

interface ButtonLook {
  kind?: ButtonKind
  wide?: boolean
  shown?: Shown
}

/** A button that sends a form. The main button is a front door; a page has one. */
export function Button(
  props: ButtonLook & {
    type?: 'submit' | 'button'
    name?: string
    value?: string
    form?: string
    formaction?: string
    disabled?: boolean
    label?: string
    popovertarget?: string
    /** Only for who has no scripts: in a form with `data-auto-submit` the island `reach` hides it. */
    withoutScript?: boolean
    children: Words
  },
): JSX.Element {
  const { kind, wide, shown, label, withoutScript, children, type = 'submit', ...rest } = props
  return (
    <button
      class={look(kind, shown, wide)}
      type={type}
      aria-label={label}
      data-without-script={withoutScript}
      {...(rest as ButtonHTMLAttributes)}
    >
      {children}
    </button>
  )
}

/** A link that looks like a button: it goes somewhere to do something. */
export const LinkButton = (
  props: ButtonLook & { href: string; download?: boolean; children: Words },
): JSX.Element => (
  <a class={look(props.kind, props.shown, props.wide)} href={props.href} download={props.download}>
    {props.children}
  </a>
)

/** A row of buttons, the most important one first. */
export const Actions = ({ children }: { children: Words }): JSX.Element => (
  <div class="actions">{children}</div>
)
