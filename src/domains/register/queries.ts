import { sql, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { NotFound } from '../../platform/errors.ts'
import { mayReadInside } from '../communities/index.ts'
import { readLeaf, type Told } from './leaf.ts'
import { leafHash } from './merkle.ts'
import { hashesOver } from './nodes.ts'
import { consistencyStretches, inclusionStretches } from './tree.ts'

/** What the log was when it was signed. */
export interface Checkpoint {
  size: number
  root: Uint8Array
  /** The signed note, as it is published. */
  note: string
  /** The name of this log. */
  origin: string
  made: Date
}

/** The newest checkpoint; undefined while nothing was recorded. */
export async function latestCheckpoint(ctx: Context): Promise<Checkpoint | undefined> {
  const found = await row<Omit<Checkpoint, 'origin'>>(
    ctx.db,
    sql`select size::float8 as size, root, note, made from register_checkpoints order by id desc limit 1`,
  )
  return (
    found && { ...found, made: new Date(found.made), origin: found.note.slice(0, found.note.indexOf('\n')) }
  )
}

/** An entry as this viewer may read it. */
export interface Entry {
  place: number
  leaf: Uint8Array
  /** The day, or the moment of a public act. */
  at: string
  /** What it is about; undefined when the viewer may not know, or nobody can tell any more. */
  told: Told | undefined
  /** Of a sealed act that the viewer may open: what the commitment was made of. */
  opening: { salt: Uint8Array; text: string } | undefined
}

const mayOpen = (ctx: Context): SQL => sql`(o.resident_id = ${ctx.viewer?.id ?? null}::uuid
  or exists (select 1 from communities c where c.id = o.community_id and ${mayReadInside(ctx)}))`

const entriesWhere = async (ctx: Context, where: SQL, limit: number): Promise<Entry[]> => {
  const found = await rows<{ place: number; leaf: Uint8Array; salt: Uint8Array | null; text: string | null }>(
    ctx.db,
    sql`select e.place::float8 as place, e.leaf, o.salt, o.words as text from register_entries e
        left join register_acts a on a.place = e.place
        left join register_openings o on o.act_id = a.id and ${mayOpen(ctx)}
        where ${where} order by e.place desc limit ${limit}`,
  )
  return found.map(({ place, leaf, salt, text }) => {
    const read = readLeaf(leaf)
    const opening = salt && text !== null ? { salt, text } : undefined
    const told = read.sealed === undefined ? read : opening && (readLeaf(opening.text) as Told)
    return { place, leaf, at: read.at, told, opening }
  })
}

/** The newest entries below a place. */
export async function entriesBefore(
  ctx: Context,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<Entry[]> {
  return entriesWhere(ctx, before === undefined ? sql`true` : sql`e.place < ${before}`, limit)
}

/** One entry. @throws NotFound */
export async function entryAt(ctx: Context, place: number): Promise<Entry> {
  const [found] = await entriesWhere(ctx, sql`e.place = ${place}`, 1)
  if (!found) throw new NotFound('entryGone')
  return found
}

/** Places of the acts of one key, newest first; for who may know of it already. Those that wait have none yet. */
export async function placesOf(
  ctx: Context,
  key: string,
  kinds: readonly string[],
): Promise<{ kind: string; place: number | null }[]> {
  return rows(
    ctx.db,
    sql`select kind, place::float8 as place from register_acts
        where key = ${key} and kind in (${sql.join(
          kinds.map((kind) => sql`${kind}`),
          sql`, `,
        )}) order by id desc`,
  )
}

/** An inclusion proof (RFC 6962, 2.1.1), in the names of the proof files that `dhz register check` reads; base64. */
export interface InclusionProof {
  leafIdx: number
  treeSize: number
  root: string
  leafHash: string
  proof: string[]
}

const base64 = (hash: Uint8Array) => Buffer.from(hash).toString('base64')

/** @throws NotFound when the log is not that long. */
export async function inclusionProof(
  ctx: Context,
  { place, leaf }: Pick<Entry, 'place' | 'leaf'>,
  size: number,
): Promise<InclusionProof> {
  if (place >= size) throw new NotFound('entryGone')
  const found = await hashesOver(ctx, [[0, size], ...inclusionStretches(place, size)])
  if (!found) throw new NotFound('entryGone')
  const [root, ...proof] = found
  return {
    leafIdx: place,
    treeSize: size,
    root: base64(root!),
    leafHash: base64(leafHash(leaf)),
    proof: proof.map(base64),
  }
}

/** That the log only grew between two sizes; hashes in base64. */
export interface ConsistencyProof {
  size1: number
  size2: number
  root1: string
  root2: string
  proof: string[]
}

/** @throws NotFound when the log is not that long, or the first is not the smaller one. */
export async function consistencyProof(
  ctx: Context,
  size1: number,
  size2: number,
): Promise<ConsistencyProof> {
  if (size1 < 1 || size1 > size2) throw new NotFound('entryGone')
  const found = await hashesOver(ctx, [[0, size1], [0, size2], ...consistencyStretches(size1, size2)])
  if (!found) throw new NotFound('entryGone')
  const [root1, root2, ...proof] = found
  return { size1, size2, root1: base64(root1!), root2: base64(root2!), proof: proof.map(base64) }
}

/** A key that signs or signed the log, and from which size on. */
export interface KnownKey {
  verifier: string
  fromSize: number
  since: Date
}

/** Every key there was, the newest first. */
export async function knownKeys(ctx: Context): Promise<KnownKey[]> {
  const found = await rows<KnownKey>(
    ctx.db,
    sql`select verifier, from_size::float8 as "fromSize", since from register_keys order by id desc limit 100`,
  )
  return found.map((key) => ({ ...key, since: new Date(key.since) }))
}
