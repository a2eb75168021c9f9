import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Language } from '../../platform/i18n.ts'
import { schemes, type ConceptStatus, type Scheme } from './concept.ts'

/** A concept as a reader meets it: its words in the reader's language, Dutch where that one lacks them. */
export interface Concept {
  id: number
  scheme: Scheme
  slug: string
  label: string
  definition: string
  status: ConceptStatus
  /** Holders are never listed. */
  sensitive: boolean
  outcome: number | null
}

/** A concept with those below it. */
export interface TreeNode extends Concept {
  narrower: TreeNode[]
}

/** How a concept belongs to the one that was asked for. */
export type Through = 'exact' | 'narrower' | 'related'

export interface FamilyMember {
  id: number
  slug: string
  label: string
  through: Through
}

/** The label of a concept as part of a query, in the reader's language or else in Dutch; empty for no concept. */
export const conceptLabel = (id: SQL, language: Language): SQL => words(id, 'pref', language)

const words = (id: SQL, kind: 'pref' | 'definition', language: Language): SQL =>
  sql`coalesce((select x.text from concept_texts x
    where x.concept_id = ${id} and x.kind = ${kind} and x.language in (${language}, 'nl')
    order by x.language = ${language} desc limit 1), '')`

const conceptColumns = (
  language: Language,
): SQL => sql`c.id, c.scheme, c.slug, c.status, c.sensitive, c.outcome,
  ${conceptLabel(sql`c.id`, language)} as label, ${words(sql`c.id`, 'definition', language)} as definition`

/**
 * The concept with this slug. One that was merged leads to the concept that replaced it: compare slugs to redirect.
 * Undefined when there never was one, or when it was withdrawn.
 */
export async function conceptBySlug(
  ctx: Context,
  slug: string,
  scheme: Scheme = 'ambition',
): Promise<Concept | undefined> {
  return row<Concept>(
    ctx.db,
    sql`select ${conceptColumns(ctx.language)}
        from concepts asked join concepts c on c.id = coalesce(asked.replaced_by, asked.id)
        where asked.scheme = ${scheme} and asked.slug = ${slug} and c.status = 'accepted'`,
  )
}

/** The same, for a page that cannot do without. @throws NotFound */
export async function requireConcept(
  ctx: Context,
  slug: string,
  scheme: Scheme = 'ambition',
): Promise<Concept> {
  const concept = await conceptBySlug(ctx, slug, scheme)
  if (!concept) throw new NotFound()
  return concept
}

/** Concepts by the ids that were asked for; a merged one comes back as the concept that replaced it. */
export async function conceptsByIds(
  ctx: Context,
  ids: Iterable<number>,
  language: Language = ctx.language,
): Promise<Map<number, Concept>> {
  const wanted = new Set(ids)
  if (wanted.size === 0) return new Map()
  const found = await rows<Concept & { asked: number }>(
    ctx.db,
    sql`select asked.id as asked, ${conceptColumns(language)}
        from concepts asked join concepts c on c.id = coalesce(asked.replaced_by, asked.id)
        where asked.id = any(${arrayOf(wanted, 'int')})`,
  )
  return new Map(found.map(({ asked, ...concept }) => [asked, concept]))
}

/** A whole scheme as a tree, in the order that its stewards gave. */
export async function tree(
  ctx: Context,
  scheme: Scheme,
  language: Language = ctx.language,
): Promise<TreeNode[]> {
  const concepts = await rows<Concept & { broader: number[] }>(
    ctx.db,
    sql`select ${conceptColumns(language)},
          array(select r.to_id from concept_relations r where r.from_id = c.id and r.kind = 'broader') as broader
        from concepts c where c.scheme = ${scheme} and c.status = 'accepted' order by c.position, c.slug`,
  )
  const nodes = new Map<number, TreeNode>()
  for (const { broader: _broader, ...concept } of concepts)
    nodes.set(concept.id, { ...concept, narrower: [] })
  const roots: TreeNode[] = []
  for (const { id, broader } of concepts) {
    const above = broader.map((one) => nodes.get(one)).filter((node) => node !== undefined)
    for (const { narrower } of above.length > 0 ? above : [{ narrower: roots }]) narrower.push(nodes.get(id)!)
  }
  return roots
}

/**
 * Everything that counts as this wish: the concept itself, then all that lies below it, then what is related to it,
 * each once and with how it belongs. Empty when the concept does not exist.
 */
export async function conceptFamily(ctx: Context, conceptId: number): Promise<FamilyMember[]> {
  return rows<FamilyMember>(
    ctx.db,
    sql`with recursive self as (
          select coalesce(replaced_by, id) as id from concepts where id = ${conceptId}
        ), below (id, depth) as (
          select id, 0 from self
          union
          select r.from_id, below.depth + 1 from below
          join concept_relations r on r.to_id = below.id and r.kind = 'broader'
          where below.depth < 8
        ), family (id, rank) as (
          select id, min(depth) from below group by id
          union all
          select r.to_id, 100 from self join concept_relations r on r.from_id = self.id and r.kind = 'related'
          where r.to_id not in (select id from below)
        )
        select c.id, c.slug, ${conceptLabel(sql`c.id`, ctx.language)} as label,
          case when f.rank = 0 then 'exact' when f.rank < 100 then 'narrower' else 'related' end as through
        from family f join concepts c on c.id = f.id and c.status = 'accepted'
        order by f.rank, c.position, c.slug`,
  )
}

/**
 * A concept and all that lie above it, each with a place of its own in the order of nearness: the concept itself is 0.
 * Empty when it does not exist.
 */
export async function conceptAndBroader(ctx: Context, conceptId: number): Promise<Map<number, number>> {
  const found = await rows<{ id: number }>(
    ctx.db,
    sql`with recursive above (id, depth) as (
          select coalesce(replaced_by, id), 0 from concepts where id = ${conceptId}
          union
          select r.to_id, above.depth + 1 from above
          join concept_relations r on r.from_id = above.id and r.kind = 'broader'
          where above.depth < 8
        )
        select id from above group by id order by min(depth), id`,
  )
  return new Map(found.map(({ id }, place) => [id, place]))
}

/** The themes that an ambition needs; those of everything below it for one that names none itself. */
export async function themesNeeded(ctx: Context, conceptId: number): Promise<Concept[]> {
  const of = (needing: SQL) =>
    rows<Concept>(
      ctx.db,
      sql`select ${conceptColumns(ctx.language)}
          from concepts c join (
            select to_id, count(*) as often from concept_relations
            where kind = 'needs' and from_id in ${needing} group by to_id
          ) n on n.to_id = c.id
          where c.status = 'accepted' order by n.often desc, c.position, c.slug limit 12`,
    )
  const own = await of(sql`(select coalesce(replaced_by, id) from concepts where id = ${conceptId})`)
  if (own.length > 0) return own
  return of(sql`(select from_id from concept_relations where kind = 'broader' and to_id = ${conceptId})`)
}

/** What a page about one concept tells beside its label: where it stands, other words for it, what lies near. */
export interface ConceptCard {
  concept: Concept
  synonyms: string[]
  broader: Concept[]
  narrower: Concept[]
  related: Concept[]
}

/** All that the page of one concept tells about the concept itself. */
export async function conceptCard(ctx: Context, concept: Concept): Promise<ConceptCard> {
  const synonyms = await rows<{ text: string }>(
    ctx.db,
    sql`select text from concept_texts
        where concept_id = ${concept.id} and kind = 'alt' and language = ${ctx.language} order by text limit 20`,
  )
  const near = await rows<Concept & { how: 'broader' | 'narrower' | 'related' }>(
    ctx.db,
    sql`select n.how, ${conceptColumns(ctx.language)} from (
          select to_id as id, kind as how from concept_relations
          where from_id = ${concept.id} and kind in ('broader', 'related')
          union all
          select from_id, 'narrower' from concept_relations where to_id = ${concept.id} and kind = 'broader'
        ) n join concepts c on c.id = n.id and c.status = 'accepted' order by c.position, c.slug`,
  )
  const how = (wanted: string) => near.filter((one) => one.how === wanted)
  return {
    concept,
    synonyms: synonyms.map(({ text }) => text),
    broader: how('broader'),
    narrower: how('narrower'),
    related: how('related'),
  }
}

/** A stamp that changes with every change of the taxonomy; what is made from it may be kept as long as it stays. */
export async function taxonomyStamp(ctx: Context, which: Scheme[] = schemes): Promise<string> {
  const found = await row<{ stamp: string }>(
    ctx.db,
    sql`select count(*)::text || '-' || coalesce(sum(version), 0)::text || '-' || coalesce(max(id), 0)::text as stamp
        from concepts where scheme in (select jsonb_array_elements_text(${JSON.stringify(which)}::jsonb))`,
  )
  return found!.stamp
}
