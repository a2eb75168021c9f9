import { sql } from 'drizzle-orm'
import type { Holding } from '../residents/index.ts'

/** What stands where a title was, when its writer took it along. */
const titleGone = '…'

export const holdings: Holding[] = [
  {
    table: 'level_cases',
    column: 'opened_by',
    shows: {
      part: 'levelCases',
      select: (ctx) =>
        sql`select id, title, opened, withdrawn from level_cases where opened_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'others spoke about its level, and its way stays readable',
    unlessKept: 'requests',
    wipes: (me) => [
      sql`update level_cases set title = ${titleGone} where opened_by = ${me} and href is null`,
    ],
  },
  {
    table: 'level_contests',
    column: 'resident_id',
    shows: {
      part: 'levelContests',
      select: (
        ctx,
      ) => sql`select s.id, s.kind, k.title, s.made from level_contests s join level_cases k on k.id = s.case_id
          where s.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'competence_versions',
    column: 'by_id',
    shows: {
      part: 'competences',
      select: (
        ctx,
      ) => sql`select competence_id || ' ' || version as id, name, why, made from competence_versions
          where by_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'what the foundation changed stays public',
  },
]
