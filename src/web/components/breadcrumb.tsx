import type { JSX } from 'preact'

/** The way back up. The last step, without address, is this page. */
export const Breadcrumb = ({
  label,
  steps,
}: {
  label: string
  steps: readonly { href?: string; label: string }[]
}): JSX.Element => (
  <nav class="breadcrumb" aria-label={label}>
    <ol>
      {steps.map(({ href, label: word }) => (
        <li>{href === undefined ? <span aria-current="page">{word}</span> : <a href={href}>{word}</a>}</li>
      ))}
    </ol>
  </nav>
)
