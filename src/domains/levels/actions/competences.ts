import { readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, Invalid } from '../../../platform/errors.ts'
import { logAct, requireSteward } from '../../residents/index.ts'
import { bases, powers, type Basis, type Power, type Say } from '../rules.ts'

/** What a row of the table says, in one version. */
export interface CompetenceWords {
  name: string
  words: string[]
  level: Power
  say: Say
  basis: Basis
  themeId: number | null
  doing: string
  notify: string
  source: string | null
  retired: boolean
}

/** What came with the program, as its file says it. Broken seeds stop the start, with the place of the fault. */
const seeds = z.array(
  z.object({
    slug: z.string().regex(/^[a-z0-9-]{2,60}$/),
    name: z.string().min(2).max(80),
    words: z.array(z.string()).max(20),
    level: z.enum(powers),
    say: z.enum(['say', 'advice']),
    basis: z.enum(bases),
    theme: z.string(),
    doing: z.string().min(1).max(600),
    notify: z.string().min(1).max(300),
    source: z.string().min(3).max(300).nullable(),
  }),
)

/**
 * Takes in the table that comes with the program: rows that are not there yet, and nothing else, so that an upgrade never
 * undoes what a steward changed. Twice changes nothing. @returns how many rows are new.
 */
export async function ensureCompetences(ctx: Context, path: string): Promise<number> {
  const wanted = seeds.parse(JSON.parse(await readFile(path, 'utf8')))
  return transact(ctx, async (ctx) => {
    const there = new Set(
      (await rows<{ slug: string }>(ctx.db, sql`select slug from competences`)).map(({ slug }) => slug),
    )
    const missing = wanted.filter(({ slug }) => !there.has(slug))
    const themes = new Map(
      (
        await rows<{ id: number; slug: string }>(
          ctx.db,
          sql`select coalesce(replaced_by, id) as id, slug from concepts where scheme = 'theme' limit 2000`,
        )
      ).map(({ id, slug }) => [slug, id]),
    )
    let made = 0
    for (const { slug, theme, ...said } of missing) {
      const id = await insertRow(ctx, slug)
      if (id === undefined) continue
      await writeVersion(
        ctx,
        id,
        1,
        { ...said, themeId: themes.get(theme) ?? null, retired: false },
        'Eerste tabel.',
      )
      made += 1
    }
    return made
  })
}

/**
 * A steward of the taxonomy adds a row. The reason is public, and so is the act.
 * @throws Invalid (`slug`) when the name in the address is taken.
 */
export async function addCompetence(
  ctx: Context,
  slug: string,
  said: CompetenceWords,
  why: string,
): Promise<void> {
  const known = requireSteward(ctx, 'taxonomy')
  await transact(known, async (ctx) => {
    const id = await insertRow(ctx, slug)
    if (id === undefined) throw new Invalid({ slug: 'slugTaken' })
    await writeVersion(ctx, id, 1, said, why)
    await logAct(ctx, { task: 'taxonomy', kind: 'level.added', about: { row: slug, version: 1 }, why })
  })
}

/**
 * A steward of the taxonomy changes a row: a new version beside the old ones, which stay readable. The reason is public,
 * and so is the act. Cases that were opened before keep the version they began with.
 * @throws Conflict (`rowChanged`) when somebody else changed it since the form was opened.
 */
export async function changeCompetence(
  ctx: Context,
  slug: string,
  from: number,
  said: CompetenceWords,
  why: string,
): Promise<void> {
  const known = requireSteward(ctx, 'taxonomy')
  await transact(known, async (ctx) => {
    const changed = await row<{ id: number }>(
      ctx.db,
      sql`update competences set version = version + 1 where slug = ${slug} and version = ${from} returning id`,
    )
    if (!changed) throw new Conflict('rowChanged')
    await writeVersion(ctx, changed.id, from + 1, said, why)
    await logAct(ctx, {
      task: 'taxonomy',
      kind: 'level.changed',
      about: { row: slug, version: from + 1 },
      why,
    })
  })
}

async function insertRow(ctx: Context, slug: string): Promise<number | undefined> {
  const made = await row<{ id: number }>(
    ctx.db,
    sql`insert into competences (slug, version) values (${slug}, 1) on conflict (slug) do nothing returning id`,
  )
  return made?.id
}

async function writeVersion(
  ctx: Context,
  id: number,
  version: number,
  said: CompetenceWords,
  why: string,
): Promise<void> {
  await ctx.db.execute(
    sql`insert into competence_versions
          (competence_id, version, name, words, level, say, basis, theme_id, doing, notify, source, retired, made, by_id, why)
        values (${id}, ${version}, ${said.name}, ${sql.param(said.words)}::text[], ${said.level}, ${said.say}, ${said.basis},
          ${said.themeId}, ${said.doing}, ${said.notify}, ${said.source}, ${said.retired}, ${ctx.now().toISOString()},
          ${ctx.viewer?.id ?? null}, ${why})`,
  )
}
