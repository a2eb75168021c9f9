import { sql } from 'drizzle-orm'
import { transact, type Context } from '../../platform/context.ts'
import { arrayOf, rows } from '../../platform/db/store.ts'
import { homesOf, mailInLanguage, withBirth } from '../identity/index.ts'
import { setAddressConfirmed, setLevel, tell, type Level } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { levelsOf, type Standing, type Vouch } from './rules.ts'

const heights: Record<Level, number> = { applicant: 0, verified: 1, assured: 2 }

/**
 * Looks again how well these residents are known, and everybody who leans on them, however far. Call it in the
 * transaction that changed a proof or a vouch. Who rises or falls is told, and who falls also how to come back.
 * @param how what changed, for the history of levels.
 */
export async function renewLevels(ctx: Context, residentIds: readonly string[], how: string): Promise<void> {
  await transact(ctx, async (ctx) => {
    await lockLevels(ctx)
    const people = await standingOf(ctx, await leaningOn(ctx, residentIds))
    const ids = new Set(people.map(({ id }) => id))
    const resting = new Set(people.flatMap(({ id, rests }) => (rests ? [id] : [])))
    const around = people.flatMap(({ vouches }) => vouches.map(({ by }) => by)).filter((by) => !ids.has(by))
    const known = await knownLevels(ctx, [...ids, ...around])
    const levels = levelsOf(people, (id) => known.get(id) ?? 'applicant')
    for (const [id, level] of levels) {
      const before = known.get(id)
      if (before === undefined || before === level) continue
      await setLevel(ctx, id, level, how)
      // From the day an address is proven, also by neighbours, it is asked each year whether it is still right.
      if (before === 'applicant') await setAddressConfirmed(ctx, id, 'follows')
      // Who rests was told that no more mail comes; they read it here when they stay.
      await (resting.has(id) ? sayHere : say)(ctx, id, newsOf(before, level, how), level)
    }
  })
}

/** What a change of level is to whom it happens. */
function newsOf(before: Level, level: Level, how: string) {
  if (heights[level] > heights[before]) return level === 'assured' ? 'assured' : 'risen'
  if (level !== 'applicant') return 'lowered'
  return how === 'moved' ? 'moved' : 'fallen'
}

/** Levels change one at a time: two changes in one circle of neighbours must see each other. Held until the transaction ends. */
export async function lockLevels(ctx: Context): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('levels', 0))`)
}

/** These residents and everybody who leans on a vouch of one of them, and so on. */
async function leaningOn(ctx: Context, residentIds: readonly string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    sql`with recursive leaning as (
          select unnest(${arrayOf(residentIds, 'uuid')}) as id
          union select v.resident_id from vouches v join leaning l on v.voucher_id = l.id where v.ended is null)
        select id from leaning`,
  )
  return found.map(({ id }) => id)
}

/**
 * What stands for these residents. Also of who rests before being erased: they may still stop that, and until then their word
 * counts for others. Of an account that is over nothing stands any more.
 */
async function standingOf(
  ctx: Context,
  residentIds: readonly string[],
): Promise<(Standing & { rests: boolean })[]> {
  const ids = arrayOf(residentIds, 'uuid')
  const found = await rows<
    Omit<Standing, 'birth' | 'vouches'> & {
      rests: boolean
      doubted: boolean
      vouches: Pick<Vouch, 'by' | 'looked'>[]
    }
  >(
    ctx.db,
    sql`select r.id, r.left_at is not null as rests,
          coalesce(bool_or(p.proves_address and p.kind <> 'desk'), false) as address,
          coalesce(bool_or(p.proves_person), false) as person,
          coalesce(bool_or(p.kind = 'letter'), false) as letter,
          coalesce(bool_or(p.kind = 'desk'), false) as desk,
          exists (select 1 from identity_cases c where c.resident_id = r.id and c.kind = 'ring' and c.closed is null) as held,
          exists (select 1 from identity_cases c
            where c.resident_id = r.id and c.kind in ('same-person', 'returned') and c.closed is null) as doubted,
          coalesce((select jsonb_agg(jsonb_build_object('by', v.voucher_id, 'looked', v.looked_at is not null))
            from vouches v where v.resident_id = r.id and v.ended is null), '[]') as vouches
        from residents r left join proofs p on p.resident_id = r.id and p.ended is null
        where r.id = any(${ids}) group by r.id`,
  )
  const births = await withBirth(ctx, residentIds)
  const homes = await homesOf(
    ctx,
    found.flatMap(({ vouches }) => vouches.map(({ by }) => by)),
  )
  return found.map(({ doubted, ...each }) => ({
    ...each,
    // While it is not clear whether this is a second account, a date of birth proves nothing.
    birth: births.has(each.id) && !doubted,
    vouches: each.vouches.map((vouch) => ({ ...vouch, household: homes.get(vouch.by) ?? vouch.by })),
  }))
}

async function knownLevels(ctx: Context, residentIds: readonly string[]): Promise<Map<string, Level>> {
  const found = await rows<{ id: string; level: Level }>(
    ctx.db,
    sql`select id, level from residents where id = any(${arrayOf(residentIds, 'uuid')})`,
  )
  return new Map(found.map(({ id, level }) => [id, level]))
}

/** Tells a resident by notice and by mail, in the language they read. The same news on the same day is told once. */
export async function say(
  ctx: Context,
  residentId: string,
  news: keyof typeof words.nl.mail,
  about: string = '',
  {
    reason = '',
    objection = '',
    by,
  }: { reason?: string; objection?: string; by?: { id: string; displayName: string } } = {},
): Promise<void> {
  if (!(await sayHere(ctx, residentId, news, about, by?.id))) return
  const { origin, contact } = ctx.services.config
  const ways = { reason, objection, name: by?.displayName ?? '', contact: contact ?? `${origin}/stichting` }
  // Also to whose account the foundation ended: this is how they hear why.
  await mailInLanguage(ctx, residentId, (language) => words[language].mail[news](origin, about, ways), {
    evenResting: true,
  })
}

/** Only by notice. @returns whether it was not told before on this day. */
async function sayHere(
  ctx: Context,
  residentId: string,
  news: string,
  about = '',
  by?: string,
): Promise<boolean> {
  const day = ctx.now().toISOString().slice(0, 10)
  return (await tell(ctx, [residentId], `proof.${news}`, { about, day, ...(by && { by }) })).length > 0
}
