import type { JSX } from 'preact'

/** Question n of m: beads on the cord. The words say the same. */
export const Progress = ({ n, of, label }: { n: number; of: number; label: string }): JSX.Element => (
  <p class="progress">
    <span class="rubric">{label}</span>
    {Array.from({ length: of }, (_, i) => (
      <i class={i < n ? 'is-done' : undefined} />
    ))}
  </p>
)
