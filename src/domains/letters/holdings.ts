import { sql } from 'drizzle-orm'
import { nameAsSeen, type Holding, type ViewerContext } from '../residents/index.ts'
import { openKey, openWords } from './sealing.ts'

/** Opens words for the one who wrote them, and leaves out what opened them. */
function opened(ctx: ViewerContext, { data, ...taken }: Record<string, unknown>): Record<string, unknown> {
  const { correspondence, wrapped, sealed } = data as Record<string, string | null>
  if (!sealed) return taken
  const bytes = (hex: string) => Buffer.from(hex.slice(2), 'hex')
  const key = openKey(ctx, correspondence!, bytes(wrapped!))
  return { ...taken, words: openWords(key, String(taken['id']), bytes(sealed)) }
}

export const holdings: Holding[] = [
  {
    table: 'correspondences',
    column: 'begun_by_id',
    erasing: 'unname',
    why: 'what the other wrote stays theirs; a first message that got no answer goes',
    wipes: (me) => [sql`delete from correspondences where begun_by_id = ${me} and accepted is null`],
  },
  {
    table: 'correspondence_sides',
    column: 'resident_id',
    shows: {
      part: 'correspondences',
      select: (
        ctx,
      ) => sql`select v.id, ${nameAsSeen(ctx, sql`s.other_id`)} as name, v.begun, v.last_at as changed,
          s.declined, s.away as ended
        from correspondence_sides s join correspondences v on v.id = s.correspondence_id where s.resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'correspondence_sides',
    column: 'other_id',
    erasing: 'unname',
    why: 'whom they wrote with keeps their own words',
  },
  {
    table: 'private_words',
    column: 'author_id',
    shows: {
      part: 'privateWords',
      select: (
        ctx,
      ) => sql`select w.id, '' as words, (select ${nameAsSeen(ctx, sql`s.other_id`)} from correspondence_sides s
            where s.correspondence_id = v.id and s.resident_id = ${ctx.viewer.id}) as name, w.written,
          json_build_object('correspondence', v.id, 'wrapped', v.wrapped_key, 'sealed', w.sealed) as data
        from private_words w join correspondences v on v.id = w.correspondence_id where w.author_id = ${ctx.viewer.id}`,
      open: opened,
    },
    erasing: 'unname',
    why: 'that there was a message stays where the other answered; the words always go',
    wipes: (me) => [sql`update private_words set sealed = null where author_id = ${me}`],
  },
  {
    table: 'letter_closings',
    column: 'resident_id',
    shows: {
      part: 'lettersClosed',
      select: (ctx) =>
        sql`select resident_id as id, closed as since from letter_closings where resident_id = ${ctx.viewer.id}`,
    },
    erasing: 'remove',
  },
  {
    table: 'letter_reports',
    column: 'reporter_id',
    shows: {
      part: 'lettersReported',
      select: (
        ctx,
      ) => sql`select id, why, reported as created, handled as answered, verdict as letter_verdict, answer as reply
        from letter_reports where reporter_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'what was reported is still judged; why they did so goes',
    wipes: (me) => [sql`update letter_reports set why = '' where reporter_id = ${me}`],
  },
  {
    table: 'letter_reports',
    column: 'author_id',
    erasing: 'unname',
    why: 'who reports something does so unseen; the copy of the words goes',
    wipes: (me) => [sql`update letter_reports set sealed = null where author_id = ${me}`],
  },
  {
    table: 'letter_reports',
    column: 'handled_by_id',
    erasing: 'unname',
    why: 'that it was judged stays for its time',
  },
]
