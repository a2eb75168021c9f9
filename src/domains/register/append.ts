import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../platform/context.ts'
import { insertRows, recordsOf } from '../../platform/db/bulk.ts'
import { locks } from '../../platform/db/locks.ts'
import { row, rows } from '../../platform/db/store.ts'
import { seedsOf } from './keys.ts'
import { leafHash } from './merkle.ts'
import { checkpointNote, nameIn, signerOf } from './note.ts'
import { hashesOf } from './nodes.ts'
import { grow, hashOver, nodesOver } from './tree.ts'

/** The register cannot go on; the message is one sentence for the operator. What waits is kept. */
export class RegisterStuck extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'RegisterStuck'
  }
}

/** Entries of one transaction. */
const batch = 1_000

/**
 * Appends all that waits, in the order in which it was recorded, and signs a checkpoint after each batch. One process does
 * it at a time; the cost of an entry grows with the logarithm of how many there are.
 * @returns how many were appended.
 * @throws RegisterStuck when the tables are not as they were signed, or the key that signed last is gone.
 */
export async function appendWaiting(ctx: Context): Promise<number> {
  let all = 0
  for (;;) {
    const appended = await transact(ctx, appendBatch)
    all += appended
    if (appended < batch) return all
  }
}

/** Job: appends what waits, and tells the operator in the log of the program when that cannot be. */
export async function tendRegister(ctx: Context): Promise<void> {
  try {
    await appendWaiting(ctx)
  } catch (error) {
    if (error instanceof RegisterStuck) ctx.services.log.error({ problem: error.message }, 'register')
    throw error
  }
}

async function appendBatch(ctx: Context): Promise<number> {
  await hold(ctx)
  const waiting = await rows<{ id: string; leaf: Uint8Array }>(
    ctx.db,
    sql`select a.id::text as id, a.leaf from register_acts a where a.place is null order by a.id limit ${batch} for update`,
  )
  if (waiting.length === 0) return 0
  const { size, edge } = await standing(ctx)
  const grown = grow(
    size,
    edge,
    waiting.map(({ leaf }) => leafHash(leaf)),
  )
  const placed = waiting.map(({ id, leaf }, n) => ({ id, leaf, place: size + n }))
  await insertRows(ctx.db, 'register_entries', { place: 'bigint', leaf: 'bytea' }, placed)
  await insertRows(
    ctx.db,
    'register_nodes',
    { level: 'smallint', place: 'bigint', hash: 'bytea' },
    grown.nodes.map(({ level, place, hash }) => ({ level, place, hash })),
  )
  await ctx.db.execute(
    sql`update register_acts a set leaf = null, place = r.place
        from ${recordsOf(
          { id: 'bigint', place: 'bigint' },
          placed.map(({ id, place }) => ({ id, place })),
        )} where a.id = r.id`,
  )
  await writeCheckpoint(ctx, grown.size, grown.root)
  return waiting.length
}

/**
 * Signs the log as it stands once more, with the keys that are at hand now: so a new key takes over.
 * @param lost the key that signed last is gone, so the new one goes on without its signature. Whoever checks sees that.
 */
export async function signAnew(ctx: Context, { lost = false } = {}): Promise<void> {
  await transact(ctx, async (ctx) => {
    await hold(ctx)
    const { size, edge } = await standing(ctx)
    if (size === 0) throw new RegisterStuck('The register is empty: there is nothing to sign yet.')
    await writeCheckpoint(ctx, size, hashOver(edge), lost)
  })
}

async function hold(ctx: Context): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(${locks.register})`)
}

/** The tree as it stands. @throws RegisterStuck when it is not what was signed last. */
async function standing(ctx: Context): Promise<{ size: number; edge: Uint8Array[] }> {
  const last = await row<{ size: number; root: Uint8Array; entries: number }>(
    ctx.db,
    sql`select size::float8 as size, root, (select coalesce(max(place) + 1, 0)::float8 from register_entries) as entries
        from register_checkpoints order by id desc limit 1`,
  )
  if (!last) return { size: 0, edge: [] }
  const edge = await hashesOf(ctx, nodesOver([0, last.size]))
  const same = edge !== undefined && Buffer.from(hashOver(edge)).equals(last.root)
  if (!same || last.entries !== last.size)
    throw new RegisterStuck(
      'The tables of the register are not what the last checkpoint signed: nothing is appended. Look who changed them, and restore a backup.',
    )
  return { size: last.size, edge }
}

async function writeCheckpoint(ctx: Context, size: number, root: Uint8Array, lost = false): Promise<void> {
  const { config } = ctx.services
  const known = await rows<{ verifier: string }>(
    ctx.db,
    sql`select verifier from register_keys order by id desc limit 100`,
  )
  const [last] = known
  // A log keeps its name, also when the house gets another address.
  const origin = last ? nameIn(last.verifier) : `${new URL(config.origin).host}/register`
  const signers = seedsOf(config).map((seed) => signerOf(origin, seed))
  if (last && !lost && !signers.some(({ verifier }) => verifier === last.verifier))
    throw new RegisterStuck(
      `The key that signed the register last is not at hand (${last.verifier}): what waits is kept. Give it back, or say "dhz register rotate --lost".`,
    )
  for (const { verifier } of signers.toReversed())
    if (!known.some((each) => each.verifier === verifier))
      await ctx.db.execute(
        sql`insert into register_keys (verifier, from_size, since) values (${verifier}, ${size}, ${ctx.now().toISOString()})`,
      )
  await ctx.db.execute(
    sql`insert into register_checkpoints (size, root, note, made)
        values (${size}, ${Buffer.from(root)}, ${checkpointNote(origin, size, root, signers)}, ${ctx.now().toISOString()})`,
  )
}
