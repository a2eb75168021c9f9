import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { newViewer, testServices, visitor, type TestServices } from '../../../../tests/support/people.ts'
import { Site } from '../../../../tests/support/site.ts'
import { onEachEngine } from '../../../../tests/support/store.ts'
import { day } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/store.ts'
import { languages } from '../../../platform/i18n.ts'
import { openVault, putInVault } from '../../identity/index.ts'
import { tell } from '../../residents/index.ts'
import { linesOf } from './words.ts'

/** Codes as the database allows them, and where the download shows them. */
const codes: [table: string, column: string, parts: string[], shown: string][] = [
  ['residents', 'level', ['profile', 'levels'], 'level'],
  ['stewards', 'task', ['tasks', 'acts', 'proposals', 'proposed'], 'task'],
  ['proofs', 'kind', ['proofs'], 'proof'],
  ['proofs', 'how_ended', ['proofs'], 'how_ended'],
  ['letters', 'purpose', ['letters'], 'letter'],
  ['letters', 'state', ['letters'], 'letter_state'],
  ['letter_reports', 'verdict', ['lettersReported'], 'letter_verdict'],
  ['vouches', 'how_ended', ['vouching', 'vouched'], 'how_ended'],
  ['identity_cases', 'kind', ['cases'], 'matter'],
  ['identity_cases', 'verdict', ['cases'], 'verdict'],
  ['trusted_neighbours', 'how_ended', ['trusted', 'trustedBy'], 'how_ended'],
  ['recoveries', 'way', ['recoveries'], 'how'],
  ['recoveries', 'state', ['recoveries'], 'state'],
  ['ambition_answers', 'verdict', ['requests', 'answers'], 'verdict'],
  ['communities', 'access', ['founded'], 'access'],
  ['communities', 'state', ['founded'], 'state'],
  ['memberships', 'how_ended', ['memberships'], 'how_ended'],
  ['join_requests', 'answer', ['knocks'], 'answer'],
  ['invitations', 'answer', ['invitations'], 'answer'],
  ['outcomes', 'result', ['stories'], 'result'],
  ['conversation_acts', 'kind', ['tended'], 'kind'],
  ['reads', 'follow', ['reads'], 'follow'],
  ['attendances', 'answer', ['attendances'], 'answer'],
  ['activity_things', 'kind', ['asked-for'], 'kind'],
  ['designations', 'kind', ['pointing', 'pointed', 'refusals'], 'kind'],
  ['designations', 'how_ended', ['pointing', 'pointed'], 'how_ended'],
  ['calls', 'kind', ['asked', 'received'], 'kind'],
  ['calls', 'answer', ['asked', 'received'], 'answer'],
  ['helping_kinds', 'kind', ['helpers', 'helped'], 'helps_with'],
  ['helpings', 'how_ended', ['helpers', 'helped'], 'how_ended'],
  ['helped_acts', 'outcome', ['deeds'], 'outcome'],
  ['cards', 'how_ended', ['cards'], 'how_ended'],
  ['steward_proposals', 'kind', ['proposed'], 'kind'],
  ['steward_proposals', 'how_ended', ['proposals', 'proposed'], 'how_ended'],
  ['stewards', 'how_ended', ['tasks'], 'how_ended'],
]

const nothing = { notices: [], acts: [], provider: () => undefined }

onEachEngine('what people take along, to read', (store) => {
  let services: TestServices
  let ctx: Context
  let site: Site
  beforeAll(() => {
    services = testServices(store())
    ctx = visitor(services)
    site = new Site(services)
  })

  async function allowed(table: string, column: string): Promise<string[]> {
    const found = await rows<{ said: string }>(
      ctx.db,
      sql`select pg_get_constraintdef(oid) as said from pg_constraint where contype = 'c' and conrelid = ${table}::regclass`,
    )
    // The code that a table knows for one column stands in a check of that column alone.
    const checks = found
      .map(({ said }) => said)
      .filter((said) => said.startsWith(`CHECK ((${column} = ANY (`))
    return checks.flatMap((said) => [...said.matchAll(/'([^']+)'::text/g)].map(([, code]) => code!))
  }

  it.each(codes)('has a word for every %s.%s', async (table, column, parts, shown) => {
    const known = await allowed(table, column)
    expect(known.length).toBeGreaterThan(1)
    for (const language of languages)
      for (const part of parts)
        for (const code of known) {
          const [line] = linesOf(language, nothing, part, { [shown]: code })
          // In English a word may be spelled as its code; in Dutch none is.
          if (language === 'nl') expect(line?.[1], `${part} ${code}`).not.toBe(code)
          expect(line?.[1], `${part} ${code}`).toMatch(/\p{L}/u)
        }
  })

  it('says how often a meeting comes back', () => {
    const rule = (text: string) => linesOf('nl', nothing, 'meetings', { rrule: text })[0]?.[1]
    expect(rule('FREQ=WEEKLY;INTERVAL=2;UNTIL=20270101T225959Z')).toBe('om de week')
    expect(rule('FREQ=MONTHLY;BYDAY=-1TU')).toBe('elke maand')
  })

  it('says news in the words of the site, languages by their name and days as days', async () => {
    const who = await newViewer(ctx, { name: 'Noor' })
    await putInVault(ctx, who.viewer.id, {
      name: 'Noor van Dijk',
      mail: 'noor@voorbeeld.nl',
      birth: '1946-03-01',
      address: {
        street: 'Lijnbaan',
        number: 12,
        letter: '',
        addition: '',
        postcode: '9990AA',
        place: 'Ravenhorst',
      },
    })
    await tell(ctx, [who.viewer.id], 'proof.risen', {})
    await tell(ctx, [who.viewer.id], 'community.goodbye', { name: 'Groene straat', slug: 'groene-straat' })
    await tell(ctx, [who.viewer.id], 'nobody.knows-this', {})
    for (let times = 0; times < 3; times++) {
      await openVault(ctx, who.viewer.id, 'mail', 'mail.notice')
      services.pass(day)
    }
    const answer = await (await site.signedIn(who.viewer.id)).post('/ik/gegevens/meenemen')
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
    const page = strFromU8(files['index.html']!)
    for (const part of [
      'Je adres is bewezen. Je kunt nu meedoen.',
      'Je bent verhuisd. Daarom hoor je niet meer bij Groene straat.',
      'Er is iets veranderd.',
      'Nederlands',
      '1 maart 1946',
      'Om je een bericht te mailen',
      '3 keer',
    ])
      expect(page).toContain(part)
    expect(page.match(/Om je een bericht te mailen/g)).toHaveLength(1)
    expect(page).not.toMatch(/<dd[^>]*>[a-z_]+([.-][a-z_]+)+<\/dd>|<dd[^>]*>nl<\/dd>|knows-this/)
    // A computer reads codes, and every opening apart.
    const identity = JSON.parse(strFromU8(files['json/identity.json']!)) as {
      openings: { because: string }[]
    }
    expect(identity.openings.filter(({ because }) => because === 'mail.notice')).toHaveLength(3)
    const { notices } = JSON.parse(strFromU8(files['json/residents.json']!)) as {
      notices: Record<string, unknown>[]
    }
    expect(notices.map(({ kind }) => kind)).toContain('proof.risen')
    expect(Object.keys(notices[0]!).toSorted()).toEqual(['community', 'created', 'kind', 'seen', 'title'])
  })
})
