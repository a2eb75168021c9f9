import { sql } from 'drizzle-orm'
import { after, day } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { sealEntry } from '../identity/index.ts'
import type { Level } from '../residents/index.ts'
import { insertRows } from '../../platform/db/bulk.ts'
import { surnameOf } from './surnames.ts'
import type { Dice } from './dice.ts'

/** An address with the places it lies in. */
export interface Home {
  id: number
  street: string
  number: number
  letter: string
  addition: string
  postcode: string
  place: string
  cell: string | null
  streetId: number | null
  buurtId: number | null
  wijkId: number | null
  gemeenteId: number | null
}

/** A made-up resident before they are written. */
export interface Person {
  id: string
  /** What neighbours call them; the vault also knows the surname. */
  name: string
  surname: string
  mail: string
  home: Home
  level: Level
  adult: boolean
  isProtected: boolean
  showsName: boolean
  about: string
  offers: string
  speaks: string[]
  joined: Date
}

/** Homes in order of their id, a page at a time. Places follow from the path of the street. */
export async function readHomes(ctx: Context, afterId: number, limit: number): Promise<Home[]> {
  return rows<Home>(
    ctx.db,
    sql`select a.id, a.street, a.number, a.letter, a.addition, a.postcode, a.place, a.cell::text as cell,
        case when a.secluded then null else a.street_id end as "streetId", b.id as "buurtId", w.id as "wijkId",
        coalesce(g.id, case when p.kind = 'gemeente' then p.id end) as "gemeenteId"
      from addresses a join areas s on s.id = a.street_id join areas p on p.id = s.parent_id
      left join areas b on b.id = p.id and b.kind = 'buurt'
      left join areas w on w.id = coalesce(b.parent_id, p.id) and w.kind = 'wijk'
      left join areas g on g.id = coalesce(w.parent_id, b.parent_id) and g.kind = 'gemeente'
      where a.id > ${afterId} order by a.id limit ${limit}`,
  )
}

const spoken = [
  ['nl'],
  ['nl'],
  ['nl'],
  ['nl', 'en'],
  ['nl', 'en'],
  ['nl', 'en'],
  ['nl', 'tr'],
  ['nl', 'ar'],
  ['nl', 'pl'],
  ['nl', 'de', 'en'],
  ['nl', 'pap'],
  ['nl', 'uk'],
  ['en'],
]

/** Somebody who lives in this home. Most are verified and findable enough; some are not, as in life. */
export function makePerson(
  dice: Dice,
  home: Home,
  names: readonly string[],
  offers: readonly string[],
  now: Date,
): Person {
  const id = dice.uuid()
  const level = dice.next()
  return {
    id,
    name: dice.pick(names),
    surname: surnameOf(id),
    mail: `${id}@demo.invalid`,
    home,
    level: level < 0.07 ? 'applicant' : level < 0.87 ? 'verified' : 'assured',
    adult: !dice.chance(0.03),
    isProtected: dice.chance(0.02),
    showsName: dice.chance(0.3),
    about: '',
    offers: dice.chance(0.35) && offers.length > 0 ? dice.pick(offers) : '',
    speaks: dice.pick(spoken),
    joined: after(now, -dice.whole(1, 700) * day),
  }
}

/** Writes residents with their entries in the vault. */
export async function writePeople(ctx: Context, people: readonly Person[]): Promise<void> {
  await insertRows(
    ctx.db,
    'residents',
    {
      id: 'uuid',
      level: 'text',
      display_name: 'text',
      about: 'text',
      offers: 'text',
      speaks: 'text[]',
      street_id: 'int',
      buurt_id: 'int',
      wijk_id: 'int',
      gemeente_id: 'int',
      cell: 'bigint',
      adult: 'boolean',
      protected: 'boolean',
      shows_name: 'boolean',
      joined: 'timestamptz',
      language: 'text',
      address_confirmed: 'timestamptz',
    },
    people.map((person) => ({
      id: person.id,
      level: person.level,
      display_name: person.name,
      about: person.about,
      offers: person.offers,
      speaks: person.speaks,
      street_id: person.home.streetId,
      buurt_id: person.home.buurtId,
      wijk_id: person.home.wijkId,
      gemeente_id: person.home.gemeenteId,
      cell: person.home.cell,
      adult: person.adult,
      protected: person.isProtected,
      shows_name: person.showsName,
      joined: person.joined.toISOString(),
      language: 'nl',
      address_confirmed: person.level === 'applicant' ? null : ctx.now().toISOString(),
    })),
  )
  await insertRows(
    ctx.db,
    'vault',
    {
      resident_id: 'uuid',
      wrapped_key: 'bytea',
      key_id: 'text',
      name: 'bytea',
      mail: 'bytea',
      address: 'bytea',
      birth: 'bytea',
      mail_index: 'bytea',
      address_index: 'bytea',
      name_index: 'bytea',
      person_index: 'bytea',
    },
    people.map(({ id, name, surname, mail, home }) => {
      const { street, number, letter, addition, postcode, place } = home
      const address = { street, number, letter, addition, postcode, place }
      return { resident_id: id, ...sealEntry(ctx, id, { name: `${name} ${surname}`, mail, address }) }
    }),
  )
  const proven = people.filter(({ level }) => level !== 'applicant')
  await insertRows(
    ctx.db,
    'proofs',
    {
      id: 'uuid',
      resident_id: 'uuid',
      kind: 'text',
      proves_address: 'boolean',
      proves_person: 'boolean',
      given: 'timestamptz',
    },
    proven.map(({ id, level, joined }) => ({
      // One proof each, so that the id of the person can name it too.
      id,
      resident_id: id,
      kind: level === 'assured' ? 'command' : 'letter',
      proves_address: true,
      proves_person: level === 'assured',
      given: joined.toISOString(),
    })),
  )
  await insertRows(
    ctx.db,
    'resident_levels',
    { resident_id: 'uuid', level: 'text', how: 'text', since: 'timestamptz' },
    people.map(({ id, level, joined }) => ({
      resident_id: id,
      level,
      how: 'demo',
      since: joined.toISOString(),
    })),
  )
}
