import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { publish } from '../../platform/outbox.ts'
import { commitmentTo, dayOf, newSalt, sealedLeaf, textOf, type About } from './leaf.ts'

/** An act that is to stand in the register. */
export interface NewEntry {
  /** "decision.opened": what was done. */
  kind: string
  /** Which one, so that a job that runs twice records once: with `kind` it is unique. At most 100 signs. */
  key: string
  /** Codes, counts and short words; never a resident. All of it is public, unless `sealed`. */
  about: About
  at: Date
  /**
   * Who alone may read it: those who may enter a community, or the resident whose act it is. The log then holds a day and
   * a commitment. Of an act of a resident the hour is written down nowhere.
   */
  sealed?: { communityId: string } | { residentId: string } | undefined
}

/** Bytes of a leaf, far below what a tile of entries can hold (65,535). */
const longest = 8_000

/**
 * Writes down that an act is to stand in the register, within the transaction of the act itself or of the job that follows
 * it. It is appended soon after. Twice for one kind and key records it once.
 * @throws Error when the text is too long.
 */
export async function record(ctx: Context, entry: NewEntry): Promise<void> {
  const { kind, key, about, at, sealed } = entry
  const personal = sealed !== undefined && 'residentId' in sealed
  const text = textOf({ kind, about, at: personal ? dayOf(at) : at.toISOString() })
  const salt = newSalt()
  const leaf = Buffer.from(sealed ? sealedLeaf(dayOf(at), commitmentTo(salt, text)) : text)
  if (Buffer.byteLength(text) > longest) throw new Error(`The act ${kind} is too long for the register`)
  const made = await row<{ id: string }>(
    ctx.db,
    sql`insert into register_acts (kind, key, leaf) values (${kind}, ${key}, ${leaf})
        on conflict (key, kind) do nothing returning id::text as id`,
  )
  if (!made) return
  if (sealed) {
    const [communityId, residentId] =
      'communityId' in sealed ? [sealed.communityId, null] : [null, sealed.residentId]
    await ctx.db.execute(
      sql`insert into register_openings (act_id, salt, words, community_id, resident_id)
          values (${made.id}::bigint, ${salt}, ${text}, ${communityId}, ${residentId})`,
    )
  }
  await publish(ctx, 'register.recorded', { act: made.id })
}
