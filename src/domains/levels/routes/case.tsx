import type { Context } from '../../../platform/context.ts'
import { readForm, seeOther, type App, type FormErrors, type Request } from '../../../platform/http.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { areaById, areaHref, ChoosingMap, idsInPath, type Area } from '../../areas/index.ts'
import { isVerified, type ViewerContext } from '../../residents/index.ts'
import { withdrawCase } from '../actions/cases.ts'
import { contest, takeBackContest } from '../actions/contest.ts'
import { caseOf, contestsOf, type LevelCase } from '../case.ts'
import { contestForm } from '../forms.ts'
import { electorateOf, homePaths } from '../level.ts'
import { words } from '../messages/index.ts'
import { CasePage } from '../pages/case.tsx'
import { claimedPath, stepDown, stepUp, within, type ContestKind } from '../rules.ts'

export function caseRoutes(app: App): void {
  app.get('/niveau/:id', (c) => showCase(c))

  app.post('/niveau/:id/hoort', async (c) => {
    const form = await readForm(c, contestForm)
    if (!form.ok) return showCase(c, form.errors)
    const moved = await contest(c.get('ctx'), c.req.param('id'), form.data.kind)
    return seeOther(c, `/niveau/${c.req.param('id')}?klaar=${moved ? 'verhuisd' : 'gezegd'}`)
  })
  app.post('/niveau/:id/neem-terug', async (c) => {
    await takeBackContest(c.get('ctx'), c.req.param('id'))
    return seeOther(c, `/niveau/${c.req.param('id')}?klaar=teruggenomen`)
  })
  app.post('/niveau/:id/trek-in', async (c) => {
    await withdrawCase(c.get('ctx'), c.req.param('id'))
    return seeOther(c, `/niveau/${c.req.param('id')}?klaar=ingetrokken`)
  })
}

async function showCase(c: Request, errors?: FormErrors): Promise<Response> {
  const ctx = c.get('ctx')
  const { language } = ctx
  const t = words[language]
  const found = await caseOf(ctx, c.req.param('id') ?? '')
  return render(
    c,
    { title: found.title, line: 'plum', flash: doneFlash(c, t.done), status: errors ? 422 : 200 },
    <CasePage
      language={language}
      found={found}
      contests={await contestsOf(ctx, found)}
      ways={isVerified(ctx) ? await waysFor(ctx as ViewerContext, found) : []}
      asked={await electorateOf(ctx, found.level.area, 'verified')}
      verified={isVerified(ctx)}
      map={await ChoosingMap(ctx, {
        chosen: found.named,
        circle: found.circle,
        label: t.compass.map,
        href: areaHref,
      })}
      errors={errors}
    />,
  )
}

/** Where each contest of the viewer would lead. */
async function waysFor(
  ctx: ViewerContext,
  { level, named }: LevelCase,
): Promise<{ kind: ContestKind; area: Area }[]> {
  const path = idsInPath(level.area.path)
  const home = await homePaths(ctx)
  if (!home.some((each) => within(each, path))) {
    const claim = claimedPath(home, path)
    return at(ctx, 'include', claim?.at(-1))
  }
  const focus = named[0] && idsInPath(named[0].path)
  return [
    ...(await at(ctx, 'higher', stepUp(path))),
    ...(await at(ctx, 'lower', focus && stepDown(path, focus))),
  ]
}

async function at(ctx: Context, kind: ContestKind, id: number | undefined) {
  const area = id === undefined ? undefined : await areaById(ctx, id)
  return area ? [{ kind, area }] : []
}
