/** What stands on paper: a row of front doors with the latchstring, in the colours of the house on white. */
const ink = '#1A2226'
const colours = ['#17513A', '#F2B632', '#5FA6D6', '#B384BB', '#17513A', '#F7F1E4'] as const

/** A row of doors of one street; the same seed gives the same street. The cord hangs from the letterbox of one. */
export function doorsOnPaper(seed: string, count = 9): string {
  const wide = 92
  const high = 178
  const middle = Math.floor(count / 2)
  const turn = Number.parseInt(seed.slice(0, 4), 16) || 0
  const doors = Array.from({ length: count }, (_, n) =>
    door(n * wide + 8, colours[(n + turn) % colours.length]!, (turn + n * 7) % 3),
  )
  const x = middle * wide + 8 + 38
  const width = count * wide
  const cord = `M${x} 112C${x - 2} 136 ${x + 34} 138 ${x + 26} 160C${x + 18} 182 ${x - 26} 176 ${x - 20} 196C${x - 14} 214 ${x + 60} 206 ${width - 30} 206`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 222" fill="none" stroke-linecap="round" stroke-linejoin="round">
<path d="M0 ${high + 0.5}H${width}" stroke="${ink}" stroke-width="3"/>
${doors.join('\n')}
<path d="${cord}" stroke="${ink}" stroke-width="8"/><path d="${cord}" stroke="#F2B632" stroke-width="4.5"/>
<circle cx="${width - 22}" cy="206" r="11" fill="#F2B632" stroke="${ink}" stroke-width="2"/>
</svg>`
}

/** One door, 76 wide and 150 high, of one of three kinds: panels, a window above, or a round top. */
function door(x: number, colour: string, kind: number): string {
  const dark = colour === '#17513A'
  const line = dark ? '#F7F1E4' : ink
  const frame =
    kind === 2
      ? `<path d="M${x} 178V66A38 38 0 0 1 ${x + 76} 66V178Z" fill="${colour}" stroke="${ink}" stroke-width="3"/>`
      : `<path d="M${x} 28H${x + 76}V178H${x}Z" fill="${colour}" stroke="${ink}" stroke-width="3"/>`
  const window =
    kind === 1
      ? `<path d="M${x + 12} 42H${x + 64}V80H${x + 12}ZM${x + 38} 42V80M${x + 12} 61H${x + 64}" fill="#F7F1E4" stroke="${ink}" stroke-width="2.5"/>`
      : kind === 2
        ? `<circle cx="${x + 38}" cy="66" r="17" fill="#F7F1E4" stroke="${ink}" stroke-width="2.5"/>`
        : `<path d="M${x + 12} 42H${x + 64}V92H${x + 12}Z" stroke="${line}" stroke-width="2.5"/>`
  return `<g>${frame}${window}
<path d="M${x + 22} 106H${x + 54}V116H${x + 22}Z" fill="${ink}" stroke="${line}" stroke-width="2"/>
<path d="M${x + 12} 130H${x + 64}V166H${x + 12}Z" stroke="${line}" stroke-width="2.5"/>
<circle cx="${x + 66}" cy="110" r="3.5" fill="${line}"/></g>`
}
