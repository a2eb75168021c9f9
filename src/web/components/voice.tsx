import type { JSX } from 'preact'
import type { Words } from './types.ts'

/** Who carries my voice: a piece of cord between me and somebody else. */
export const Voice = (props: { from: Words; verb: Words; to: Words; children?: Words }): JSX.Element => (
  <div class="voice">
    <p class="voice__cord">
      <span>{props.from}</span>
      <i />
      <span>
        <span class="visually-hidden">{props.verb} </span>
        {props.to}
      </span>
    </p>
    {props.children}
  </div>
)

/** What residents decide themselves (`say`), and what they advise on (`advice`): a firm and a double rule. */
export const Say = (props: { kind: 'say' | 'advice'; heading: Words; children: Words }): JSX.Element => (
  <div class={props.kind === 'advice' ? 'say say--advice' : 'say'}>
    <h3>{props.heading}</h3>
    {props.children}
  </div>
)

/** Something that ends: how much time is left, large. */
export const TimeLeft = ({ children, until }: { children: Words; until: Words }): JSX.Element => (
  <div>
    <p class="time-left">{children}</p>
    <p>{until}</p>
  </div>
)
