import { sql, type SQL } from 'drizzle-orm'
import { after, day, onTheWall } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { eachByItself } from '../../platform/each.ts'
import { bandNow, openVaults } from '../identity/index.ts'
import { requireViewer, setAddressConfirmed, setAdult } from '../residents/index.ts'
import { renewLevels, say } from './levels.ts'

/** A portion of a day: of a country of a million residents some three thousand a day are a year further. */
const atOnce = 5_000
const year = 365 * day

/** The viewer still lives there: for another year nobody asks. */
export async function confirmAddress(ctx: Context): Promise<void> {
  const { viewer } = requireViewer(ctx)
  await setAddressConfirmed(ctx, viewer.id, 'still')
}

/**
 * Job, once a day: letters whose time is over expire, who said nothing for a year is asked whether they still live there,
 * after two years of silence the proof of the address lapses, and who turned eighteen counts as an adult. Who rests before
 * being erased is left alone: nobody asks them, so nothing lapses before they could answer.
 */
export async function tendProofs(ctx: Context): Promise<void> {
  await expireLetters(ctx)
  await eachByItself(await silentFor(ctx, 2 * year), (id) => lapse(ctx, id))
  await eachByItself(await silentFor(ctx, year, notAskedLately(ctx)), (id) => ask(ctx, id))
  await growUp(ctx)
}

async function expireLetters(ctx: Context): Promise<void> {
  const now = ctx.now().toISOString()
  await ctx.db.execute(
    sql`update letters set state = 'expired', code = null, closed = ${now} where state = 'posted' and ends <= ${now}`,
  )
}

/** Who has not said for so long that they still live there, the longest first; a portion. */
async function silentFor(ctx: Context, milliseconds: number, and: SQL = sql``): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    sql`select id from residents where left_at is null
          and address_confirmed < ${after(ctx.now(), -milliseconds).toISOString()} ${and}
        order by address_confirmed limit ${atOnce}`,
  )
  return found.map(({ id }) => id)
}

/** Once every three months is enough. */
function notAskedLately(ctx: Context): SQL {
  return sql`and not exists (select 1 from notices n where n.resident_id = residents.id
    and n.kind = 'proof.stillThere' and n.created > ${after(ctx.now(), -90 * day).toISOString()})`
}

async function ask(ctx: Context, residentId: string): Promise<void> {
  await transact(ctx, (ctx) => say(ctx, residentId, 'stillThere'))
}

async function lapse(ctx: Context, residentId: string): Promise<void> {
  await transact(ctx, async (ctx) => {
    const now = ctx.now().toISOString()
    await ctx.db.execute(
      sql`update proofs set ended = ${now}, how_ended = 'lapsed'
          where resident_id = ${residentId} and ended is null and proves_address`,
    )
    await ctx.db.execute(
      sql`update vouches set ended = ${now}, how_ended = 'moved' where resident_id = ${residentId} and ended is null`,
    )
    await setAddressConfirmed(ctx, residentId, 'ended')
    await renewLevels(ctx, [residentId], 'lapsed')
  })
}

/** Proven minors are few: whoever turned eighteen is found by looking at each, which they can see. */
async function growUp(ctx: Context): Promise<void> {
  if (onTheWall(ctx.now()).dayOfWeek !== 1) return
  const young = await rows<{ id: string }>(
    ctx.db,
    sql`select id from residents where age_proven and not adult and left_at is null limit 10000`,
  )
  for (const [id, { birth }] of await openVaults(
    ctx,
    young.map(({ id }) => id),
    ['birth'],
    'age',
  )) {
    if (birth && bandNow(ctx, birth) === 'adult') await setAdult(ctx, id, true)
  }
}
