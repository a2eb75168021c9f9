import { day } from '../../../platform/clock.ts'
import { Conflict, NotFound } from '../../../platform/errors.ts'
import {
  readValues,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type Request,
} from '../../../platform/http.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { render } from '../../../web/render.tsx'
import { tree, type TreeNode } from '../../ambitions/index.ts'
import { tried } from '../../communities/index.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import { give, requireSelf, stop } from '../actions/give.ts'
import { readScope, scopeQuery } from '../address.ts'
import { words } from '../messages/index.ts'
import { CheckPage, ChoosePersonPage, ChooseScopePage, choosing, nobodyElse } from '../pages/give.tsx'
import { candidatesFor } from '../queries/candidates.ts'
import { voiceFor } from '../queries/chain.ts'
import { choosable } from '../queries/eligible.ts'
import { givenTo } from '../queries/mine.ts'
import { ownPlaces } from '../queries/places.ts'
import type { Scope } from '../scope.ts'
import { nameOf, type NamedScope } from './names.ts'

/** Who somebody gave their voice to is shown on the way, so not for everybody one after another. */
const looking: Limit = { name: 'delegation-look', max: 60, window: day }

export function giveRoutes(app: App): void {
  app.get('/volmachten/geef', async (c) => {
    const ctx = requireSelf(requireVerified(c.get('ctx')))
    const [place, theme, to] = [c.req.query('plek'), c.req.query('thema') ?? '', c.req.query('aan')]
    if (place === undefined) return showScope(c, ctx)
    const scope = readScope(place, theme)
    if (!scope) return showScope(c, ctx, { plek: 'placeMissing' })
    const named = await nameOf(ctx, scope)
    if (to) return showCheck(c, ctx, named, to)
    return showPeople(c, ctx, named, c.req.query(choosing) === undefined ? undefined : { aan: 'toMissing' })
  })

  app.post('/volmachten/geef', async (c) => {
    const ctx = requireSelf(requireVerified(c.get('ctx')))
    const values = await readValues(c)
    const to = valueOf(values, 'aan')
    const scope = readScope(valueOf(values, 'plek'), valueOf(values, 'thema'))
    if (!scope) return showScope(c, ctx, { plek: 'placeMissing' })
    if (!to) return showPeople(c, ctx, await nameOf(ctx, scope), { aan: 'toMissing' })
    const errors = await tried(() => (to === nobodyElse ? stop(ctx, scope) : give(ctx, { scope, toId: to })))
    if (!errors) return seeOther(c, `/volmachten?klaar=${to === nobodyElse ? 'zelf' : 'gegeven'}`)
    const { to: wrong, theme } = errors
    return showPeople(c, ctx, await nameOf(ctx, scope), { aan: wrong ?? theme ?? 'toMissing' })
  })
}

async function showScope(c: Request, ctx: ViewerContext, errors?: FormErrors): Promise<Response> {
  return render(
    c,
    { title: words[ctx.language].give.title, nav: 'me', line: 'plum', status: errors ? 422 : 200 },
    <ChooseScopePage
      language={ctx.language}
      places={await ownPlaces(ctx)}
      themes={await allThemes(ctx)}
      chosen={{ place: c.req.query('plek') ?? '', theme: c.req.query('thema') ?? '' }}
      errors={errors}
    />,
  )
}

async function showPeople(
  c: Request,
  ctx: ViewerContext,
  named: NamedScope,
  errors?: FormErrors,
): Promise<Response> {
  const letters = (c.req.query('naam') ?? '').slice(0, 60)
  return render(
    c,
    { title: words[ctx.language].give.who, nav: 'me', line: 'plum', status: errors ? 422 : 200 },
    <ChoosePersonPage
      language={ctx.language}
      {...named}
      candidates={await candidatesFor(ctx, named.scope, letters)}
      named={letters}
      errors={errors}
    />,
  )
}

async function showCheck(c: Request, ctx: ViewerContext, named: NamedScope, to: string): Promise<Response> {
  const { scope } = named
  if (to === nobodyElse) {
    if (scope.themeId === null) return seeOther(c, `/volmachten/geef?${scopeQuery(scope)}`)
  } else {
    const person = await choosable(ctx, scope, to)
    if (!person) throw new NotFound()
    if (person.refuses) throw new Conflict('voiceRefused')
    await limit(ctx, looking, ctx.viewer.id)
  }
  return render(
    c,
    { title: words[ctx.language].give.check, nav: 'me', line: 'plum' },
    <CheckPage
      language={ctx.language}
      {...named}
      to={to}
      hops={await voiceFor(ctx, scope, { toId: to === nobodyElse ? null : to })}
      instead={await replacedBy(ctx, scope, to)}
    />,
  )
}

/** The name of whom the viewer gave exactly this to, and who stops with it now; undefined for the same or for nobody. */
async function replacedBy(ctx: ViewerContext, scope: Scope, to: string): Promise<string | undefined> {
  const given = await givenTo(ctx, scope)
  return given && given.id !== to ? (given.name ?? words[ctx.language].somebody) : undefined
}

/** Every theme by name, for choosing one. */
async function allThemes(ctx: ViewerContext): Promise<{ id: number; label: string }[]> {
  const nodes = new Map<number, TreeNode>()
  const visit = (node: TreeNode) => {
    nodes.set(node.id, node)
    node.narrower.forEach(visit)
  }
  for (const root of await tree(ctx, 'theme')) visit(root)
  const compare = new Intl.Collator(ctx.language).compare
  return [...nodes.values()]
    .map(({ id, label }) => ({ id, label }))
    .sort((one, other) => compare(one.label, other.label))
}
