import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import type { ConceptRecord } from './concept.ts'
import type { Concept } from './queries.ts'

/** One thing that differs between two versions of a concept. */
export interface Change {
  field: keyof ConceptRecord
  /** Language of the words, for fields that have them. */
  language?: string
  added: string[]
  removed: string[]
}

/** A version of a concept: when and why it came, and what it changed. */
export interface Version {
  version: number
  why: string
  changed: Date
  /** Undefined for the oldest version that is shown. */
  changes: Change[] | undefined
}

/** Changes far back are in the files; a page shows the newest. */
const mostVersions = 100

/** The history of a concept, newest version first. */
export async function historyOf(ctx: Context, concept: Concept): Promise<Version[]> {
  const found = await rows<{ version: number; why: string; changed: string; snapshot: ConceptRecord }>(
    ctx.db,
    sql`select version, why, changed, snapshot from concept_versions
        where concept_id = ${concept.id} order by version desc limit ${mostVersions}`,
  )
  return found.map(({ version, why, changed, snapshot }, index) => {
    const before = found[index + 1]
    return {
      version,
      why,
      changed: new Date(changed),
      changes: before && changesBetween(before.snapshot, snapshot),
    }
  })
}

/** What differs between two versions, field by field and language by language. */
function changesBetween(before: ConceptRecord, after: ConceptRecord): Change[] {
  const fields = Object.keys(after).filter((field) => field !== 'scheme' && field !== 'slug')
  return (fields as (keyof ConceptRecord)[]).flatMap((field) => {
    const [old, now] = [valuesOf(before[field]), valuesOf(after[field])]
    const languages = [...new Set([...old.keys(), ...now.keys()])].sort()
    return languages
      .map((language): Change => {
        const [was, is] = [old.get(language) ?? [], now.get(language) ?? []]
        return {
          field,
          ...(language ? { language } : {}),
          added: is.filter((value) => !was.includes(value)),
          removed: was.filter((value) => !is.includes(value)),
        }
      })
      .filter(({ added, removed }) => added.length + removed.length > 0)
  })
}

/** The values of a field for each language; the language is empty for fields that have none. */
function valuesOf(value: ConceptRecord[keyof ConceptRecord]): Map<string, string[]> {
  if (value === null || value === false) return new Map()
  if (Array.isArray(value)) return new Map([['', value]])
  if (typeof value !== 'object') return new Map([['', [String(value)]]])
  return new Map(Object.entries(value).map(([language, words]) => [language, [words].flat()]))
}
