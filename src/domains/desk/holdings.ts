import { sql } from 'drizzle-orm'
import type { Holding } from '../residents/index.ts'

const byDesk = 'an act for the foundation, which stays with whom it was for'

export const holdings: Holding[] = [
  {
    table: 'desk_registrations',
    column: 'resident_id',
    shows: {
      part: 'desk',
      select: (ctx) =>
        sql`select resident_id as id, registered from desk_registrations where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  { table: 'desk_registrations', column: 'steward_id', erasing: 'unname', why: byDesk },
  {
    table: 'cards',
    column: 'resident_id',
    shows: {
      part: 'cards',
      select: (ctx) =>
        sql`select id, made, ends, used, ended, how_ended from cards where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  { table: 'cards', column: 'made_by', erasing: 'unname', why: byDesk },
]
