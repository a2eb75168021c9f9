import { sql, type SQL } from 'drizzle-orm'
import { nameAsSeen, type Holding, type ViewerContext } from '../residents/index.ts'

/** A vouch as one of the two sees it. */
const vouch = (ctx: ViewerContext, own: SQL, other: SQL) =>
  sql`select v.id, ${nameAsSeen(ctx, other)} as name, v.given, v.ended, v.how_ended
    from vouches v where ${own} = ${ctx.viewer.id}`

const actOfSteward = 'an act for the foundation, which stays with whom it was about'

/** What this domain has of a resident. What must go on without them is handed over first (`leaveProofs`). */
export const holdings: Holding[] = [
  {
    table: 'proofs',
    column: 'resident_id',
    shows: {
      part: 'proofs',
      select: (ctx) => sql`select id, kind as proof, proves_address, proves_person, given, ended, how_ended
        from proofs where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  { table: 'proofs', column: 'given_by', erasing: 'unname', why: actOfSteward },
  {
    table: 'letters',
    column: 'resident_id',
    shows: {
      part: 'letters',
      // Of the code only a mark is kept, and that is shown to nobody.
      select: (
        ctx,
      ) => sql`select id, purpose as letter, state as letter_state, asked, printed, posted, ends, closed
        from letters where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  { table: 'letters', column: 'printed_by', erasing: 'unname', why: actOfSteward },
  { table: 'letters', column: 'released_by', erasing: 'unname', why: actOfSteward },
  {
    table: 'meeting_codes',
    column: 'resident_id',
    erasing: 'remove',
    why: 'only a mark of a code that works for five minutes',
  },
  {
    table: 'vouches',
    column: 'voucher_id',
    shows: { part: 'vouching', select: (ctx) => vouch(ctx, sql`v.voucher_id`, sql`v.resident_id`) },
    erasing: 'remove',
  },
  {
    table: 'vouches',
    column: 'resident_id',
    shows: { part: 'vouched', select: (ctx) => vouch(ctx, sql`v.resident_id`, sql`v.voucher_id`) },
    erasing: 'remove',
  },
  {
    table: 'identity_cases',
    column: 'resident_id',
    shows: {
      part: 'cases',
      // Who the other is, and what they wrote, is not told.
      select: (
        ctx,
      ) => sql`select c.id, c.kind as matter, c.opened, c.closed, c.verdict, c.reason, w.words, w.written,
          case when c.resident_id = ${ctx.viewer.id} then o.words end as objection
        from identity_cases c left join identity_case_words w on w.case_id = c.id and w.resident_id = ${ctx.viewer.id}
          left join objections o on o.case_id = c.id
        where ${ctx.viewer.id} in (c.resident_id, c.other_id)`,
    },
    erasing: 'remove',
  },
  {
    table: 'identity_cases',
    column: 'other_id',
    erasing: 'remove',
    why: 'shown with the cases of the resident',
  },
  { table: 'identity_cases', column: 'closed_by', erasing: 'unname', why: actOfSteward },
  { table: 'objections', column: 'judged_by', erasing: 'unname', why: actOfSteward },
  {
    table: 'identity_case_words',
    column: 'resident_id',
    erasing: 'remove',
    why: 'shown with the cases of the resident',
  },
  {
    table: 'moves',
    column: 'resident_id',
    shows: {
      part: 'moves',
      select: (ctx) => sql`select moved as id, moved from moves where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
]
