import { sql, type SQL } from 'drizzle-orm'
import type { Db } from './store.ts'

const rowsAtOnce = 2_000

/** Writes many rows with few statements. `columns` gives the SQL type of each column; Buffers become bytea. */
export async function insertRows(
  db: Db,
  table: string,
  columns: Record<string, string>,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const names = sql.raw(Object.keys(columns).join(', '))
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const part = recordsOf(columns, rows.slice(start, start + rowsAtOnce))
    await db.execute(sql`insert into ${sql.raw(table)} (${names}) select ${names} from ${part}`)
  }
}

/** Rows as something to select from, named `r`, sent as one parameter. */
export function recordsOf(columns: Record<string, string>, rows: readonly Record<string, unknown>[]): SQL {
  const typed = sql.raw(
    Object.entries(columns)
      .map(([name, type]) => `${name} ${type}`)
      .join(', '),
  )
  return sql`jsonb_to_recordset(${JSON.stringify(rows.map(plain))}::jsonb) as r (${typed})`
}

/** JSON knows no bytes: PostgreSQL reads them from hexadecimal text. */
function plain(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value,
    ]),
  )
}
