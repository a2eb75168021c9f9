import { sql } from 'drizzle-orm'
import { day } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import { Conflict, NotAllowed } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { areaById, idsInPath, type Area } from '../../areas/index.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import { caseRow, namedIn, type CaseRow } from '../case.ts'
import { competenceAt } from '../competence.ts'
import { askedIn, electorateOf, homePaths } from '../level.ts'
import {
  claimedPath,
  commonPath,
  contestsNeeded,
  directionOf,
  sayAt,
  stepDown,
  stepUp,
  within,
  type ContestKind,
} from '../rules.ts'

const contesting: Limit = { name: 'level-contest', max: 20, window: day }

/** Where a contest leads, and who are asked about it. */
interface Way {
  to: Area
  /** The area whose residents are asked: the level itself, or the one that was left out. */
  asked: Area
  /** Only of an area that wants to belong. */
  claimed: Area | undefined
}

/**
 * A resident says that a case belongs higher or lower, or that their own area belongs to it. What they say now takes the
 * place of what they said before. When enough of those who are asked now say so the case moves, once in each direction, and both levels are told.
 * @returns whether it moved now.
 * @throws Conflict when it was frozen or withdrawn, went that way before, or cannot go further; NotAllowed for who is
 *   not asked.
 */
export async function contest(ctx: Context, caseId: string, kind: ContestKind): Promise<boolean> {
  const known = requireVerified(ctx)
  await limit(known, contesting, known.viewer.id)
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    const found = await caseRow(ctx, caseId, { lock: true })
    const step = await requireOpenWay(ctx, found, kind)
    const way = await wayOf(ctx, found, kind)
    await ctx.db.execute(
      sql`insert into level_contests (id, case_id, step, kind, area_id, resident_id, made)
          values (${newId()}, ${caseId}, ${step}, ${kind}, ${way.claimed?.id ?? null}, ${ctx.viewer.id}, ${ctx.now().toISOString()})
          on conflict (case_id, step, resident_id) do update set kind = excluded.kind, area_id = excluded.area_id, made = excluded.made`,
    )
    return moveWhenEnough(ctx, found, { kind, step, ...way })
  })
}

/** Takes back what the viewer said about the level where the case stands now. Twice does it once. */
export async function takeBackContest(ctx: Context, caseId: string): Promise<void> {
  const known = requireVerified(ctx)
  await transact(known, async (ctx) => {
    await caseRow(ctx, caseId, { lock: true })
    await ctx.db.execute(
      sql`delete from level_contests where case_id = ${caseId} and resident_id = ${known.viewer.id}
            and step = (select count(*)::int from level_moves where case_id = ${caseId})`,
    )
  })
}

/** @returns how often it moved. */
async function requireOpenWay(
  ctx: Context,
  { id, frozen, withdrawn }: CaseRow,
  kind: ContestKind,
): Promise<number> {
  if (withdrawn) throw new Conflict('levelWithdrawn')
  if (frozen) throw new Conflict('levelFrozen')
  const before = await rows<{ direction: string }>(
    ctx.db,
    sql`select direction from level_moves where case_id = ${id}`,
  )
  if (before.some(({ direction }) => direction === directionOf(kind))) throw new Conflict('levelMovedOnce')
  return before.length
}

/** Where this contest of the viewer leads. @throws NotAllowed, Conflict */
async function wayOf(ctx: ViewerContext, found: CaseRow, kind: ContestKind): Promise<Way> {
  const level = (await areaById(ctx, found.areaId))!
  const path = idsInPath(level.path)
  const home = await homePaths(ctx)
  const inside = home.some((each) => within(each, path))
  if (kind === 'include') {
    const claim = inside ? undefined : claimedPath(home, path)
    if (!claim) throw new NotAllowed('levelInside')
    const claimed = (await areaById(ctx, claim.at(-1)!))!
    const to = commonPath([path, claim]).at(-1)
    if (to === undefined) throw new Conflict('levelTop')
    return { to: (await areaById(ctx, to))!, asked: claimed, claimed }
  }
  if (!inside) throw new NotAllowed('levelOutside')
  const [focus] = await namedIn(ctx, found.id)
  const to = kind === 'higher' ? stepUp(path) : focus && stepDown(path, idsInPath(focus.path))
  if (to === undefined) throw new Conflict(kind === 'higher' ? 'levelTop' : 'levelBottom')
  return { to: (await areaById(ctx, to))!, asked: level, claimed: undefined }
}

async function moveWhenEnough(
  ctx: Context,
  found: CaseRow,
  { kind, step, to, asked, claimed }: Way & { kind: ContestKind; step: number },
): Promise<boolean> {
  const said = await row<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from level_contests s join residents r on r.id = s.resident_id
        where s.case_id = ${found.id} and s.step = ${step} and s.kind = ${kind}
          and s.area_id is not distinct from ${claimed?.id ?? null}::int and ${askedIn(asked)}`,
  )
  const counted = said?.n ?? 0
  const many = await electorateOf(ctx, asked, 'verified')
  if (counted < contestsNeeded(many)) return false
  const { say } = sayAt(to.kind, await competenceAt(ctx, found.competenceId, found.competenceVersion))
  await ctx.db.execute(
    sql`insert into level_moves (case_id, step, direction, kind, from_area_id, to_area_id, say, asked, counted, moved)
        values (${found.id}, ${step + 1}, ${directionOf(kind)}, ${kind}, ${found.areaId}, ${to.id}, ${say}, ${many}, ${counted},
          ${ctx.now().toISOString()})`,
  )
  await ctx.db.execute(sql`update level_cases set area_id = ${to.id}, say = ${say} where id = ${found.id}`)
  if (claimed)
    await ctx.db.execute(
      sql`insert into level_case_areas (case_id, place, area_id)
          select ${found.id}, max(place) + 1, ${claimed.id} from level_case_areas where case_id = ${found.id}
          on conflict (case_id, area_id) do nothing`,
    )
  await publish(ctx, 'level.moved', { case: found.id, step: step + 1, from: found.areaId, to: to.id })
  return true
}
