import {
  seeOther,
  readForm,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import type { Context } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { render } from '../../../web/render.tsx'
import { areaHref, existingArea, streetCode } from '../../areas/index.ts'
import { entered, formId, isOwn, tried } from '../../communities/index.ts'
import { requireViewer } from '../../residents/index.ts'
import { openDecision, requireMayOpen } from '../actions/open.ts'
import { hrefOf } from '../decision.ts'
import { momentsOf, openForm, optionsOf } from '../forms.ts'
import { words } from '../messages/index.ts'
import { ChooseMethodPage, OpenPage } from '../pages/fresh.tsx'
import { ListPage } from '../pages/list.tsx'
import { decisionsOfArea, decisionsOfCommunity } from '../queries/about.ts'
import { methodNames, type MethodName } from '../rules/choice.ts'

/** A community or an area in which is decided. */
interface Place {
  ctx: Context
  kind: 'community' | 'area'
  name: string
  href: string
  where: { communityId: string } | { areaId: number }
  mayOpen: boolean
}

/** What is decided in a community, and in an area. */
export function placeRoutes(app: App): void {
  const bases: [string, (c: Request) => Promise<Place>][] = [
    ['/leefomgeving/:slug', inCommunity],
    ['/gebied/:code', inArea],
    ['/gebied/:code/:street', inArea],
  ]
  for (const [base, find] of bases) {
    app.get(`${base}/besluiten`, async (c) => {
      const { ctx, name, href, where, mayOpen } = await find(c)
      const { language } = ctx
      return render(
        c,
        { title: words[language].list.title(name), nav: 'communities', line: 'plum' },
        <ListPage
          language={language}
          place={{ name, href }}
          decisions={
            'areaId' in where
              ? await decisionsOfArea(ctx, where.areaId)
              : await decisionsOfCommunity(ctx, where.communityId)
          }
          mayOpen={mayOpen}
          now={ctx.now()}
        />,
      )
    })
    app.get(`${base}/besluiten/nieuw`, async (c) => showForm(c, await opening(c, find), c.req.query('hoe')))
    app.post(`${base}/besluiten/nieuw`, async (c) => post(c, await opening(c, find)))
  }
}

async function opening(c: Request, find: (c: Request) => Promise<Place>): Promise<Place> {
  requireViewer(c.get('ctx'))
  const place = await find(c)
  await requireMayOpen(c.get('ctx'), place.where)
  return place
}

async function inCommunity(c: Request): Promise<Place> {
  const { ctx, community, path } = await entered(c)
  // Who is only invited to a closed community reads nothing of it yet.
  if (community.access === 'besloten' && !isOwn(community)) throw new NotFound()
  const mayOpen = isOwn(community) && (community.state === 'forming' || community.state === 'active')
  return {
    ctx,
    kind: 'community',
    name: community.name,
    href: path,
    where: { communityId: community.id },
    mayOpen,
  }
}

async function inArea(c: Request): Promise<Place> {
  const ctx = c.get('ctx')
  const code = (c.req.param('code') ?? '').toUpperCase()
  const street = c.req.param('street')
  const area = await existingArea(ctx, street ? streetCode(code, street.toLowerCase()) : code)
  const { viewer } = ctx
  const home = [viewer?.streetId, viewer?.buurtId, viewer?.wijkId, viewer?.gemeenteId]
  return {
    ctx,
    kind: 'area',
    name: area.name,
    href: areaHref(area),
    where: { areaId: area.id },
    mayOpen: viewer?.level === 'assured' && home.includes(area.id),
  }
}

async function post(c: Request, place: Place): Promise<Response> {
  const ctx = c.get('ctx')
  const form = await readForm(c, openForm)
  const method = String(form.values['method'] ?? '')
  if (!form.ok) return showForm(c, place, method, form.values, form.errors)
  const { data, values } = form
  const moments = momentsOf(data)
  if (!('closes' in moments) || !(moments.closes instanceof Date))
    return showForm(c, place, method, values, moments as FormErrors)
  const options = optionsOf(data.method, data, values)
  if (!Array.isArray(options)) return showForm(c, place, method, values, options)
  const errors = await tried(() =>
    openDecision(ctx, {
      ...place.where,
      id: data.id,
      method: data.method,
      form: data.method === 'consent' ? 'open' : data.form,
      question: data.question,
      explanation: data.explanation,
      options,
      seats: data.method === 'seats' ? data.seats : undefined,
      budget: data.method === 'budget' ? data.budget : undefined,
      quorum: data.quorum,
      opens: moments.opens as Date | undefined,
      closes: moments.closes as Date,
    }),
  )
  return errors ? showForm(c, place, method, values, errors) : seeOther(c, `${hrefOf(data.id)}?klaar=geopend`)
}

function showForm(
  c: Request,
  place: Place,
  asked: string | undefined,
  values?: FormValues,
  errors?: FormErrors,
): Promise<Response> | Response {
  const { language } = c.get('ctx')
  const method = methodNames.find((name): name is MethodName => name === asked)
  return render(
    c,
    { title: words[language].fresh.title, nav: 'communities', line: 'plum', status: errors ? 422 : 200 },
    method ? (
      <OpenPage
        language={language}
        place={place}
        method={method}
        formId={formId(values)}
        values={values}
        errors={errors}
      />
    ) : (
      <ChooseMethodPage language={language} place={place} />
    ),
  )
}
