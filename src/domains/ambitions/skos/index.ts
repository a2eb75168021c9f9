import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { keyOf, schemes, type ConceptRecord, type Scheme } from '../concept.ts'
import { changeTaxonomy, loadTaxonomy, type SaveCounts } from '../records.ts'
import { readSkos, type ReadConcept } from './read.ts'
import { writeSkos } from './write.ts'
import type { SkosFormat } from './vocabulary.ts'

export { BrokenSkos } from './read.ts'
export { mediaTypes, skosFormats, type SkosFormat } from './vocabulary.ts'

/**
 * Imports SKOS files together, in one transaction: a concept is known by its scheme and slug, importing the same twice
 * changes nothing, and concepts that a file does not mention stay as they are.
 * @throws BrokenSkos or BrokenTaxonomy that names the concepts that are wrong; then nothing was changed.
 */
export async function importTaxonomy(
  ctx: Context,
  files: { text: string; format: SkosFormat }[],
  why: string,
): Promise<SaveCounts> {
  const read: ReadConcept[] = []
  for (const { text, format } of files) {
    read.push(...(await readSkos(text, format, ctx.services.config.origin)))
  }
  const counts = await changeTaxonomy(ctx, why, (taxonomy) => {
    // A concept whose place a file does not tell comes after those that are there already.
    const behind = Math.max(-1, ...[...taxonomy.values()].map(({ position }) => position)) + 1
    return read.map((concept, order): ConceptRecord => {
      const known = taxonomy.get(keyOf(concept))
      return { ...concept, position: concept.position ?? known?.position ?? behind + order }
    })
  })
  // The embedded store never counts its rows by itself, and without counts it plans a search three times as slow.
  if (counts.added > 0) await ctx.db.execute(sql`analyze concepts, concept_texts, concept_relations`)
  return counts
}

/** The taxonomy as a SKOS file. */
export async function exportTaxonomy(
  ctx: Context,
  format: SkosFormat,
  which: Scheme[] = schemes,
): Promise<string> {
  const { concepts } = await loadTaxonomy(ctx.db)
  return writeSkos(concepts, which, format, ctx.services.config.origin)
}

/** Which kind of file this is, by its name; undefined for a name that says nothing. */
export function formatOf(file: string): SkosFormat | undefined {
  const ending = extname(file).toLowerCase()
  if (ending === '.ttl') return 'turtle'
  return ending === '.jsonld' || ending === '.json' ? 'jsonld' : undefined
}

/**
 * Fills an empty store with the taxonomy that comes with the program. `folder` holds `themes.ttl` and `ambitions.ttl`.
 * A store that has any concept is left as it is.
 */
export async function ensureTaxonomy(ctx: Context, folder: string): Promise<SaveCounts | undefined> {
  if (await row(ctx.db, sql`select 1 from concepts limit 1`)) return undefined
  const files = await Promise.all(
    ['themes.ttl', 'ambitions.ttl'].map(async (name) => ({
      text: await readFile(join(folder, name), 'utf8'),
      format: 'turtle' as const,
    })),
  )
  return importTaxonomy(ctx, files, 'Eerste taxonomie')
}
