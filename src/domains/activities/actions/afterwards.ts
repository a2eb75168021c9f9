import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Invalid, NotAllowed, NotFound } from '../../../platform/errors.ts'
import { attachFiles, dropFiles } from '../../../platform/files/index.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { hasLink, oneLine } from '../../../platform/line.ts'
import { areBlocked, requireVerified, tell } from '../../residents/index.ts'
import { changingMoment, requireWasThere } from '../moment.ts'
import { helpers } from '../queries/moment.ts'

const showing: Limit = { name: 'activity-picture', max: 30, window: day }
const saying: Limit = { name: 'activity-remark', max: 30, window: day }
const thanking: Limit = { name: 'activity-thanks', max: 30, window: day }
const mostPictures = 60

/** Who may bring a photo, before its bytes are looked at. @throws NotAllowed, NotFound, TooMany */
export async function requireMayShow(ctx: Context, momentId: string): Promise<void> {
  const known = requireVerified(ctx)
  await limit(ctx, showing, known.viewer.id)
  await changingMoment(known, momentId, async (ctx, moment) => requireWasThere(ctx, moment))
}

/** Somebody who was there shows a photo that was kept, with words for who cannot see it; sixty at most. */
export async function addPicture(
  ctx: Context,
  momentId: string,
  { file, alt }: { file: string; alt: string },
): Promise<void> {
  const known = requireVerified(ctx)
  const words = oneLine(alt)
  if (!words) throw new Invalid({ alt: 'altMissing' })
  if (words.length > 300) throw new Invalid({ alt: 'altLong' })
  await changingMoment(known, momentId, async (ctx, moment) => {
    requireWasThere(ctx, moment)
    const counted = await row<{ n: number }>(
      ctx.db,
      sql`select count(*)::int as n from activity_pictures where moment_id = ${momentId}`,
    )
    if ((counted?.n ?? 0) >= mostPictures) throw new Invalid({ picture: 'picturesMany' })
    await attachFiles(ctx, [file], 'picture')
    await ctx.db.execute(
      sql`insert into activity_pictures (file_id, moment_id, resident_id, alt, added)
          values (${file}, ${momentId}, ${ctx.viewer.id}, ${words}, ${ctx.now().toISOString()})`,
    )
  })
}

/** Who brought a photo, or a host, takes it away for good. Twice takes it away once. */
export async function removePicture(ctx: Context, momentId: string, fileId: string): Promise<void> {
  const known = requireVerified(ctx)
  if (!isId(fileId)) throw new NotFound()
  await changingMoment(known, momentId, async (ctx, moment) => {
    const found = await row<{ by: string | null }>(
      ctx.db,
      sql`select resident_id as by from activity_pictures where file_id = ${fileId} and moment_id = ${momentId}`,
    )
    if (!found) return
    if (found.by !== ctx.viewer.id && !moment.mayHost) throw new NotAllowed('pictureOthers')
    await dropFiles(ctx, [fileId])
  })
}

/** Somebody who was there says in one line how it was. A new line takes the place of the old one; an empty one takes it back. */
export async function sayHowItWas(ctx: Context, momentId: string, said: string): Promise<void> {
  const known = requireVerified(ctx)
  const line = oneLine(said)
  if (line.length > 280) throw new Invalid({ line: 'remarkLong' })
  if (hasLink(line)) throw new Invalid({ line: 'lineLink' })
  await limit(ctx, saying, known.viewer.id)
  await changingMoment(known, momentId, async (ctx, moment) => {
    requireWasThere(ctx, moment)
    await ctx.db.execute(
      line
        ? sql`insert into activity_remarks (id, moment_id, resident_id, line, said)
              values (${newId()}, ${momentId}, ${ctx.viewer.id}, ${line}, ${ctx.now().toISOString()})
              on conflict (moment_id, resident_id) do update set line = excluded.line`
        : sql`delete from activity_remarks where moment_id = ${momentId} and resident_id = ${ctx.viewer.id}`,
    )
  })
}

/**
 * Somebody who was there thanks who planned it or took something upon them. Only the two of them see it; thanking twice is
 * thanking once, with the newest words.
 */
export async function thank(
  ctx: Context,
  momentId: string,
  { to, line: said }: { to: string; line: string },
): Promise<void> {
  const known = requireVerified(ctx)
  const line = oneLine(said)
  if (!isId(to)) throw new Invalid({ to: 'thankMissing' })
  if (line.length > 200) throw new Invalid({ words: 'thanksLong' })
  if (hasLink(line)) throw new Invalid({ words: 'lineLink' })
  await limit(ctx, thanking, known.viewer.id)
  await changingMoment(known, momentId, async (ctx, moment) => {
    requireWasThere(ctx, moment)
    const helped = await row(
      ctx.db,
      sql`select 1 from (${helpers(moment)}) helper (id) join residents r on r.id = helper.id and r.left_at is null
          where helper.id = ${to} and helper.id <> ${ctx.viewer.id}`,
    )
    if (!helped || (await areBlocked(ctx, ctx.viewer.id, to))) throw new Invalid({ to: 'thankMissing' })
    await ctx.db.execute(
      sql`insert into activity_thanks (id, moment_id, from_id, to_id, line, given)
          values (${newId()}, ${momentId}, ${ctx.viewer.id}, ${to}, ${line}, ${ctx.now().toISOString()})
          on conflict (moment_id, from_id, to_id) do update set line = excluded.line`,
    )
    await tell(ctx, [to], 'activity.thanked', { activity: momentId, title: moment.title, by: ctx.viewer.id })
  })
}
