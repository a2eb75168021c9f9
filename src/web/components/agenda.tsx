import type { JSX } from 'preact'
import type { Words } from './types.ts'
import { Why } from './why.tsx'

export interface AgendaItem {
  /** Machine-readable moment. */
  datetime: string
  /** The hour. */
  time: Words
  /** The day, as people say it. */
  day: Words
  heading: Words
  href?: string
  why?: Words
  text?: Words
  /** What can be done about it. */
  actions?: Words
}

/** What happens when, nearest first. */
export function Agenda({ items, level = 3 }: { items: readonly AgendaItem[]; level?: 3 | 4 }): JSX.Element {
  const Heading = `h${level}` as 'h3'
  return (
    <ul class="list agenda">
      {items.map((item) => (
        <li>
          <time datetime={item.datetime}>
            {item.time}
            <small>{item.day}</small>
          </time>
          <div>
            <Heading>
              {item.href === undefined ? item.heading : <a href={item.href}>{item.heading}</a>}
            </Heading>
            {item.text && <p>{item.text}</p>}
            {item.why && <Why>{item.why}</Why>}
            {item.actions}
          </div>
        </li>
      ))}
    </ul>
  )
}
