import { createCipheriv, createHash, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Store } from '../../src/platform/db/store.ts'

/*
 * A store as the program wrote it when 0012 was its newest migration: one key for everything, entries of name, mail address and
 * home, levels without proofs. Written down here by hand and not by today's code, which could be wrong in the same way.
 */

export const secret = 'the one secret that there was under 0012, long enough'
const key = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'leefomgeving-dhz', purpose, 32))

function seal(with_: Buffer, plain: string | Buffer, about: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', with_, nonce).setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}
const blind = (purpose: string, value: string) => createHmac('sha256', key(purpose)).update(value).digest()
const hashed = (token: string) => createHash('sha256').update(token).digest()

const joined = '2026-03-01T10:00:00.000Z'
export const now = new Date('2026-05-14T10:00:00Z')
const inAWeek = '2026-05-21T10:00:00.000Z'

export interface Old {
  id: string
  name: string
  mail: string
  number: number
  level: 'applicant' | 'verified' | 'assured'
}

const street = { street: 'Lijnbaan', letter: '', addition: '', postcode: '9990AA', place: 'Ravenhorst' }
export const homeOf = ({ number }: Old) => ({ ...street, number })

/** Puts somebody into the store, with all that such a resident had. */
async function resident({ db }: Store, old: Omit<Old, 'id'>): Promise<Old> {
  const id = randomUUID()
  const data = randomBytes(32)
  const about = (field: string) => `vault:${id}:${field}`
  const home = { ...street, number: old.number }
  await db.execute(
    sql`insert into residents (id, level, display_name, street_id, buurt_id, gemeente_id, cell, joined)
        values (${id}, ${old.level}, ${old.name.split(' ')[0]!}, 3, 2, 1, 622236750694711295, ${joined})`,
  )
  if (old.level !== 'applicant')
    await db.execute(
      sql`insert into resident_levels (resident_id, level, how, since) values (${id}, ${old.level}, 'letter', ${joined})`,
    )
  await db.execute(
    sql`insert into vault (resident_id, wrapped_key, name, mail, address, mail_index, address_index)
        values (${id}, ${seal(key('vault'), data, about('key'))}, ${seal(data, old.name, about('name'))},
          ${seal(data, old.mail, about('mail'))}, ${seal(data, JSON.stringify(home), about('address'))},
          ${blind('index:mail', old.mail.toLowerCase())},
          ${blind('index:address', `${home.postcode}|${home.number}||`.toLowerCase())})`,
  )
  await db.execute(
    sql`insert into vault_openings (resident_id, field, why, opened) values (${id}, 'mail', 'mail.sign-in', ${joined})`,
  )
  return { id, ...old }
}

/** Who and what was there. */
export interface OldStore {
  people: Record<'ada' | 'bram' | 'cor' | 'dina' | 'left', Old>
  community: string
  /** Tokens in cookies and mail of that time. */
  session: string
  signIn: string
  join: string
  /** What somebody had answered who was joining. */
  joining: Record<'name' | 'mail', string>
}

export async function fillVersion12(store: Store): Promise<OldStore> {
  const { db } = store
  await store.runScript(`
    insert into areas (kind, code, year, name, search, path) values ('gemeente', 'GM0001', 2025, 'Ravenhorst', 'ravenhorst', '1/');
    insert into areas (kind, code, year, name, search, parent_id, path) values ('buurt', 'BU00010101', 2025, 'Singel', 'singel', 1, '1/2/');
    insert into areas (kind, code, year, name, place, search, parent_id, path)
      values ('street', 'BU00010101:lijnbaan', 2025, 'Lijnbaan', 'Ravenhorst', 'lijnbaan', 2, '1/2/3/');
    insert into concepts (scheme, slug, created, changed) values ('ambition', 'tuin', '${joined}', '${joined}'), ('theme', 'bomen', '${joined}', '${joined}');
  `)
  const make = (name: string, mail: string, number: number, level: Old['level']) =>
    resident(store, { name, mail, number, level })
  const people = {
    ada: await make('Ada', 'ada@voorbeeld.nl', 1, 'assured'),
    bram: await make('Bram', 'Bram@Voorbeeld.nl', 2, 'verified'),
    cor: await make('Cor', 'cor@voorbeeld.nl', 2, 'verified'),
    dina: await make('Din\u0430', 'dina@voorbeeld.nl', 4, 'applicant'),
    left: await make('Weg', 'weg@voorbeeld.nl', 5, 'verified'),
  }
  const { ada, bram, cor, left } = people
  await db.execute(sql`update residents set left_at = ${joined} where id = ${left.id}`)
  await db.execute(
    sql`insert into stewards (resident_id, task, granted) values (${ada.id}, 'identity', ${joined}), (${bram.id}, 'taxonomy', ${joined})`,
  )
  await db.execute(
    sql`insert into blocks (blocker_id, blocked_id, name, created) values (${cor.id}, ${left.id}, 'Weg', ${joined})`,
  )
  await db.execute(
    sql`insert into notices (resident_id, kind, data, created) values (${bram.id}, 'call.new', '{"call": "x"}', ${joined})`,
  )
  const community = randomUUID()
  await db.execute(
    sql`insert into communities (id, slug, name, access, state, founder_id, founded)
        values (${community}, 'tuin', 'De tuin', 'extranet', 'active', ${ada.id}, ${joined})`,
  )
  await db.execute(sql`insert into community_areas values (${community}, 2)`)
  await db.execute(sql`insert into community_ambitions values (${community}, 1)`)
  for (const { id } of [ada, bram, cor])
    await db.execute(
      sql`insert into memberships (id, community_id, resident_id, joined) values (${randomUUID()}, ${community}, ${id}, ${joined})`,
    )
  await db.execute(sql`insert into manager_terms values (${community}, ${ada.id}, ${joined}, null)`)
  for (const by of [ada, cor])
    await db.execute(
      sql`insert into designations (id, community_id, kind, by_id, to_id, designated)
          values (${randomUUID()}, ${community}, 'ambassador', ${by.id}, ${bram.id}, ${joined})`,
    )
  await db.execute(
    sql`insert into wishes (resident_id, concept_id, findable, since) values (${bram.id}, 1, true, ${joined})`,
  )
  await db.execute(
    sql`insert into calls (id, community_id, kind, from_id, to_id, words, sent)
        values (${randomUUID()}, ${community}, 'ambassador', ${cor.id}, ${bram.id}, 'Weet jij wie hier snoeit?', ${joined})`,
  )
  const [session, signIn, join] = ['oude-sessie', 'oude-link', 'oude-aanmelding']
  await db.execute(
    sql`insert into sessions (hash, resident_id, device, created, used, ends)
        values (${hashed(session)}, ${cor.id}, 'Firefox, Android', ${joined}, ${now.toISOString()}, ${inAWeek})`,
  )
  const joining = { name: 'Elif Nieuw', mail: 'elif@voorbeeld.nl' }
  const place = { streetId: 3, buurtId: 2, wijkId: null, gemeenteId: 1, cell: null }
  const draft = { ...joining, address: { ...street, number: 6 }, place, adult: true, language: 'nl' }
  const waiting = (value: object) => seal(key('waiting'), JSON.stringify(value), 'link')
  await db.execute(
    sql`insert into mail_links (hash, purpose, resident_id, draft, created, ends) values
          (${hashed(signIn)}, 'sign-in', ${bram.id}, ${waiting({})}, ${now.toISOString()}, ${inAWeek}),
          (${hashed(join)}, 'join', null, ${waiting(draft)}, ${now.toISOString()}, ${inAWeek})`,
  )
  return { people, community, session, signIn, join, joining }
}
