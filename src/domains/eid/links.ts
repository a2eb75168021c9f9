import { sql, type SQL } from 'drizzle-orm'
import { transact, type Context } from '../../platform/context.ts'
import { blindIndex, blindIndexes, seal, unsealWith } from '../../platform/crypto.ts'
import { recordsOf } from '../../platform/db/bulk.ts'
import { row, rows } from '../../platform/db/store.ts'
import { NotFound } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { requireConfirmed, type ViewerContext } from '../residents/index.ts'

/** Somebody as one issuer knows them. */
export interface Subject {
  provider: string
  issuer: string
  subject: string
}

const purpose = { index: 'index:eid', seal: 'eid' }
const about = (id: string) => `eid:${id}`
const nameOf = ({ issuer, subject }: Pick<Subject, 'issuer' | 'subject'>) => `${issuer}\n${subject}`

function isSubject(ctx: Context, subject: Subject): SQL {
  const indexes = blindIndexes(ctx.services.keys.each(purpose.index), nameOf(subject))
  return sql`l.subject_index in (${sql.join(
    indexes.map((each) => sql`${each}`),
    sql`, `,
  )})`
}

function sealed(ctx: Context, id: string, name: string) {
  const { keys } = ctx.services
  return {
    key_id: keys.id,
    subject: seal(keys.for(purpose.seal), Buffer.from(name), about(id)),
    subject_index: blindIndex(keys.for(purpose.index), name),
  }
}

/** What became of tying a subject to somebody. */
export type Claimed = { mine: true; linkId: string; fresh: boolean } | { mine: false; holderId: string }

/**
 * Ties a subject to the viewer, within the caller's transaction. One live account for each: who holds it stays who holds
 * it, and of two at the same moment one wins. An account that was left lets go of it.
 */
export async function claimSubject(ctx: ViewerContext, subject: Subject): Promise<Claimed> {
  const mine = ctx.viewer.id
  const now = ctx.now().toISOString()
  const id = newId()
  const { key_id, subject: secret, subject_index } = sealed(ctx, id, nameOf(subject))
  // The one index waits for whoever ties the same subject right now.
  const made = await row(
    ctx.db,
    sql`insert into eid_links (id, resident_id, provider, key_id, subject, subject_index, linked)
        select ${id}, ${mine}, ${subject.provider}, ${key_id}, ${secret}, ${subject_index}, ${now}
        where not exists (select 1 from eid_links l where ${isSubject(ctx, subject)})
        on conflict (subject_index) do nothing returning id`,
  )
  if (made) return { mine: true, linkId: id, fresh: true }
  const held = await row<{ id: string; holderId: string; left: boolean }>(
    ctx.db,
    sql`select l.id, l.resident_id as "holderId", r.left_at is not null as left
        from eid_links l join residents r on r.id = l.resident_id where ${isSubject(ctx, subject)} for update of l`,
  )
  if (!held) throw new Error('A link that was there is gone')
  if (held.holderId !== mine && !held.left) return { mine: false, holderId: held.holderId }
  return { mine: true, linkId: held.id, fresh: false }
}

/** What was tied in this transaction stands from now on when it proved something; else all is as it was before. */
export async function settleClaim(
  ctx: ViewerContext,
  { linkId, fresh }: { linkId: string; fresh: boolean },
  proven: boolean,
): Promise<void> {
  if (proven)
    await ctx.db.execute(
      sql`update eid_links set resident_id = ${ctx.viewer.id}, linked = ${ctx.now().toISOString()}, ended = null
          where id = ${linkId} and (ended is not null or resident_id <> ${ctx.viewer.id})`,
    )
  else if (fresh) await ctx.db.execute(sql`delete from eid_links where id = ${linkId}`)
}

/** The resident who signs in with this subject. Undefined when nobody does, or no longer. */
export async function residentBySubject(ctx: Context, subject: Subject): Promise<string | undefined> {
  const found = await row<{ id: string }>(
    ctx.db,
    sql`update eid_links l set used = ${ctx.now().toISOString()} from residents r
        where ${isSubject(ctx, subject)} and l.ended is null and r.id = l.resident_id and r.left_at is null
        returning r.id`,
  )
  return found?.id
}

/** An eID with which the viewer signs in. */
export interface Link {
  id: string
  provider: string
  linked: Date
  used: Date | undefined
}

export async function linksOf(ctx: ViewerContext): Promise<Link[]> {
  const found = await rows<{ id: string; provider: string; linked: Date; used: Date | null }>(
    ctx.db,
    sql`select id, provider, linked, used from eid_links
        where resident_id = ${ctx.viewer.id} and ended is null order by linked, id limit 50`,
  )
  return found.map((link) => ({
    ...link,
    linked: new Date(link.linked),
    used: link.used ? new Date(link.used) : undefined,
  }))
}

/**
 * Ends signing in with an eID. What it proved stays proven, and the row stays: it tells that this person has an account,
 * so that the same eID does not make a second one. Twice ends it once.
 */
export async function unlink(ctx: Context, linkId: string): Promise<void> {
  const { viewer } = requireConfirmed(ctx)
  const found =
    isId(linkId) &&
    (await row(
      ctx.db,
      sql`update eid_links set ended = coalesce(ended, ${ctx.now().toISOString()})
          where id = ${linkId} and resident_id = ${viewer.id} returning id`,
    ))
  if (!found) throw new NotFound()
}

const atOnce = 1_000

/**
 * Brings every subject under the newest key of the ring: seals and indexes it again, a portion in each transaction, so it
 * can be stopped at any moment. @returns how many were brought under it.
 */
export async function rotateSubjects(ctx: Context): Promise<number> {
  let done = 0
  for (;;) {
    const part = await transact(ctx, rotatePortion)
    if (part === 0) return done
    done += part
  }
}

async function rotatePortion(ctx: Context): Promise<number> {
  const { keys } = ctx.services
  const found = await rows<{ id: string; subject: Uint8Array }>(
    ctx.db,
    sql`select id, subject from eid_links where key_id < ${keys.id} or key_id > ${keys.id}
        limit ${atOnce} for update skip locked`,
  )
  if (found.length === 0) return 0
  const again = found.map(({ id, subject }) => ({
    id,
    ...sealed(ctx, id, unsealWith(keys.each(purpose.seal), subject, about(id)).toString()),
  }))
  const columns = { id: 'uuid', key_id: 'text', subject: 'bytea', subject_index: 'bytea' }
  await ctx.db.execute(
    sql`update eid_links l set key_id = r.key_id, subject = r.subject, subject_index = r.subject_index
        from ${recordsOf(columns, again)} where l.id = r.id`,
  )
  return found.length
}
