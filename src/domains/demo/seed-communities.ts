import { sql } from 'drizzle-orm'
import { after, momentOf, onTheWall, week } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { rows } from '../../platform/db/store.ts'
import { below, existingArea } from '../areas/index.ts'
import { insertRows } from '../../platform/db/bulk.ts'
import { idOf, type Dice } from './dice.ts'
import { pointAround, type Group } from './groups.ts'
import type { Person } from './people.ts'
import type { People, Town, TownArea, TownCommunity } from './town.ts'

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

/** The address of a closed community of this key: as in life it cannot be guessed from the name. */
export function closedSlug(key: string): string {
  return `${key}-${idOf(`slug:${key}`).slice(0, 8)}`
}

/** The communities of the town with their people, ready to be written. */
export async function groupsOf(ctx: Context, town: Town, people: People, dice: Dice): Promise<Group[]> {
  const areasOf = await areaFinder(ctx)
  const concepts = await rows<{ id: number; slug: string; scheme: string }>(
    ctx.db,
    sql`select id, slug, scheme from concepts`,
  )
  const conceptId = (scheme: string, slug: string) =>
    concepts.find((each) => each.scheme === scheme && each.slug === slug)?.id
  const described = new Set(people.persona.values())
  return town.communities.map((community) => {
    const areaIds = community.areas.flatMap(areasOf)
    const named = town.personas.filter(({ communities }) =>
      communities.some(({ key }) => key === community.key),
    )
    const neighbours = nearTo(people.all, described, areaIds, community, dice)
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
      slug: community.access === 'besloten' ? closedSlug(community.key) : community.key,
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
  described: ReadonlySet<Person>,
  areaIds: readonly number[],
  community: TownCommunity,
  dice: Dice,
): Person[] {
  const inside = (person: Person) =>
    areaIds.some((id) =>
      [person.home.streetId, person.home.buurtId, person.home.wijkId, person.home.gemeenteId].includes(id),
    )
  // Whoever is described belongs only where their story says so.
  const known = all.filter((person) => person.level !== 'applicant' && !described.has(person))
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

function nextOf(ctx: Context, { next }: TownCommunity): Group['next'] {
  if (!next) return undefined
  const soonest = onTheWall(ctx.now())
    .toPlainDate()
    .add({ days: Math.max(1, next.inDays) })
  const date = next.weekday ? soonest.add({ days: (next.weekday - soonest.dayOfWeek + 7) % 7 }) : soonest
  const [hours = '19', minutes = '30'] = next.time.split(/[.:]/)
  const starts = momentOf(date.toString(), `${hours.padStart(2, '0')}:${minutes}`)
  return { title: next.title, place: next.place, starts }
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

/** Which communities are part of, or partner of, which. */
export async function writeLinks(ctx: Context, town: Town, dice: Dice): Promise<void> {
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
