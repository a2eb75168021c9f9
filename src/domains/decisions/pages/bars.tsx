/** A bar for each choice, longest for the most. The figures stand beside it, and in the table below. */
export function Bars({
  label,
  bars,
}: {
  label: string
  bars: readonly { name: string; figure: string; share: number; chosen: boolean }[]
}) {
  return (
    <ul class="bars" aria-label={label}>
      {bars.map(({ name, figure, share, chosen }) => (
        <li class={chosen ? 'is-chosen' : undefined}>
          <p>
            <span dir="auto">{chosen ? <b>{name}</b> : name}</span>
            <span>{figure}</span>
          </p>
          <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
            <rect width={Math.round(Math.max(0, Math.min(1, share)) * 1000)} height="10" />
          </svg>
        </li>
      ))}
    </ul>
  )
}
