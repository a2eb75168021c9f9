import { sql, type SQL } from 'drizzle-orm'

/** As what neighbours point at somebody. */
export const kinds = ['ambassador', 'authority'] as const
export type Kind = (typeof kinds)[number]

/**
 * Whether so many designators make somebody recognised in a community of so many members: at least three, or all
 * others where there are fewer; and at least 5 % of the members, of which no more than fifteen are asked. Nobody is
 * recognised whom nobody points at. In whole numbers, because 5 % of 140 is not quite 7 in floating point.
 */
export function isRecognised(standing: number, members: number): boolean {
  return standing >= 1 && standing >= Math.min(3, members - 1) && (standing >= 15 || standing * 20 >= members)
}

/** The same rule for `standings s` in `communities c`. */
export const recognised: SQL = sql`(s.standing >= least(3, c.members - 1) and (s.standing >= 15 or s.standing * 20 >= c.members))`
