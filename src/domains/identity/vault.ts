import { randomBytes } from 'node:crypto'
import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { blindIndex, blindIndexes, seal, unseal, unsealWith } from '../../platform/crypto.ts'
import { arrayOf, row, rows } from '../../platform/db/store.ts'
import { NotAllowed } from '../../platform/errors.ts'
import { nameRule, personKey, plainName } from './rules.ts'

/** Where somebody lives, exactly. Exists in the vault only. Without a fixed address only `place` says something. */
export interface VaultAddress {
  street: string
  number: number
  letter: string
  addition: string
  postcode: string
  place: string
}

/** What the foundation knows of a resident and nobody else has to. */
export interface VaultEntry {
  /** As registered: on the envelope, or as an eID says it. Only a first name until a route asks for more. */
  name: string
  /** Absent for somebody who was registered at a desk without one. */
  mail?: string | undefined
  address: VaultAddress
  /** Date of birth, "1946-03-01"; known only where a route gave it or uniqueness needed it. */
  birth?: string | undefined
}

export type Field = keyof VaultEntry
export const fields = ['name', 'mail', 'address', 'birth'] as const satisfies Field[]

/** Why the vault is opened. Each has words for the resident whose entry it is. */
export type OpeningReason =
  /** To mail the resident something. */
  | 'mail.notice'
  /** To mail the resident their bundle, as often as each evening. */
  | 'mail.bundle'
  | 'mail.sign-in'
  /** The resident looked at their own data, changed it, or took it along. */
  | 'own'
  /** A steward prints a letter. */
  | 'letter'
  /** A steward judges whether two accounts are one person, or a number of residents at one address. */
  | 'case'
  /** The program compares with what an eID or a wallet says. */
  | 'eid'
  /** The program looks whether this person has another account, in the moment something is proven. */
  | 'unique'
  /** A steward asked at a desk whether somebody of this name is known: that it is so was seen, and how long. */
  | 'desk.known'
  /** A steward helps somebody at a desk. */
  | 'desk'
  /** Somebody who lost everything came back, by letter or by neighbours. */
  | 'recovery'
  /** The program looks whether somebody turned eighteen. */
  | 'age'
  /** A resident said yes to a neighbour who wanted to drop by: that one sees street and number. */
  | 'latchstring'
  /** The key was renewed: the program wrapped and indexed again, nobody read. */
  | 'rotate'

/** The same mail address, however it is typed. */
export function plainMail(mail: string): string {
  return mail.trim().toLowerCase()
}

/** Finds a mail address without storing it. */
export function mailIndex(ctx: Context, mail: string): Buffer {
  return blindIndex(ctx.services.keys.for('index:mail'), plainMail(mail))
}

/** The same home, however it is written. */
function plainAddress({ postcode, number, letter, addition }: VaultAddress): string {
  return [postcode, number, letter, addition].join('|').toLowerCase()
}

/** The words a sealed field is bound to: it opens for this resident and this field only. */
const about = (residentId: string, field: string) => `vault:${residentId}:${field}`

/** What of an entry can be looked for, each as a purpose of the key ring. */
const indexed = {
  mail_index: ({ mail }: VaultEntry) => mail && ['index:mail', plainMail(mail)],
  // Without a fixed address there is no home to share.
  address_index: ({ address }: VaultEntry) => address.street && ['index:address', plainAddress(address)],
  name_index: ({ name }: VaultEntry) => ['index:name', plainName(name)],
  person_index: ({ name, birth }: VaultEntry) => birth && ['index:person', personKey(name, birth)],
} satisfies Record<string, (entry: VaultEntry) => string[] | '' | undefined>
type Index = keyof typeof indexed

/** A row of the table `vault`: everything sealed or blind. */
export type SealedEntry = { wrapped_key: Buffer; key_id: string } & Record<Field | Index, Buffer | null>

/** Names what an entry is sealed and indexed by now: the newest key of the ring, and the rule by which names are compared. */
export function sealingOf(ctx: Context): string {
  return `${ctx.services.keys.id}.${nameRule}`
}

/** Seals an entry under a new data key of its own, which is wrapped by the newest key of the ring. */
export function sealEntry(ctx: Context, residentId: string, entry: VaultEntry): SealedEntry {
  const { keys } = ctx.services
  const dataKey = randomBytes(32)
  const sealField = (field: Field) => {
    const value = field === 'address' ? JSON.stringify(entry.address) : entry[field]
    return value === undefined ? null : seal(dataKey, Buffer.from(value), about(residentId, field))
  }
  const index = (name: Index) => {
    const [purpose, value] = indexed[name](entry) || []
    return purpose === undefined || value === undefined ? null : blindIndex(keys.for(purpose), value)
  }
  return {
    wrapped_key: seal(keys.for('vault'), dataKey, about(residentId, 'key')),
    key_id: sealingOf(ctx),
    name: sealField('name'),
    mail: sealField('mail'),
    address: sealField('address'),
    birth: sealField('birth'),
    mail_index: index('mail_index'),
    address_index: index('address_index'),
    name_index: index('name_index'),
    person_index: index('person_index'),
  }
}

/** Puts a new resident's entry into the vault. Fails on the unique index when the mail address is somebody else's. */
export async function putInVault(ctx: Context, residentId: string, entry: VaultEntry): Promise<void> {
  const sealed = sealEntry(ctx, residentId, entry)
  const columns = Object.keys(sealed) as (keyof SealedEntry)[]
  await ctx.db.execute(
    sql`insert into vault (resident_id, ${sql.raw(columns.join(', '))})
        values (${residentId}, ${sql.join(
          columns.map((column) => sql`${sealed[column]}`),
          sql`, `,
        )})`,
  )
}

/** Changes fields of an entry, within the caller's transaction; the row stays locked until that ends. */
export async function changeVault(
  ctx: Context,
  residentId: string,
  change: Partial<VaultEntry>,
  why: OpeningReason,
): Promise<void> {
  await ctx.db.execute(sql`select 1 from vault where resident_id = ${residentId} for update`)
  const known = (await openEntries(ctx, [residentId], why)).get(residentId)
  if (!known) throw new Error('There is no such entry in the vault')
  const sealed = sealEntry(ctx, residentId, { ...known, ...change })
  await ctx.db.execute(
    sql`update vault set ${sql.join(
      Object.entries(sealed).map(([column, value]) => sql`${sql.identifier(column)} = ${value}`),
      sql`, `,
    )} where resident_id = ${residentId}`,
  )
}

/** Opens fields of a row as it was read, without writing that down: whoever calls this does. */
export function openRow(
  ctx: Context,
  id: string,
  wrapped: Uint8Array,
  sealed: readonly (readonly [Field, Uint8Array | null])[],
): Partial<Record<Field, string>> {
  const dataKey = unsealWith(ctx.services.keys.each('vault'), wrapped, about(id, 'key'))
  return Object.fromEntries(
    sealed.flatMap(([field, value]) =>
      value === null ? [] : [[field, unseal(dataKey, value, about(id, field)).toString()]],
    ),
  )
}

/** What was opened, as an entry. */
export function entryFrom({
  name = '',
  mail,
  address = '{}',
  birth,
}: Partial<Record<Field, string>>): VaultEntry {
  return { name, mail, address: JSON.parse(address) as VaultAddress, birth }
}

/**
 * Opens fields of residents, and writes down who did so and why in the same breath: a row for each field that is there.
 * Who is not in the vault is left out. @throws NotAllowed (`helperMayNot`) in a session in which a neighbour helps the
 * viewer: it would be written down as if the viewer looked.
 */
export async function openVaults<Some extends Field>(
  ctx: Context,
  residentIds: readonly string[],
  wanted: readonly Some[],
  why: OpeningReason,
): Promise<Map<string, Partial<Record<Some, string>>>> {
  if (residentIds.length === 0) return new Map()
  if (ctx.viewer?.helper) throw new NotAllowed('helperMayNot')
  const columns = sql.raw(wanted.map((field, n) => `${field} as f${n}`).join(', '))
  const found = await rows<{ id: string; wrapped: Uint8Array } & Record<string, Uint8Array | null>>(
    ctx.db,
    sql`select resident_id as id, wrapped_key as wrapped, ${columns} from vault
        where resident_id = any(${arrayOf(residentIds, 'uuid')})`,
  )
  const opened = found.map((entry) => {
    const sealed = wanted.map((field, n) => [field, entry[`f${n}`] ?? null] as const)
    return [entry.id, openRow(ctx, entry.id, entry.wrapped, sealed)] as const
  })
  await writeOpenings(
    ctx,
    opened.flatMap(([id, plain]) => Object.keys(plain).map((field) => ({ id, field: field as Field }))),
    why,
  )
  return new Map(opened) as Map<string, Partial<Record<Some, string>>>
}

/** Opens whole entries. */
export async function openEntries(
  ctx: Context,
  residentIds: readonly string[],
  why: OpeningReason,
): Promise<Map<string, VaultEntry>> {
  const opened = await openVaults(ctx, residentIds, fields, why)
  return new Map([...opened].map(([id, plain]) => [id, entryFrom(plain)]))
}

/** Opens one field of one resident. @returns undefined when there is no such entry, or it has no such field. */
export async function openVault(
  ctx: Context,
  residentId: string,
  field: Field,
  why: OpeningReason,
): Promise<string | undefined> {
  return (await openVaults(ctx, [residentId], [field], why)).get(residentId)?.[field]
}

/** Writes down what was opened, or answered by an index so that somebody saw that it is so. */
export async function writeOpenings(
  ctx: Context,
  opened: readonly { id: string; field: Field | 'all' }[],
  why: OpeningReason,
): Promise<void> {
  if (opened.length === 0) return
  const by = ctx.viewer?.id ?? null
  await ctx.db.execute(
    sql`insert into vault_openings (resident_id, field, opened_by, why, opened)
        select id::uuid, field, ${by}::uuid, ${why}, ${ctx.now().toISOString()}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(opened)}::jsonb) as o (id text, field text)`,
  )
}

/** `column in (…)` for a value as it may have been indexed under any key of the ring. */
function isIndexed(ctx: Context, index: Index, purpose: string, value: string): SQL {
  const indexes = blindIndexes(ctx.services.keys.each(purpose), value)
  return sql`${sql.identifier(index)} in (${sql.join(
    indexes.map((each) => sql`${each}`),
    sql`, `,
  )})`
}

/** The resident to whom this mail address belongs. */
export async function residentByMail(ctx: Context, mail: string): Promise<string | undefined> {
  const found = await row<{ id: string }>(
    ctx.db,
    sql`select resident_id as id from vault where ${isIndexed(ctx, 'mail_index', 'index:mail', plainMail(mail))}`,
  )
  return found?.id
}

const most = 200

/** Who lives at an address, the account that joined first at the front; not who left. At most 200. */
export async function residentsAt(ctx: Context, address: VaultAddress): Promise<string[]> {
  return residentsWhere(ctx, isIndexed(ctx, 'address_index', 'index:address', plainAddress(address)))
}

/** Who has this name, at this address when one is given. */
export async function namesakes(ctx: Context, name: string, address?: VaultAddress): Promise<string[]> {
  const named = isIndexed(ctx, 'name_index', 'index:name', plainName(name))
  return residentsWhere(
    ctx,
    address
      ? sql`${named} and ${isIndexed(ctx, 'address_index', 'index:address', plainAddress(address))}`
      : named,
  )
}

/** The accounts of one person: the same name and birth date. */
export async function accountsOf(ctx: Context, name: string, birth: string): Promise<string[]> {
  return residentsWhere(ctx, isIndexed(ctx, 'person_index', 'index:person', personKey(name, birth)))
}

/** Marks by which a person is known again after their entry is gone, one for each key of the ring, the newest first. */
export function personMarks(ctx: Context, name: string, birth: string): Buffer[] {
  return blindIndexes(ctx.services.keys.each('index:ended'), personKey(name, birth))
}

/** Until the end of the transaction nobody else decides about accounts of this person. */
export async function lockPerson(ctx: Context, name: string, birth: string): Promise<void> {
  const about = blindIndex(ctx.services.keys.for('index:person'), personKey(name, birth)).toString('hex')
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${about}, 0))`)
}

async function residentsWhere(ctx: Context, condition: SQL): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    sql`select r.id from vault v join residents r on r.id = v.resident_id
        where ${condition} and r.left_at is null order by r.joined, r.id limit ${most}`,
  )
  return found.map(({ id }) => id)
}

/** What is counted per home, such as tries: a key that tells no address. */
export function homeKey(ctx: Context, address: VaultAddress): string {
  return blindIndex(ctx.services.keys.for('index:address'), plainAddress(address)).toString('hex')
}

/** Of whom the date of birth is known; which one is not told. */
export async function withBirth(ctx: Context, residentIds: readonly string[]): Promise<Set<string>> {
  const found = await rows<{ id: string }>(
    ctx.db,
    sql`select resident_id as id from vault
        where resident_id = any(${arrayOf(residentIds, 'uuid')}) and birth is not null`,
  )
  return new Set(found.map(({ id }) => id))
}

/** Who lives at the same address as each of these residents, themselves included; as `householdOf`, for many at once. */
export async function householdsOf(
  ctx: Context,
  residentIds: readonly string[],
): Promise<Map<string, string[]>> {
  const found = await rows<{ id: string; household: string[] }>(
    ctx.db,
    sql`select own.resident_id as id, array(select r.id::text from vault v join residents r on r.id = v.resident_id
            where v.address_index = own.address_index and r.left_at is null order by r.joined, r.id limit ${most}) as household
        from vault own where own.resident_id = any(${arrayOf(residentIds, 'uuid')})`,
  )
  return new Map(found.map(({ id, household }) => [id, household]))
}

/**
 * Who lives at the same address as this resident, themselves included; the account that joined first at the front. Found
 * without opening anything. While keys are being rotated, those under another key are not seen.
 */
export async function householdOf(ctx: Context, residentId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    sql`select r.id from vault own join vault v on v.address_index = own.address_index
        join residents r on r.id = v.resident_id
        where own.resident_id = ${residentId} and r.left_at is null order by r.joined, r.id limit ${most}`,
  )
  return found.map(({ id }) => id)
}

/**
 * What stands for the home of each of these residents: the same for who lives together, and nothing of where that is. Who
 * has no fixed address stands alone. While keys are being rotated, those under another key stand apart.
 */
export async function homesOf(ctx: Context, residentIds: readonly string[]): Promise<Map<string, string>> {
  const found = await rows<{ id: string; home: string }>(
    ctx.db,
    sql`select resident_id as id, coalesce(encode(address_index, 'hex'), resident_id::text) as home from vault
        where resident_id = any(${arrayOf(residentIds, 'uuid')})`,
  )
  return new Map(found.map(({ id, home }) => [id, home]))
}
