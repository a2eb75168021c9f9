import { sql } from 'drizzle-orm'
import type { Holding } from '../residents/index.ts'

const asked = sql`(select d.question from decisions d where d.id = x.decision_id)`

export const holdings: Holding[] = [
  {
    table: 'decisions',
    column: 'opened_by',
    shows: {
      part: 'decisions',
      select: (
        ctx,
      ) => sql`select d.id, d.question as title, d.explanation as words, d.method as kind, d.opened as created
        from decisions d where d.opened_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'what was asked and decided together stays; the words stand from the first ballot on',
  },
  {
    table: 'decision_changes',
    column: 'by_id',
    erasing: 'unname',
    why: 'that a decision was amended or taken back, and why, is part of its result',
    wipes: (id) => [sql`update decision_changes set why = '' where by_id = ${id}`],
    unlessKept: 'texts',
  },
  {
    table: 'decision_ballots',
    column: 'resident_id',
    shows: {
      part: 'ballots',
      select: (
        ctx,
      ) => sql`select x.id, ${asked} as title, x.choice::text as answer, x.reason as note, x.cast_on::text as created
        from decision_ballots x where x.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'a voice stays counted, without a name',
    wipes: (id) => [sql`update decision_ballots set reason = '' where resident_id = ${id}`],
    unlessKept: 'texts',
  },
  {
    table: 'decision_voices',
    column: 'resident_id',
    shows: {
      part: 'voices-went',
      select: (ctx) => sql`select x.decision_id as id, ${asked} as title, x.ending as kind
        from decision_voices x where x.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'decision_voices',
    column: 'through_id',
    erasing: 'unname',
    why: 'it is about somebody else’s voice',
  },
  {
    table: 'decision_marks',
    column: 'resident_id',
    shows: {
      part: 'marks',
      select: (ctx) =>
        sql`select x.id, ${asked} as title from decision_marks x where x.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'how many took part stays known; what was chosen is nowhere with it',
  },
  {
    table: 'decision_tellers',
    column: 'resident_id',
    shows: {
      part: 'tellings',
      select: (ctx) =>
        sql`select x.decision_id as id, ${asked} as title from decision_tellers x where x.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'decision_papers',
    column: 'first_id',
    erasing: 'unname',
    why: 'that somebody entered a ballot of somebody else, until it is counted; then another enters it anew',
    wipes: (id) => [sql`update decision_papers set first_entry = null where first_id = ${id}`],
  },
]
