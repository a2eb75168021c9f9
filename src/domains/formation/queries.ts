import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { row } from '../../platform/db/store.ts'
import { NotFound } from '../../platform/errors.ts'
import {
  conceptBySlug,
  conceptCard,
  conceptFamily,
  themesNeeded,
  type Concept,
  type ConceptCard,
} from '../ambitions/index.ts'
import { findPrecedents, type Precedent } from '../outcomes/index.ts'
import { isVerified, type ViewerContext } from '../residents/index.ts'
import { countSensitive, findNeighbours, type FamilyMember, type Neighbours } from './neighbours.ts'
import { surroundings } from './reach.ts'
import { type Reach } from './rules.ts'
import {
  findAlready,
  findAmbassadors,
  findAuthorities,
  type Already,
  type Designated,
} from './suggestions.ts'

/** Everything that formation finds for one ambition and one reach. */
export interface Formation {
  concept: Concept
  /** Labels of all concepts that took part, to say through which one something came. */
  labels: Map<number, string>
  reach: Reach
  /** False when this reach has no meaning for the viewer's home; then only what does not need a place is filled. */
  placed: boolean
  /** Whether the viewer's address is proven; until then neighbours and names are not told. */
  verified: boolean
  already: Already[]
  neighbours: Neighbours
  /** For a sensitive ambition: how many in the gemeente, in whole tens; doors are never shown. */
  sensitiveCount: number | undefined
  ambassadors: Designated[]
  authorities: Designated[]
  precedents: Precedent[]
  /** What the viewer said of this ambition, when they hold it. */
  wish: { dream: string; reach: string; findable: boolean } | undefined
  /** Other words, and what lies near. */
  card: ConceptCard
}

const ranks = { exact: 0, narrower: 1, related: 2 } as const

/** The concept with its narrower and related ones, closest first. */
export async function familyOf(
  ctx: Context,
  concept: Concept,
): Promise<{ family: FamilyMember[]; labels: Map<number, string> }> {
  const members = await conceptFamily(ctx, concept.id)
  return {
    family: members.map(({ id, through }) => ({ id, rank: ranks[through] })),
    labels: new Map(members.map(({ id, label }) => [id, label])),
  }
}

/**
 * Finds who and what is near for an ambition (algorithms, Formation 1–6).
 * @throws NotFound when there is no such ambition.
 */
export async function findFormation(ctx: ViewerContext, slug: string, reach: Reach): Promise<Formation> {
  const concept = await conceptBySlug(ctx, slug)
  if (!concept) throw new NotFound()
  // What does not wait for one another is asked at the same time.
  const [{ family, labels }, around, themes] = await Promise.all([
    familyOf(ctx, concept),
    surroundings(ctx, reach),
    themesNeeded(ctx, concept.id),
  ])
  for (const theme of themes) labels.set(theme.id, theme.label)
  const [already, neighbours, sensitiveCount, ambassadors, authorities, precedents, wish, card] =
    await Promise.all([
      around ? findAlready(ctx, family, around) : [],
      around && !concept.sensitive ? findNeighbours(ctx, family, around) : nobody,
      concept.sensitive ? countSensitive(ctx, concept.id) : undefined,
      around ? findAmbassadors(ctx, around) : [],
      around
        ? findAuthorities(
            ctx,
            themes.map(({ id }) => id),
            around,
          )
        : [],
      findPrecedents(ctx, family),
      ownWish(ctx, concept.id),
      conceptCard(ctx, concept),
    ])
  return {
    concept,
    labels,
    reach,
    placed: around !== undefined,
    verified: isVerified(ctx),
    already,
    neighbours,
    sensitiveCount,
    ambassadors,
    authorities,
    precedents,
    wish,
    card,
  }
}

const nobody: Neighbours = { doors: [], counts: [], total: 0 }

/** What the viewer said of this ambition. */
function ownWish(ctx: ViewerContext, conceptId: number): Promise<Formation['wish']> {
  return row(
    ctx.db,
    sql`select dream, reach, findable from wishes
        where resident_id = ${ctx.viewer.id} and concept_id = ${conceptId} and ended is null`,
  )
}
