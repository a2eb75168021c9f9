import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { after, week } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { importAddresses, importAreas } from '../areas/index.ts'
import { insertRows } from '../../platform/db/bulk.ts'
import { Dice, idOf } from './dice.ts'
import { writeGroups } from './groups.ts'
import { makePerson, readHomes, writePeople, type Home, type Person } from './people.ts'
import { writeAgenda } from './seed-agenda.ts'
import { groupsOf, writeLinks } from './seed-communities.ts'
import { writeDelegations } from './seed-delegations.ts'
import { writeDecisions } from './seed-decisions.ts'
import { writeProposals } from './seed-proposals.ts'
import { writeDoors } from './seed-doors.ts'
import { writeDocuments } from './seed-documents.ts'
import { writeFoundation } from './seed-foundation.ts'
import { writeOpinions } from './seed-opinions.ts'
import { writeLevels } from './seed-levels.ts'
import { writeLetters } from './seed-letters.ts'
import { writeTalk } from './seed-talk.ts'
import { writeProofs } from './seed-proofs.ts'
import { writeCalls, writeHelp, writeRequests, writeWaiting } from './seed-requests.ts'
import { surnameOf } from './surnames.ts'
import { readTown, type People, type Persona, type Town } from './town.ts'
import { readWishables, Tastes, writeWishes, type Wish, type Wishable } from './wishes.ts'

const seed = 2026
const residents = 1_200

/** The resident behind a persona of the demo: always the same one. */
export function personaId(key: string): string {
  return idOf(`persona:${key}`)
}

/** Whether nobody lives in this store yet. */
export async function isEmpty(ctx: Context): Promise<boolean> {
  return (await row(ctx.db, sql`select 1 from residents limit 1`)) === undefined
}

/**
 * Fills an empty store with the demo neighbourhood: the town through the ordinary importers, then about 1,200
 * residents, some sixty communities in all states, designations, requests, meetings and stories.
 */
export async function seedDemo(ctx: Context, folder: string): Promise<void> {
  const areas = ['provincies', 'gemeenten', 'wijken', 'buurten'].map((name) =>
    join(folder, 'areas', `${name}.geojson`),
  )
  await importAreas(ctx, areas)
  await importAddresses(ctx, join(folder, 'addresses.csv'))
  const town = await readTown(folder)
  await transact(ctx, async (ctx) => {
    const dice = new Dice(seed)
    const homes = await readHomes(ctx, 0, 100_000)
    const wishables = await readWishables(ctx)
    const people = settle(ctx, town, homes, dice)
    await writePeople(ctx, people.all)
    await writeStewards(ctx, town, people)
    await writeWishes(ctx, wishesOf(town, people, wishables, dice), dice)
    const groups = await groupsOf(ctx, town, people, dice)
    await writeGroups(ctx, groups, dice)
    await writeLinks(ctx, town, dice)
    await writeRequests(ctx, town, people)
    await writeCalls(ctx, town, groups, people, dice)
    await writeWaiting(ctx, groups, people, dice)
    await writeProofs(ctx, people)
    await writeHelp(ctx, people)
    await writeFoundation(ctx, town, people, dice)
    await writeDoors(ctx, town, people)
    await writeDelegations(ctx, people)
  })
  await writeAgenda(ctx, folder)
  await writeTalk(ctx, folder)
  await writeLevels(ctx, folder)
  await writeLetters(ctx, folder)
  await writeDocuments(ctx, folder)
  await writeOpinions(ctx, folder)
  await writeDecisions(ctx, folder)
  await writeProposals(ctx, folder)
}

/** Gives every home somebody, some homes a second person, and the personas their own. */
function settle(ctx: Context, town: Town, homes: readonly Home[], dice: Dice): People {
  const persona = new Map(town.personas.map((each) => [each.key, asPerson(ctx, each, homes)]))
  const all = [...persona.values()]
  const shuffled = dice.some(homes, homes.length)
  for (let n = 0; all.length < residents && shuffled.length > 0; n++) {
    all.push(makePerson(dice, shuffled[n % shuffled.length]!, town.firstNames, town.offers, ctx.now()))
  }
  return { all, persona }
}

function asPerson(ctx: Context, persona: Persona, homes: readonly Home[]): Person {
  const { street, number, postcode, addition = '' } = persona.address
  const home = homes.find(
    (each) =>
      each.street === street &&
      each.number === number &&
      each.postcode === postcode &&
      each.addition === addition,
  )
  if (!home) throw new Error(`The home of ${persona.key} is not among the addresses`)
  return {
    id: personaId(persona.key),
    name: persona.name,
    surname: surnameOf(personaId(persona.key)),
    mail: `${persona.key}@ravenhorst.invalid`,
    home,
    level: persona.level,
    adult: persona.age >= 18,
    isProtected: false,
    showsName: true,
    about: persona.who.nl,
    offers: '',
    speaks: ['nl'],
    joined: after(ctx.now(), -40 * week),
  }
}

async function writeStewards(ctx: Context, town: Town, { persona }: People): Promise<void> {
  await insertRows(
    ctx.db,
    'stewards',
    { resident_id: 'uuid', task: 'text', granted: 'timestamptz' },
    town.personas.flatMap(({ key, steward }) =>
      steward
        ? [
            {
              resident_id: persona.get(key)!.id,
              task: steward,
              granted: after(ctx.now(), -30 * week).toISOString(),
            },
          ]
        : [],
    ),
  )
}

function wishesOf(town: Town, people: People, wishables: readonly Wishable[], dice: Dice): Wish[] {
  const bySlug = new Map(wishables.map((wishable) => [wishable.slug, wishable]))
  const tastes = new Tastes(wishables, seed)
  const dreamOf = (slug: string) => {
    const dreams = town.dreams[slug]
    return dreams && dice.chance(0.5) ? dice.pick(dreams) : ''
  }
  const personaIds = new Set([...people.persona.values()].map(({ id }) => id))
  const own = town.personas.flatMap(({ key, ambitions }) =>
    ambitions.flatMap((slug) => {
      const wishable = bySlug.get(slug)
      return wishable
        ? [{ person: people.persona.get(key)!, wishable, dream: town.dreams[slug]?.[0] ?? '', daysAgo: 20 }]
        : []
    }),
  )
  const loved = [
    ...new Set([
      ...town.personas.flatMap(({ ambitions }) => ambitions),
      ...town.communities.flatMap(({ ambitions }) => ambitions),
    ]),
  ]
    .map((slug) => bySlug.get(slug))
    .filter((wishable) => wishable !== undefined)
  const others = people.all
    .filter(({ id }) => !personaIds.has(id))
    .flatMap((person) => {
      const chosen = new Set(tastes.wishesIn(person.home.buurtId, dice))
      // In a town where groups exist, their wishes are the ones people know.
      if (dice.chance(0.45)) chosen.add(dice.pick(loved))
      return [...chosen].map((wishable) => ({ person, wishable, dream: dreamOf(wishable.slug) }))
    })
  return unique([...own, ...around(town, people, bySlug, dice), ...others])
}

/** Neighbours of the personas share some of their wishes: so there is something to find for who steps in. */
function around(town: Town, people: People, bySlug: Map<string, Wishable>, dice: Dice): Wish[] {
  const personaIds = new Set([...people.persona.values()].map(({ id }) => id))
  return town.personas.flatMap(({ key, ambitions }) => {
    const { home } = people.persona.get(key)!
    const sameWijk = people.all.filter(
      (person) => !personaIds.has(person.id) && person.home.wijkId === home.wijkId,
    )
    const sameBuurt = sameWijk.filter((person) => person.home.buurtId === home.buurtId)
    return ambitions.flatMap((slug) => {
      const wishable = bySlug.get(slug)
      if (!wishable) return []
      const neighbours = [...dice.some(sameBuurt, dice.whole(3, 9)), ...dice.some(sameWijk, dice.whole(2, 8))]
      return neighbours.map((person) => ({ person, wishable, dream: '' }))
    })
  })
}

/** One wish of a kind for each person: the first counts. */
function unique(wishes: readonly Wish[]): Wish[] {
  return [
    ...new Map(wishes.toReversed().map((wish) => [`${wish.person.id}:${wish.wishable.id}`, wish])).values(),
  ].toReversed()
}
