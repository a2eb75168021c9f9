import { sql } from 'drizzle-orm'
import { day } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { Invalid, NotFound } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import type { Language } from '../../platform/i18n.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { arrayOf } from '../../platform/db/store.ts'
import { publish } from '../../platform/outbox.ts'
import {
  accountsOf,
  lockPerson,
  adultBorn,
  homeKey,
  namesakes,
  putInVault,
  residentByMail,
  writeOpenings,
  type VaultAddress,
} from '../identity/index.ts'
import { askLetter, openCase } from '../proofs/index.ts'
import { createResident, logAct, requireSteward, type Level, type ResidentPlace } from '../residents/index.ts'

/** What one steward registers in a day is bounded by how fast somebody writes. */
const registering: Limit = { name: 'desk-register', max: 60, window: day }
/** And so is whom they ask after: looking who is known somewhere is no way to learn about neighbours. */
const checking: Limit = { name: 'desk-known', max: 120, window: day }

/** Somebody at the desk, as their paper form says. */
export interface Registration {
  /** Made when the form was first shown, so that sending it twice makes one resident. */
  id: string
  firstName: string
  surname: string
  address: VaultAddress
  place: ResidentPlace
  birth: string | undefined
  /** Own statement, where no date of birth was given. */
  adult: boolean
  language: Language
  mail: string | undefined
  /** The steward has seen who of that name is known there, and says that this is somebody else. */
  other: boolean
}

/** Who is known already and may be the same person. Nothing of it comes out of the vault but that it is so, and since when. */
export interface Known {
  id: string
  name: string
  joined: Date
  level: Level
}

type Asked = Pick<Registration, 'firstName' | 'surname' | 'address' | 'birth'>

/**
 * Who of that name lives at that address, or has that name and date of birth; at most ten. Each of them reads that a steward
 * asked (`desk.known`). @throws TooMany after 120 a day, by one steward.
 */
export async function askKnown(ctx: Context, asked: Asked): Promise<Known[]> {
  const steward = requireSteward(ctx, 'identity')
  await limit(ctx, checking, steward.viewer.id)
  return transact(steward, (inner) => knownAs({ ...inner, viewer: steward.viewer }, asked))
}

async function knownAs(ctx: Context, { firstName, surname, address, birth }: Asked): Promise<Known[]> {
  const name = `${firstName} ${surname}`
  const atHome = [
    ...(await namesakes(ctx, name, address)),
    // Whoever joined by themselves gave only a first name.
    ...(await namesakes(ctx, firstName, address)),
  ]
  const sameBirth = birth === undefined ? [] : await accountsOf(ctx, name, birth)
  const ids = new Set([...atHome, ...sameBirth])
  if (ids.size === 0) return []
  const found = await rows<Known>(
    ctx.db,
    sql`select id, display_name as name, joined, level from residents
        where id = any(${arrayOf(ids, 'uuid')}) and left_at is null order by joined, id limit 10`,
  )
  const confirmed = { name: ids, address: new Set(atHome), birth: new Set(sameBirth) }
  await writeOpenings(
    ctx,
    found.flatMap(({ id }) =>
      (['name', 'address', 'birth'] as const).flatMap((field) =>
        confirmed[field].has(id) ? [{ id, field }] : [],
      ),
    ),
    'desk.known',
  )
  return found.map((one) => ({ ...one, joined: new Date(one.joined) }))
}

/**
 * Registers somebody from a paper form: a resident whose address is still to be proven, their entry in the vault, and a letter
 * to that address. Sending the same form twice makes one resident.
 * @throws Invalid: younger than sixteen, a mail address of somebody else, or somebody of that name is known and the steward
 * did not say that this is another person, told apart by a date of birth.
 */
export async function register(ctx: Context, form: Registration): Promise<string> {
  const steward = requireSteward(ctx, 'identity')
  const adult = form.birth === undefined ? form.adult : adultBorn(ctx, form.birth)
  if (!isId(form.id)) throw new NotFound()
  await limit(ctx, registering, steward.viewer.id)
  const refused = await transact(steward, async (inner): Promise<Invalid | undefined> => {
    const ctx = { ...inner, viewer: steward.viewer }
    // Two forms for one home come one after another, so that the second one sees the first.
    await ctx.db.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`desk:${homeKey(ctx, form.address)}`}, 0))`,
    )
    if (await isRegistered(ctx, form.id)) return undefined
    if (form.mail !== undefined && (await residentByMail(ctx, form.mail)))
      throw new Invalid({ mail: 'mailTaken' })
    if (form.birth !== undefined) await lockPerson(ctx, `${form.firstName} ${form.surname}`, form.birth)
    if ((await knownAs(ctx, form)).length > 0) {
      // Not thrown here: that the steward learned so is written down, also when nobody is registered.
      if (form.birth === undefined) return new Invalid({ birth: 'birthNeeded' })
      if (!form.other) return new Invalid({ other: 'otherMissing' })
    }
    const { id, firstName, surname, address, place, birth, language, mail } = form
    await createResident(ctx, { id, displayName: firstName, language, adult, place })
    await putInVault(ctx, id, { name: `${firstName} ${surname}`, address, mail, birth })
    await ctx.db.execute(
      sql`insert into desk_registrations (resident_id, steward_id, registered)
          values (${id}, ${steward.viewer.id}, ${ctx.now().toISOString()})`,
    )
    const earlier = birth === undefined ? [] : await accountsOf(ctx, `${firstName} ${surname}`, birth)
    const [other] = earlier.filter((each) => each !== id)
    // The steward says that they are two people; somebody else of the foundation looks before a letter goes.
    if (other !== undefined)
      await openCase(ctx, {
        kind: 'same-person',
        residentId: id,
        otherId: other,
        pending: { kind: 'letter', address: false, person: false },
      })
    else await askLetter(ctx, id, 'address')
    await logAct(ctx, { task: 'identity', kind: 'desk.registered' })
    await publish(ctx, 'desk.registered', { resident: id })
    return undefined
  })
  if (refused) throw refused
  return form.id
}

async function isRegistered(ctx: Context, id: string): Promise<boolean> {
  const found = await row(ctx.db, sql`select 1 from desk_registrations where resident_id = ${id}`)
  return found !== undefined
}

/** Somebody who was registered at the desk, as a steward sees them there: nothing of the vault. */
export interface AtDesk {
  id: string
  name: string
  level: Level
  language: string
  registered: Date
  /** Of the card that works now. */
  cardMade: Date | undefined
  cardUsed: Date | undefined
}

/** Who was registered at the desk, newest first: the last fifty, or those of a name that was looked for. */
export async function deskResidents(ctx: Context, named?: string): Promise<AtDesk[]> {
  requireSteward(ctx, 'identity')
  const ids = named === undefined ? undefined : await namesakes(ctx, named)
  return atDesk(ctx, ids)
}

/** One of them. @throws NotFound for anybody who was not registered at the desk: the desk makes no card for others. */
export async function deskResident(ctx: Context, id: string): Promise<AtDesk> {
  requireSteward(ctx, 'identity')
  const [found] = isId(id) ? await atDesk(ctx, [id]) : []
  if (!found) throw new NotFound()
  return found
}

/** So many are listed, the newest first; the others are found by name. */
export const mostAtDesk = 50

async function atDesk(ctx: Context, ids: readonly string[] | undefined): Promise<AtDesk[]> {
  const found = await rows<
    Omit<AtDesk, 'cardMade' | 'cardUsed'> & { cardMade: string | null; cardUsed: string | null }
  >(
    ctx.db,
    sql`select r.id, r.display_name as name, r.level, r.language, d.registered, k.made as "cardMade", k.used as "cardUsed"
        from desk_registrations d join residents r on r.id = d.resident_id and r.left_at is null
        left join cards k on k.resident_id = r.id and k.ended is null and k.ends > ${ctx.now().toISOString()}
        ${ids ? sql`where d.resident_id = any(${arrayOf(ids, 'uuid')})` : sql``}
        order by d.registered desc, d.resident_id limit ${mostAtDesk}`,
  )
  return found.map(({ cardMade, cardUsed, registered, ...one }) => ({
    ...one,
    registered: new Date(registered),
    cardMade: cardMade ? new Date(cardMade) : undefined,
    cardUsed: cardUsed ? new Date(cardUsed) : undefined,
  }))
}
