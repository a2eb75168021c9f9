import { sql } from 'drizzle-orm'
import { rows, type Store } from '../db/store.ts'
import { quote, tablesOf, writeValuesPlainly } from './schema.ts'

const odd = String.raw`E'tab\t feed\n return\r slash \\ \\N \\. quote \' " {} [] é ĳ 🪁 \u2028\x01'`
const one = `'00000000-0000-4000-8000-000000000001'`
const two = `'00000000-0000-4000-8000-000000000002'`
const community = `'00000000-0000-4000-8000-00000000000c'`
const other = `'00000000-0000-4000-8000-00000000000d'`
const row = `'00000000-0000-4000-8000-0000000000aa'`
const then = `'2026-05-17 13:00:00.123456+00'`

/** At least one row for every table, in an order that the references allow, with values that are easily spoiled. */
const filling = `
insert into outbox (kind, data, created) select 'fact' || n, jsonb_build_object('n', n), ${then} from generate_series(1, 3) n;
delete from outbox where id = 3;
insert into limits values ('\\x00ff10', ${then}, ${then}, 2147483647);
insert into files (id, name, type, bytes, added) values
  ('11111111-1111-4111-8111-111111111101', ${odd}, 'text/plain', 2147483647, ${then}),
  ('11111111-1111-4111-8111-111111111102', '', 'text/plain', 1, ${then});
delete from files where bytes = 1;
insert into demo_mail (recipient, subject, body) values ('a@b.test', '', ${odd});
insert into areas (kind, code, year, name, search, path) values
  ('europa', 'EU', 2026, ${odd}, 'europa', '1/'), ('land', 'NL', 2026, '', '', '1/2/');
insert into areas (kind, code, year, name, search, parent_id, path, lat, lon)
  values ('street', 'NL:x', 2026, 'Kade', 'kade', 2, '1/2/3/', 52.1, 0.1::float8 + 0.2::float8),
         ('street', 'NL:y', 2026, 'Laan', 'laan', 2, '1/2/4/', '-0', 1e-300);
insert into area_shapes values (3, 5.1, 52, '-infinity', 'NaN', '[[[[5.10, 52.123456789012345678]]]]');
insert into area_successions values ('GM1', 'GM2', 2026);
insert into overlays (kind, code, name) values ('regio', 'R1', 'Regio');
insert into overlay_areas values (1, 2);
insert into addresses (street, number, postcode, place, street_id, lat, lon, cell)
  values ('Kade', 1, '1234AB', 'Raven', 3, 52, 5, 622485130170302463), ('Kade', 2, '1234AB', 'Raven', 3, 52, 5, null);
insert into residents (id, display_name, speaks, street_id, cell, joined, level) values
  (${one}, 'Noor', array['nl', ${odd}, null, '', 'NULL'], 3, 622485130170302463, ${then}, 'verified'),
  (${two}, 'Kees', '{}', 4, -1, ${then}, 'verified');
insert into resident_levels (resident_id, level, how, since) values (${one}, 'verified', 'letter', ${then});
insert into blocks values (${one}, ${two}, ${then}, null);
insert into stewards values (${one}, 'taxonomy', ${then}, null);
insert into notices (resident_id, kind, data, created) values (${one}, 'k', '{"b": 1.00, "a": "\\u00e9\\n", "c": [null]}', ${then});
insert into vault values (${one}, '\\x', '\\x01', '\\x0a0d', '\\x5c', '\\xdeadbeef', '\\x00');
insert into vault_openings (resident_id, field, opened_by, why, opened) values (${one}, 'name', ${two}, 'w', ${then});
insert into sessions (hash, resident_id, created, used, ends) values ('\\x01', ${one}, ${then}, ${then}, 'infinity');
insert into mail_links (hash, purpose, created, ends) values ('\\x02', 'join', ${then}, ${then});
insert into sealed_mail values (${row}, '\\x03', ${then});
insert into concepts (scheme, slug, created, changed) values ('ambition', 'tuin', ${then}, ${then}), ('theme', 'bomen', ${then}, ${then});
insert into concepts (scheme, slug, status, replaced_by, created, changed) values ('ambition', 'hof', 'merged', 1, ${then}, ${then});
insert into concept_texts (concept_id, language, kind, text, search, stems)
  values (1, 'nl', 'pref', 'Tuin', 'tuin', to_tsvector('simple', 'een tuin, van ons''allen: \\ tuin'));
insert into concept_relations values (1, 2, 'needs');
insert into concept_versions values (1, 1, '{}', '', ${then});
insert into wishes (resident_id, concept_id, findable, since) values (${one}, 1, true, ${then}), (${two}, 1, true, ${then});
insert into ambition_requests (id, resident_id, kind, title, created) values (${row}, ${one}, 'ambition', 'Hof', ${then});
insert into ambition_answers values (${row}, 1, 'accepted', 3, 1, 'r', ${one}, ${then});
insert into ambition_appeals values (${row}, 'w', ${then});
insert into communities (id, slug, name, access, state, founder_id, founded) values
  (${community}, 'tuin', 'Tuin', 'besloten', 'active', ${one}, ${then}), (${other}, 'hof', 'Hof', 'internet', 'ended', null, ${then});
insert into community_changes (community_id, kind, value, changed) values (${community}, 'state', 'active', ${then});
insert into community_areas values (${community}, 3);
insert into community_ambitions values (${community}, 1);
insert into memberships (id, community_id, resident_id, joined) values (${row}, ${community}, ${one}, ${then});
insert into manager_terms values (${community}, ${one}, ${then}, null);
insert into manager_wishes values (${community}, ${one}, ${two}, ${then}, null);
insert into join_requests (id, community_id, resident_id, asked) values (${row}, ${community}, ${two}, ${then});
insert into invitations (id, community_id, token_hash, invited, ends) values (${row}, ${community}, '\\xff', ${then}, ${then});
insert into community_links (id, from_id, to_id, kind, asked) values (${row}, ${other}, ${community}, 'part-of', ${then});
insert into outcomes (community_id, result, told) values (${other}, 'tried', ${then});
insert into activities (id, community_id, title, place, starts, ends, rrule, skips, created, changed)
  values (${row}, ${community}, 't', 'p', ${then}, 'infinity', 'FREQ=DAILY', '{2026-05-17,2026-12-25}', ${then}, ${then});
insert into activity_moments (id, activity_id, occurs, starts, ends, changed) values (${row}, ${row}, ${then}, ${then}, 'infinity', ${then});
insert into activity_changes (activity_id, moment_id, kind, changed) values (${row}, ${row}, 'moved', ${then});
insert into attendances values (${row}, ${one}, 'yes', ${then});
insert into activity_communities (activity_id, community_id, asked, until) values (${row}, ${community}, ${then}, 'infinity');
insert into activity_hosts (activity_id, resident_id, asked) values (${row}, ${one}, ${then});
insert into activity_things (id, activity_id, kind, what, added) values (${row}, ${row}, 'bring', 'soep', ${then});
insert into activity_takes values (${row}, ${row}, ${one}, ${then});
insert into activity_pictures values ('11111111-1111-4111-8111-111111111101', ${row}, ${one}, ${odd}, ${then});
insert into activity_remarks values (${row}, ${row}, ${one}, 'fijn', ${then});
insert into activity_thanks values (${row}, ${row}, ${one}, ${two}, '', ${then});
insert into activity_feeds (id, resident_id, secret_hash, made) values (${row}, ${one}, '\\x0a', ${then});
insert into documents (id, community_id, kind, title, body, shown_to, file_id, created, changed, licence, known)
  values (${row}, ${community}, 'page', ${odd}, ${odd}, 'members', '11111111-1111-4111-8111-111111111101', ${then}, ${then}, 'name', 'own'),
    (${two}, ${other}, 'plan', 'p', '', 'readers', null, ${then}, ${then}, 'own', 'heard');
-- The first stands in a plan that was written later: no order of rows satisfies every reference.
update documents set plan_id = ${two} where id = ${row};
insert into document_versions values (${row}, 1, 't', ${odd}, ${one}, ${then}, null, false);
insert into document_steps (id, document_id, place, words) values (${row}, ${row}, 0, ${odd});
insert into document_changes (document_id, kind, why, changed) values (${row}, 'locked', ${odd}, ${then});
insert into adoptions (to_id, from_id, from_community_id, adopted) values (${row}, ${two}, ${other}, ${then});
insert into outcomes (id, concept_id, access, result, told_by, told) values (${row}, 1, 'internet', 'tried', ${one}, ${then});
insert into outcome_thanks (id, outcome_id, resident_id, given) values (${row}, ${row}, ${two}, ${then});
insert into outcome_pictures values ('11111111-1111-4111-8111-111111111101', ${row}, 0, ${odd});
insert into outcome_documents values (${row}, ${row}, 0);
insert into designations (id, community_id, kind, by_id, to_id, designated) values (${row}, ${community}, 'ambassador', ${one}, ${two}, ${then});
-- Kept by a trigger as well.
insert into standings (community_id, kind, resident_id, standing) values (${community}, 'ambassador', ${two}, 1) on conflict do nothing;
insert into designation_refusals values (${community}, ${two}, 'authority', 2, ${then}, null);
insert into livelihoods values (${one}, 2, true, ${then});
insert into calls (id, community_id, kind, from_id, to_id, words, sent) values
  (${row}, ${community}, 'ambassador', ${one}, ${two}, 'w', ${then});
-- The first call comes to point at a later one: no order of rows satisfies every reference.
insert into calls (id, community_id, kind, from_id, to_id, words, sent, passed_from) values
  (${one}, ${community}, 'ambassador', ${one}, ${two}, 'w', ${then}, ${row});
update calls set passed_from = ${one} where id = ${row};
insert into delegations (id, by_id, to_id, community_id, theme_id, given, ends) values (${row}, ${one}, ${two}, ${community}, 2, ${then}, 'infinity');
insert into delegation_refusals values (${row}, ${two}, ${then}, null);
insert into exchanges (id, side, kind, words, resident_id, posted, ends) values
  (${row}, 'ask', 'groceries', ${odd}, ${one}, ${then}, ${then}), (${other}, 'offer', 'groceries', '', ${two}, ${then}, 'infinity');
insert into exchange_turns (id, ask_id, offer_id, resident_id, asked, helper_note) values (${row}, ${row}, ${other}, ${two}, ${then}, ${odd});
insert into competences (slug, version) values ('drempel', 1);
insert into competence_versions values (1, 1, 'Drempel', '{hobbel,"a,b"}', 'gemeente', 'advice', 'bylaw', 2, ${odd}, 'n', null, false, ${then}, ${one}, 'w');
insert into level_cases (id, title, competence_id, competence_version, area_id, start_area_id, say, opened, opened_by)
  values (${row}, 't', 1, 1, 1, 1, 'advice', ${then}, ${one});
insert into level_case_areas values (${row}, 1, 1);
insert into level_contests (id, case_id, step, kind, resident_id, made) values (${row}, ${row}, 0, 'higher', ${two}, ${then});
insert into level_moves values (${row}, 1, 'up', 'higher', 1, 1, 'advice', 5, 5, ${then});
insert into correspondences (id, wrapped_key, key_id, begun_by_id, begun, last_at) values (${row}, '\\x12', 'k', ${one}, ${then}, ${then});
insert into correspondence_sides (correspondence_id, resident_id, other_id, last_at) values (${row}, ${one}, ${two}, ${then});
insert into private_words (id, correspondence_id, seq, author_id, sealed, written) values (${row}, ${row}, 0, ${one}, '\\x13', ${then});
insert into letter_closings values (${two}, ${then});
insert into letter_reports (id, words_id, reporter_id, author_id, wrapped_key, key_id, why, reported) values (${row}, ${row}, ${two}, ${one}, '\\x14', 'k', ${odd}, ${then});
insert into hello_terms (id, resident_id, since) values (${row}, ${one}, ${then});
insert into hello_rounds values ('2026-05-01', 1, ${then});
insert into hellos (id, month, concept_id, made, ends) values (${row}, '2026-05-01', 1, ${then}, ${then});
insert into hello_people (hello_id, resident_id, month, note) values (${row}, ${one}, '2026-05-01', ${odd});
insert into opinion_questions (id, community_id, title, about, host_id, screened, opened, ends)
  values (${row}, ${community}, 't', ${odd}, ${one}, true, ${then}, 'infinity');
insert into opinion_takers values (${row}, ${row}, 'more', ${then});
insert into opinion_statements (id, question_id, text, by_mark, added, state, priority, extremity)
  values (${row}, ${row}, ${odd}, ${row}, '2026-05-17', 'waiting', 0.1::float8 + 0.2::float8, 1e-300);
insert into opinion_votes values (${row}, ${row}, -1);
insert into opinion_dirty values (${row}, ${then});
insert into opinion_maps values (${row}, ${then}, '{"places": [], "people": 5}', 5, null);
insert into proofs (id, resident_id, kind, proves_address, proves_person, given) values (${row}, ${one}, 'letter', true, false, ${then});
insert into letters (id, resident_id, purpose, state, asked) values (${row}, ${two}, 'address', 'asked', ${then});
insert into meeting_codes values ('\\x04', ${one}, ${then});
insert into vouches (id, voucher_id, resident_id, given) values (${row}, ${one}, ${two}, ${then});
insert into identity_cases (id, kind, resident_id, opened) values (${row}, 'household', ${one}, ${then});
insert into identity_case_words values (${row}, ${one}, ${odd}, ${then});
insert into identity_cases (id, kind, resident_id, opened, closed, verdict, reason) values (${one}, 'returned', ${two}, ${then}, ${then}, 'false', ${odd});
insert into objections (case_id, hash, ends, words, objected) values (${one}, '\\x10', ${then}, ${odd}, ${then});
insert into ended_persons values ('\\x11', ${then});
insert into moves values (${one}, ${then});
insert into passkey_handles values (${one}, decode(repeat('ab', 32), 'hex'));
insert into passkeys (id, resident_id, credential, public_key, counter, name, made)
  values (${row}, ${one}, decode(repeat('0a', 16), 'hex'), '\\x05', 9007199254740993, 'Telefoon', ${then});
insert into challenges values ('\\x06', 'sign-in', null, ${then});
insert into trusted_neighbours (id, resident_id, neighbour_id, named) values (${row}, ${one}, ${two}, ${then});
insert into recoveries (id, resident_id, way, state, page_hash, sealed, asked, ends)
  values (${row}, ${one}, 'letter', 'asked', '\\x07', '\\x08', ${then}, 'infinity');
insert into recovery_codes values ('\\x09', ${row}, null, null);
insert into eid_links (id, resident_id, provider, key_id, subject, subject_index, linked)
  values (${row}, ${one}, 'broker', '', '\\x0a', '\\x0b', ${then});
insert into eid_flows select '\\x0c', id, 'broker', '\\x0d', ${then} from sessions;
insert into wallet_requests (id, session_id, sealed, ends) select ${row}, id, '\\x0e', ${then} from sessions;
insert into helpings (id, resident_id, helper_id, asked) values (${row}, ${one}, ${two}, ${then});
insert into helping_kinds values (${row}, 'rsvp', ${then}, null);
insert into helped_acts (id, helping_id, kind, path, begun) values (${row}, ${row}, 'rsvp', '/afspraak/:id', ${then});
insert into digest_settings values (${one}, 'weekly', 5, true, ${then}, ${then}, 'self');
insert into digest_quiets values (${one}, ${community}, ${then});
insert into digest_rounds values ('2026-05-17', ${then}, ${then}, ${one}, 'infinity');
insert into digests (id, resident_id, way, day, starts, ends, made, claimed, batch, printed_by)
  values (${row}, ${one}, 'post', '2026-05-17', '-infinity', ${then}, ${then}, ${then}, ${row}, ${two});
insert into mail_troubles (id, resident_id, kind, status, digest_id, noted) values (${row}, ${one}, 'hard', '5.1.1', ${row}, ${then});
insert into desk_registrations values (${two}, ${one}, ${then});
insert into cards (id, resident_id, hash, made, ends) values (${row}, ${two}, '\\x0f', ${then}, 'infinity');
insert into erasures (id, resident_id, asked, due, keeps) values (${row}, ${two}, ${then}, ${then}, array['texts', ${odd}]);
insert into steward_proposals (id, kind, candidate_id, task, why, proposed, ends)
  values (${row}, 'command', ${one}, 'identity', ${odd}, ${then}, ${then});
insert into circles (community_id, kind, area_id) values (${community}, 'ambassadors', 3);
insert into rounds (id, community_id, brought_by, title, words, brought, moved)
  values (${row}, ${community}, ${one}, ${odd}, ${odd}, ${then}, ${then});
insert into round_words (id, round_id, kind, by_id, words, said) values (${row}, ${row}, 'question', ${two}, ${odd}, ${then});
insert into passed_words (id, from_id, to_id, by_id, title, words, passed)
  values (${row}, ${community}, ${other}, ${one}, ${odd}, ${odd}, ${then});
insert into conversations (id, community_id, title, started_by, started, last_at) values (${row}, ${community}, ${odd}, ${one}, ${then}, ${then});
-- Numbered by a trigger, which only counts up: a restored one keeps its number.
insert into replies (id, conversation_id, seq, author_id, words, html, excerpt, posted) values (${row}, ${row}, 0, ${one}, ${odd}, '<p>é</p>', 'e', ${then});
insert into reply_versions values (${row}, 1, '<p>e</p>', ${then});
insert into reply_pictures values (${row}, 0, '11111111-1111-4111-8111-111111111101', ${odd});
insert into mentions values (${row}, ${two});
insert into reads values (${row}, ${two}, 1, ${then}, 'quiet');
insert into conversation_shares (id, conversation_id, community_id, asked_by, asked) values (${row}, ${row}, ${other}, ${one}, ${then});
insert into conversation_acts (conversation_id, kind, by_id, done) values (${row}, 'pin', ${one}, ${then});
insert into polls values (${row}, ${row}, 'date', 'q', true, ${then}, ${then});
insert into poll_options values (${row}, ${row}, 0, '', ${then}, 0);
insert into poll_votes values (${row}, ${two}, ${then});
insert into decisions (id, area_id, method, form, needs, question, opened_by, opened, opens, closes, state, result, digest)
  values (${row}, 3, 'majority', 'open', 'assured', ${odd}, ${one}, ${then}, ${then}, 'infinity', 'decided', '{"valid": true}', repeat('a', 64));
insert into decision_options values (${row}, 0, ${odd}, 12, ${then});
insert into decision_changes (decision_id, kind, why, before, changed) values (${row}, 'opened', '', ${odd}, ${then});
insert into decision_ballots (id, decision_id, round, resident_id, choice, reason, cast_on)
  values (${row}, ${row}, 1, ${one}, '[null, 1]', ${odd}, '2026-05-17');
insert into decision_voices values (${row}, ${two}, ${one}, 'voted');
insert into decision_marks values (${row}, ${row}, ${two}, true, ${then});
-- Stands in no backup.
insert into decision_keys values (${row}, '\\x0a');
insert into decision_sealed values (${row}, ${row}, '\\x0a0d5c');
insert into decision_receipts values (${row}, 'ABCDE12345', '[1]');
insert into decision_tellers values (${row}, ${two});
insert into decision_papers (id, decision_id, code_hash, first_id, first_entry) values (${row}, ${row}, '\\x0b', ${one}, '\\x0c');
insert into proposals (id, community_id, stage, title, idea, body, author_id, made, changed, worked)
  values (${row}, ${community}, 'realised', ${odd}, ${odd}, ${odd}, ${one}, ${then}, ${then}, ${odd});
insert into proposals (id, community_id, stage, title, idea, author_id, made, changed, origin_id, merged_into)
  values (${one}, ${other}, 'merged', ${odd}, ${odd}, ${two}, ${then}, ${then}, ${row}, ${row});
insert into proposal_stages (proposal_id, stage, by_id, why, entered) values (${row}, 'idea', ${one}, ${odd}, ${then});
insert into proposal_amendments (id, proposal_id, base, part, before, words, why, by_id, made)
  values (${row}, ${row}, 1, 'body', '', ${odd}, ${odd}, ${two}, ${then});
insert into proposal_versions values (${row}, 1, ${odd}, ${odd}, '', '', '', '', ${one}, ${then}, null, false, ${row});
insert into proposal_supports values (${row}, ${row}, ${two}, ${then});
insert into proposal_merges (id, from_id, to_id, why, asked_by, asked) values (${row}, ${row}, ${one}, ${odd}, ${one}, ${then});
insert into proposal_carries values (${row}, ${row}, ${two}, ${then});
insert into proposal_steps (id, proposal_id, words, due, by_id, made) values (${row}, ${row}, ${odd}, '2026-05-17', ${one}, ${then});
insert into proposal_reports (id, proposal_id, kind, words, by_id, told) values (${row}, ${row}, 'progress', ${odd}, ${one}, ${then});
insert into register_entries values (0, '\\x7b7d'), (1, convert_to(${odd}, 'UTF8'));
insert into register_nodes select 0, n, decode(repeat('0a', 32), 'hex') from generate_series(0, 1) n;
insert into register_checkpoints (size, root, note, made) values (2, decode(repeat('0d', 32), 'hex'), ${odd}, ${then});
insert into register_keys (verifier, from_size, since) values (${odd}, 0, ${then});
insert into register_acts (kind, key, leaf) values ('k', '1', '\\x7b7d'), ('k', '2', '\\x7b7d');
update register_acts set leaf = null, place = 1 where key = '1';
insert into register_openings (act_id, salt, words, resident_id) select id, decode(repeat('5c', 32), 'hex'), ${odd}, ${one} from register_acts where key = '1';
insert into kept_words values ('\\x10', '\\x11', ${then});
insert into foundation_acts (task, kind, about, why, done) values ('identity', 'k', '{"n": 1.0}', ${odd}, ${then});
`

/** Puts something into every table. A table that is new needs a row here too. */
export async function fill(store: Store): Promise<void> {
  await store.runScript(filling)
}

/** Everything in a store: the rows of each table as the database writes them, and what its sequences give next. */
export async function contentOf({ db }: Store): Promise<Record<string, string[]>> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as typeof db
    await writeValuesPlainly(tx)
    const content: Record<string, string[]> = {}
    for (const { name } of await tablesOf(tx)) {
      const query = sql.raw(`select t::text as line from ${quote(name)} t order by 1`)
      content[name] = (await rows<{ line: string }>(tx, query)).map(({ line }) => line)
    }
    const sequences = await rows<{ line: string }>(
      tx,
      sql`select sequencename || ' ' || coalesce(last_value::text, '') as line from pg_sequences
          where schemaname = 'public' order by 1`,
    )
    return { ...content, 'sequences of all tables': sequences.map(({ line }) => line) }
  })
}
