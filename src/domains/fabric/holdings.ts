import { sql } from 'drizzle-orm'
import { nameOfCommunity } from '../communities/index.ts'
import type { Holding } from '../residents/index.ts'

/** What stands where the words of somebody were, when they took them along. */
const wordsGone = '…'

export const holdings: Holding[] = [
  {
    table: 'rounds',
    column: 'brought_by',
    shows: {
      part: 'rounds',
      select: (
        ctx,
      ) => sql`select o.id, ${nameOfCommunity(ctx, sql`o.community_id`)} as community, o.title, o.words, o.taken, o.brought
        from rounds o where o.brought_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'what others asked and advised in it stays theirs to read back',
    unlessKept: 'texts',
    wipes: (me) => [
      sql`update rounds set title = ${wordsGone}, words = ${wordsGone},
            taken = case when taken is null then null else ${wordsGone} end where brought_by = ${me}`,
      sql`update round_words w set answer = ${wordsGone} from rounds o
            where o.id = w.round_id and o.brought_by = ${me} and w.answer is not null`,
    ],
  },
  {
    table: 'round_words',
    column: 'by_id',
    shows: {
      part: 'advice',
      select: (
        ctx,
      ) => sql`select w.id, o.title, w.words, w.said from round_words w join rounds o on o.id = w.round_id
        where w.by_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'who brought the case took it along',
    unlessKept: 'texts',
    wipes: (me) => [sql`update round_words set words = ${wordsGone} where by_id = ${me}`],
  },
  {
    table: 'passed_words',
    column: 'by_id',
    shows: {
      part: 'passedOn',
      select: (
        ctx,
      ) => sql`select w.id, ${nameOfCommunity(ctx, sql`w.to_id`)} as community, w.title, w.words, w.passed
        from passed_words w where w.by_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'it was said in the name of a community',
    unlessKept: 'texts',
    wipes: (me) => [sql`delete from passed_words where by_id = ${me}`],
  },
  {
    table: 'passed_words',
    column: 'answered_by',
    erasing: 'unname',
    why: 'that it was shown or not is of the community',
  },
]
