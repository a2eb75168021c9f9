import { sql } from 'drizzle-orm'
import { after, day, hour, week } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { Dice } from './dice.ts'
import { pointAround, writeGroups, type Group } from './groups.ts'
import { makePerson, readHomes, writePeople, type Person } from './people.ts'
import { readWishables, Tastes, writeWishes, type Wish, type Wishable } from './wishes.ts'

/** How to fill a store with made-up residents on the addresses that were imported. */
export interface Simulation {
  /** Residents for each address, on average: 0.3 gives somebody in three homes of ten. */
  perAddress: number
  seed: number
  /** First names to choose from. */
  names: readonly string[]
  /** Called now and then with how far it is. */
  progress?: (done: SimulationCounts) => void
}

export interface SimulationCounts {
  addresses: number
  residents: number
  wishes: number
  communities: number
  designations: number
}

const homesAtOnce = 4_000
/** One community for so many residents. */
const residentsForACommunity = 22

/** This store already has residents: a simulation only fills an empty one. */
export class NotEmpty extends Error {
  constructor() {
    super('There are residents in this store already. A simulation only fills a store without residents.')
    this.name = 'NotEmpty'
  }
}

/**
 * Fills a store with residents, wishes, communities and designations on the imported addresses. The same seed on the
 * same addresses makes the same town. Wishes and designations cluster, so that gaps and empty results occur too.
 * @throws NotEmpty
 */
export async function simulate(ctx: Context, simulation: Simulation): Promise<SimulationCounts> {
  if (await row(ctx.db, sql`select 1 from residents limit 1`)) throw new NotEmpty()
  const counts: SimulationCounts = { addresses: 0, residents: 0, wishes: 0, communities: 0, designations: 0 }
  const wishables = await readWishables(ctx)
  const tastes = new Tastes(wishables, simulation.seed)
  let last = 0
  for (;;) {
    const homes = await readHomes(ctx, last, homesAtOnce)
    const end = homes.at(-1)
    if (!end) break
    const dice = new Dice(`simulate:${simulation.seed}:${last}`)
    last = end.id
    const people = homes.flatMap((home) => {
      const count = Math.floor(simulation.perAddress) + (dice.chance(simulation.perAddress % 1) ? 1 : 0)
      return Array.from({ length: count }, () => makePerson(dice, home, simulation.names, [], ctx.now()))
    })
    const wishes = people.flatMap((person): Wish[] =>
      tastes.wishesIn(person.home.buurtId, dice).map((wishable) => ({ person, wishable, dream: '' })),
    )
    const groups = makeGroups(ctx, people, tastes, dice)
    await transact(ctx, async (ctx) => {
      await writePeople(ctx, people)
      await writeWishes(ctx, wishes, dice)
      await writeGroups(ctx, groups, dice)
    })
    counts.addresses += homes.length
    counts.residents += people.length
    counts.wishes += wishes.length
    counts.communities += groups.length
    counts.designations += groups.reduce(
      (sum, { pointedAt }) => sum + pointedAt.reduce((count, { by }) => count + by.length, 0),
      0,
    )
    simulation.progress?.(counts)
  }
  await ctx.db.execute(sql`analyze`)
  return counts
}

function makeGroups(ctx: Context, people: readonly Person[], tastes: Tastes, dice: Dice): Group[] {
  const known = people.filter(({ level, home }) => level !== 'applicant' && home.buurtId !== null)
  const byBuurt = Map.groupBy(known, ({ home }) => home.buurtId)
  return Array.from({ length: Math.floor(known.length / residentsForACommunity) }, () => {
    const manager = dice.pick(known)
    const buurtId = manager.home.buurtId
    return makeGroup(ctx, manager, byBuurt.get(buurtId) ?? [manager], tastes.oneIn(buurtId, dice), dice)
  })
}

const lessons = [
  'Begin klein, dan doet iedereen mee.',
  'Vraag eerst de overburen.',
  'Prik meteen een datum.',
  'Koffie helpt meer dan een brief.',
  'Verdeel de taken vanaf de eerste keer.',
  'Maak het ook leuk als het regent.',
]

function makeGroup(
  ctx: Context,
  manager: Person,
  neighbours: readonly Person[],
  wishable: Wishable,
  dice: Dice,
): Group {
  const id = dice.uuid()
  const fate = dice.next()
  const state = fate < 0.12 ? 'forming' : fate < 0.72 ? 'active' : fate < 0.84 ? 'resting' : 'ended'
  const size = state === 'forming' ? dice.whole(1, 2) : Math.min(60, 3 + Math.floor(dice.next() ** 3 * 60))
  const people = [
    manager,
    ...dice.some(
      neighbours.filter((person) => person !== manager),
      size - 1,
    ),
  ]
  const weeks = dice.whole(4, 80)
  const around = dice.next()
  const { home } = manager
  const areaId = (around < 0.35 ? home.streetId : around < 0.85 ? home.buurtId : home.wijkId) ?? home.buurtId!
  const entry = dice.next()
  return {
    id,
    slug: `${wishable.slug}-${id.slice(0, 8)}`,
    name: `${wishable.label}, ${home.street}`.slice(0, 80),
    purpose: '',
    state,
    access: entry < 0.15 ? 'besloten' : entry < 0.75 ? 'extranet' : 'internet',
    areaIds: [areaId],
    conceptIds: [wishable.id],
    people,
    manager,
    founded: after(ctx.now(), -(weeks + 2) * week),
    changed:
      state === 'resting' || state === 'ended' ? after(ctx.now(), -dice.whole(1, 10) * day) : undefined,
    pointedAt:
      state === 'forming'
        ? []
        : pointAround(
            dice,
            people,
            dice.whole(0, 2),
            dice.chance(0.5) ? wishable.themes.slice(0, dice.whole(1, 2)) : [],
          ),
    next:
      state === 'active' && dice.chance(0.6)
        ? { title: wishable.label, place: home.street, starts: after(ctx.now(), dice.whole(20, 500) * hour) }
        : undefined,
    outcome:
      state === 'ended'
        ? {
            result: dice.chance(0.6) ? 'realised' : 'tried',
            worked: '',
            failed: '',
            lesson: dice.pick(lessons),
            thanks: '',
            story: '',
            startedWith: dice.whole(2, 5),
            people: people.length,
            weeks,
          }
        : undefined,
  }
}
