import { sql } from 'drizzle-orm'
import { conceptLabel } from '../ambitions/index.ts'
import type { Holding } from '../residents/index.ts'

export const holdings: Holding[] = [
  {
    table: 'hello_terms',
    column: 'resident_id',
    shows: {
      part: 'helloTerms',
      select: (ctx) =>
        sql`select id, since, paused, consented, ended from hello_terms where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'hello_people',
    column: 'resident_id',
    shows: {
      part: 'hellos',
      // Who the others were is theirs to tell, and before all said yes nobody's.
      select: (
        ctx,
      ) => sql`select h.id, ${conceptLabel(sql`h.concept_id`, ctx.language)} as ambition, h.made, p.answer, p.answered, p.note
        from hello_people p join hellos h on h.id = p.hello_id where p.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
]
