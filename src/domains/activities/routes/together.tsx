import {
  readValues,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import {
  communityById,
  enteredByViewer,
  isOwn,
  membersToChoose,
  slugIn,
  tried,
} from '../../communities/index.ts'
import { requireViewer } from '../../residents/index.ts'
import { answerHost, answerTogether, askCommunity, askHost, stopHosting } from '../actions/hosts.ts'
import { words } from '../messages/index.ts'
import { momentById, requireHost } from '../moment.ts'
import { ComersPage, RequestsPage, TogetherPage } from '../pages/together.tsx'
import { comersOf, communitiesOfActivity, hostsOf } from '../queries/moment.ts'
import { requestsOf } from '../queries/together.ts'

export function togetherRoutes(app: App): void {
  app.get('/afspraak/:id/wie', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const moment = await momentById(ctx, c.req.param('id'))
    requireHost(moment)
    return render(
      c,
      { title: words[ctx.language].comers.title, nav: 'agenda', line: 'sun' },
      <ComersPage language={ctx.language} moment={moment} comers={await comersOf(ctx, moment)} />,
    )
  })

  app.get('/afspraak/:id/samen', (c) => showTogether(c))
  app.post('/afspraak/:id/samen', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const id = c.req.param('id')
    const values = await readValues(c)
    const errors = await tried(() =>
      valueOf(values, 'what') === 'community'
        ? askCommunity(ctx, id, slugIn(valueOf(values, 'community')))
        : askHost(ctx, id, valueOf(values, 'resident')),
    )
    return errors ? showTogether(c, { values, errors }) : seeOther(c, `/afspraak/${id}?klaar=gevraagd`)
  })
  app.post('/afspraak/:id/plan-mee', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const id = c.req.param('id')
    const answer = valueOf(await readValues(c), 'answer')
    if (answer === 'stop') await stopHosting(ctx, id)
    else await answerHost(ctx, id, answer === 'yes')
    const done = { stop: 'gestopt', yes: 'gastheer' }[answer] ?? 'nietsamen'
    return seeOther(c, `/afspraak/${id}?klaar=${done}`)
  })

  app.get('/leefomgeving/:slug/samen', async (c) => {
    const { ctx, community } = await enteredByViewer(c)
    const done = c.req.query('klaar') ?? ''
    const { done: sentences } = words[ctx.language]
    return render(
      c,
      {
        title: words[ctx.language].together.requests,
        nav: 'communities',
        line: 'plum',
        flash: Object.hasOwn(sentences, done) ? sentences[done] : undefined,
      },
      <RequestsPage
        language={ctx.language}
        community={community}
        requests={await requestsOf(ctx, community)}
      />,
    )
  })
  app.post('/leefomgeving/:slug/samen', async (c) => {
    const { ctx, community, path } = await enteredByViewer(c)
    const values = await readValues(c)
    const yes = valueOf(values, 'answer') === 'yes'
    await answerTogether(ctx, { slug: community.slug, activityId: valueOf(values, 'activity'), yes })
    return seeOther(c, `${path}/samen?klaar=${yes ? 'samen' : 'nietsamen'}`)
  })
}

async function showTogether(
  c: Request,
  typed: { values?: FormValues; errors?: FormErrors } = {},
): Promise<Response> {
  const ctx = requireViewer(c.get('ctx'))
  const moment = await momentById(ctx, c.req.param('id') ?? '')
  requireHost(moment)
  const community = await communityById(ctx, moment.communityId)
  const hosts = await hostsOf(ctx, moment)
  const offered = isOwn(community) ? await membersToChoose(ctx, community) : { neighbours: [], more: false }
  const known = new Set(hosts.map(({ id }) => id))
  return render(
    c,
    {
      title: words[ctx.language].together.title,
      nav: 'agenda',
      line: 'sun',
      status: typed.errors ? 422 : 200,
    },
    <TogetherPage
      language={ctx.language}
      moment={moment}
      hosts={hosts}
      together={await communitiesOfActivity(ctx, moment)}
      offered={{ ...offered, neighbours: offered.neighbours.filter(({ id }) => !known.has(id)) }}
      {...typed}
    />,
  )
}
