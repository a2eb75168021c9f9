import { sql } from 'drizzle-orm'
import { addThing, planActivity, sayHowItWas } from '../domains/activities/index.ts'
import { openCase } from '../domains/proofs/index.ts'
import type { ViewerContext } from '../domains/residents/index.ts'
import { day } from '../platform/clock.ts'
import type { Context } from '../platform/context.ts'

/** The tables that `beKnown` writes to. */
export const knownTables = [
  'public.proofs',
  'public.letters',
  'public.vouches',
  'public.meeting_codes',
  'public.identity_cases',
  'public.identity_case_words',
  'public.moves',
  'public.eid_links',
  'public.helpings',
  'public.helped_acts',
  'public.desk_registrations',
  'public.cards',
]

/** Rows of everything that proves who somebody is, and of helping and being helped. */
export async function beKnown(
  ctx: Context,
  id: string,
  others: { neighbour: string; second: string },
  words: string,
): Promise<void> {
  const { second: third } = others
  const now = ctx.now().toISOString()
  const case1 = await openCase(ctx, { kind: 'same-person', residentId: third, otherId: id })
  for (const statement of [
    sql`insert into proofs (id, resident_id, kind, proves_address, proves_person, given, given_by)
          values (gen_random_uuid(), ${third}, 'desk', true, false, ${now}, ${id})`,
    sql`insert into letters (id, resident_id, purpose, state, asked) values (gen_random_uuid(), ${id}, 'address', 'asked', ${now})
          on conflict do nothing`,
    sql`insert into vouches (id, voucher_id, resident_id, given)
          values (gen_random_uuid(), ${id}, ${third}, ${now}) on conflict do nothing`,
    sql`insert into vouches (id, voucher_id, resident_id, given)
          values (gen_random_uuid(), ${third}, ${id}, ${now}) on conflict do nothing`,
    sql`insert into meeting_codes (hash, resident_id, ends) values ('quispel', ${id}, ${now})`,
    sql`insert into identity_case_words (case_id, resident_id, words, written) values (${case1}, ${id}, ${words}, ${now})`,
    sql`insert into moves (resident_id, moved) values (${id}, ${now})`,
    sql`insert into eid_links (id, resident_id, provider, key_id, subject, subject_index, linked)
          values (gen_random_uuid(), ${id}, 'buureid', ${ctx.services.keys.id}, 'quispel', 'quispel', ${now})`,
    sql`insert into helpings (id, resident_id, helper_id, asked, accepted)
          values (gen_random_uuid(), ${third}, ${id}, ${now}, ${now}), (gen_random_uuid(), ${id}, ${third}, ${now}, ${now})`,
    sql`insert into helped_acts (id, helping_id, kind, path, person_id, begun, outcome)
          select gen_random_uuid(), h.id, 'designate', '/leefomgeving/:slug/mensen', ${id}, ${now}, 'done' from helpings h
          where h.helper_id = ${id}`,
    sql`insert into desk_registrations (resident_id, steward_id, registered) values (${third}, ${id}, ${now})`,
    sql`insert into cards (id, resident_id, hash, made, made_by, ends) values (gen_random_uuid(), ${id}, 'quispel', ${now}, ${id}, ${now})`,
  ])
    await ctx.db.execute(statement)
}

/** What they asked to bring, and how they said that it was. */
export async function leaveWordsAt(
  me: ViewerContext,
  communityId: string,
  meeting: string,
  said: { thing: string; remark: string; meeting: string; place: string },
): Promise<void> {
  await addThing(me, meeting, { kind: 'bring', what: said.thing, wanted: 2 })
  const ago = (days: number) => new Date(me.now().getTime() - days * day)
  const earlier = { ...me, now: () => ago(3) }
  const plan = { communityId, title: said.meeting, place: said.place, starts: ago(1) }
  await sayHowItWas(me, await planActivity(earlier, plan), said.remark)
}
