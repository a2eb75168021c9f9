import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { blindIndex, seal, unseal } from '../../platform/crypto.ts'
import { row } from '../../platform/db/store.ts'

/** Where somebody lives, exactly. Exists in the vault only. */
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
  name: string
  mail: string
  address: VaultAddress
}

export type Field = keyof VaultEntry

/** Why the vault is opened. Each has words for the resident whose entry it is. */
export type OpeningReason =
  /** To mail the resident something. */
  | 'mail.notice'
  | 'mail.sign-in'
  /** The resident looked at their own data. */
  | 'own'

/** The same mail address, however it is typed. */
export function plainMail(mail: string): string {
  return mail.trim().toLowerCase()
}

/** Finds a mail address without storing it. */
export function mailIndex(ctx: Context, mail: string): Buffer {
  return blindIndex(ctx.services.keys.for('index:mail'), plainMail(mail))
}

function addressIndex(ctx: Context, address: VaultAddress): Buffer {
  const { postcode, number, letter, addition } = address
  const plain = [postcode, number, letter, addition].join('|').toLowerCase()
  return blindIndex(ctx.services.keys.for('index:address'), plain)
}

/** The words a sealed field is bound to: it opens for this resident and this field only. */
const about = (residentId: string, field: string) => `vault:${residentId}:${field}`

/** An entry as it is stored: everything sealed or blind. */
export interface SealedEntry {
  wrappedKey: Buffer
  name: Buffer
  mail: Buffer
  address: Buffer
  mailIndex: Buffer
  addressIndex: Buffer
}

/** Seals an entry under a data key of its own, which is wrapped by the key ring. */
export function sealEntry(ctx: Context, residentId: string, entry: VaultEntry): SealedEntry {
  const dataKey = randomBytes(32)
  const sealField = (field: Field, value: string) =>
    seal(dataKey, Buffer.from(value), about(residentId, field))
  return {
    wrappedKey: seal(ctx.services.keys.for('vault'), dataKey, about(residentId, 'key')),
    name: sealField('name', entry.name),
    mail: sealField('mail', entry.mail),
    address: sealField('address', JSON.stringify(entry.address)),
    mailIndex: mailIndex(ctx, entry.mail),
    addressIndex: addressIndex(ctx, entry.address),
  }
}

/** Puts a new resident's entry into the vault. Fails on the unique index when the mail address is somebody else's. */
export async function putInVault(ctx: Context, residentId: string, entry: VaultEntry): Promise<void> {
  const sealed = sealEntry(ctx, residentId, entry)
  await ctx.db.execute(
    sql`insert into vault (resident_id, wrapped_key, name, mail, address, mail_index, address_index)
        values (${residentId}, ${sealed.wrappedKey}, ${sealed.name}, ${sealed.mail}, ${sealed.address},
          ${sealed.mailIndex}, ${sealed.addressIndex})`,
  )
}

/**
 * Opens one field of one resident, and writes down who did so and why in the same breath.
 * @returns undefined when there is no such entry.
 */
export async function openVault(
  ctx: Context,
  residentId: string,
  field: Field,
  why: OpeningReason,
): Promise<string | undefined> {
  const entry = await row<{ key: Uint8Array; value: Uint8Array }>(
    ctx.db,
    sql`select wrapped_key as key, ${sql.identifier(field)} as value from vault where resident_id = ${residentId}`,
  )
  if (!entry) return undefined
  await ctx.db.execute(
    sql`insert into vault_openings (resident_id, field, opened_by, why, opened)
        values (${residentId}, ${field}, ${ctx.viewer?.id ?? null}, ${why}, ${ctx.now().toISOString()})`,
  )
  const dataKey = unseal(ctx.services.keys.for('vault'), entry.key, about(residentId, 'key'))
  return unseal(dataKey, entry.value, about(residentId, field)).toString()
}

/** The resident to whom this mail address belongs. */
export async function residentByMail(ctx: Context, mail: string): Promise<string | undefined> {
  const found = await row<{ id: string }>(
    ctx.db,
    sql`select resident_id as id from vault where mail_index = ${mailIndex(ctx, mail)}`,
  )
  return found?.id
}
