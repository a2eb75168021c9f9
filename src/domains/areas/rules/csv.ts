/**
 * Splits lines of a file with `;` between the fields into records. A field in double quotes may hold semicolons,
 * line ends and doubled quotes. Made for millions of rows: a line without quotes is simply cut.
 * Yields the number of the line on which the record starts, counted from 1.
 */
export async function* readRecords(
  chunks: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<{ line: number; fields: string[] }[]> {
  let rest = ''
  let line = 0
  let open: { line: number; text: string } | undefined
  const take = (text: string, records: { line: number; fields: string[] }[]) => {
    line++
    const clean = text.endsWith('\r') ? text.slice(0, -1) : text
    if (!open && !clean.includes('"')) {
      if (clean !== '') records.push({ line, fields: clean.split(';') })
      return
    }
    const whole = open ? { line: open.line, text: `${open.text}\n${clean}` } : { line, text: clean }
    const fields = splitQuoted(whole.text)
    // A stray quote must not swallow the rest of the file.
    open = fields || whole.text.length > 10_000 ? undefined : whole
    if (fields) records.push({ line: whole.line, fields })
    else if (!open) records.push({ line: whole.line, fields: [] })
  }
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    const records: { line: number; fields: string[] }[] = []
    for (const text of lines) take(text, records)
    yield records
  }
  const records: { line: number; fields: string[] }[] = []
  if (rest !== '') take(rest, records)
  if (open) records.push({ line: open.line, fields: [] })
  yield records
}

/** The fields of one record with quotes; nothing when a quote is still open at its end. */
function splitQuoted(text: string): string[] | undefined {
  const fields: string[] = []
  let at = 0
  for (;;) {
    if (text[at] === '"') {
      let field = ''
      at++
      for (;;) {
        const quote = text.indexOf('"', at)
        if (quote === -1) return undefined
        field += text.slice(at, quote)
        at = quote + 1
        if (text[at] !== '"') break
        field += '"'
        at++
      }
      const next = text.indexOf(';', at)
      fields.push(field + (next === -1 ? text.slice(at) : text.slice(at, next)))
      if (next === -1) return fields
      at = next + 1
    } else {
      const next = text.indexOf(';', at)
      fields.push(next === -1 ? text.slice(at) : text.slice(at, next))
      if (next === -1) return fields
      at = next + 1
    }
  }
}

/** Where each column stands in a header; nothing when one of them is missing. */
export function columnsOf<Name extends string>(
  header: string[],
  names: readonly Name[],
): { columns: Record<Name, number> } | { missing: Name[] } {
  const given = header.map((name) =>
    name
      .replace(/^\uFEFF/, '')
      .trim()
      .toLowerCase(),
  )
  const columns = Object.fromEntries(names.map((name) => [name, given.indexOf(name)])) as Record<Name, number>
  const missing = names.filter((name) => columns[name] === -1)
  return missing.length > 0 ? { missing } : { columns }
}
