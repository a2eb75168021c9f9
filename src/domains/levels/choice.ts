import type { Context } from '../../platform/context.ts'
import type { FormValues, Request } from '../../platform/http.ts'
import { unlessNotFound } from '../../platform/errors.ts'
import {
  addressBook,
  areasByCodes,
  areasInCircle,
  cellAt,
  limitLookUps,
  searchAreas,
  streetsInCircle,
  type Area,
  type Cell,
  type Circle,
} from '../areas/index.ts'
import { competenceBySlug, type Competence } from './competence.ts'
import { mostAreas, radii } from './rules.ts'

/** What somebody filled in on the compass: all of it stands in the address of the page. */
export interface Choice {
  /** Codes of areas, the first where it lies. */
  codes: string[]
  /** What was typed for the middle of a circle, and its radius in metres. */
  around: string
  metres: number
  topic: string
  /** What goes along for a later domain, such as what is laid before others. */
  with: string
}

/** What the choice leads to. */
export interface Chosen {
  choice: Choice
  /** Whom it touches: what was chosen by name, then what the circle touches; never more than may be named. */
  areas: Area[]
  circle: Circle | undefined
  /** How many more the circle touches. */
  left: number
  /** A middle was typed that is not known. */
  lost: boolean
  competence: Competence | undefined
}

const longest = 120
const many = (values: readonly string[]) =>
  [...new Set(values.filter((code) => /^[A-Za-z0-9:' .\-\u00C0-\u024F]{2,160}$/.test(code)))].slice(
    0,
    mostAreas,
  )

/** Reads the choice from the address of the page. */
export function choiceIn(c: Request): Choice {
  return asChoice({
    gebied: c.req.queries('gebied') ?? [],
    rond: c.req.query('rond') ?? '',
    straal: c.req.query('straal') ?? '',
    thema: c.req.query('thema') ?? '',
    met: c.req.query('met') ?? '',
  })
}

/** The same from a posted form. */
export function asChoice(values: FormValues): Choice {
  const one = (name: string) => [values[name] ?? ''].flat()[0]!.trim().slice(0, longest)
  const metres = Number(one('straal'))
  return {
    codes: many([values['gebied'] ?? []].flat()),
    around: one('rond'),
    metres: radii.find((radius) => radius === metres) ?? 250,
    topic: one('thema'),
    with: /^[a-z]+-[0-9a-f-]{36}$/.exec(one('met'))?.[0] ?? '',
  }
}

/** The choice as names and values, for an address or for hidden fields. */
export function partsOf({
  codes,
  around,
  metres,
  topic,
  with: along,
}: Choice): [name: string, value: string][] {
  return [
    ...codes.map((code): [string, string] => ['gebied', code]),
    ...(around
      ? ([
          ['rond', around],
          ['straal', String(metres)],
        ] as [string, string][])
      : []),
    ...(topic ? ([['thema', topic]] as [string, string][]) : []),
    ...(along ? ([['met', along]] as [string, string][]) : []),
  ]
}

/** The address of the compass with this choice. */
export function compassHref(choice: Choice, hash = ''): string {
  const query = new URLSearchParams(partsOf(choice)).toString()
  return `/niveaukompas${query ? `?${query}` : ''}${hash}`
}

/** Looks up what was chosen. A word that means nothing is left out. @throws TooMany for who looks up too much. */
export async function lookUpChoice(c: Request, choice: Choice): Promise<Chosen> {
  const ctx = c.get('ctx')
  const byName = await areasByCodes(ctx, choice.codes)
  if (choice.around) await limitLookUps(c)
  const cell = choice.around ? await middleFor(ctx, choice.around) : undefined
  const circle = cell === undefined ? undefined : { cell, metres: choice.metres }
  const touched = circle ? await touchedBy(ctx, circle) : []
  const all = [...new Map([...byName, ...touched].map((area) => [area.id, area])).values()]
  return {
    choice,
    areas: all.slice(0, mostAreas),
    circle,
    left: Math.max(0, all.length - mostAreas),
    lost: choice.around !== '' && circle === undefined,
    competence: choice.topic ? await competenceBySlug(ctx, choice.topic).catch(unlessNotFound) : undefined,
  }
}

/** The middle of a circle: the shared cell of an address, or the point of a place. */
async function middleFor(ctx: Context, typed: string): Promise<Cell | undefined> {
  if (/\d/.test(typed)) {
    const { found } = await addressBook(ctx).locate(typed)
    if (found?.cell) return found.cell
  }
  const places = await searchAreas(ctx, typed, { limit: 3, kinds: ['street', 'buurt', 'wijk'] })
  const place = places.find(({ lat, lon }) => lat !== null && lon !== null)
  return place && cellAt(place.lat!, place.lon!)
}

/** Within one buurt its streets, otherwise the buurten. */
async function touchedBy(ctx: Context, circle: Circle): Promise<Area[]> {
  const buurten = await areasInCircle(ctx, circle)
  const [only] = buurten
  if (buurten.length !== 1 || !only) return buurten
  const streets = await streetsInCircle(ctx, only.id, circle)
  return streets.length > 0 && streets.length <= mostAreas ? streets : buurten
}
