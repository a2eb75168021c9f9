import { sql } from 'drizzle-orm'
import { after, day, hour, week } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { arrayOf, rows } from '../../platform/db/store.ts'
import { cellAt } from '../areas/index.ts'
import { insertRows } from '../../platform/db/bulk.ts'
import type { Dice } from './dice.ts'
import type { Person } from './people.ts'

/** A made-up community before it is written. */
export interface Group {
  id: string
  slug: string
  name: string
  purpose: string
  state: 'forming' | 'active' | 'resting' | 'ended'
  access: 'besloten' | 'extranet' | 'internet'
  areaIds: number[]
  conceptIds: number[]
  people: Person[]
  manager: Person
  founded: Date
  /** When it went to rest or ended. */
  changed?: Date
  /** Who is pointed at: as ambassador, or as authority on a theme, and by how many. */
  pointedAt: { to: Person; themeId: number | null; by: Person[] }[]
  next?: { title: string; place: string; starts: Date }
  outcome?: {
    result: 'realised' | 'tried'
    worked: string
    failed: string
    lesson: string
    thanks: string
    story: string
    startedWith: number
    people: number
    weeks: number
  }
}

/** Points members at some of their own: as ambassadors, and as authorities on themes. */
export function pointAround(
  dice: Dice,
  people: readonly Person[],
  ambassadors: number,
  themes: readonly number[],
): Group['pointedAt'] {
  const known = people.filter(({ level }) => level !== 'applicant')
  if (known.length < 3) return []
  const aims = [...Array.from({ length: ambassadors }, () => null), ...themes]
  return aims.map((themeId) => {
    const to = dice.pick(known)
    const others = known.filter((person) => person !== to)
    const share = 0.1 + dice.next() * 0.45
    return { to, themeId, by: dice.some(others, Math.max(1, Math.round(others.length * share))) }
  })
}

/** Writes communities with their people, places, ambitions, designations, next meetings and outcomes. */
export async function writeGroups(ctx: Context, groups: readonly Group[], dice: Dice): Promise<void> {
  const now = ctx.now()
  const middles = await middlesOf(ctx, groups)
  await insertRows(
    ctx.db,
    'communities',
    {
      id: 'uuid',
      slug: 'text',
      name: 'text',
      purpose: 'text',
      access: 'text',
      state: 'text',
      cell: 'bigint',
      founder_id: 'uuid',
      founded: 'timestamptz',
    },
    groups.map((group) => ({
      id: group.id,
      slug: group.slug,
      name: group.name,
      purpose: group.purpose,
      access: group.access,
      state: group.state,
      cell: middles.get(group.areaIds[0] ?? 0) ?? null,
      founder_id: group.manager.id,
      founded: group.founded.toISOString(),
    })),
  )
  await insertRows(
    ctx.db,
    'community_areas',
    { community_id: 'uuid', area_id: 'int' },
    groups.flatMap(({ id, areaIds }) =>
      [...new Set(areaIds)].map((area_id) => ({ community_id: id, area_id })),
    ),
  )
  await insertRows(
    ctx.db,
    'community_ambitions',
    { community_id: 'uuid', concept_id: 'int' },
    groups.flatMap(({ id, conceptIds }) =>
      [...new Set(conceptIds)].map((concept_id) => ({ community_id: id, concept_id })),
    ),
  )
  await insertRows(
    ctx.db,
    'memberships',
    { id: 'uuid', community_id: 'uuid', resident_id: 'uuid', joined: 'timestamptz' },
    groups.flatMap((group) =>
      group.people.map((person) => ({
        id: dice.uuid(),
        community_id: group.id,
        resident_id: person.id,
        joined: after(
          group.founded,
          person === group.manager ? 0 : dice.next() * (now.getTime() - group.founded.getTime()),
        ).toISOString(),
      })),
    ),
  )
  await insertRows(
    ctx.db,
    'manager_terms',
    { community_id: 'uuid', resident_id: 'uuid', since: 'timestamptz' },
    groups.map(({ id, manager, founded }) => ({
      community_id: id,
      resident_id: manager.id,
      since: founded.toISOString(),
    })),
  )
  await insertRows(
    ctx.db,
    'community_changes',
    { community_id: 'uuid', kind: 'text', value: 'text', by_id: 'uuid', changed: 'timestamptz' },
    groups.flatMap(({ id, state, manager, founded, changed }) => [
      {
        community_id: id,
        kind: 'state',
        value: 'forming',
        by_id: manager.id,
        changed: founded.toISOString(),
      },
      ...(state === 'forming'
        ? []
        : [
            {
              community_id: id,
              kind: 'state',
              value: 'active',
              by_id: manager.id,
              changed: after(founded, week).toISOString(),
            },
          ]),
      ...(changed
        ? [
            {
              community_id: id,
              kind: 'state',
              value: state,
              by_id: manager.id,
              changed: changed.toISOString(),
            },
          ]
        : []),
    ]),
  )
  await writeDesignations(ctx, groups, dice)
  await writeMeetings(ctx, groups, dice)
  await insertRows(
    ctx.db,
    'outcomes',
    {
      community_id: 'uuid',
      result: 'text',
      worked: 'text',
      failed: 'text',
      lesson: 'text',
      thanks: 'text',
      story: 'text',
      started_with: 'int',
      people: 'int',
      weeks: 'int',
      told_by: 'uuid',
      told: 'timestamptz',
    },
    groups.flatMap(({ id, outcome, manager, changed }) =>
      outcome
        ? [
            {
              community_id: id,
              result: outcome.result,
              worked: outcome.worked,
              failed: outcome.failed,
              lesson: outcome.lesson,
              thanks: outcome.thanks,
              story: outcome.story,
              started_with: outcome.startedWith,
              people: outcome.people,
              weeks: outcome.weeks,
              told_by: manager.id,
              told: (changed ?? now).toISOString(),
            },
          ]
        : [],
    ),
  )
}

/** Where each community gathers: the middle of its first area, never somebody's home. */
async function middlesOf(ctx: Context, groups: readonly Group[]): Promise<Map<number, string>> {
  const ids = new Set(groups.flatMap(({ areaIds }) => areaIds.slice(0, 1)))
  const areas = await rows<{ id: number; lat: number | null; lon: number | null }>(
    ctx.db,
    sql`select id, lat, lon from areas where id = any(${arrayOf(ids, 'int')})`,
  )
  return new Map(
    areas.flatMap(({ id, lat, lon }) => (lat === null || lon === null ? [] : [[id, cellAt(lat, lon)]])),
  )
}

async function writeDesignations(ctx: Context, groups: readonly Group[], dice: Dice): Promise<void> {
  const seen = new Set<string>()
  await insertRows(
    ctx.db,
    'designations',
    {
      id: 'uuid',
      community_id: 'uuid',
      kind: 'text',
      theme_id: 'int',
      by_id: 'uuid',
      to_id: 'uuid',
      designated: 'timestamptz',
    },
    groups.flatMap((group) =>
      group.pointedAt.flatMap(({ to, themeId, by }) =>
        by.flatMap((person) => {
          const key = [group.id, to.id, themeId, person.id].join()
          if (person === to || seen.has(key)) return []
          seen.add(key)
          return [
            {
              id: dice.uuid(),
              community_id: group.id,
              kind: themeId === null ? 'ambassador' : 'authority',
              theme_id: themeId,
              by_id: person.id,
              to_id: to.id,
              designated: after(ctx.now(), -dice.whole(1, 300) * day).toISOString(),
            },
          ]
        }),
      ),
    ),
  )
}

async function writeMeetings(ctx: Context, groups: readonly Group[], dice: Dice): Promise<void> {
  const planned = groups.flatMap((group) =>
    group.next ? [{ group, next: group.next, id: dice.uuid() }] : [],
  )
  await insertRows(
    ctx.db,
    'activities',
    {
      id: 'uuid',
      community_id: 'uuid',
      title: 'text',
      place: 'text',
      starts: 'timestamptz',
      ends: 'timestamptz',
      created_by: 'uuid',
      created: 'timestamptz',
      changed: 'timestamptz',
    },
    planned.map(({ group, next, id }) => ({
      id,
      community_id: group.id,
      title: next.title,
      place: next.place,
      starts: next.starts.toISOString(),
      ends: after(next.starts, 2 * hour).toISOString(),
      created_by: group.manager.id,
      created: after(ctx.now(), -3 * day).toISOString(),
      changed: after(ctx.now(), -3 * day).toISOString(),
    })),
  )
  // As planning them would have done, for all at once.
  await ctx.db.execute(
    sql`insert into activity_moments (id, activity_id, occurs, starts, ends, changed)
        select id, id, starts, starts, ends, changed from activities on conflict do nothing`,
  )
  await ctx.db.execute(
    sql`insert into activity_communities (activity_id, community_id, asked_by, asked, accepted, until)
        select id, community_id, created_by, created, created, ends from activities on conflict do nothing`,
  )
  await ctx.db.execute(
    sql`insert into activity_hosts (activity_id, resident_id, asked_by, asked, accepted)
        select id, created_by, created_by, created, created from activities where created_by is not null on conflict do nothing`,
  )
  await insertRows(
    ctx.db,
    'attendances',
    { moment_id: 'uuid', resident_id: 'uuid', answer: 'text', answered: 'timestamptz', turn: 'int' },
    planned.flatMap(({ group, id }) =>
      dice.some(group.people, Math.ceil(group.people.length * 0.35)).map((person, n) => ({
        moment_id: id,
        resident_id: person.id,
        answer: dice.chance(0.85) ? 'yes' : 'no',
        answered: after(ctx.now(), -day).toISOString(),
        turn: n + 1,
      })),
    ),
  )
}
