import { sql } from 'drizzle-orm'
import { after, day, week } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { idOf, type Dice } from './dice.ts'
import type { Group } from './groups.ts'
import type { People, Town } from './town.ts'

/** Requests for new ambitions, with the answers they got. */
export async function writeRequests(ctx: Context, town: Town, people: People): Promise<void> {
  const steward = town.personas.find(({ steward: task }) => task === 'taxonomy')
  const stewardId = steward ? people.persona.get(steward.key)!.id : null
  for (const request of town.requests) {
    const asker = request.persona
      ? people.persona.get(request.persona)
      : (people.all.find(({ name, level }) => name === request.name && level !== 'applicant') ??
        people.all.at(-1))
    const id = idOf(`request:${request.key}`)
    const asked = after(ctx.now(), -request.weeksAgo * week)
    await ctx.db.execute(
      sql`insert into ambition_requests (id, resident_id, kind, title, why, created)
          values (${id}, ${asker!.id}, 'ambition', ${request.label}, ${request.why}, ${asked.toISOString()})`,
    )
    if (request.state !== 'pending') {
      await ctx.db.execute(
        sql`insert into ambition_answers (request_id, round, verdict, outcome, concept_id, reason, steward_id, answered)
            values (${id}, 1, ${request.state}, ${request.dream ?? null},
              (select id from concepts where scheme = 'ambition' and slug = ${request.concept ?? request.instead ?? ''}),
              ${request.reason ?? ''}, ${stewardId}, ${after(asked, 2 * day).toISOString()})`,
      )
    }
    if (request.appeal) {
      await ctx.db.execute(
        sql`insert into ambition_appeals (request_id, words, appealed)
            values (${id}, ${request.appeal.text}, ${after(ctx.now(), -request.appeal.weeksAgo * week).toISOString()})`,
      )
    }
  }
}

/** Requests between neighbours. Those from counters wait until counters exist. */
export async function writeCalls(
  ctx: Context,
  town: Town,
  groups: readonly Group[],
  people: People,
  dice: Dice,
): Promise<void> {
  const themes = await rows<{ id: number; slug: string }>(
    ctx.db,
    sql`select id, slug from concepts where scheme = 'theme'`,
  )
  for (const call of town.calls.filter(({ sender }) => sender.kind === 'resident')) {
    const group = groups.find(({ id }) => id === idOf(`community:${call.community}`))
    const themeId = themes.find(({ slug }) => slug === call.theme)?.id ?? null
    const to = call.persona
      ? people.persona.get(call.persona)
      : group?.pointedAt.find((aim) =>
          call.to === 'authority' ? aim.themeId === themeId : aim.themeId === null,
        )?.to
    const from = call.sender.persona
      ? people.persona.get(call.sender.persona)
      : group?.people.find((person) => person !== to)
    if (!group || !to || !from || to === from || (call.to === 'authority' && themeId === null)) continue
    const sent = after(ctx.now(), -call.daysAgo * day)
    const answer = call.state === 'open' ? null : call.state === 'passed-on' ? 'passed' : call.state
    await ctx.db.execute(
      sql`insert into calls (id, community_id, kind, theme_id, from_id, to_id, words, sent, answer, reply, answered)
          values (${dice.uuid()}, ${group.id}, ${call.to}, ${call.to === 'authority' ? themeId : null}, ${from.id}, ${to.id},
            ${`${call.title}\n\n${call.text}`}, ${sent.toISOString()}, ${answer}, ${call.answer ?? null},
            ${answer === null ? null : after(sent, day).toISOString()})`,
    )
  }
}

/** Something waits for those who are described as being asked: a neighbour at the door, and a question. */
export async function writeWaiting(
  ctx: Context,
  groups: readonly Group[],
  people: People,
  dice: Dice,
): Promise<void> {
  const group = (key: string) => groups.find(({ id }) => id === idOf(`community:${key}`))
  const stairs = group('trappenhuis-saturnushof')
  const stranger = people.all.find(
    (person) =>
      stairs &&
      person.level !== 'applicant' &&
      person.home.buurtId === stairs.manager.home.buurtId &&
      !stairs.people.includes(person),
  )
  if (stairs && stranger) {
    await ctx.db.execute(
      sql`insert into join_requests (id, community_id, resident_id, words, asked)
          values (${dice.uuid()}, ${stairs.id}, ${stranger.id}, 'Ik woon nu op nummer 14. Mag ik erbij? Ik veeg graag mee.',
            ${after(ctx.now(), -day).toISOString()})`,
    )
  }
  const street = group('stapvoets-singelweg')
  const marja = people.persona.get('marja')
  const asker = street?.people.find((person) => person !== marja)
  if (street && marja && asker) {
    await ctx.db.execute(
      sql`insert into calls (id, community_id, kind, from_id, to_id, words, sent)
          values (${dice.uuid()}, ${street.id}, 'ambassador', ${asker.id}, ${marja.id},
            'Wil jij zaterdag iets vertellen over hoe de oversteek er kwam? Er komen buren uit de Havenstraat kijken.',
            ${after(ctx.now(), -day).toISOString()})`,
    )
  }
}

/** Henk helps Lies, who never had a computer: so that a visitor can see how that goes. */
export async function writeHelp(ctx: Context, people: People): Promise<void> {
  const henk = people.persona.get('henk')
  const lies = people.persona.get('lies')
  if (!henk || !lies) return
  const helping = idOf('helping:henk')
  const asked = after(ctx.now(), -6 * week)
  const accepted = after(asked, day).toISOString()
  await ctx.db.execute(
    sql`insert into helpings (id, resident_id, helper_id, asked, accepted)
        values (${helping}, ${lies.id}, ${henk.id}, ${asked.toISOString()}, ${accepted})`,
  )
  for (const kind of ['join', 'rsvp']) {
    await ctx.db.execute(
      sql`insert into helping_kinds (helping_id, kind, since) values (${helping}, ${kind}, ${accepted})`,
    )
  }
}
