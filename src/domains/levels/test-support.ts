import { sql } from 'drizzle-orm'
import {
  as,
  newResident,
  newTown,
  newViewer,
  visitor,
  type TestServices,
  type Town,
} from '../../../tests/support/people.ts'
import type { Store } from '../../platform/db/store.ts'
import { newId } from '../../platform/ids.ts'
import { appointSteward, type Level, type ViewerContext } from '../residents/index.ts'
import { openCase } from './actions/cases.ts'
import { addCompetence, type CompetenceWords } from './actions/competences.ts'
import { contest } from './actions/contest.ts'
import { competenceBySlug } from './competence.ts'
import type { ContestKind } from './rules.ts'

/** A row of the table, as a gemeente decides on it. */
export const bylaw: CompetenceWords = {
  name: 'Drempel',
  words: [],
  level: 'gemeente',
  say: 'advice',
  basis: 'bylaw',
  themeId: null,
  doing: 'Tel auto’s.',
  notify: 'De gemeente.',
  source: null,
  retired: false,
}

/** A steward, and three rows of the table: a speed bump, a bench and a ditch. */
export interface Table {
  steward: ViewerContext
  bump: number
  bench: number
  pond: number
}

export async function newTable(services: TestServices): Promise<Table> {
  const id = await newResident(visitor(services), { level: 'assured' })
  await appointSteward(visitor(services), id, 'taxonomy')
  const steward = await as(visitor(services), id)
  const bench: CompetenceWords = { ...bylaw, name: 'Bankje', level: 'street', say: 'say', basis: 'own' }
  await addCompetence(steward, 'drempel', bylaw, 'Begin.')
  await addCompetence(steward, 'bank', bench, 'Begin.')
  await addCompetence(
    steward,
    'sloot',
    { ...bylaw, name: 'Sloot', level: 'waterschap', say: 'say' },
    'Begin.',
  )
  const idOf = async (slug: string) => (await competenceBySlug(steward, slug)).id
  return { steward, bump: await idOf('drempel'), bench: await idOf('bank'), pond: await idOf('sloot') }
}

/** A new town in a store in which nothing was laid before neighbours yet. */
export async function emptyTown(store: Store, services: TestServices): Promise<Town> {
  for (const table of ['level_cases', 'notices', 'limits', 'outbox'])
    await store.db.execute(sql`delete from ${sql.identifier(table)}`)
  return newTown(visitor(services))
}

/** What neighbours of a town do, in short words. */
export function ways(world: () => { services: TestServices; town: Town; table: Table }) {
  const neighbour = (level: Level = 'verified', place = world().town.home) =>
    newViewer(visitor(world().services), { level, place })
  return {
    neighbour,
    neighbours: (count: number, place = world().town.home) =>
      Promise.all(Array.from({ length: count }, () => neighbour('verified', place))),
    /** Lays something before neighbours: a speed bump in the street, unless said otherwise. */
    open: async (
      who: ViewerContext,
      areaIds = [world().town.street],
      competenceId = world().table.bump,
    ): Promise<string> => {
      const id = newId()
      await openCase(who, { id, title: 'Drempel bij de school', areaIds, competenceId })
      return id
    },
    /** Each says it, one after another. @returns whether the last one moved it. */
    say: async (who: readonly ViewerContext[], id: string, kind: ContestKind): Promise<boolean> => {
      let moved = false
      for (const each of who) moved = await contest(each, id, kind)
      return moved
    },
  }
}
