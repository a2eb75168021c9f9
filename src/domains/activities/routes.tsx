import {
  readForm,
  readValues,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../platform/http.ts'
import { render } from '../../web/render.tsx'
import { enteredByViewer, formId, requireAwake, requireMember, tried } from '../communities/index.ts'
import { requireViewer } from '../residents/index.ts'
import { answerActivity, cancelActivity, cancellable, planActivity } from './actions/activities.ts'
import { planForm } from './forms.ts'
import { words } from './messages/index.ts'
import { CancelPage, PlanPage } from './pages/plan.tsx'
import { activityCommunity } from './queries.ts'

export function routes(app: App): void {
  app.get('/leefomgeving/:slug/plan', (c) => showPlan(c))
  app.post('/leefomgeving/:slug/plan', async (c) => {
    const { ctx, community, path } = await enteredByViewer(c)
    const form = await readForm(c, planForm)
    if (!form.ok) return showPlan(c, form)
    const errors = await tried(() => planActivity(ctx, { communityId: community.id, ...form.data }))
    return errors ? showPlan(c, { values: form.values, errors }) : seeOther(c, `${path}?klaar=gepland`)
  })

  app.post('/afspraak/:id', async (c) => {
    const ctx = c.get('ctx')
    const answer = valueOf(await readValues(c), 'answer') === 'no' ? 'no' : 'yes'
    const id = c.req.param('id')
    await answerActivity(ctx, id, answer)
    return seeOther(
      c,
      `/leefomgeving/${await activityCommunity(ctx, id)}?klaar=${answer === 'yes' ? 'komt' : 'komtniet'}`,
    )
  })
  app.get('/afspraak/:id/gaat-niet-door', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language } = ctx
    return render(
      c,
      { title: words[language].cancel.title, nav: 'communities', line: 'sun' },
      <CancelPage language={language} activity={await cancellable(ctx, c.req.param('id'))} />,
    )
  })
  app.post('/afspraak/:id/gaat-niet-door', async (c) => {
    const ctx = c.get('ctx')
    const id = c.req.param('id')
    await cancelActivity(ctx, id)
    return seeOther(c, `/leefomgeving/${await activityCommunity(ctx, id)}?klaar=afgezegd`)
  })
}

async function showPlan(
  c: Request,
  typed: { values?: FormValues; errors?: FormErrors } = {},
): Promise<Response> {
  const { ctx, community } = await enteredByViewer(c)
  requireMember(community)
  requireAwake(community)
  return render(
    c,
    {
      title: words[ctx.language].plan.title,
      nav: 'communities',
      line: 'sun',
      status: typed.errors ? 422 : 200,
    },
    <PlanPage
      language={ctx.language}
      community={community}
      min={ctx.now().toISOString().slice(0, 10)}
      {...typed}
      values={{ ...typed.values, id: formId(typed.values) }}
    />,
  )
}
