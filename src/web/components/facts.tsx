import type { JSX } from 'preact'
import type { Words } from './types.ts'

/** A few facts, each with its name. */
export const Facts = ({ facts }: { facts: readonly { term: Words; value: Words }[] }): JSX.Element => (
  <dl class="facts">
    {facts.map(({ term, value }) => (
      <div>
        <dt>{term}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
