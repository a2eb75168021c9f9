import type { Context } from '../../platform/context.ts'
import { searchConcepts, type Finding } from '../ambitions/index.ts'
import { searchAreas, type FoundArea } from '../areas/index.ts'
import { authoritiesNear, type NearAuthority } from '../designations/index.ts'
import { isVerified, type ViewerContext } from '../residents/index.ts'
import { kinds, searchables, type Kind, type KindWord } from './kinds.ts'
import { findWords, readQuestion, type Home, type Part } from './queries.ts'
import { longestText, meaningful, mostWords, onAPage, onEach, queryOf, type Cursor } from './rules.ts'

/** What somebody wants to see of what they search. */
export interface Wanted {
  text: string
  /** One kind; all of them when absent. */
  kind?: KindWord | undefined
  /** What is near home first. */
  near?: boolean
  after?: Cursor | undefined
}

/** Everything that was found for one viewer. */
export interface Results {
  /** Typed words that say something. */
  words: string[]
  /** Not everything that was typed was read. */
  cut: boolean
  /** Words were not known and words like them were looked for, with success. */
  guessed: boolean
  areas: FoundArea[]
  ambitions: Finding[]
  authorities: NearAuthority[]
  parts: Map<string, Part>
}

/** Where the viewer lives, from near to far; undefined where that is not known. */
export function homeOf({ viewer }: Context): Home | undefined {
  const home = viewer ? [viewer.buurtId, viewer.wijkId, viewer.gemeenteId] : []
  return home.some((id) => id !== null) ? home : undefined
}

const mostThemes = 3

/**
 * Finds what the viewer may see by some words: of each kind a few, or more of one. Residents are never found by their name;
 * authorities are by their theme, as designations show them to this viewer.
 */
export async function search(ctx: Context, wanted: Wanted): Promise<Results> {
  const { kind, near, after } = wanted
  const text = wanted.text.slice(0, longestText)
  const question = await readQuestion(ctx, text)
  const words = meaningful(question.asked).map(({ word }) => word)
  const query = queryOf(question.asked, question.others)
  const wants = (one: Kind) => kind === undefined || kinds[kind] === one
  const limit = kind === undefined ? onEach : onAPage
  const chosen = searchables.filter((one) => wants(one.kind as Kind))
  const parts =
    query && chosen.length > 0
      ? await findWords(ctx, question, query, {
          kinds: chosen,
          limit,
          after,
          home: near ? homeOf(ctx) : undefined,
        })
      : new Map<string, Part>()
  const said = words.length > 0
  return {
    words,
    cut: wanted.text.length > longestText || question.typed > mostWords,
    guessed:
      question.asked.some(({ likely }) => likely.length > 0) &&
      [...parts.values()].some(({ hits }) => hits.length > 0),
    areas: said && wants('area') ? await searchAreas(ctx, text, { limit }) : [],
    ambitions: said && wants('ambition') ? await searchConcepts(ctx, text, { limit }) : [],
    authorities: said && wants('authority') ? await authoritiesOn(ctx, text, limit) : [],
    parts,
  }
}

async function authoritiesOn(ctx: Context, text: string, limit: number): Promise<NearAuthority[]> {
  if (!isVerified(ctx)) return []
  const themes = await searchConcepts(ctx, text, { scheme: 'theme', limit: mostThemes })
  return authoritiesNear(
    ctx as ViewerContext,
    themes.map(({ concept }) => concept.id),
    limit,
  )
}
