import { sql, type SQL } from 'drizzle-orm'
import { nameOfCommunity } from '../communities/index.ts'
import type { Holding } from '../residents/index.ts'

/** What stands where a proposal had a name, when who wrote it took their words along. */
const titleGone = 'Voorstel'
const title = sql`(select p.title from proposals p where p.id = x.proposal_id)`

/**
 * Proposals that nobody else wrote in and nobody voted on: their words go with them. What was voted on is a decision of many, and
 * stays as it was decided.
 */
const alone = (me: string): SQL => sql`p.author_id = ${me} and p.with_id is null and p.decision_id is null
  and not exists (select 1 from proposal_versions v where v.proposal_id = p.id and v.written_by is distinct from ${me}::uuid)`

export const holdings: Holding[] = [
  {
    table: 'proposals',
    column: 'author_id',
    shows: {
      part: 'own-proposals',
      select: (ctx) => sql`select p.id, coalesce(${nameOfCommunity(ctx, sql`p.community_id`)},
            (select a.name from level_cases k join areas a on a.id = k.area_id where k.id = p.case_id)) as place,
          p.title, p.idea, p.body as words, p.costs, p.who, p.sources, p.stage as state, p.worked, p.failed, p.lesson, p.made as created
        from proposals p where p.author_id = ${ctx.viewer.id} or p.with_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'others supported it, talked about it or voted on it; what only they wrote stays only where the resident said so',
    unlessKept: 'texts',
    wipes: (me) => [
      sql`delete from notices where kind like 'proposal.%'
        and data->>'proposal' in (select p.id::text from proposals p where ${alone(me)})`,
      sql`update proposals p set title = ${titleGone}, idea = ${titleGone}, body = '', html = '', costs = '', who = '', sources = '',
            worked = '', failed = '', lesson = '' where ${alone(me)}`,
    ],
  },
  {
    table: 'proposals',
    column: 'with_id',
    erasing: 'unname',
    why: 'a proposal of two stays that of the other',
  },
  {
    table: 'proposal_stages',
    column: 'by_id',
    shows: {
      part: 'proposal-steps',
      select: (ctx) => sql`select x.id, ${title} as title, x.stage as state, x.why, x.entered as created
        from proposal_stages x where x.by_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'how a proposal came where it is can be checked by everybody; a reason goes with who gave it',
    unlessKept: 'texts',
    wipes: (me) => [sql`update proposal_stages set why = '' where by_id = ${me}`],
  },
  {
    table: 'proposal_versions',
    column: 'written_by',
    shows: {
      part: 'proposal-texts',
      select: (
        ctx,
      ) => sql`select x.proposal_id || ' ' || x.version as id, x.title, x.body as words, x.costs, x.who, x.sources, x.why, x.written
        from proposal_versions x where x.written_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'how a text came to be stays with it; the words only where the resident said so',
    unlessKept: 'texts',
    wipes: (me) => [
      sql`update proposal_versions x set title = ${titleGone}, body = '', costs = '', who = '', sources = '', why = '' where written_by = ${me}
            and not exists (select 1 from proposals p where p.id = x.proposal_id and p.version = x.version and p.decision_id is not null)`,
    ],
  },
  {
    table: 'proposal_amendments',
    column: 'by_id',
    shows: {
      part: 'suggested-words',
      select: (
        ctx,
      ) => sql`select x.id, ${title} as title, x.words, x.why, x.state, x.reason, x.made as created
        from proposal_amendments x where x.by_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'what was suggested and answered is part of how a text came to be; the words only where the resident said so',
    unlessKept: 'texts',
    wipes: (me) => [
      sql`update proposal_amendments set before = '', words = '', why = '…',
            state = case when state = 'open' then 'withdrawn' else state end, answered = coalesce(answered, made) where by_id = ${me}`,
    ],
  },
  {
    table: 'proposal_amendments',
    column: 'answered_by',
    erasing: 'unname',
    why: 'the answer is for who suggested it; its words only where the resident said so',
    unlessKept: 'texts',
    wipes: (me) => [sql`update proposal_amendments set reason = '' where answered_by = ${me}`],
  },
  {
    table: 'proposal_supports',
    column: 'resident_id',
    shows: {
      part: 'supported',
      select: (ctx) =>
        sql`select x.id, ${title} as title, x.since as created from proposal_supports x where x.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'proposal_carries',
    column: 'resident_id',
    shows: {
      part: 'support-asked',
      select: (ctx) =>
        sql`select x.id, ${title} as title, x.asked as created from proposal_carries x where x.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'proposal_merges',
    column: 'asked_by',
    shows: {
      part: 'merges-asked',
      select: (
        ctx,
      ) => sql`select x.id, (select p.title from proposals p where p.id = x.to_id) as title, x.why, x.answer, x.asked as created
        from proposal_merges x where x.asked_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'how two became one stays known; the reason only where the resident said so',
    unlessKept: 'texts',
    wipes: (me) => [sql`update proposal_merges set why = '' where asked_by = ${me}`],
  },
  {
    table: 'proposal_merges',
    column: 'answered_by',
    erasing: 'unname',
    why: 'how two became one stays known',
  },
  {
    table: 'proposal_steps',
    column: 'by_id',
    shows: {
      part: 'doing',
      select: (
        ctx,
      ) => sql`select x.id, ${title} as title, x.words, x.who, x.due::text as day, x.done, x.made as created
        from proposal_steps x where x.by_id = ${ctx.viewer.id} or x.done_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'what has to be done stays to be done, by somebody else',
  },
  { table: 'proposal_steps', column: 'done_by', erasing: 'unname', why: 'that it is done stays known' },
  {
    table: 'proposal_reports',
    column: 'by_id',
    shows: {
      part: 'progress',
      select: (ctx) => sql`select x.id, ${title} as title, x.party, x.words, x.told as created
        from proposal_reports x where x.by_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'what became of a decision of many stays known; the words only where the resident said so',
    unlessKept: 'texts',
    wipes: (me) => [sql`update proposal_reports set words = '…', party = '' where by_id = ${me}`],
  },
]
