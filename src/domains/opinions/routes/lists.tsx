import type { ComponentChildren } from 'preact'
import type { Context } from '../../../platform/context.ts'
import { NotAllowed, NotFound, SignInNeeded } from '../../../platform/errors.ts'
import {
  readForm,
  seeOther,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import { areaHref, existingArea, streetCode, type Area } from '../../areas/index.ts'
import {
  entered,
  formId,
  isOwn,
  requireAwake,
  requireMember,
  tried,
  type Community,
} from '../../communities/index.ts'
import { homeAreas, mayRead } from '../../conversations/index.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import { askQuestion, type Where } from '../actions/ask.ts'
import { askForm, usualEnd } from '../forms.ts'
import { words } from '../messages/index.ts'
import { AskPage } from '../pages/ask.tsx'
import { ListPage, QuestionsStop } from '../pages/list.tsx'
import { questionsIn } from '../queries/lists.ts'
import { hrefOf } from '../question.ts'

/** A place to which questions are asked. */
interface Place {
  ctx: Context
  where: Where
  name: string
  href: string
  nav: 'communities' | 'buurt'
  title: string
  mayAsk: boolean
  why?: string
}

export function listRoutes(app: App): void {
  app.get('/leefomgeving/:slug/meningen', async (c) => showList(c, await communityPlace(c)))
  app.get('/leefomgeving/:slug/meningen/nieuw', async (c) => {
    const { community } = await entered(c)
    requireVerified(c.get('ctx'))
    requireMember(community)
    requireAwake(community)
    return showAsk(c, await communityPlace(c))
  })
  app.post('/leefomgeving/:slug/meningen/nieuw', async (c) => takeAsk(c, await communityPlace(c)))
  for (const base of ['/gebied/:code', '/gebied/:code/:street']) {
    app.get(`${base}/meningen`, async (c) => showList(c, await areaPlace(c)))
    app.get(`${base}/meningen/nieuw`, async (c) => showAsk(c, await areaPlace(c)))
    app.post(`${base}/meningen/nieuw`, async (c) => takeAsk(c, await areaPlace(c)))
  }
}

const mayAsk = (community: Community) =>
  isOwn(community) && (community.state === 'forming' || community.state === 'active')

async function communityPlace(c: Request): Promise<Place> {
  const { ctx, community, path } = await entered(c)
  if (!mayRead(community)) throw new NotFound()
  return {
    ctx,
    where: { communityId: community.id },
    name: community.name,
    href: path,
    nav: 'communities',
    title: words[ctx.language].list.title,
    mayAsk: mayAsk(community),
  }
}

/** The area of this address, in which the viewer lives. */
async function areaPlace(c: Request): Promise<Place> {
  const ctx = c.get('ctx')
  if (!ctx.viewer) throw new SignInNeeded()
  const known = requireVerified(ctx)
  const [code = '', street] = [c.req.param('code')?.toUpperCase(), c.req.param('street')?.toLowerCase()]
  const area = await existingArea(known, street ? streetCode(code, street) : code)
  if (!homeAreas(known).includes(area.id)) throw new NotAllowed('areaOnly')
  const t = words[ctx.language].list
  return {
    ctx: known,
    where: { areaId: area.id },
    name: area.name,
    href: areaHref(area),
    nav: 'buurt',
    title: t.titleIn(area.name),
    mayAsk: true,
    why: t.areaWhy,
  }
}

async function showList(c: Request, place: Place): Promise<Response> {
  const { ctx, nav, href, title } = place
  const after = c.req.query('voor')
  const { items, next } = await questionsIn(ctx, place.where, { after })
  const path = `${href}/meningen`
  return render(
    c,
    { title: title === place.name ? title : `${title}: ${place.name}`, nav, line: 'sky' },
    <ListPage
      language={ctx.language}
      title={title}
      of={{ href, label: place.name }}
      path={path}
      lines={items}
      next={next}
      further={after !== undefined}
      ask={place.mayAsk && !ctx.viewer?.helper ? `${path}/nieuw` : undefined}
      why={place.why}
    />,
  )
}

async function showAsk(
  c: Request,
  { ctx, nav, href, name }: Place,
  typed: { values?: FormValues; errors?: FormErrors } = {},
): Promise<Response> {
  if (ctx.viewer?.helper) throw new NotAllowed('helperMayNot')
  const { language } = ctx
  const values = { ends: usualEnd(ctx.now()), ...typed.values, id: formId(typed.values) }
  return render(
    c,
    { title: words[language].ask.title, nav, line: 'sky', status: typed.errors ? 422 : 200 },
    <AskPage
      language={language}
      path={`${href}/meningen/nieuw`}
      back={{ href: `${href}/meningen`, label: words[language].list.title }}
      place={name}
      values={values}
      errors={typed.errors}
    />,
  )
}

async function takeAsk(c: Request, place: Place): Promise<Response> {
  const form = await readForm(c, askForm)
  if (!form.ok) return showAsk(c, place, form)
  let id = ''
  const errors = await tried(async () => {
    id = await askQuestion(place.ctx, { ...form.data, where: place.where })
  })
  return errors
    ? showAsk(c, place, { values: form.values, errors })
    : seeOther(c, `${hrefOf(id)}?klaar=gevraagd`)
}

/** Questions on the page of a community before it leads on. */
const shown = 3

/** What the page of a community shows of its open questions; nothing to who may not read them. */
export async function questionsOf(ctx: Context, community: Community): Promise<ComponentChildren> {
  if (!mayRead(community)) return undefined
  const { items } = await questionsIn(ctx, { communityId: community.id }, { limit: shown, openOnly: true })
  const ask = mayAsk(community)
  if (items.length === 0 && !ask) return undefined
  const path = `/leefomgeving/${community.slug}/meningen`
  return (
    <QuestionsStop
      language={ctx.language}
      lines={items}
      path={path}
      all={words[ctx.language].list.all}
      ask={ask ? `${path}/nieuw` : undefined}
    />
  )
}

/** What is asked in an area, for its page; only to who lives there. */
export async function questionsInArea(
  ctx: Context,
  area: Pick<Area, 'id' | 'code' | 'name'>,
): Promise<ComponentChildren> {
  if (!homeAreas(ctx).includes(area.id)) return undefined
  const t = words[ctx.language].list
  const { items } = await questionsIn(
    ctx as ViewerContext,
    { areaId: area.id },
    { limit: shown, openOnly: true },
  )
  const path = `${areaHref(area)}/meningen`
  return (
    <QuestionsStop
      language={ctx.language}
      lines={items}
      path={path}
      all={t.area(area.name)}
      ask={`${path}/nieuw`}
      why={t.areaWhy}
    />
  )
}
