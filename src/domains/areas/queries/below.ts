import { sql, type SQL } from 'drizzle-orm'

/**
 * The condition that a path lies at or below another, a text or a column. Written with the operators of the index on
 * `areas.path`, because a prepared `like` cannot use it. A path is digits and slashes, and the colon comes after both.
 */
export function below(column: SQL, path: string | SQL): SQL {
  return sql`(${column} ~>=~ ${path} and ${column} ~<~ (${path} || ':'))`
}

/** The condition that a text starts with certain words, for columns with an index of `text_pattern_ops`. */
export function startsWith(column: SQL, start: string): SQL {
  return sql`(${column} ~>=~ ${start} and ${column} ~<~ ${`${start}\u{10FFFF}`})`
}
