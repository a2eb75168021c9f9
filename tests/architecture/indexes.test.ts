import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rows } from '../../src/platform/db/store.ts'
import { onEachEngine } from '../support/store.ts'

/** Rows of these tables never go and never change their number, so nothing looks for what points at them. */
const permanent = {
  areas: 'a place of an earlier year stays',
  concepts: 'a concept is merged or withdrawn, and stays',
  communities: 'a community ends, and stays',
}

const whoDidIt = 'read whole only when a resident is erased; one row for each act of a community or steward'
const standing = 'the standing ones are indexed; the ended ones are read whole only when a resident is erased'
const withHelp = 'read whole only when a resident is erased; one row for each thing done with help'
const few = 'a small table: only stewards, or only while somebody joins'

/** References that no index begins with although what they point at may go, each for a reason. */
const withoutIndex: Record<string, string> = {
  'blocks.blocked_id': standing,
  'calls.passed_from': 'read whole only when a resident is erased; most calls are not passed on',
  'cards.made_by': whoDidIt,
  'community_links.asked_by': whoDidIt,
  'conversation_acts.by_id': whoDidIt,
  'desk_registrations.steward_id': whoDidIt,
  'digests.printed_by': whoDidIt,
  'helped_acts.activity_id': withHelp,
  'helped_acts.person_id': withHelp,
  'helpings.asked_by': whoDidIt,
  'helpings.ended_by': whoDidIt,
  'identity_cases.closed_by': whoDidIt,
  'join_requests.answered_by': whoDidIt,
  'letters.printed_by': whoDidIt,
  'letters.released_by': whoDidIt,
  'manager_wishes.candidate_id': standing,
  'memberships.ended_by': whoDidIt,
  'passed_words.answered_by': whoDidIt,
  'objections.judged_by': whoDidIt,
  'proofs.given_by': whoDidIt,
  'steward_proposals.candidate_id': few,
  'steward_proposals.confirmed_by': few,
  'steward_proposals.proposed_by': few,
  'stewards.proposal_id': few,
  'stewards.resident_id': few,
  'vault_openings.opened_by': whoDidIt,
}

onEachEngine('references', (store) => {
  test('begin an index, or are left without one on purpose', async () => {
    const found = await rows<{ reference: string; indexed: boolean }>(
      store().db,
      sql`select c.conrelid::regclass || '.' || a.attname as reference,
            exists (
              select from pg_index i
              where i.indrelid = c.conrelid and i.indkey[0] = a.attnum
                and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname))
            ) as indexed
          from pg_constraint c
          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
          where c.contype = 'f' and c.connamespace = 'public'::regnamespace
            and c.confrelid::regclass::text <> all (string_to_array(${Object.keys(permanent).join(',')}, ','))
          order by 1`,
    )
    const without = found.filter(({ indexed }) => !indexed).map(({ reference }) => reference)
    expect([...new Set(without)]).toEqual(Object.keys(withoutIndex).sort())
  })
})
