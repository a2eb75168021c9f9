import { sql } from 'drizzle-orm'
import { after, day, week } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { blindIndex, hashToken, newToken } from '../../platform/crypto.ts'
import { row } from '../../platform/db/store.ts'
import { Conflict } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Language } from '../../platform/i18n.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { publish } from '../../platform/outbox.ts'
import {
  dropSealed,
  homeKey,
  keepSealed,
  limitMail,
  mailAddress,
  namesakes,
  readSealed,
  residentByMail,
  sealWaiting,
  type VaultAddress,
} from '../identity/index.ts'
import { askLetter, inGroups, newCode } from '../proofs/index.ts'
import { loadViewer } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { about } from './recoveries.ts'
import { askedWithin, counts, enoughTrusted, mostAsked, provable, spokenLength, type Way } from './rules.ts'
import { trustedOf } from './trusted.ts'

/** Who says to be whom, and where we can mail them. */
export interface Claim {
  way: Way
  name: string
  address: VaultAddress
  mail: string
  language: Language
}

const perVisitor: Limit = { name: 'recovery-visitor', max: 10, window: day }
const perHome: Limit = { name: 'recovery-home', max: 10, window: week }

/**
 * Somebody who lost everything asks to come back. The answer and the work are the same whether or not there is such a
 * resident: a job looks, later. The new address is mailed in any case.
 * @throws TooMany, by visitor, by home and by mail address.
 */
export async function askRecovery(ctx: Context, claim: Claim, visitor: string): Promise<void> {
  await limit(ctx, perVisitor, visitor)
  await limit(ctx, perHome, homeKey(ctx, claim.address))
  await limitMail(ctx, claim.mail, visitor)
  await transact(ctx, async (ctx) => {
    await publish(ctx, 'recovery.asked', { sealed: await keepSealed(ctx, claim) })
  })
}

/**
 * Job: writes the request down when exactly this resident exists and may come back this way, and mails the new address.
 * Whoever knows only a name and an address gets the same mail, with a key that opens nothing.
 */
export async function startRecovery(ctx: Context, { sealed }: { sealed: string }): Promise<void> {
  const claim = await readSealed<Claim>(ctx, sealed)
  if (!claim) return
  await transact(ctx, async (ctx) => {
    const { mail, language, way } = claim
    const t = words[language].mail
    const { origin } = ctx.services.config
    if (await residentByMail(ctx, mail)) {
      await mailAddress(ctx, mail, t.known(`${origin}/log-in`))
    } else {
      const residentId = await whoMay(ctx, claim)
      const page = newToken()
      const codes = [newCode(spokenLength), newCode(spokenLength)] as const
      if (residentId) await write(ctx, residentId, claim, { page, codes })
      const letter =
        way === 'letter'
          ? t.letter(`${origin}/log-in/kwijt/code?k=${page}`)
          : t.neighbours(inGroups(codes[0]), inGroups(codes[1]), `${origin}/ik/vertrouwden/code`)
      await mailAddress(ctx, mail, letter)
    }
    await dropSealed(ctx, sealed)
  })
}

/** The one resident of this name at this address, when they may come back in this way. */
async function whoMay(ctx: Context, { way, name, address }: Claim): Promise<string | undefined> {
  const [residentId, another] = await namesakes(ctx, name, address)
  // Two of one name in one home are told apart by a person of the foundation, not here.
  if (!residentId || another) return undefined
  await ctx.db.execute(sql`select 1 from residents where id = ${residentId} for update`)
  const lately = await row<{ asked: number; waiting: boolean }>(
    ctx.db,
    sql`select count(*)::int as asked, coalesce(bool_or(state = 'waiting'), false) as waiting from recoveries
        where resident_id = ${residentId} and asked > ${after(ctx.now(), -askedWithin).toISOString()}`,
  )
  if (!lately || lately.waiting || lately.asked >= mostAsked) return undefined
  const may = way === 'letter' ? await livesThere(ctx, residentId) : await hasTrusted(ctx, residentId)
  return may ? residentId : undefined
}

/** A letter goes only where the resident once proved to live: not to a door that somebody made up. */
async function livesThere(ctx: Context, residentId: string): Promise<boolean> {
  const known = await loadViewer(ctx, residentId)
  return known !== undefined && known.level !== 'applicant'
}

async function hasTrusted(ctx: Context, residentId: string): Promise<boolean> {
  const trusted = await trustedOf(ctx, residentId)
  return trusted.filter(({ named }) => counts(named, ctx.now())).length >= enoughTrusted
}

async function write(
  ctx: Context,
  residentId: string,
  { way, mail, language }: Claim,
  { page, codes }: { page: string; codes: readonly string[] },
): Promise<void> {
  const id = newId()
  const now = ctx.now()
  await ctx.db.execute(
    sql`insert into recoveries (id, resident_id, way, state, page_hash, sealed, asked, ends)
        values (${id}, ${residentId}, ${way}, 'asked', ${hashToken(page)},
          ${sealWaiting(ctx, { mail, language }, about(id))}, ${now.toISOString()},
          ${after(now, provable[way]).toISOString()})`,
  )
  if (way === 'letter') {
    await askLetter(ctx, residentId, 'recovery').catch(unlessUnderWay)
    return
  }
  for (const code of codes) {
    await ctx.db.execute(
      sql`insert into recovery_codes (hash, recovery_id) values (${codeHash(ctx, code)}, ${id})`,
    )
  }
}

/** A letter that may still arrive is good for this request too. */
function unlessUnderWay(error: unknown): void {
  if (!(error instanceof Conflict)) throw error
}

function codeHash(ctx: Context, code: string): Buffer {
  return blindIndex(ctx.services.keys.for('recovery'), code)
}

/** Job: requests that nobody proved in time are over. */
export async function expireRecoveries(ctx: Context): Promise<void> {
  const now = ctx.now().toISOString()
  await ctx.db.execute(
    sql`update recoveries set state = 'expired', sealed = null, closed = ${now}
        where state = 'asked' and ends <= ${now}`,
  )
}
