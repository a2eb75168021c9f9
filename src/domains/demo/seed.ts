import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { after, day, week } from '../../platform/clock.ts'
import { transact, type Context } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/store.ts'
import { below, existingArea, importAddresses, importAreas } from '../areas/index.ts'
import { insertRows } from './bulk.ts'
import { Dice, idOf } from './dice.ts'
import { pointAround, writeGroups, type Group } from './groups.ts'
import { makePerson, readHomes, writePeople, type Home, type Person } from './people.ts'
import { readTown, type Persona, type Town, type TownArea, type TownCommunity } from './town.ts'
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
  })
}

interface People {
  all: Person[]
  persona: Map<string, Person>
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
        ? [{ person: people.persona.get(key)!, wishable, dream: town.dreams[slug]?.[0] ?? '' }]
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

/** Finds the ids of the areas of a community. */
async function areaFinder(ctx: Context): Promise<(area: TownArea) => number[]> {
  const areas = await rows<{ id: number; kind: string; code: string; name: string; parent: string | null }>(
    ctx.db,
    sql`select a.id, a.kind, a.code, a.name, p.code as parent from areas a left join areas p on p.id = a.parent_id
        where a.current and ${below(sql`a.path`, (await existingArea(ctx, 'GM9999')).path)}`,
  )
  return (wanted) => {
    const code =
      'wijkcode' in wanted
        ? wanted.wijkcode
        : 'gemeentecode' in wanted
          ? wanted.gemeentecode
          : wanted.buurtcode
    const fits = (area: (typeof areas)[number]) =>
      'street' in wanted
        ? area.kind === 'street' && area.name === wanted.street && area.parent === code
        : area.code === code
    return areas.filter(fits).map(({ id }) => id)
  }
}

async function groupsOf(ctx: Context, town: Town, people: People, dice: Dice): Promise<Group[]> {
  const areasOf = await areaFinder(ctx)
  const concepts = await rows<{ id: number; slug: string; scheme: string }>(
    ctx.db,
    sql`select id, slug, scheme from concepts`,
  )
  const conceptId = (scheme: string, slug: string) =>
    concepts.find((each) => each.scheme === scheme && each.slug === slug)?.id
  return town.communities.map((community) => {
    const areaIds = community.areas.flatMap(areasOf)
    const named = town.personas.filter(({ communities }) =>
      communities.some(({ key }) => key === community.key),
    )
    const neighbours = nearTo(people.all, areaIds, community, dice)
    const members = [...new Set([...named.map(({ key }) => people.persona.get(key)!), ...neighbours])].slice(
      0,
      Math.max(community.members, named.length),
    )
    const manager = managerOf(town, community, people, members)
    const themes = community.themes.flatMap(({ theme, authorities }) =>
      Array.from({ length: authorities }, () => conceptId('theme', theme)).filter((id) => id !== undefined),
    )
    return {
      id: idOf(`community:${community.key}`),
      // As in life: the address of a closed community cannot be guessed from its name.
      slug:
        community.access === 'besloten'
          ? `${community.key}-${idOf(`slug:${community.key}`).slice(0, 8)}`
          : community.key,
      name: community.name,
      purpose: community.purpose,
      state: community.state,
      access: community.access,
      areaIds,
      conceptIds: community.ambitions
        .map((slug) => conceptId('ambition', slug))
        .filter((id) => id !== undefined),
      people: members,
      manager,
      founded: after(ctx.now(), -community.foundedWeeksAgo * week),
      changed: changedOf(ctx, community),
      pointedAt: [
        ...namedDesignations(town, community, people, members, conceptId, dice),
        ...pointAround(dice, members, community.ambassadors, themes),
      ],
      next: nextOf(ctx, community),
      outcome: outcomeOf(community),
    }
  })
}

function nearTo(
  all: readonly Person[],
  areaIds: readonly number[],
  community: TownCommunity,
  dice: Dice,
): Person[] {
  const inside = (person: Person) =>
    areaIds.some((id) =>
      [person.home.streetId, person.home.buurtId, person.home.wijkId, person.home.gemeenteId].includes(id),
    )
  const known = all.filter(({ level }) => level !== 'applicant')
  const near = dice.some(known.filter(inside), community.members)
  const buurten = new Set(near.map(({ home }) => home.buurtId))
  const around = dice.some(
    known.filter((person) => buurten.has(person.home.buurtId)),
    community.members,
  )
  return [...new Set([...near, ...around, ...dice.some(known, community.members)])].slice(
    0,
    community.members,
  )
}

function managerOf(town: Town, community: TownCommunity, people: People, members: readonly Person[]): Person {
  const key =
    community.manager ??
    town.personas.find(({ communities }) =>
      communities.some((each) => each.key === community.key && each.role === 'manager'),
    )?.key
  const personas = new Set(people.persona.values())
  const manager = key
    ? people.persona.get(key)
    : (members.find((member) => !personas.has(member)) ?? members[0])
  if (!manager) throw new Error(`${community.key} has nobody to manage it`)
  return manager
}

/** Personas who are ambassador or authority are pointed at by enough members to be recognised. */
function namedDesignations(
  town: Town,
  community: TownCommunity,
  people: People,
  members: readonly Person[],
  conceptId: (scheme: string, slug: string) => number | undefined,
  dice: Dice,
): Group['pointedAt'] {
  return town.personas.flatMap((persona) =>
    persona.communities
      .filter(({ key, role }) => key === community.key && (role === 'ambassador' || role === 'authority'))
      .map(({ role, theme }) => {
        const to = people.persona.get(persona.key)!
        const others = members.filter((member) => member !== to)
        return {
          to,
          themeId: role === 'authority' ? (conceptId('theme', theme ?? '') ?? null) : null,
          by: dice.some(others, Math.max(3, Math.round(others.length * 0.35))),
        }
      }),
  )
}

function changedOf(ctx: Context, { state, restingWeeksAgo, endedWeeksAgo }: TownCommunity): Date | undefined {
  const weeksAgo = state === 'resting' ? restingWeeksAgo : state === 'ended' ? endedWeeksAgo : undefined
  return weeksAgo === undefined ? undefined : after(ctx.now(), -weeksAgo * week)
}

const timeZone = 'Europe/Amsterdam'

function nextOf(ctx: Context, { next }: TownCommunity): Group['next'] {
  if (!next) return undefined
  const soonest = Temporal.Instant.fromEpochMilliseconds(ctx.now().getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .add({ days: Math.max(1, next.inDays) })
  const date = next.weekday ? soonest.add({ days: (next.weekday - soonest.dayOfWeek + 7) % 7 }) : soonest
  const [hours = '19', minutes = '30'] = next.time.split(/[.:]/)
  const moment = date.toZonedDateTime({ timeZone, plainTime: `${hours.padStart(2, '0')}:${minutes}` })
  return { title: next.title, place: next.place, starts: new Date(moment.epochMilliseconds) }
}

function outcomeOf({ outcome }: TownCommunity): Group['outcome'] {
  if (!outcome) return undefined
  const { result, worked, notWorked, needToKnow, thanks, story, startedWith, people, weeks } = outcome
  return {
    result,
    worked,
    failed: notWorked,
    lesson: needToKnow,
    thanks,
    story: story ? story.paragraphs.join('\n\n') : '',
    startedWith,
    people,
    weeks,
  }
}

async function writeLinks(ctx: Context, town: Town, dice: Dice): Promise<void> {
  const known = new Set(town.communities.map(({ key }) => key))
  const asked = after(ctx.now(), -20 * week).toISOString()
  const seen = new Set<string>()
  await insertRows(
    ctx.db,
    'community_links',
    {
      id: 'uuid',
      from_id: 'uuid',
      to_id: 'uuid',
      kind: 'text',
      asked: 'timestamptz',
      accepted: 'timestamptz',
    },
    town.communities.flatMap(({ key, links }) =>
      links.flatMap(({ to, kind }) => {
        const pair = kind === 'partner' ? [key, to].sort().join() : `${key},${to}`
        if (!known.has(to) || seen.has(`${kind}:${pair}`)) return []
        seen.add(`${kind}:${pair}`)
        return [
          {
            id: dice.uuid(),
            from_id: idOf(`community:${key}`),
            to_id: idOf(`community:${to}`),
            kind,
            asked,
            accepted: asked,
          },
        ]
      }),
    ),
  )
}

async function writeRequests(ctx: Context, town: Town, people: People): Promise<void> {
  const steward = town.personas.find(({ steward: task }) => task === 'taxonomy')
  const stewardId = steward ? people.persona.get(steward.key)!.id : null
  for (const request of town.requests) {
    const asker = request.persona
      ? people.persona.get(request.persona)
      : (people.all.find(({ name, level }) => name === request.name && level !== 'applicant') ??
        people.all.at(-1))
    const id = idOf(`request:${request.key}`)
    const asked = after(ctx.now(), -request.weeksAgo * week)
    await ctx.db.execute(
      sql`insert into ambition_requests (id, resident_id, kind, title, why, created)
          values (${id}, ${asker!.id}, 'ambition', ${request.label}, ${request.why}, ${asked.toISOString()})`,
    )
    if (request.state !== 'pending') {
      await ctx.db.execute(
        sql`insert into ambition_answers (request_id, round, verdict, outcome, concept_id, reason, steward_id, answered)
            values (${id}, 1, ${request.state}, ${request.dream ?? null},
              (select id from concepts where scheme = 'ambition' and slug = ${request.concept ?? request.instead ?? ''}),
              ${request.reason ?? ''}, ${stewardId}, ${after(asked, 2 * day).toISOString()})`,
      )
    }
    if (request.appeal) {
      await ctx.db.execute(
        sql`insert into ambition_appeals (request_id, words, appealed)
            values (${id}, ${request.appeal.text}, ${after(ctx.now(), -request.appeal.weeksAgo * week).toISOString()})`,
      )
    }
  }
}

/** Requests between neighbours. Those from counters wait until counters exist. */
async function writeCalls(
  ctx: Context,
  town: Town,
  groups: readonly Group[],
  people: People,
  dice: Dice,
): Promise<void> {
  const themes = await rows<{ id: number; slug: string }>(
    ctx.db,
    sql`select id, slug from concepts where scheme = 'theme'`,
  )
  for (const call of town.calls.filter(({ sender }) => sender.kind === 'resident')) {
    const group = groups.find(({ id }) => id === idOf(`community:${call.community}`))
    const themeId = themes.find(({ slug }) => slug === call.theme)?.id ?? null
    const to = call.persona
      ? people.persona.get(call.persona)
      : group?.pointedAt.find((aim) =>
          call.to === 'authority' ? aim.themeId === themeId : aim.themeId === null,
        )?.to
    const from = call.sender.persona
      ? people.persona.get(call.sender.persona)
      : group?.people.find((person) => person !== to)
    if (!group || !to || !from || to === from || (call.to === 'authority' && themeId === null)) continue
    const sent = after(ctx.now(), -call.daysAgo * day)
    const answer = call.state === 'open' ? null : call.state === 'passed-on' ? 'passed' : call.state
    await ctx.db.execute(
      sql`insert into calls (id, community_id, kind, theme_id, from_id, to_id, words, sent, answer, reply, answered)
          values (${dice.uuid()}, ${group.id}, ${call.to}, ${call.to === 'authority' ? themeId : null}, ${from.id}, ${to.id},
            ${`${call.title}\n\n${call.text}`}, ${sent.toISOString()}, ${answer}, ${call.answer ?? null},
            ${answer === null ? null : after(sent, day).toISOString()})`,
    )
  }
}
