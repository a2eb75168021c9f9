import { sql } from 'drizzle-orm'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { NotFound } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import { requireNotHelper, requireViewer } from '../../residents/index.ts'

/**
 * Who is thanked says whether their name stands in the story; the newest answer counts, at any time.
 * @throws NotFound for anybody else's thanks.
 */
export async function answerThanks(
  ctx: Context,
  thanksId: string,
  answer: 'named' | 'unnamed',
): Promise<void> {
  const { viewer } = requireViewer(ctx)
  requireNotHelper(ctx, viewer.helper?.id)
  const answered = isId(thanksId)
    ? await row(
        ctx.db,
        sql`update outcome_thanks set answer = ${answer}, answered = ${ctx.now().toISOString()}
            where id = ${thanksId} and resident_id = ${viewer.id} returning id`,
      )
    : undefined
  if (!answered) throw new NotFound()
}

/** Two ambitions became one: what was told of the old one is told of the one that stays. */
export async function followMergedAmbition(
  ctx: Context,
  { scheme, from, to }: { scheme: string; from: number; to: number },
): Promise<void> {
  if (scheme !== 'ambition') return
  await ctx.db.execute(sql`update outcomes set concept_id = ${to} where concept_id = ${from}`)
}
