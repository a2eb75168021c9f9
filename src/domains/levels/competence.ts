import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { NotFound } from '../../platform/errors.ts'
import { conceptLabel, searchConcepts } from '../ambitions/index.ts'
import { fits, type Basis, type Power, type Say } from './rules.ts'

/** A row of the competence table: a theme of daily practice, who holds the power, and what residents may do themselves. */
export interface Competence {
  id: number
  slug: string
  version: number
  /** In Dutch, as the law it is about is. */
  name: string
  words: string[]
  level: Power
  say: Say
  basis: Basis
  themeId: number | null
  /** Name of the theme in the reader's language; empty without one. */
  theme: string
  doing: string
  notify: string
  /** Null: not checked against a source yet. */
  source: string | null
  retired: boolean
  made: Date
  /** Why this version was made, in public. */
  why: string
}

const columns = (ctx: Context): SQL => sql`c.id, c.slug, v.version, v.name, v.words, v.level, v.say, v.basis,
  v.theme_id as "themeId", coalesce(${conceptLabel(sql`v.theme_id`, ctx.language)}, '') as theme, v.doing, v.notify, v.source, v.retired, v.made, v.why`

const asCompetence = (found: Competence): Competence => ({ ...found, made: new Date(found.made) })

/** Rows at most: a table that people still read. */
const most = 500

/** The table as it counts now, by name; also what is not used any more when asked for. */
export async function competences(ctx: Context, { retired = false } = {}): Promise<Competence[]> {
  const found = await rows<Competence>(
    ctx.db,
    sql`select ${columns(ctx)} from competences c
        join competence_versions v on v.competence_id = c.id and v.version = c.version
        ${retired ? sql`` : sql`where not v.retired`} order by v.name, c.id limit ${most}`,
  )
  return found.map(asCompetence)
}

/** A row as it counts now. @throws NotFound */
export async function competenceBySlug(ctx: Context, slug: string): Promise<Competence> {
  return oneOf(ctx, sql`c.slug = ${slug.slice(0, 60)} and v.version = c.version`)
}

/** The same by its id. @throws NotFound */
export async function competenceById(ctx: Context, id: number): Promise<Competence> {
  return oneOf(ctx, sql`c.id = ${id} and v.version = c.version`)
}

/** A row as it was when something was laid before neighbours. @throws NotFound */
export async function competenceAt(ctx: Context, id: number, version: number): Promise<Competence> {
  return oneOf(ctx, sql`c.id = ${id} and v.version = ${version}`)
}

/** A row as it was, by its name in addresses. @throws NotFound */
export async function competenceVersion(ctx: Context, slug: string, version: number): Promise<Competence> {
  return oneOf(ctx, sql`c.slug = ${slug.slice(0, 60)} and v.version = ${version}`)
}

async function oneOf(ctx: Context, which: SQL): Promise<Competence> {
  const found = await row<Competence>(
    ctx.db,
    sql`select ${columns(ctx)} from competences c join competence_versions v on v.competence_id = c.id where ${which}`,
  )
  if (!found) throw new NotFound('competenceGone')
  return asCompetence(found)
}

/** All versions of a row, newest first; at most a hundred. */
export async function historyOf(
  ctx: Context,
  competenceId: number,
): Promise<Pick<Competence, 'version' | 'made' | 'why'>[]> {
  const found = await rows<Pick<Competence, 'version' | 'made' | 'why'>>(
    ctx.db,
    sql`select version, made, why from competence_versions where competence_id = ${competenceId}
        order by version desc limit 100`,
  )
  return found.map((each) => ({ ...each, made: new Date(each.made) }))
}

/** Rows that belong to one theme of the taxonomy, by name. */
export async function competencesOfTheme(ctx: Context, themeId: number): Promise<Competence[]> {
  return (await competences(ctx)).filter((each) => each.themeId === themeId)
}

/**
 * What typed words may be about, the best first. When none of the names and other words fits, the themes of the
 * taxonomy help: they know forms, compounds and typing errors.
 */
export async function searchCompetences(ctx: Context, typed: string, limit = 12): Promise<Competence[]> {
  const all = await competences(ctx)
  const direct = all
    .map((each) => ({ each, score: fits(typed.slice(0, 100), each) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.each.name < b.each.name ? -1 : 1))
    .map(({ each }) => each)
  if (direct.length > 0) return direct.slice(0, limit)
  const themes = await searchConcepts(ctx, typed.slice(0, 100), { scheme: 'theme', limit: 5 })
  const order = themes.map(({ concept }) => concept.id)
  return all
    .filter(({ themeId }) => themeId !== null && order.includes(themeId))
    .toSorted((a, b) => order.indexOf(a.themeId!) - order.indexOf(b.themeId!))
    .slice(0, limit)
}
