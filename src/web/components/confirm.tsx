import type { JSX } from 'preact'
import { Actions, Button, LinkButton } from './button.tsx'
import { Question } from './question.tsx'
import type { Line, Words } from './types.ts'

/**
 * A page that asks before something happens: what will, one button that does it, and a way back where there is one. Also
 * behind a mailed link, because mail scanners follow links but do not press buttons.
 */
export const Confirm = (props: {
  line?: Line
  heading: Words
  lede: Words
  /** What else there is to know before pressing. */
  children?: Words
  action: string
  /** What is posted with it, such as the code of a link. */
  hidden?: Readonly<Record<string, string>>
  button: Words
  back?: { to: string; words: Words }
  /** What goes below the button, within the form. */
  below?: Words
}): JSX.Element => (
  <Question {...(props.line && { line: props.line })}>
    <h1>{props.heading}</h1>
    <p class="lede">{props.lede}</p>
    {props.children}
    <form action={props.action} method="post" class="stack">
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Actions>
        <Button>{props.button}</Button>
        {props.back && (
          <LinkButton kind="text" href={props.back.to}>
            {props.back.words}
          </LinkButton>
        )}
      </Actions>
      {props.below}
    </form>
  </Question>
)
