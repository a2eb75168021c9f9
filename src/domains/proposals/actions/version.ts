import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { toHtml } from '../../../platform/markdown.ts'
import { enterStage, type Proposal } from '../proposal.ts'
import { most, type Words } from '../rules.ts'

interface How {
  why?: string
  restored?: number
  aside?: boolean
  amendmentId?: string | undefined
  byId?: string | null
}

/**
 * Its authors let this text stand: the next version, and with it a proposal, however far it was before. In the caller's
 * transaction, with the proposal held.
 */
export async function writeText(
  ctx: Context,
  { id, stage }: Pick<Proposal, 'id' | 'stage'>,
  words: Words,
  how: Omit<How, 'aside'> = {},
): Promise<void> {
  await writeVersion(ctx, id, words, how)
  if (stage !== 'proposal') await enterStage(ctx, id, 'proposal')
}

/** Writes the next version and lets it stand; in the caller's transaction, with the proposal held. */
export async function writeVersion(
  ctx: Context,
  id: string,
  { title, body, costs, who, sources }: Words,
  how: How = {},
): Promise<void> {
  const now = ctx.now().toISOString()
  const written = await row<{ version: number }>(
    ctx.db,
    sql`insert into proposal_versions (proposal_id, version, title, body, costs, who, sources, why, written_by, written, restored, aside, amendment_id)
        select ${id}, coalesce(max(version), 0) + 1, ${title}, ${body}, ${costs}, ${who}, ${sources}, ${how.why ?? ''},
          ${how.byId === undefined ? (ctx.viewer?.id ?? null) : how.byId}, ${now}, ${how.restored ?? null}, ${how.aside ?? false}, ${how.amendmentId ?? null}
        from proposal_versions where proposal_id = ${id} returning version`,
  )
  if (!how.aside)
    await ctx.db.execute(
      sql`update proposals set title = ${title}, body = ${body}, html = ${toHtml(body)}, costs = ${costs}, who = ${who}, sources = ${sources},
            version = ${written!.version}, changed = ${now} where id = ${id}`,
    )
  await ctx.db.execute(
    sql`delete from proposal_versions where proposal_id = ${id} and version <= ${written!.version - most.versions}
          and version <> (select version from proposals where id = ${id})`,
  )
}
