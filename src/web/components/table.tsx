import type { JSX } from 'preact'
import { classes } from './classes.ts'
import type { Words } from './types.ts'

/** A table that becomes a list of cards on a phone. The first cell of a row names the row. */
export function Table(props: {
  caption: Words
  /** Keeps the caption for screen readers, when a heading above says the same. */
  captionHidden?: boolean
  columns: readonly string[]
  /** Columns with figures, counted from 0. */
  figures?: readonly number[]
  rows: readonly (readonly Words[])[]
}): JSX.Element {
  const figure = (i: number): string | undefined => (props.figures?.includes(i) ? 'figure' : undefined)
  return (
    <table class="table">
      <caption class={classes(props.captionHidden && 'visually-hidden') || undefined}>
        {props.caption}
      </caption>
      <thead>
        <tr>
          {props.columns.map((column, i) => (
            <th scope="col" class={figure(i)}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(([name, ...cells]) => (
          <tr>
            <th scope="row">{name}</th>
            {cells.map((cell, i) => (
              <td data-heading={props.columns[i + 1]} class={figure(i + 1)}>
                <span>{cell}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
