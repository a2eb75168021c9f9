/** When a clock is set, and by how much. */
interface Change {
  /** What the clock shows when it is set. */
  local: Temporal.PlainDateTime
  from: string
  to: string
  /** Whether it becomes summer time. */
  forward: boolean
}

/** So many years of changes are written, and looked at to find their rule. */
const years = 8

/**
 * A VTIMEZONE (RFC 5545, 3.6.5) that holds from a moment on. Where the changes of the clock follow a rule it says the rule, so
 * that it holds for ever; otherwise it names them for some years.
 */
export function zoneLines(zone: string, from: Date): string[] {
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(zone)
  const changes = changesAfter(start.subtract({ years: 1 }), start.add({ years }))
  const lines =
    changes.length === 0
      ? observance('STANDARD', start.offset, start.offset, ['DTSTART:19700101T000000'])
      : [false, true].flatMap((forward) =>
          changesLines(changes.filter((change) => change.forward === forward)),
        )
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...lines, 'END:VTIMEZONE']
}

function changesAfter(from: Temporal.ZonedDateTime, to: Temporal.ZonedDateTime): Change[] {
  const found: Change[] = []
  for (let at: Temporal.ZonedDateTime | null = from; at && found.length < 40;) {
    const next: Temporal.ZonedDateTime | null = at.getTimeZoneTransition('next')
    if (!next || Temporal.ZonedDateTime.compare(next, to) > 0) break
    const before = next.subtract({ nanoseconds: 1 })
    const moved = next.offsetNanoseconds - before.offsetNanoseconds
    found.push({
      local: next.toPlainDateTime().subtract({ nanoseconds: moved }),
      from: before.offset,
      to: next.offset,
      forward: moved > 0,
    })
    at = next
  }
  return found
}

function changesLines(changes: Change[]): string[] {
  const [first] = changes
  if (!first) return []
  const name = first.forward ? 'DAYLIGHT' : 'STANDARD'
  const same = changes.every(
    ({ local, from, to }) =>
      from === first.from && to === first.to && local.toPlainTime().equals(first.local.toPlainTime()),
  )
  const rule = same ? ruleOf(changes.map(({ local }) => local)) : undefined
  if (rule)
    return observance(name, first.from, first.to, [`DTSTART:${compact(first.local)}`, `RRULE:${rule}`])
  return changes.flatMap(({ local, from, to }) => observance(name, from, to, [`DTSTART:${compact(local)}`]))
}

const dayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** "The last Sunday of March", when each of these days is that. */
function ruleOf(days: Temporal.PlainDateTime[]): string | undefined {
  const [first] = days
  if (!first || days.length < years - 1) return undefined
  const fits = (nth: (day: Temporal.PlainDateTime) => number) =>
    days.every(
      (day) => day.month === first.month && day.dayOfWeek === first.dayOfWeek && nth(day) === nth(first),
    )
  const fromEnd = (day: Temporal.PlainDateTime) => -Math.ceil((day.daysInMonth - day.day + 1) / 7)
  const fromStart = (day: Temporal.PlainDateTime) => Math.ceil(day.day / 7)
  const nth = fits(fromEnd) ? fromEnd(first) : fits(fromStart) ? fromStart(first) : undefined
  return nth === undefined
    ? undefined
    : `FREQ=YEARLY;BYMONTH=${first.month};BYDAY=${nth}${dayCodes[first.dayOfWeek - 1]}`
}

function observance(name: 'STANDARD' | 'DAYLIGHT', from: string, to: string, lines: string[]): string[] {
  return [
    `BEGIN:${name}`,
    ...lines,
    `TZOFFSETFROM:${from.replaceAll(':', '')}`,
    `TZOFFSETTO:${to.replaceAll(':', '')}`,
    `END:${name}`,
  ]
}

function compact(local: Temporal.PlainDateTime): string {
  return local.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
}
