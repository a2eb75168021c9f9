import type { ComponentChildren } from 'preact'
import { NotAllowed, NotFound, SignInNeeded } from '../../../platform/errors.ts'
import type { Context } from '../../../platform/context.ts'
import {
  readForm,
  seeOther,
  type App,
  type FormValues,
  type Request,
  valueOf,
} from '../../../platform/http.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { areaHref, areasByIds, existingArea, streetCode } from '../../areas/index.ts'
import {
  communitiesOf,
  communityBySlug,
  entered,
  formId,
  isAwake,
  isOwn,
  requireAwake,
  requireMember,
  tried,
  type Typed,
} from '../../communities/index.ts'
import { homeAreas, mayRead } from '../../conversations/index.ts'
import { choiceIn, levelFor, LevelSketch, livesIn, lookUpChoice, partsOf } from '../../levels/index.ts'
import { questionById, resultOf } from '../../opinions/index.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import { makeProposal, type Where } from '../actions/make.ts'
import { makeForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { ChoosePlacePage, MakePage } from '../pages/fresh.tsx'
import { ListPage } from '../pages/list.tsx'
import { hrefOf, proposalById } from '../proposal.ts'
import { proposalsIn, type Spot } from '../queries/lists.ts'
import { longest } from '../rules.ts'

/** What is proposed in a community and in an area, and making one. */
export function placeRoutes(app: App): void {
  app.get('/leefomgeving/:slug/voorstellen', async (c) => {
    const { ctx, community, path } = await entered(c)
    if (!mayRead(community)) throw new NotFound()
    const begin =
      isOwn(community) && isAwake(community) ? `/voorstellen/nieuw?leefomgeving=${community.slug}` : undefined
    return showList(c, ctx, {
      spot: { communityId: community.id },
      place: { name: community.name, href: path },
      begin,
    })
  })
  for (const base of ['/gebied/:code', '/gebied/:code/:street'])
    app.get(`${base}/voorstellen`, async (c) => {
      const ctx = c.get('ctx')
      const [code = '', street] = [c.req.param('code')?.toUpperCase(), c.req.param('street')?.toLowerCase()]
      const area = await existingArea(ctx, street ? streetCode(code, street) : code)
      return showList(c, ctx, {
        spot: { areaId: area.id },
        place: { name: area.name, href: areaHref(area) },
        begin: homeAreas(ctx).includes(area.id)
          ? `/niveaukompas?gebied=${encodeURIComponent(area.code)}`
          : undefined,
      })
    })
  app.get('/voorstellen/nieuw', (c) => showMake(c))
  app.post('/voorstellen/nieuw', async (c) => {
    const form = await readForm(c, makeForm)
    if (!form.ok) return showMake(c, form)
    const place = await placeIn(c)
    if (!place) return showMake(c, { values: form.values, errors: { form: 'placeMissing' } })
    const { met, ...data } = form.data
    const { van, vraag } = cameFrom(met)
    let id = ''
    const errors = await tried(async () => {
      id = await makeProposal(place.ctx, {
        ...data,
        where: place.where,
        questionId: vraag,
        originId: van,
      })
    })
    return errors ? showMake(c, { values: form.values, errors }) : seeOther(c, `${hrefOf(id)}?klaar=bedacht`)
  })
}

interface Place {
  ctx: ViewerContext
  where: Where
  name: string
  href: string
  action: string
  level?: ComponentChildren
  community: boolean
}

/** The place that the address names, for who may propose there. */
async function placeIn(c: Request): Promise<Place | undefined> {
  const ctx = requireVerified(c.get('ctx'))
  if (ctx.viewer.helper) throw new NotAllowed('helperMayNot')
  const slug = c.req.query('leefomgeving')
  if (slug) {
    const community = await communityBySlug(ctx, slug)
    requireMember(community)
    requireAwake(community)
    return {
      ctx,
      where: { communityId: community.id },
      name: community.name,
      href: `/leefomgeving/${community.slug}`,
      action: `/voorstellen/nieuw?leefomgeving=${community.slug}`,
      community: true,
    }
  }
  const choice = choiceIn(c)
  if (choice.codes.length === 0 && !choice.around) return undefined
  const { areas, circle, competence } = await lookUpChoice(c, choice)
  if (areas.length === 0 || !competence) return undefined
  const areaIds = areas.map(({ id }) => id)
  const level = await levelFor(ctx, { areaIds, competenceId: competence.id })
  if (!(await livesIn(ctx, level.area))) throw new NotAllowed('levelNotHome')
  return {
    ctx,
    where: { areaIds, circle, competenceId: competence.id },
    name: level.area.name,
    href: areaHref(level.area),
    action: `/voorstellen/nieuw?${new URLSearchParams(partsOf(choice)).toString()}`,
    level: <LevelSketch language={ctx.language} level={level} />,
    community: false,
  }
}

async function showMake(c: Request, typed: Typed = {}): Promise<Response> {
  const ctx = c.get('ctx')
  if (!ctx.viewer) throw new SignInNeeded()
  const { language } = ctx
  const place = await placeIn(c)
  const t = words[language].fresh
  const values = typed.values ?? (await begun(c))
  const options = {
    title: t.title,
    nav: 'communities',
    line: 'plum',
    status: typed.errors ? 422 : 200,
  } as const
  if (!place) {
    const known = requireVerified(ctx)
    return render(
      c,
      options,
      <ChoosePlacePage
        language={language}
        communities={(await communitiesOf(known)).filter(isAwake)}
        areas={await areasByIds(known, homeAreas(known))}
        along={valueOf(values, 'met')}
      />,
    )
  }
  const { van } = cameFrom(valueOf(values, 'met'))
  const origin = van ? await proposalById(ctx, van) : undefined
  return render(
    c,
    options,
    <MakePage
      language={language}
      place={place}
      action={place.action}
      origin={origin?.title}
      level={place.level}
      compass={place.community}
      values={{ ...values, id: formId(typed.values) }}
      errors={typed.errors}
    />,
  )
}

/** What an idea comes from, as the form carries it along. */
function cameFrom(met: string): { van?: string | undefined; vraag?: string | undefined } {
  const [, kind, id] = /^(van|vraag)-(.+)$/.exec(met) ?? []
  return kind === 'van' ? { van: id } : { vraag: id }
}

/** What the form begins with: the words of what is taken over, or what an opinion map found. */
async function begun(c: Request): Promise<FormValues> {
  const ctx = c.get('ctx')
  const met = c.req.query('met') ?? ''
  const { van, vraag } = cameFrom(met)
  if (van) {
    const { title, idea } = await proposalById(ctx, van)
    return { title, idea, met }
  }
  if (!vraag) return {}
  const question = await questionById(ctx, vraag)
  const t = words[ctx.language].fresh
  const found = await resultOf(ctx, question)
  const said = (ids: readonly string[]) =>
    ids
      .flatMap((id) => found?.texts.get(id) ?? [])
      .map((text) => text.replace(/[.!]$/, ''))
      .join('; ')
  const shared = found
    ? said(found.published.shared.filter(({ side }) => side === 'agree').map(({ id }) => id))
    : ''
  const splits = found ? said(found.published.splits) : ''
  const idea = [shared && `${t.shared(shared)}.`, splits && `${t.splits(splits)}.`].filter(Boolean).join(' ')
  return {
    title: question.title.slice(0, longest.title),
    idea: idea.length > longest.idea ? `${idea.slice(0, longest.idea - 1)}…` : idea,
    met,
  }
}

async function showList(
  c: Request,
  ctx: Context,
  { spot, place, begin }: { spot: Spot; place: { name: string; href: string }; begin: string | undefined },
): Promise<Response> {
  const { language } = ctx
  const [after, over] = [c.req.query('voor'), c.req.query('afgesloten')]
  const title = words[language].list.titleIn(place.name)
  return render(
    c,
    {
      title,
      nav: 'communityId' in spot ? 'communities' : 'buurt',
      line: 'plum',
      flash: doneFlash(c, words[language].done),
    },
    <ListPage
      language={language}
      title={title}
      place={place}
      now={await proposalsIn(ctx, spot, { after, over: false })}
      over={await proposalsIn(ctx, spot, { after: over, limit: 10, over: true })}
      further={after !== undefined || over !== undefined}
      begin={ctx.viewer?.helper ? undefined : begin}
    />,
  )
}
