import {
  readForm,
  seeOther,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import { areasByIds, partsOf } from '../../areas/index.ts'
import { conceptBySlug, wishesOf } from '../../ambitions/index.ts'
import { requireVerified, type ViewerContext } from '../../residents/index.ts'
import { foundCommunity } from '../actions/found.ts'
import { askToJoin, withdrawRequest } from '../actions/members.ts'
import { foundForm, knockForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { FoundPage, KnockPage } from '../pages/found.tsx'
import { ListPage } from '../pages/list.tsx'
import { communitiesNear, communitiesOf, invitationsFor, searchCommunities } from '../queries/lists.ts'
import { removalsOf } from '../queries/members.ts'
import { flashOf, formId, tried } from './entered.ts'

export function listRoutes(app: App): void {
  app.get('/leefomgevingen', async (c) => {
    const ctx = c.get('ctx')
    const { language } = ctx
    const text = (c.req.query('q') ?? '').trim().slice(0, 80)
    const found = text ? await searchCommunities(ctx, text, { after: c.req.query('na') }) : undefined
    const viewer = ctx.viewer && !found ? (ctx as ViewerContext) : undefined
    return render(
      c,
      { title: words[language].list.title, nav: 'communities', line: 'sky', flash: flashOf(c) },
      <ListPage
        language={language}
        search={found && { text, found: found.items, next: found.next }}
        signedIn={ctx.viewer !== undefined}
        mine={viewer ? await communitiesOf(viewer) : []}
        near={viewer ? await communitiesNear(viewer) : []}
        invitations={viewer ? await invitationsFor(viewer) : []}
        // Why somebody was removed is theirs to read, not their helper's.
        removals={viewer && !viewer.viewer.helper ? await removalsOf(viewer) : []}
      />,
    )
  })

  app.get('/leefomgevingen/nieuw', async (c) => {
    const asked = await conceptBySlug(c.get('ctx'), c.req.query('ambitie') ?? '')
    return showFound(c, asked && { values: { ambitions: [String(asked.id)] } })
  })
  app.post('/leefomgevingen/nieuw', async (c) => {
    const ctx = requireVerified(c.get('ctx'))
    const form = await readForm(c, foundForm)
    if (!form.ok) return showFound(c, form)
    const { areas, moreArea, ambitions, ...founding } = form.data
    let slug = ''
    const errors = await tried(async () => {
      const areaIds = [...new Set([...areas, ...moreArea])]
      slug = (await foundCommunity(ctx, { ...founding, areaIds, conceptIds: ambitions })).slug
    })
    return errors
      ? showFound(c, { values: form.values, errors })
      : seeOther(c, `/leefomgeving/${slug}?klaar=begonnen`)
  })

  app.get('/leefomgevingen/aankloppen', (c) => {
    requireVerified(c.get('ctx'))
    return showKnock(c, { values: { slug: c.req.query('bij')?.slice(0, 100) ?? '' } })
  })
  app.post('/leefomgevingen/aankloppen', async (c) => {
    const ctx = requireVerified(c.get('ctx'))
    const form = await readForm(c, knockForm)
    if (!form.ok) return showKnock(c, form)
    const { slug, what } = form.data
    if (what === 'ask') await askToJoin(ctx, slug, form.data.words)
    else await withdrawRequest(ctx, slug)
    return seeOther(c, `/leefomgevingen?klaar=${what === 'ask' ? 'gevraagd' : 'teruggenomen'}`)
  })
}

async function showFound(
  c: Request,
  typed: { values?: FormValues; errors?: FormErrors } = {},
): Promise<Response> {
  const ctx = requireVerified(c.get('ctx'))
  const { language, viewer } = ctx
  const own = [viewer.streetId, viewer.buurtId, viewer.wijkId, viewer.gemeenteId].filter((id) => id !== null)
  const parts = viewer.gemeenteId === null ? [] : await partsOf(ctx, viewer.gemeenteId)
  const wishes = await wishesOf(ctx)
  const ambitions = wishes.map(({ concept: { id, label } }) => ({ id, label }))
  const asked = await conceptBySlug(ctx, c.req.query('ambitie') ?? '')
  if (asked && !ambitions.some(({ id }) => id === asked.id))
    ambitions.unshift({ id: asked.id, label: asked.label })
  const values = typed.values ?? {}
  return render(
    c,
    { title: words[language].found.title, nav: 'communities', line: 'sun', status: typed.errors ? 422 : 200 },
    <FoundPage
      language={language}
      areas={await areasByIds(ctx, own)}
      moreAreas={parts.filter(({ id }) => !own.includes(id))}
      ambitions={ambitions}
      values={{ areas: String(viewer.buurtId ?? ''), access: 'extranet', ...values, id: formId(values) }}
      errors={typed.errors}
    />,
  )
}

function showKnock(c: Request, typed: { values?: FormValues; errors?: FormErrors }): Response {
  const { language } = c.get('ctx')
  return render(
    c,
    { title: words[language].knock.title, nav: 'communities', line: 'sun', status: typed.errors ? 422 : 200 },
    <KnockPage language={language} {...typed} />,
  )
}
