import { sql, type SQL } from 'drizzle-orm'
import { nameOfCommunity } from '../communities/index.ts'
import type { Holding } from '../residents/index.ts'

/** What stands where a document had a title, when who wrote it took their words along. */
const titleGone = 'Document'

/**
 * Documents that nobody else ever wrote in: their words go with them. What others wrote in too is the community's; then only
 * their own versions go out of the history.
 */
const alone = (me: string): SQL => sql`d.created_by = ${me} and not exists (select 1 from document_versions v
  where v.document_id = d.id and v.written_by is distinct from ${me})`

export const holdings: Holding[] = [
  {
    table: 'documents',
    column: 'created_by',
    shows: {
      part: 'documents',
      select: (
        ctx,
      ) => sql`select d.id, ${nameOfCommunity(ctx, sql`d.community_id`)} as community, d.title, d.body as words,
          d.source, d.link, d.created, d.withdrawn
        from documents d where d.created_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'a document is of its community; what only they wrote stays only where the resident said so',
    unlessKept: 'texts',
    wipes: (me) => [
      sql`delete from notices where kind like 'document.%'
        and data->>'document' in (select id::text from documents where created_by = ${me})`,
      sql`delete from files where id in (select d.file_id from documents d where ${alone(me)})`,
      sql`delete from document_steps where document_id in (select d.id from documents d where ${alone(me)})`,
      sql`update documents d set title = ${titleGone}, body = '', html = '', alt = '', author = '', source = '', link = '',
            licence_words = '', withdrawn = coalesce(withdrawn, changed)
          where ${alone(me)}`,
    ],
  },
  {
    table: 'documents',
    column: 'changed_by',
    erasing: 'unname',
    why: 'that it was changed stays; by whom is in the history',
  },
  {
    table: 'documents',
    column: 'author_id',
    shows: {
      part: 'wrote',
      select: (
        ctx,
      ) => sql`select d.id, d.title, d.created from documents d join communities c on c.id = d.community_id
        where d.author_id = ${ctx.viewer.id} and exists (select 1 from memberships m
          where m.community_id = d.community_id and m.resident_id = ${ctx.viewer.id} and m.ended is null)`,
    },
    erasing: 'unname',
    why: 'what others took over stays theirs, as its maker let them; without the name',
  },
  {
    table: 'document_versions',
    column: 'written_by',
    shows: {
      part: 'texts',
      select: (ctx) => sql`select v.document_id || ' ' || v.version as id, v.title, v.body as words, v.written
        from document_versions v where v.written_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'how a document came to be stays with it; the words only where the resident said so',
    unlessKept: 'texts',
    wipes: (me) => [
      sql`update document_versions set title = ${titleGone}, body = '' where written_by = ${me}`,
    ],
  },
  {
    table: 'document_steps',
    column: 'taken_by',
    shows: {
      part: 'steps',
      select: (ctx) => sql`select s.id, d.title, s.words, s.taken as asked, s.ticked as done
        from document_steps s join documents d on d.id = s.document_id
        where s.taken_by = ${ctx.viewer.id} or s.ticked_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'the step stays to be done, by somebody else',
  },
  {
    table: 'document_steps',
    column: 'ticked_by',
    erasing: 'unname',
    why: 'that it is done stays known',
  },
  {
    table: 'document_changes',
    column: 'by_id',
    shows: {
      part: 'decided',
      select: (
        ctx,
      ) => sql`select h.id, d.title, case when h.kind = 'shown' then '' else h.why end as why, h.changed
        from document_changes h join documents d on d.id = h.document_id where h.by_id = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'what was decided about a document stays with it, with the reason',
  },
  {
    table: 'adoptions',
    column: 'by_id',
    shows: {
      part: 'adopted',
      select: (
        ctx,
      ) => sql`select a.to_id as id, d.title, a.adopted as created, a.report as words, a.reported as told
        from adoptions a join documents d on d.id = a.to_id
        where a.by_id = ${ctx.viewer.id} or a.reported_by = ${ctx.viewer.id}`,
    },
    erasing: 'unname',
    why: 'a community took it over, not a person',
  },
  {
    table: 'adoptions',
    column: 'reported_by',
    erasing: 'unname',
    why: 'a community told it; the words only where the resident said so',
    unlessKept: 'stories',
    wipes: (me) => [sql`update adoptions set report = '', reported = null where reported_by = ${me}`],
  },
]
