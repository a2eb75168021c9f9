import { sql } from 'drizzle-orm'
import type { Holding } from '../residents/index.ts'

export const holdings: Holding[] = [
  {
    table: 'steward_proposals',
    column: 'candidate_id',
    shows: {
      part: 'proposals',
      // What is proposed about ending a task is told when it is done.
      select: (ctx) => sql`select id, task, why, proposed, confirmed, ended, how_ended from steward_proposals
        where candidate_id = ${ctx.viewer.id} and confirmed is not null`,
    },
    erasing: 'unname',
    why: 'that two others decided it stays known',
    wipes: (me) => [sql`update steward_proposals set why = '' where candidate_id = ${me}`],
  },
  {
    table: 'steward_proposals',
    column: 'proposed_by',
    shows: {
      part: 'proposed',
      select: (
        ctx,
      ) => sql`select id, kind, task, why, proposed, confirmed, ended, how_ended from steward_proposals
        where ${ctx.viewer.id} in (proposed_by, confirmed_by)`,
    },
    erasing: 'unname',
    why: 'an act for the foundation, with a reason that the candidate reads',
  },
  {
    table: 'steward_proposals',
    column: 'confirmed_by',
    erasing: 'unname',
    why: 'shown with those that the resident made; an act for the foundation',
  },
]
