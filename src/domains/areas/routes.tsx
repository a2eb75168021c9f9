import type { ComponentChildren } from 'preact'
import { minute } from '../../platform/clock.ts'
import type { Context } from '../../platform/context.ts'
import { NotFound } from '../../platform/errors.ts'
import type { App, Request } from '../../platform/http.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { render } from '../../web/render.tsx'
import { addressBook } from './address-book.ts'
import { words } from './messages/index.ts'
import { AreaPage, FindPage, kindInWords } from './pages.tsx'
import {
  areaByCode,
  areasByIds,
  childrenOf,
  idsInPath,
  overlaysOf,
  pathOf,
  searchAreas,
  streetsAtPostcode,
  streetsNamedLike,
  type Area,
  type FoundArea,
} from './queries.ts'
import { streetCode } from './rules/names.ts'
import { areaHref } from './rules/page-address.ts'
import { mapFor } from './small-map.tsx'

/** What later domains add to the page of an area. */
export interface AreaParts {
  /** What lives there: communities, ambitions, designated people. */
  lives?: (ctx: Context, area: Area) => Promise<ComponentChildren>
  /** What is said there, for who lives there. */
  talk?: (ctx: Context, area: Area) => Promise<ComponentChildren>
  /** What is asked there, for who lives there. */
  asked?: (ctx: Context, area: Area) => Promise<ComponentChildren>
  /** What is decided there. */
  decides?: (ctx: Context, area: Area) => Promise<ComponentChildren>
}

/** Typing fast gives a few suggestions a second; a script that walks the whole table is stopped. */
const typing: Limit = { name: 'suggestions', max: 240, window: minute }
const longest = 120

export function routes(app: App, parts: AreaParts = {}): void {
  app.get('/adres/suggesties', async (c) => {
    const ctx = c.get('ctx')
    await limit(ctx, typing, c.get('visitor'))
    return c.json(await addressBook(ctx).suggest(asked(c)))
  })

  app.get('/gebied', async (c) => {
    const ctx = c.get('ctx')
    const { language } = ctx
    const typed = asked(c)
    const found = typed === '' ? undefined : await findAreas(ctx, typed)
    return render(
      c,
      { title: words[language].find.title, islands: ['suggest'] },
      <FindPage language={language} typed={typed} found={found} />,
    )
  })

  app.get('/gebied/suggesties', async (c) => {
    const ctx = c.get('ctx')
    await limit(ctx, typing, c.get('visitor'))
    const found = await findAreas(ctx, asked(c))
    return c.json(
      found.slice(0, 8).map((area) => ({
        label: `${area.name} (${kindInWords(ctx.language, area)})`,
        value: area.name,
        href: areaHref(area),
      })),
    )
  })

  app.get('/gebied/:code', (c) => areaPage(c, parts, c.req.param('code').toUpperCase()))

  app.get('/gebied/:code/:street', (c) =>
    areaPage(c, parts, streetCode(c.req.param('code').toUpperCase(), c.req.param('street').toLowerCase())),
  )
}

function asked(c: Request): string {
  return (c.req.query('q') ?? '').trim().slice(0, longest)
}

/** Areas by name, and by postcode or whole address the street it lies in. */
async function findAreas(ctx: Context, typed: string): Promise<FoundArea[]> {
  if (/^[1-9]\d{3}/.test(typed)) return streetsAtPostcode(ctx, typed)
  const named = await searchAreas(ctx, typed)
  const [street] = typed.split(/[\s,]+\d/)
  return named.length > 0 || !street || street === typed
    ? named
    : searchAreas(ctx, street, { kinds: ['street'] })
}

async function areaPage(c: Request, parts: AreaParts, code: string): Promise<Response> {
  const ctx = c.get('ctx')
  const area = await areaByCode(ctx, code)
  if (!area) throw new NotFound()
  // A gemeente that is no more leads to the one that it went into.
  if (area.code !== code) return c.redirect(areaHref(area), 301)
  const after = c.req.query('na')
  const alike =
    area.kind === 'street' ? (await streetsNamedLike(ctx, area.id)).filter((id) => id !== area.id) : []
  const alsoIn = await areasByIds(ctx, alike.slice(0, 12))
  return render(
    c,
    { title: area.name, line: 'sun' },
    <AreaPage
      language={ctx.language}
      area={area}
      path={await pathOf(ctx, area)}
      map={await mapFor(ctx, area)}
      children={await childrenOf(ctx, area.id, after === undefined ? {} : { after })}
      further={after !== undefined}
      alsoIn={await named(ctx, alsoIn)}
      overlays={await overlaysOf(ctx, area)}
      below={parts.lives && (await parts.lives(ctx, area))}
      talk={await parts.talk?.(ctx, area)}
      asked={await parts.asked?.(ctx, area)}
      decides={await parts.decides?.(ctx, area)}
    />,
  )
}

/** The same street elsewhere, under the name of the buurt it continues in. */
async function named(ctx: Context, streets: Area[]): Promise<Area[]> {
  const parents = new Map(
    (
      await areasByIds(
        ctx,
        streets.map(({ path }) => idsInPath(path).at(-2)!),
      )
    ).map((area) => [area.id, area]),
  )
  return streets.flatMap((street) => {
    const parent = parents.get(street.parentId ?? 0)
    return parent ? [{ ...street, name: parent.name }] : []
  })
}
