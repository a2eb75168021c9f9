import { sql } from 'drizzle-orm'
import { addThing, planActivity, sayHowItWas } from '../domains/activities/index.ts'
import { openCase } from '../domains/proofs/index.ts'
import type { ViewerContext } from '../domains/residents/index.ts'
import { day } from '../platform/clock.ts'
import type { Context } from '../platform/context.ts'
import { newId } from '../platform/ids.ts'

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
  'public.latchstrings',
  'public.latchstring_visits',
  'public.exchanges',
  'public.exchange_turns',
  'public.hello_terms',
  'public.hello_people',
  'public.decision_ballots',
  'public.decision_changes',
]

/** Rows of everything that proves who somebody is, of helping and being helped, and of what goes from door to door. */
export async function beKnown(
  ctx: Context,
  id: string,
  others: { neighbour: string; second: string },
  words: string,
): Promise<void> {
  const { second: third } = others
  const now = ctx.now().toISOString()
  const hello = newId()
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
    sql`insert into latchstrings (id, resident_id, words, reach, street_ids, opened, ends)
          select gen_random_uuid(), r.id, 'quispel', 'street', '{1}', ${now}, ${now}::timestamptz + interval '1 hour'
          from residents r where r.id in (${id}, ${third})`,
    sql`insert into latchstring_visits (id, latchstring_id, resident_id, asked)
          select gen_random_uuid(), l.id, case when l.resident_id = ${id} then ${third}::uuid else ${id}::uuid end, ${now}
          from latchstrings l where l.words = 'quispel'`,
    sql`insert into exchanges (id, side, kind, words, resident_id, posted, ends)
          select gen_random_uuid(), 'ask', 'books', 'quispel', r.id, ${now}, ${now}::timestamptz + interval '28 days'
          from residents r where r.id in (${id}, ${third})`,
    sql`insert into exchange_turns (id, ask_id, resident_id, asked, answer, answered, helper_note, asker_note, thanks)
          select gen_random_uuid(), e.id, case when e.resident_id = ${id} then ${third}::uuid else ${id}::uuid end, ${now}, 'yes', ${now},
            ${words}, ${words}, ${words} from exchanges e where e.words = 'quispel'`,
    // What the neighbour wrote is theirs and stays; only here it would look like a word of who left.
    sql`update exchanges set words = 'Wie heeft een boek?' where resident_id = ${third} and words = 'quispel'`,
    sql`update latchstrings set words = 'koffie' where resident_id = ${third} and words = 'quispel'`,
    sql`insert into hello_terms (id, resident_id, since) values (gen_random_uuid(), ${id}, ${now})`,
    sql`insert into decisions (id, area_id, method, form, needs, question, opened_by, opened, opens, closes)
          select ${hello}, r.gemeente_id, 'consent', 'open', 'assured', 'Mag dit?', ${id}, ${now}, ${now}, ${now}::timestamptz + interval '7 days'
          from residents r where r.id = ${id}`,
    sql`insert into decision_ballots (id, decision_id, round, resident_id, choice, reason, cast_on)
          values (gen_random_uuid(), ${hello}, 1, ${id}, '[0]', ${words}, ${now})`,
    sql`insert into decision_changes (decision_id, kind, by_id, why, changed) values (${hello}, 'opened', ${id}, ${words}, ${now})`,
    sql`insert into decision_marks (id, decision_id, resident_id) values (gen_random_uuid(), ${hello}, ${id})`,
    sql`insert into decision_tellers (decision_id, resident_id) values (${hello}, ${id})`,
    sql`insert into decision_voices (decision_id, resident_id, through_id, ending) values (${hello}, ${id}, ${third}, 'voted'), (${hello}, ${third}, ${id}, 'voted')`,
    sql`insert into decision_papers (id, decision_id, code_hash, first_id, first_entry) values (gen_random_uuid(), ${hello}, 'hash', ${id}, 'quispel')`,
    sql`insert into hellos (id, month, made, ends) values (${hello}, '2026-05-01', ${now}, ${now}::timestamptz + interval '7 days')`,
    sql`insert into hello_people (hello_id, resident_id, month, answer, answered, note)
          values (${hello}, ${id}, '2026-05-01', 'yes', ${now}, ${words}), (${hello}, ${third}, '2026-05-01', null, null, null)`,
  ])
    await ctx.db.execute(statement)
}

/** Tables in which the words of whoever is erased stand before. */
export const filledTables = [
  'public.vault',
  'public.wishes',
  'public.communities',
  'public.community_changes',
  'public.outcomes',
  'public.activities',
  'public.activity_things',
  'public.activity_remarks',
  'public.ambition_requests',
  'public.ambition_appeals',
  'public.calls',
  'public.designations',
  'public.memberships',
  'public.notices',
  'public.blocks',
  'public.join_requests',
  'public.stewards',
  'public.foundation_acts',
  'public.vault_openings',
  'public.residents',
  'public.resident_levels',
  'public.standings',
  'public.manager_terms',
]

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
