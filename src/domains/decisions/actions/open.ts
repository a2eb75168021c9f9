import { sql } from 'drizzle-orm'
import { day, hour } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Invalid, NotAllowed } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { toHtml } from '../../../platform/markdown.ts'
import { publish } from '../../../platform/outbox.ts'
import { areaById } from '../../areas/index.ts'
import { changing, communityById, requireAwake, requireMember } from '../../communities/index.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import { makeBox } from '../box.ts'
import { decisionById, decidingKinds, electorateOf, type Form } from '../decision.ts'
import { hasOptions, type MethodName } from '../rules/choice.ts'
import { mostForConsent, methods, neededLevel } from '../rules/methods.ts'

/** Everything that is said beforehand. */
export interface Opening {
  /** Made when the form was shown, so that sending it twice opens once. */
  id?: string | undefined
  /** One of the two. */
  communityId?: string | undefined
  areaId?: number | undefined
  themeId?: number | undefined
  /** Where it came from: a path on this site. */
  origin?: string | undefined
  method: MethodName
  form: Form
  /** Asks for more than the method and the place do. */
  needs?: 'verified' | 'assured' | undefined
  question: string
  /** Markdown. */
  explanation?: string | undefined
  options?: readonly { words: string; cost?: number | undefined; starts?: Date | undefined }[]
  seats?: number | undefined
  budget?: number | undefined
  /** Per cent of who can vote. */
  quorum?: number | undefined
  /** Absent: now. */
  opens?: Date | undefined
  closes: Date
}

const opening: Limit = { name: 'decision-open', max: 6, window: day }
/** How long a vote may stay open. */
export const longestOpen = 92 * day
/** How long a vote stays open at least, so that who is at work or asleep can vote too. */
export const shortestOpen = 12 * hour
/** How far ahead voting may begin. */
export const furthestOpening = 90 * day

/**
 * Lays a question before a community, by one of its members, or before an area, by an assured resident of it. What is said
 * here never changes; proposals open their decisions by the same way. Sending it twice opens once.
 * @returns its id.
 * @throws NotAllowed for who could not vote on it; Invalid by field for what cannot be decided like that.
 */
export async function openDecision(ctx: Context, asked: Opening): Promise<string> {
  const known = requireVerified(ctx)
  if (known.viewer.helper) throw new NotAllowed('helperMayNot')
  check(known, asked)
  if (known.db === known.services.store.db) await limit(known, opening, known.viewer.id)
  if (asked.communityId !== undefined)
    return changing(known, asked.communityId, async (ctx, community) => {
      requireMember(community)
      requireAwake(community)
      return write(ctx, asked)
    })
  const area = await areaById(known, asked.areaId ?? -1)
  const { viewer } = known
  const home = [viewer.streetId, viewer.buurtId, viewer.wijkId, viewer.gemeenteId]
  if (!area || !decidingKinds.some((kind) => kind === area.kind)) throw new Invalid({ form: 'areaTooLarge' })
  if (!home.includes(area.id)) throw new NotAllowed('residentsOnly')
  if (viewer.level !== 'assured') throw new NotAllowed('assuredOnly')
  return transact(known, (inner) => write({ ...known, db: inner.db }, asked))
}

function check(ctx: Context, asked: Opening): void {
  const method = methods[asked.method]
  const { least, most } = method.options
  const options = asked.options ?? []
  const wrong: Record<string, string> = {}
  if (options.length < least) wrong['options'] = 'optionsFew'
  if (options.length > most) wrong['options'] = 'optionsMany'
  if (
    hasOptions(asked.method) &&
    new Set(options.map(({ words, starts }) => starts?.getTime() ?? words)).size < options.length
  )
    wrong['options'] = 'optionsSame'
  if (asked.method === 'budget') {
    if (!asked.budget) wrong['budget'] = 'budgetWrong'
    if (options.some(({ cost }) => cost === undefined)) wrong['options'] = 'costMissing'
    else if (options.some(({ cost }) => !Number.isInteger(cost) || cost! < 1)) wrong['options'] = 'costZero'
    else if (asked.budget && options.some(({ cost }) => cost! > asked.budget!)) wrong['options'] = 'costHigh'
  }
  if (asked.method === 'date' && options.some(({ starts }) => starts === undefined))
    wrong['options'] = 'datesMissing'
  if (asked.method === 'seats' && (asked.seats ?? 1) >= options.length) wrong['seats'] = 'seatsMany'
  if (asked.form === 'closed' && !method.closed) wrong['form'] = 'consentOpen'
  const opens = asked.opens ?? ctx.now()
  if (opens.getTime() < ctx.now().getTime() - day) wrong['opens'] = 'opensPast'
  if (opens.getTime() > ctx.now().getTime() + furthestOpening) wrong['opens'] = 'opensLate'
  const begins = new Date(Math.max(opens.getTime(), ctx.now().getTime()))
  const length = lengthWrong(begins, asked.closes)
  if (length) wrong['closes'] = length
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
}

/** What is wrong with a closing moment for a vote that begins then: too soon, too late, or nothing. */
export function lengthWrong(begins: Date, closes: Date): string | undefined {
  const open = closes.getTime() - begins.getTime()
  if (open <= 0) return 'closesPast'
  if (open < shortestOpen) return 'closesSoon'
  return open > longestOpen ? 'closesLate' : undefined
}

async function write(ctx: ViewerContext, asked: Opening): Promise<string> {
  const { method, form, communityId, areaId } = asked
  const id = asked.id ?? newId()
  const now = ctx.now().toISOString()
  const explanation = asked.explanation ?? ''
  const made = await row(
    ctx.db,
    sql`insert into decisions (id, community_id, area_id, theme_id, origin, method, form, needs, question, explanation, html,
          seats, budget, quorum, opened_by, opened, opens, closes)
        values (${id}, ${communityId ?? null}, ${areaId ?? null}, ${asked.themeId ?? null}, ${asked.origin ?? null}, ${method}, ${form},
          ${neededLevel(method, communityId ? 'community' : 'area', asked.needs)}, ${asked.question}, ${explanation}, ${toHtml(explanation)},
          ${method === 'seats' ? (asked.seats ?? 1) : null}, ${method === 'budget' ? (asked.budget ?? null) : null}, ${asked.quorum ?? null},
          ${ctx.viewer.id}, ${now}, ${(asked.opens ?? ctx.now()).toISOString()}, ${asked.closes.toISOString()})
        on conflict (id) do nothing returning id`,
  )
  if (!made) return id
  const options = (asked.options ?? []).map(({ words, cost, starts }, place) => ({
    place,
    words,
    cost: cost ?? null,
    starts: starts?.toISOString() ?? null,
  }))
  await ctx.db.execute(
    sql`insert into decision_options (decision_id, place, words, cost, starts)
        select ${id}, place, words, cost, starts from jsonb_to_recordset(${JSON.stringify(options)}::jsonb)
          as o (place smallint, words text, cost integer, starts timestamptz)`,
  )
  await ctx.db.execute(
    sql`insert into decision_changes (decision_id, kind, by_id, changed) values (${id}, 'opened', ${ctx.viewer.id}, ${now})`,
  )
  const decision = await decisionById(ctx, id)
  if (decision.standing === 'level') throw new NotAllowed('assuredOnly')
  if (decision.standing !== 'may') throw new NotAllowed('votersOnly')
  if (method === 'consent' && (await size(ctx, decision)) > mostForConsent)
    throw new Invalid({ form: 'consentMany' })
  if (form === 'closed') await makeBox(ctx, id)
  await publish(ctx, 'decision.opened', {
    decision: id,
    ...(communityId && { community: communityId }),
    ...(areaId && { area: areaId }),
  })
  return id
}

/** How many may vote now. */
export async function size(ctx: Context, decision: Parameters<typeof electorateOf>[0]): Promise<number> {
  const found = await row<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from (${electorateOf(decision)}) as electorate`,
  )
  return found?.n ?? 0
}

/** Checks that who asks may open something here, for showing the form. @throws as `openDecision`. */
export async function requireMayOpen(
  ctx: Context,
  where: { communityId?: string; areaId?: number },
): Promise<ViewerContext> {
  const known = requireVerified(ctx)
  if (where.communityId) {
    const community = await communityById(known, where.communityId)
    requireMember(community)
    requireAwake(community)
    return known
  }
  const { viewer } = known
  if (![viewer.streetId, viewer.buurtId, viewer.wijkId, viewer.gemeenteId].includes(where.areaId ?? -1))
    throw new NotAllowed('residentsOnly')
  if (viewer.level !== 'assured') throw new NotAllowed('assuredOnly')
  return known
}
