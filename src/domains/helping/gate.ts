import { sql } from 'drizzle-orm'
import { matchedRoutes } from 'hono/route'
import { day } from '../../platform/clock.ts'
import { transact } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { Conflict, NotAllowed } from '../../platform/errors.ts'
import { readValues, seeOther, valueOf, type Request } from '../../platform/http.ts'
import { isId, newId } from '../../platform/ids.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { actsForField } from '../../web/for-another.ts'
import { ConfirmNeeded, tell, type Helper, type HelpKind, type ViewerContext } from '../residents/index.ts'
import { judge, openWords } from './rules.ts'

const acting: Limit = { name: 'help-act', max: 60, window: day }

/** Places that are the viewer's own, where somebody who is helped has nothing to show to who helps. */
const homes = new Set(['/', '/buurt', '/ik'])

/** Pages that tell what lies in the vault: not for a card that somebody found. */
const notByCard = ['/ik/gegevens', '/ik/apparaten']

/**
 * The one place that decides what happens to a request in a session that is for somebody else; and that a form which was
 * opened for one person is never sent as another.
 */
export async function guard(c: Request, next: () => Promise<void>): Promise<Response | undefined> {
  const { viewer } = c.get('ctx')
  if (!viewer) return go(next)
  const ctx: ViewerContext = { ...c.get('ctx'), viewer }
  if (viewer.helper) return guardHelper(c, ctx, viewer.helper, next)
  if (!isReading(c) && valueOf(await readValues(c), actsForField)) throw new Conflict('helpOver')
  if (!viewer.confirmed && notByCard.some((path) => c.req.path.startsWith(path))) throw new ConfirmNeeded()
  return go(next)
}

async function guardHelper(
  c: Request,
  ctx: ViewerContext,
  helper: Helper,
  next: () => Promise<void>,
): Promise<Response | undefined> {
  if (isReading(c) && homes.has(c.req.path)) return seeOther(c, '/helpen')
  const patterns = matchedRoutes(c).flatMap(({ method, path }) => (method === 'ALL' ? [] : [path]))
  const verdict = judge(c.req.method, patterns, helper.may)
  if (verdict === 'refused') throw new NotAllowed('helperMayNot')
  if (verdict === 'open') return go(next)
  if (valueOf(await readValues(c), actsForField) !== ctx.viewer.id) throw new Conflict('helpOther')
  await limit(ctx, acting, helper.id)
  const act = await beginAct(c, ctx, helper, verdict.kind, patterns[0] ?? '')
  await next()
  await endAct(ctx, act, helper, c.res.status)
  return undefined
}

async function go(next: () => Promise<void>): Promise<undefined> {
  await next()
}

function isReading(c: Request): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)
}

/**
 * Writes down what is about to be done, before it is: whatever goes wrong afterwards, the one who is helped sees it. Asks once
 * more whether they still want it.
 */
async function beginAct(
  c: Request,
  ctx: ViewerContext,
  helper: Helper,
  kind: HelpKind,
  pattern: string,
): Promise<string> {
  const { slug = '', id = '' } = openWords(pattern, c.req.path)
  const activity = isId(id) ? id : null
  const member = valueOf(await readValues(c), 'member')
  const begun = await row<{ id: string }>(
    ctx.db,
    sql`insert into helped_acts (id, helping_id, kind, path, community_id, activity_id, person_id, begun)
        select ${newId()}::uuid, h.id, ${kind}, ${pattern},
          coalesce((select c.id from communities c where c.slug = ${slug}),
            (select a.community_id from activity_moments m join activities a on a.id = m.activity_id where m.id = ${activity}::uuid)),
          (select m.activity_id from activity_moments m where m.id = ${activity}::uuid),
          (select r.id from residents r where r.id = ${isId(member) ? member : null}::uuid),
          ${ctx.now().toISOString()}::timestamptz
        from helpings h join helping_kinds w on w.helping_id = h.id and w.kind = ${kind} and w.ended is null
        where h.resident_id = ${ctx.viewer.id} and h.helper_id = ${helper.id} and h.accepted is not null and h.ended is null
        returning id`,
  )
  if (!begun) throw new Conflict('helpOver')
  return begun.id
}

/** Whether it was done. An answer of 500 tells neither: that stays open, and is shown so. */
async function endAct(ctx: ViewerContext, act: string, helper: Helper, status: number): Promise<void> {
  if (status >= 500) return
  const outcome = status < 400 ? 'done' : 'refused'
  await transact(ctx, async (inner) => {
    await inner.db.execute(sql`update helped_acts set outcome = ${outcome} where id = ${act}`)
    if (outcome === 'done') await tell(inner, [ctx.viewer.id], 'helping.acted', { act, by: helper.id })
  })
}
