import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../platform/context.ts'
import { locks } from '../../platform/db/locks.ts'
import { rows, type Db } from '../../platform/db/store.ts'
import { publish } from '../../platform/outbox.ts'
import {
  blankConcept,
  canonical,
  keyOf,
  problemsOf,
  sameConcept,
  type ConceptProblem,
  type ConceptRecord,
  type ConceptStatus,
  type Scheme,
  type Taxonomy,
} from './concept.ts'
import { moveFollowers } from './followers.ts'
import { plain } from './rules.ts'

/** The taxonomy as it stands, with the ids that this store gave. */
export interface StoredTaxonomy {
  concepts: Taxonomy
  ids: Map<string, number>
}

/** Concepts that do not fit together; nothing was written. */
export class BrokenTaxonomy extends Error {
  readonly problems: ConceptProblem[]
  constructor(problems: ConceptProblem[]) {
    super(problems.map(({ concept, problem }) => `${concept}: ${problem}`).join('\n'))
    this.name = 'BrokenTaxonomy'
    this.problems = problems
  }
}

/** What saving did. */
export interface SaveCounts {
  added: number
  changed: number
  unchanged: number
}

/** Reads all concepts of both schemes. They are some hundreds, and only stewards and commands need them all at once. */
export async function loadTaxonomy(db: Db): Promise<StoredTaxonomy> {
  const concepts: Taxonomy = new Map()
  const ids = new Map<string, number>()
  const byId = new Map<number, ConceptRecord>()
  for (const { id, scheme, slug, status, sensitive, outcome, position } of await rows<{
    id: number
    scheme: Scheme
    slug: string
    status: ConceptStatus
    sensitive: boolean
    outcome: number | null
    position: number
  }>(
    db,
    sql`select id, scheme, slug, status, sensitive, outcome, position from concepts order by scheme, position, slug`,
  )) {
    const record = { ...blankConcept(scheme, slug), status, sensitive, outcome, position }
    concepts.set(keyOf(record), record)
    ids.set(keyOf(record), id)
    byId.set(id, record)
  }
  for (const { id, language, kind, text } of await rows<{
    id: number
    language: string
    kind: 'pref' | 'alt' | 'hidden' | 'definition'
    text: string
  }>(db, sql`select concept_id as id, language, kind, text from concept_texts order by concept_id, text`)) {
    const record = byId.get(id)!
    if (kind === 'pref' || kind === 'definition') record[kind][language] = text
    else (record[kind][language] ??= []).push(text)
  }
  for (const { id, other, kind } of await rows<{
    id: number
    other: number
    kind: 'broader' | 'related' | 'needs' | 'replaced'
  }>(
    db,
    sql`select from_id as id, to_id as other, kind from concept_relations
        union all
        select id, replaced_by, 'replaced' from concepts where replaced_by is not null`,
  )) {
    const { slug } = byId.get(other)!
    if (kind === 'replaced') byId.get(id)!.replacedBy = slug
    else byId.get(id)![kind].push(slug)
  }
  for (const [key, record] of concepts) concepts.set(key, canonical(record))
  return { concepts, ids }
}

/**
 * Changes the taxonomy: the one way by which a concept is ever written. `change` gets it as it stands and answers with
 * the concepts as they should be. Each concept that really differs gets a new version with the reason; those that are
 * the same are not touched, so doing it twice changes nothing. Followers of a merged concept move along.
 * @throws BrokenTaxonomy when the concepts would not fit together.
 */
export async function changeTaxonomy(
  ctx: Context,
  why: string,
  change: (taxonomy: Taxonomy) => ConceptRecord[],
): Promise<SaveCounts> {
  return transact(ctx, async (ctx) => {
    await ctx.db.execute(sql`select pg_advisory_xact_lock(${locks.taxonomy})`)
    const { concepts: before, ids } = await loadTaxonomy(ctx.db)
    const wanted = change(before)
    const after = withRelatedBothWays(before, wanted)
    const problems = problemsOf(after, [...after.values()])
    if (problems.length > 0) throw new BrokenTaxonomy(problems)
    const touched = [...after.values()].filter((concept) => {
      const known = before.get(keyOf(concept))
      return !known || !sameConcept(known, concept)
    })
    const added = touched.filter((concept) => !before.has(keyOf(concept)))
    if (touched.length > 0) await write(ctx, touched, ids, why)
    for (const concept of touched) {
      await carryOver(ctx, before.get(keyOf(concept)), concept, ids)
    }
    const wantedKeys = new Set(wanted.map(keyOf))
    const changed = touched.filter((concept) => wantedKeys.has(keyOf(concept))).length - added.length
    return { added: added.length, changed, unchanged: wantedKeys.size - added.length - changed }
  })
}

/** What follows from a change for who holds the wish. */
async function carryOver(
  ctx: Context,
  before: ConceptRecord | undefined,
  after: ConceptRecord,
  ids: Map<string, number>,
): Promise<void> {
  const id = ids.get(keyOf(after))!
  if (after.replacedBy !== null && before?.replacedBy !== after.replacedBy) {
    const target = ids.get(keyOf({ scheme: after.scheme, slug: after.replacedBy }))!
    await moveFollowers(ctx, id, target)
    await publish(ctx, 'concept.merged', { scheme: after.scheme, from: id, to: target })
  }
}

/** "Related" holds both ways: what one side gains or loses, the other does too. */
function withRelatedBothWays(before: Taxonomy, wanted: ConceptRecord[]): Taxonomy {
  const after: Taxonomy = new Map(before)
  for (const concept of wanted) after.set(keyOf(concept), canonical(concept))
  const changed = new Set(wanted.map(keyOf))
  const pointers = new Map<string, string[]>()
  for (const { scheme, slug, related } of wanted) {
    for (const other of related) {
      const key = keyOf({ scheme, slug: other })
      pointers.set(key, [...(pointers.get(key) ?? []), slug])
    }
  }
  for (const [key, concept] of after) {
    const kept = changed.has(key)
      ? concept.related
      : concept.related.filter((slug) => !changed.has(keyOf({ scheme: concept.scheme, slug })))
    after.set(key, canonical({ ...concept, related: [...kept, ...(pointers.get(key) ?? [])] }))
  }
  return after
}

async function write(
  ctx: Context,
  touched: ConceptRecord[],
  ids: Map<string, number>,
  why: string,
): Promise<void> {
  const now = ctx.now().toISOString()
  const saved = await rows<{ id: number; scheme: Scheme; slug: string }>(
    ctx.db,
    sql`insert into concepts (scheme, slug, sensitive, outcome, position, created, changed)
        select c.scheme, c.slug, c.sensitive, c.outcome, c.position, ${now}::timestamptz, ${now}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(touched)}::jsonb)
          as c (scheme text, slug text, sensitive boolean, outcome smallint, position integer)
        on conflict (scheme, slug) do update set sensitive = excluded.sensitive, outcome = excluded.outcome,
          position = excluded.position, changed = excluded.changed, version = concepts.version + 1
        returning id, scheme, slug`,
  )
  for (const concept of saved) ids.set(keyOf(concept), concept.id)
  const idOf = (scheme: Scheme, slug: string) => ids.get(keyOf({ scheme, slug }))!
  const own = JSON.stringify(saved.map(({ id }) => id))
  const states = touched.map((concept) => ({
    id: idOf(concept.scheme, concept.slug),
    status: concept.status,
    replaced: concept.replacedBy === null ? null : idOf(concept.scheme, concept.replacedBy),
    snapshot: concept,
  }))
  await ctx.db.execute(
    sql`update concepts set status = s.status, replaced_by = s.replaced
        from jsonb_to_recordset(${JSON.stringify(states)}::jsonb) as s (id integer, status text, replaced integer)
        where concepts.id = s.id`,
  )
  await ctx.db.execute(
    sql`insert into concept_versions (concept_id, version, snapshot, why, changed)
        select s.id, c.version, s.snapshot, ${why}, ${now}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(states)}::jsonb) as s (id integer, snapshot jsonb)
        join concepts c on c.id = s.id`,
  )
  await ctx.db.execute(
    sql`delete from concept_texts
        where concept_id in (select value::integer from jsonb_array_elements_text(${own}::jsonb))`,
  )
  await ctx.db.execute(
    sql`insert into concept_texts (concept_id, language, kind, text, search, stems)
        select t.id, t.language, t.kind, t.text, t.search,
          to_tsvector(case t.language when 'nl' then 'dutch' when 'en' then 'english' else 'simple' end::regconfig, t.plain)
        from jsonb_to_recordset(${JSON.stringify(touched.flatMap((concept) => textRows(concept, idOf)))}::jsonb)
          as t (id integer, language text, kind text, text text, search text, plain text)`,
  )
  await ctx.db.execute(
    sql`delete from concept_relations
        where from_id in (select value::integer from jsonb_array_elements_text(${own}::jsonb))`,
  )
  await ctx.db.execute(
    sql`insert into concept_relations (from_id, to_id, kind)
        select r.id, r.other, r.kind
        from jsonb_to_recordset(${JSON.stringify(touched.flatMap((concept) => relationRows(concept, idOf)))}::jsonb)
          as r (id integer, other integer, kind text)`,
  )
}

type IdOf = (scheme: Scheme, slug: string) => number

function textRows(concept: ConceptRecord, idOf: IdOf): object[] {
  const id = idOf(concept.scheme, concept.slug)
  const single = (['pref', 'definition'] as const).flatMap((kind) =>
    Object.entries(concept[kind]).map(([language, text]) => ({ id, language, kind, text })),
  )
  const several = (['alt', 'hidden'] as const).flatMap((kind) =>
    Object.entries(concept[kind]).flatMap(([language, texts]) =>
      texts.map((text) => ({ id, language, kind, text })),
    ),
  )
  return [...single, ...several].map((row) => {
    const words = plain(row.text)
    return { ...row, plain: words, search: row.kind === 'definition' ? '' : words }
  })
}

function relationRows(concept: ConceptRecord, idOf: IdOf): object[] {
  const id = idOf(concept.scheme, concept.slug)
  const to = (kind: 'broader' | 'related' | 'needs', scheme: Scheme) =>
    concept[kind].map((slug) => ({ id, other: idOf(scheme, slug), kind }))
  return [...to('broader', concept.scheme), ...to('related', concept.scheme), ...to('needs', 'theme')]
}
