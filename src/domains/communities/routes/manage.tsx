import { onTheWall } from '../../../platform/clock.ts'
import { NotFound } from '../../../platform/errors.ts'
import {
  readForm,
  readValues,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import { acceptLink, askLink, endLink } from '../actions/links.ts'
import { answerRequest } from '../actions/members.ts'
import { passOnManager } from '../actions/manager.ts'
import { setLastDay } from '../actions/popup.ts'
import { changeCommunity, rest, wake } from '../actions/states.ts'
import { communityById, communityBySlug, requireLiving, requireManager } from '../community.ts'
import { lastDayForm, linkForm, wordsForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { ManagePage } from '../pages/manage.tsx'
import { askedLinks, linksOf } from '../queries/about.ts'
import { membersToChoose, requestsOf } from '../queries/members.ts'
import { enteredByViewer, flashOf, tried } from './entered.ts'

export function manageRoutes(app: App): void {
  app.get('/leefomgeving/:slug/beheer', (c) => showManage(c))
  app.post('/leefomgeving/:slug/beheer', async (c) => {
    const { ctx, community } = await enteredByViewer(c)
    const form = await readForm(c, wordsForm)
    if (!form.ok) return showManage(c, form)
    const errors = await tried(() => changeCommunity(ctx, community.id, form.data))
    if (errors) return showManage(c, { values: form.values, errors })
    // A community that closes has moved to another address.
    const { slug } = await communityById(ctx, community.id)
    return seeOther(c, `/leefomgeving/${slug}/beheer?klaar=bewaard#top`)
  })

  app.post('/leefomgeving/:slug/beheer/aanvraag/:id', async (c) => {
    const { ctx, path } = await enteredByViewer(c)
    const values = await readValues(c)
    const accepted = valueOf(values, 'answer') === 'accept'
    await answerRequest(ctx, c.req.param('id'), { accepted, reason: valueOf(values, 'reason') })
    return seeOther(c, `${path}/beheer?klaar=antwoord`)
  })

  app.post('/leefomgeving/:slug/beheer/geef-door', async (c) => {
    const { ctx, community, path } = await enteredByViewer(c)
    const member = valueOf(await readValues(c), 'member')
    if (!member) return showManage(c, { errors: { member: 'toMissing' } })
    await passOnManager(ctx, community.id, member)
    return seeOther(c, `${path}?klaar=doorgegeven`)
  })

  app.post('/leefomgeving/:slug/beheer/verbind', async (c) => {
    const { ctx, community, path } = await enteredByViewer(c)
    const form = await readForm(c, linkForm)
    if (!form.ok) return showManage(c, form)
    const errors = await tried(async () => {
      const other = await communityBySlug(ctx, form.data.to)
      await askLink(ctx, community.id, other.id, form.data.kind)
    }).catch((error: unknown) => {
      if (error instanceof NotFound) return { to: 'linkUnknown' }
      throw error
    })
    return errors
      ? showManage(c, { values: form.values, errors })
      : seeOther(c, `${path}/beheer?klaar=gevraagdverbinding#top`)
  })
  app.post('/leefomgeving/:slug/beheer/verbinding/:id/ja', async (c) => {
    const { ctx, path } = await enteredByViewer(c)
    await acceptLink(ctx, c.req.param('id'))
    return seeOther(c, `${path}/beheer?klaar=verbonden`)
  })
  app.post('/leefomgeving/:slug/beheer/verbinding/:id/los', async (c) => {
    const { ctx, path } = await enteredByViewer(c)
    await endLink(ctx, c.req.param('id'))
    return seeOther(c, `${path}/beheer?klaar=verbonden`)
  })

  app.post('/leefomgeving/:slug/beheer/laatste-dag', async (c) => {
    const { ctx, community, path } = await enteredByViewer(c)
    const form = await readForm(c, lastDayForm)
    if (!form.ok) return showManage(c, form)
    const errors = await tried(() => setLastDay(ctx, community.id, form.data.lastDay))
    return errors
      ? showManage(c, { values: form.values, errors })
      : seeOther(c, `${path}/beheer?klaar=${form.data.lastDay ? 'laatstedag' : 'geenlaatstedag'}#top`)
  })
  app.post('/leefomgeving/:slug/beheer/rust', async (c) => {
    const { ctx, community, path } = await enteredByViewer(c)
    await rest(ctx, community.id)
    return seeOther(c, `${path}/beheer?klaar=rust`)
  })
  app.post('/leefomgeving/:slug/beheer/wek', async (c) => {
    const { ctx, community, path } = await enteredByViewer(c)
    await wake(ctx, community.id)
    return seeOther(c, `${path}?klaar=wakker`)
  })
}

interface Typed {
  values?: FormValues
  errors?: FormErrors
}

async function showManage(c: Request, typed: Typed = {}): Promise<Response> {
  const { ctx, community } = await enteredByViewer(c)
  requireManager(community)
  requireLiving(community)
  const chosen = c.req.query('wie')
  return render(
    c,
    {
      title: `${words[ctx.language].manage.title}: ${community.name}`,
      nav: 'communities',
      line: 'door',
      status: typed.errors ? 422 : 200,
      flash: flashOf(c),
    },
    <ManagePage
      language={ctx.language}
      community={community}
      today={onTheWall(ctx.now()).toPlainDate().toString()}
      requests={await requestsOf(ctx, community)}
      members={await membersToChoose(ctx, community, { chosen })}
      chosen={chosen}
      links={await linksOf(ctx, community.id)}
      asked={await askedLinks(ctx, community)}
      {...typed}
    />,
  )
}
