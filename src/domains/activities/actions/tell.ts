import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/store.ts'
import type { Language } from '../../../platform/i18n.ts'
import { mailInLanguage } from '../../identity/index.ts'
import { nobody, tell } from '../../residents/index.ts'
import { words } from '../messages/index.ts'
import { whenInWords } from '../when.ts'

/** Residents told in one transaction: between them others have a turn. */
const toldAtOnce = 50

interface Told {
  id: string
  /** The first time that they said they would come to. */
  starts: string
}

interface Change {
  activity: string
  by?: string
  rest?: boolean
}

interface What {
  activityId: string
  title: string
  place: string
  zone: string
  allDay: boolean
  starts: string
  movedFrom: string | null
  changed: string
  why: string
}

/** The moment that a fact is about, as it stands now. */
async function whatOf(ctx: Context, momentId: string): Promise<What | undefined> {
  return row<What>(
    ctx.db,
    sql`select act.id as "activityId", act.title, coalesce(m.place, act.place) as place, act.zone, act.all_day as "allDay",
          m.starts, m.moved_from as "movedFrom", m.changed, coalesce((select h.why from activity_changes h
            where h.activity_id = act.id and h.kind <> 'changed' order by h.id desc limit 1), '') as why
        from activity_moments m join activities act on act.id = m.activity_id where m.id = ${momentId}`,
  )
}

/**
 * Job: tells who said yes or maybe, who waits, and who was invited and did not answer yet, inside the house and by mail. They
 * get the words they said yes to, and not the name of a community that may be closed to them by now. Nobody is told twice.
 */
export async function tellCancelled(ctx: Context, fact: Change): Promise<void> {
  const what = await whatOf(ctx, fact.activity)
  if (!what) return
  const coming = await rows<Told>(
    ctx.db,
    sql`select r.id, asked.starts from (
          select y.resident_id, min(m.starts) as starts
          from activity_moments m join attendances y on y.moment_id = m.id and y.answer <> 'no'
          where ${concerned(fact, what)} and m.cancelled is not null group by y.resident_id
          union
          -- An invitation names the meeting that came first when it was sent.
          select i.resident_id, m.starts from activity_moments m join activities act on act.id = m.activity_id
          join invitations i on i.community_id = act.community_id and i.answer is null and i.resident_id is not null
            and i.ends > ${ctx.now().toISOString()}
          where m.id = ${fact.activity} and m.starts = (select min(named.starts) from activity_moments named
            join activities a on a.id = named.activity_id
            where a.community_id = act.community_id and a.created <= i.invited and named.starts > i.invited)) asked
        join residents r on r.id = asked.resident_id and r.left_at is null and r.id <> ${fact.by ?? nobody}
        order by r.id`,
  )
  const news = { activity: fact.activity, title: what.title }
  await tellAll(ctx, coming, 'activity.cancelled', news, (language, one) =>
    words[language].mail.cancelled(
      what.title,
      whenInWords(language, { ...what, starts: new Date(one.starts) }),
      what.why,
      `${ctx.services.config.origin}/agenda`,
      fact.rest === true,
    ),
  )
}

/**
 * Job: tells who said yes or maybe, or who waits, that it is at another time or place, at once. They answer nothing anew. Who
 * may not enter any of its communities by now is told nothing: where and when it is, is not theirs any more.
 */
export async function tellMoved(ctx: Context, fact: Change): Promise<void> {
  const what = await whatOf(ctx, fact.activity)
  if (!what) return
  const coming = await rows<Told>(
    ctx.db,
    sql`select r.id, min(m.starts) as starts
        from activity_moments m join attendances y on y.moment_id = m.id and y.answer <> 'no'
        join residents r on r.id = y.resident_id and r.left_at is null and r.level <> 'applicant' and r.id <> ${fact.by ?? nobody}
        where ${concerned(fact, what)} and m.cancelled is null and exists (
          select 1 from activity_communities shared join communities c on c.id = shared.community_id
          where shared.activity_id = m.activity_id and shared.accepted is not null and (c.access <> 'besloten' or exists (
            select 1 from memberships own where own.community_id = c.id and own.resident_id = r.id and own.ended is null)))
        group by r.id order by r.id`,
  )
  const news = { activity: fact.activity, title: what.title, changed: String(what.changed) }
  const was = what.movedFrom
  await tellAll(ctx, coming, 'activity.moved', news, (language, one) =>
    words[language].mail.moved(
      {
        title: what.title,
        was: was === null ? undefined : whenInWords(language, { ...what, starts: new Date(was) }),
        when: whenInWords(language, { ...what, starts: new Date(one.starts) }),
        place: what.place,
        why: what.why,
        rest: fact.rest === true,
      },
      `${ctx.services.config.origin}/afspraak/${fact.activity}`,
    ),
  )
}

/** The moments that a change is about: one, or that one and what follows. */
function concerned({ activity, rest }: Change, what: What) {
  return rest
    ? sql`m.activity_id = ${what.activityId} and m.starts >= ${new Date(what.starts).toISOString()}`
    : sql`m.id = ${activity}`
}

async function tellAll(
  ctx: Context,
  all: readonly Told[],
  kind: string,
  news: Record<string, string>,
  mail: (language: Language, one: Told) => { subject: string; text: string },
): Promise<void> {
  for (let start = 0; start < all.length; start += toldAtOnce) {
    const some = all.slice(start, start + toldAtOnce)
    await transact(ctx, async (ctx) => {
      const told = new Set(
        await tell(
          ctx,
          some.map(({ id }) => id),
          kind,
          news,
        ),
      )
      for (const one of some.filter(({ id }) => told.has(id)))
        await mailInLanguage(ctx, one.id, (language) => mail(language, one))
    })
  }
}
