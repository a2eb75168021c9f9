import { sql } from 'drizzle-orm'
import { day, hour, week } from '../../../platform/clock.ts'
import { transact, type Context } from '../../../platform/context.ts'
import { row } from '../../../platform/db/store.ts'
import { Invalid, NotFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { publish } from '../../../platform/outbox.ts'
import { tell, type ViewerContext } from '../../residents/index.ts'
import {
  correspondenceById,
  lockCorrespondence,
  otherById,
  refused,
  requireWriter,
  type Correspondence,
} from '../correspondence.ts'
import { longestWords, mayBegin } from '../rules.ts'
import { newKey, openKey, sealWords } from '../sealing.ts'
import { markRead } from './reading.ts'

const beginning: Limit[] = [
  { name: 'begin-letters', max: 5, window: day },
  { name: 'begin-letters-week', max: 15, window: week },
]
const writing: Limit[] = [
  { name: 'letter', max: 60, window: hour },
  { name: 'letter-day', max: 300, window: day },
]

/** What somebody writes. */
export interface Letter {
  /** Made when the form was shown, so that sending it twice says it once. */
  id?: string | undefined
  words: string
}

function written(words: string): string {
  const said = words.trim()
  if (!said) throw new Invalid({ words: 'wordsMissing' })
  if (said.length > longestWords) throw new Invalid({ words: 'wordsLong' })
  return said
}

/**
 * Writes to somebody with whom the viewer shares a community: one message, which waits until the other answers. Where they wrote
 * before it goes on there. At the same moment from both sides there is still one correspondence.
 * @returns its id, `newOne` where nothing was there. @throws NotFound for a stranger, Conflict where nothing is written now.
 */
export async function beginLetters(
  ctx: Context,
  otherId: string,
  letter: Letter,
  newOne = newId(),
): Promise<string> {
  const known = requireWriter(ctx)
  const other = await otherById(known, otherId)
  written(letter.words)
  if (!other.correspondenceId) {
    const no = mayBegin(other.standing)
    if (no) throw refused(no)
    for (const rule of beginning) await limit(known, rule, known.viewer.id)
  }
  for (const rule of writing) await limit(known, rule, known.viewer.id)
  return transact(known, async (inner) => {
    const ctx: ViewerContext = { ...known, db: inner.db }
    const id = other.correspondenceId ?? (await open(ctx, otherId, newOne))
    await ctx.db.execute(
      sql`update correspondence_sides set away = null where correspondence_id = ${id} and resident_id = ${ctx.viewer.id}`,
    )
    await write(ctx, id, letter)
    return id
  })
}

/** Makes a correspondence with both sides, or finds the one that the other made at the same moment. */
async function open(ctx: ViewerContext, otherId: string, id: string): Promise<string> {
  const me = ctx.viewer.id
  const now = ctx.now().toISOString()
  const { wrapped, keyId } = newKey(ctx, id)
  await ctx.db.execute(
    sql`insert into correspondences (id, wrapped_key, key_id, begun_by_id, begun, last_at)
        values (${id}, ${wrapped}, ${keyId}, ${me}, ${now}, ${now})`,
  )
  // In one order, so that two who begin at once wait for each other and not both.
  for (const [own, theirs] of [
    [me, otherId],
    [otherId, me],
  ].toSorted()) {
    const made = await row(
      ctx.db,
      sql`insert into correspondence_sides (correspondence_id, resident_id, other_id, last_at)
          values (${id}, ${own}, ${theirs}, ${now}) on conflict do nothing returning 1`,
    )
    if (made) continue
    await ctx.db.execute(sql`delete from correspondences where id = ${id}`)
    const there = await row<{ id: string }>(
      ctx.db,
      sql`select correspondence_id as id from correspondence_sides where resident_id = ${me} and other_id = ${otherId}`,
    )
    if (!there) throw new NotFound()
    return there.id
  }
  return id
}

/**
 * Goes on writing. Whoever was asked says by it that it is fine. Sending the same form twice says it once.
 * @returns the number of the message. @throws Conflict where nothing is written now.
 */
export async function writeLetter(ctx: Context, id: string, letter: Letter): Promise<number> {
  const known = requireWriter(ctx)
  await correspondenceById(known, id)
  written(letter.words)
  for (const rule of writing) await limit(known, rule, known.viewer.id)
  return transact(known, async (inner) => write({ ...known, db: inner.db }, id, letter))
}

async function write(ctx: ViewerContext, id: string, letter: Letter): Promise<number> {
  const me = ctx.viewer.id
  await lockCorrespondence(ctx, id)
  const correspondence = await correspondenceById(ctx, id)
  const before = letter.id && (await sentBefore(ctx, id, letter.id))
  if (before) return before
  if (correspondence.silence) throw refused(correspondence.silence)
  const wordsId = letter.id ?? newId()
  const key = openKey(ctx, id, correspondence.wrapped)
  const said = await row<{ seq: number }>(
    ctx.db,
    sql`insert into private_words (id, correspondence_id, seq, author_id, sealed, written)
        values (${wordsId}, ${id}, 0, ${me}, ${sealWords(key, wordsId, written(letter.words))}, ${ctx.now().toISOString()})
        returning seq`,
  )
  if (!correspondence.begunByMe) await accept(ctx, id)
  await markRead(ctx, id, said!.seq)
  await tellOther(ctx, correspondence)
  await publish(ctx, 'letter.written', { correspondence: id })
  return said!.seq
}

/** What was sent by the same form. @throws NotFound when the id is of something else. */
async function sentBefore(ctx: ViewerContext, id: string, wordsId: string): Promise<number | undefined> {
  const found = await row<{ seq: number; own: boolean }>(
    ctx.db,
    sql`select seq, coalesce(author_id = ${ctx.viewer.id} and correspondence_id = ${id}, false) as own
        from private_words where id = ${wordsId}`,
  )
  if (found && !found.own) throw new NotFound()
  return found?.seq
}

/** Whoever was written to finds it fine. Twice does it once. */
export async function accept(ctx: ViewerContext, id: string): Promise<void> {
  await ctx.db.execute(
    sql`update correspondences set accepted = ${ctx.now().toISOString()} where id = ${id} and accepted is null`,
  )
  await ctx.db.execute(
    sql`update correspondence_sides set declined = null where correspondence_id = ${id} and resident_id = ${ctx.viewer.id}`,
  )
}

/** The other is told that there is something, once until they read it; never a word of it. */
async function tellOther(
  ctx: ViewerContext,
  { id, otherId, accepted, begunByMe }: Correspondence,
): Promise<void> {
  if (!otherId) return
  const kind = accepted || !begunByMe ? 'letter.came' : 'letter.asked'
  await tell(ctx, [otherId], kind, { letter: id, by: ctx.viewer.id })
}
