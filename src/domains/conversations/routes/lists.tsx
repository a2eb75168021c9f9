import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { NotAllowed, NotFound, SignInNeeded } from '../../../platform/errors.ts'
import type { Context } from '../../../platform/context.ts'
import { seeOther, type App, type Request } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { LinkButton } from '../../../web/components/index.ts'
import { render } from '../../../web/render.tsx'
import { conceptBySlug, conceptsByIds } from '../../ambitions/index.ts'
import { areaHref, areasByIds, existingArea, streetCode, type Area } from '../../areas/index.ts'
import {
  entered,
  isAwake,
  isOwn,
  requireAwake,
  requireMember,
  type Community,
} from '../../communities/index.ts'
import { isVerified, requireVerified, type ViewerContext } from '../../residents/index.ts'
import { startConversation, type Where } from '../actions/start.ts'
import { homeAreas, hrefOf, mayRead, type Readers } from '../conversation.ts'
import { words } from '../messages/index.ts'
import { HereStop, ListPage, TalkStop } from '../pages/list.tsx'
import { FreshLabel } from '../pages/lines.tsx'
import { conversationsIn, conversationsOf, conversationsOn, freshIn, movedFrom } from '../queries/lists.ts'
import { showSaying, takeSaying, type Saying } from './saying.tsx'

export function listRoutes(app: App): void {
  app.get('/leefomgeving/:slug/gesprekken', async (c) => {
    const { ctx, community, path } = await entered(c)
    if (!mayRead(community)) throw new NotFound()
    const after = c.req.query('voor')
    const t = words[ctx.language].list
    return render(
      c,
      { title: `${t.title}: ${community.name}`, nav: 'communities', line: 'sky' },
      <ListPage
        language={ctx.language}
        now={ctx.now()}
        title={t.title}
        of={{ href: path, label: community.name }}
        path={`${path}/gesprekken`}
        listed={await conversationsOf(ctx, community, { after, named: true })}
        moved={after ? [] : await movedFrom(ctx, community)}
        start={mayStart(community) ? `${path}/gesprekken/nieuw` : undefined}
        further={after !== undefined}
      />,
    )
  })

  app.get('/leefomgeving/:slug/gesprekken/nieuw', async (c) => {
    const { community } = await entered(c)
    const ctx = requireVerified(c.get('ctx'))
    requireMember(community)
    requireAwake(community)
    return showSaying(c, ctx, startIn(c, community))
  })
  app.post('/leefomgeving/:slug/gesprekken/nieuw', async (c) => {
    const path = `/leefomgeving/${c.req.param('slug')}/gesprekken/nieuw`
    if (!c.get('ctx').viewer) return takeSaying(c, { path } as Saying)
    const { community } = await entered(c)
    return takeSaying(c, startIn(c, community))
  })

  for (const base of ['/gebied/:code', '/gebied/:code/:street']) {
    app.get(`${base}/gesprekken`, (c) => showArea(c))
    app.get(`${base}/gesprekken/nieuw`, async (c) => {
      const { ctx, saying } = await startHere(c)
      return showSaying(c, ctx, saying)
    })
    app.post(`${base}/gesprekken/nieuw`, async (c) => {
      if (!c.get('ctx').viewer) return takeSaying(c, { path: c.req.path + queryOf(c) } as Saying)
      return takeSaying(c, (await startHere(c)).saying)
    })
  }
}

function mayStart(community: Community): boolean {
  return isOwn(community) && isAwake(community)
}

const queryOf = (c: Request) => new URL(c.req.url).search.replace(/[?&]bewaard=[^&]*/, '')

function startIn(c: Request, community: Community): Saying {
  const list = `/leefomgeving/${community.slug}/gesprekken`
  return starting(c, {
    path: `${list}/nieuw`,
    list,
    place: community.name,
    where: { communityId: community.id },
    readers: community.access,
  })
}

function starting(
  c: Request,
  {
    path,
    list,
    place,
    where,
    readers,
  }: { path: string; list: string; place: string; where: Where; readers: Readers },
): Saying {
  const { language } = c.get('ctx')
  const { write: t } = words[language]
  return {
    path,
    page: async (ctx) => ({
      action: path,
      heading: t.start,
      lede: t.startIn(place),
      back: { href: list, label: t.backList },
      send: t.sendStart,
      asksTitle: true,
      readers,
      draft: draftName(ctx, `nieuw:${path}`),
    }),
    people: async () => [],
    send: async (ctx, { photos, ...said }) => {
      const id = await startConversation(ctx, { ...said, photos, where })
      return seeOther(c, `${hrefOf(id)}?klaar=begonnen&concept=${encodeURIComponent(`nieuw:${path}`)}`)
    },
  }
}

/** Names a draft on this device: nobody else who signs in here finds it. */
export function draftName({ viewer }: ViewerContext, form: string): string {
  return `${viewer.id}/${form}`
}

/** The area of this address, in which the viewer takes part. */
async function areaHere(
  c: Request,
): Promise<{ ctx: ViewerContext; area: Area; ambition: Ambition | undefined }> {
  const ctx = c.get('ctx')
  if (!ctx.viewer) throw new SignInNeeded()
  const known = requireVerified(ctx)
  const [code = '', street] = [c.req.param('code')?.toUpperCase(), c.req.param('street')?.toLowerCase()]
  const area = await existingArea(known, street ? streetCode(code, street) : code)
  if (!homeAreas(known).includes(area.id)) throw new NotAllowed('areaOnly')
  const slug = c.req.query('ambitie')
  const ambition = slug ? await conceptBySlug(known, slug) : undefined
  if (slug && !ambition) throw new NotFound()
  return {
    ctx: known,
    area,
    ambition: ambition && { id: ambition.id, slug: ambition.slug, label: ambition.label },
  }
}

interface Ambition {
  id: number
  slug: string
  label: string
}

async function showArea(c: Request): Promise<Response> {
  const { ctx, area, ambition } = await areaHere(c)
  const { language } = ctx
  const t = words[language].list
  const after = c.req.query('voor')
  const query = ambition ? `?ambitie=${ambition.slug}` : ''
  const path = `${areaHref(area)}/gesprekken`
  const title = ambition ? t.titleOn(ambition.label, area.name) : t.titleIn(area.name)
  return render(
    c,
    { title, nav: 'buurt', line: 'sky' },
    <ListPage
      language={language}
      now={ctx.now()}
      title={title}
      of={
        ambition
          ? { href: `/ambities/${ambition.slug}`, label: ambition.label }
          : { href: areaHref(area), label: area.name }
      }
      path={path + query}
      listed={await conversationsIn(ctx, { areaId: area.id, ambitionId: ambition?.id }, { after })}
      moved={[]}
      start={`${path}/nieuw${query}`}
      further={after !== undefined}
      why={t.areaWhy}
    />,
  )
}

async function startHere(c: Request): Promise<{ ctx: ViewerContext; saying: Saying }> {
  const { ctx, area, ambition } = await areaHere(c)
  const query = ambition ? `?ambitie=${ambition.slug}` : ''
  const list = `${areaHref(area)}/gesprekken`
  return {
    ctx,
    saying: starting(c, {
      path: `${list}/nieuw${query}`,
      list: list + query,
      place: area.name,
      where: { areaId: area.id, ambitionId: ambition?.id },
      readers: 'area',
    }),
  }
}

/** What the page of a community shows of its conversations; nothing to who may not read them. */
export async function talkOf(ctx: Context, community: Community): Promise<ComponentChildren> {
  if (!mayRead(community)) return undefined
  const { items, next } = await conversationsOf(ctx, community)
  const path = `/leefomgeving/${community.slug}/gesprekken`
  return (
    <TalkStop
      language={ctx.language}
      now={ctx.now()}
      path={path}
      lines={items}
      more={next !== undefined}
      start={mayStart(community) ? `${path}/nieuw` : undefined}
    />
  )
}

/** Which of those are new to who looks. */
export const talkMarks = {
  ids: freshIn,
  html: (language: Language) => renderToString(<FreshLabel language={language} />),
}

/** What is said on an ambition around the viewer's home, for the page of that ambition. */
export async function talkOnAmbition(
  ctx: Context,
  ambition: { id: number; slug: string },
): Promise<ComponentChildren> {
  if (!isVerified(ctx)) return undefined
  const places = await homePlaces(ctx as ViewerContext)
  if (places.length === 0) return undefined
  const { language } = ctx
  const t = words[language].list
  return (
    <HereStop
      language={language}
      now={ctx.now()}
      heading={t.here}
      lines={await conversationsOn(ctx, ambition.id)}
      actions={places.map((area) => (
        <LinkButton kind="quiet" href={`${areaHref(area)}/gesprekken?ambitie=${ambition.slug}`}>
          {t.area(area.name)}
        </LinkButton>
      ))}
    />
  )
}

/** What is said in an area, for its page; only to who lives there. */
export async function talkInArea(
  ctx: Context,
  area: Pick<Area, 'id' | 'code' | 'name'>,
): Promise<ComponentChildren> {
  if (!homeAreas(ctx).includes(area.id)) return undefined
  const { language } = ctx
  const t = words[language].list
  const { items } = await conversationsIn(ctx, { areaId: area.id }, { limit: 3 })
  return (
    <HereStop
      language={language}
      now={ctx.now()}
      heading={t.areas}
      lines={items}
      actions={
        <LinkButton kind="quiet" href={`${areaHref(area)}/gesprekken`}>
          {t.area(area.name)}
        </LinkButton>
      }
    />
  )
}

/** Buurt and gemeente of the viewer: near, and large enough for others who want the same. */
async function homePlaces(ctx: ViewerContext): Promise<Area[]> {
  const { buurtId, gemeenteId } = ctx.viewer
  return areasByIds(
    ctx,
    [buurtId, gemeenteId].filter((id) => id !== null),
  )
}

/** The words for an ambition that a conversation is about. */
export async function ambitionOf(
  ctx: Context,
  id: number | null,
): Promise<{ label: string; href: string } | undefined> {
  const found = id === null ? undefined : (await conceptsByIds(ctx, [id])).get(id)
  return found && { label: found.label, href: `/ambities/${found.slug}` }
}
