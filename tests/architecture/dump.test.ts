import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { systemContext } from '../../src/platform/context.ts'
import { rows, type Store } from '../../src/platform/db/store.ts'
import { openEntries, type VaultEntry } from '../../src/domains/identity/index.ts'
import { prepare } from '../../src/app/prepare.ts'
import { testServices } from '../support/people.ts'
import { openTestStore } from '../support/store.ts'

interface Column {
  table: string
  name: string
  type: string
}

/**
 * Somebody took a dump of the filled demo and has no key. They may read every table and join what they like; the official
 * address table is public, and a display name is what the resident chose.
 */
describe('a dump without the key', () => {
  let store: Store
  let columns: Column[]
  let entries: Map<string, VaultEntry>

  beforeAll(async () => {
    store = await openTestStore('embedded')
    const services = testServices(store, new Date())
    await prepare(services)
    const ctx = systemContext(services)
    const residents = await rows<{ id: string }>(store.db, sql`select id from residents`)
    expect(residents.length).toBeGreaterThan(1_000)
    entries = await openEntries(
      ctx,
      residents.map(({ id }) => id),
      'own',
    )
    columns = await rows<Column>(
      store.db,
      sql`select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type
          from pg_class c join pg_attribute a on a.attrelid = c.oid
          where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace)
            and a.attnum > 0 and not a.attisdropped`,
    )
  }, 120_000)
  afterAll(() => store?.close())

  /** Every row of every table as text; what it holds of bytes is there in hexadecimal. */
  async function everything(): Promise<Map<string, string[]>> {
    const tables = [...new Set(columns.map(({ table }) => table))].filter((table) => table !== 'addresses')
    const found = new Map<string, string[]>()
    for (const table of tables) {
      const texts = await rows<{ text: string }>(
        store.db,
        sql`select t::text as text from ${sql.identifier(table)} t`,
      )
      found.set(
        table,
        texts.map(({ text }) => text.toLowerCase()),
      )
    }
    return found
  }

  /** The second community of a street is called after the street and a 2, which looks like a house. */
  const withoutCounted = (table: string, text: string) =>
    table === 'communities' ? text.replaceAll(/ [2-9](?="?,)/g, '') : text

  const hex = (text: string) => Buffer.from(text).toString('hex')

  it('holds no registered name, mail address, date of birth or home anywhere, in letters or in bytes', async () => {
    const dump = await everything()
    const persons = [...entries.values()]
    const words = persons
      .flatMap(({ name, mail = '', birth = '' }) => [name, mail, birth])
      .filter((word) => word.length > 5)
    const homes = persons
      .filter(({ address }) => address.postcode !== '')
      .flatMap(({ address: { postcode, street, number } }) => [`${postcode}`, `${street} ${number}`])
    const secrets = [...new Set([...words, ...homes].map((word) => word.toLowerCase()))]
    const leaks: string[] = []
    for (const [table, texts] of dump) {
      if (table === 'demo_mail') continue
      const all = texts.join('\n')
      for (const secret of secrets) {
        const whole = new RegExp(
          `(?<![\\p{L}\\d])${secret.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\d])`,
          'u',
        )
        if (whole.test(withoutCounted(table, all))) leaks.push(`${table}: ${secret}`)
        if (secret.length > 8 && all.includes(hex(secret))) leaks.push(`${table}: ${secret} in bytes`)
      }
    }
    expect(leaks).toEqual([])
  }, 300_000)

  it('joins no resident to a house: no column shares a value with the address table that a handful of homes have', async () => {
    const addressColumns = columns.filter(({ table }) => table === 'addresses')
    const others = columns.filter(({ table, type }) => !['addresses'].includes(table) && type !== 'jsonb')
    // Which columns of rows about residents hold values of the address table?
    const aboutResidents = await rows<{ table: string; column: string }>(
      store.db,
      sql`select c.conrelid::regclass::text as table, a.attname as column
          from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
          where c.contype = 'f' and c.confrelid = 'residents'::regclass
          union select 'residents', 'id'`,
    )
    const tables = new Set(aboutResidents.map(({ table }) => table))
    const narrow: string[] = []
    for (const own of others.filter(({ table }) => tables.has(table))) {
      for (const address of addressColumns.filter(({ type }) => type === own.type)) {
        const found = await rows<{ homes: number }>(
          store.db,
          sql`select min(homes)::int as homes from (
                select o.value, (select count(*) from addresses a where a.${sql.identifier(address.name)} = o.value) as homes
                from (select distinct ${sql.identifier(own.name)} as value from ${sql.identifier(own.table)}) o) counted
              where homes > 0`,
        )
        const homes = found[0]?.homes ?? null
        // A coincidence of small numbers or of empty texts tells nothing: only places are meant to be shared.
        const place =
          /cell|street_id|buurt_id|wijk_id|gemeente_id/.test(own.name) && /cell|street_id/.test(address.name)
        if (place && homes !== null && homes < 3)
          narrow.push(`${own.table}.${own.name} = addresses.${address.name}: ${homes}`)
      }
    }
    expect(narrow).toEqual([])
    // Nor by all that is known of a place together: street, cell and buurt of a resident fit three homes or more.
    const together = await rows<{ homes: number }>(
      store.db,
      sql`select min(homes)::int as homes from (
            select (select count(*) from addresses a join areas s on s.id = a.street_id
              where (r.cell is null or a.cell = r.cell) and (r.street_id is null or a.street_id = r.street_id)
                and (r.buurt_id is null or s.parent_id = r.buurt_id)) as homes
            from residents r) counted`,
    )
    expect(together[0]!.homes).toBeGreaterThanOrEqual(3)
  }, 300_000)

  it('has blind indexes that nobody can try a list of addresses or names against without the key', async () => {
    const { createHash, createHmac } = await import('node:crypto')
    const indexes = new Set(
      (
        await rows<{ index: Uint8Array }>(
          store.db,
          sql`select unnest(array[mail_index, address_index, name_index, person_index]) as index from vault`,
        )
      )
        .filter(({ index }) => index !== null)
        .map(({ index }) => Buffer.from(index).toString('hex')),
    )
    expect(indexes.size).toBeGreaterThan(2_000)
    for (const { mail = '', address, name } of entries.values()) {
      const plain = [address.postcode, address.number, address.letter, address.addition]
        .join('|')
        .toLowerCase()
      for (const guess of [mail, plain, name.toLowerCase()]) {
        expect(indexes.has(createHash('sha256').update(guess).digest('hex'))).toBe(false)
        expect(indexes.has(createHmac('sha256', '').update(guess).digest('hex'))).toBe(false)
      }
    }
  })
})
