import {
  readForm,
  seeOther,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { render } from '../../../web/render.tsx'
import { enteredByViewer, formId, requireAwake, requireMember, tried } from '../../communities/index.ts'
import { planActivity } from '../actions/plan.ts'
import { planForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { PlanPage } from '../pages/plan.tsx'

export function planRoutes(app: App): void {
  app.get('/leefomgeving/:slug/plan', (c) => showPlan(c))
  app.post('/leefomgeving/:slug/plan', async (c) => {
    const { ctx, community } = await enteredByViewer(c)
    const form = await readForm(c, planForm)
    if (!form.ok) return showPlan(c, form)
    let id = ''
    const errors = await tried(async () => {
      id = await planActivity(ctx, { communityId: community.id, ...form.data })
    })
    return errors
      ? showPlan(c, { values: form.values, errors })
      : seeOther(c, `/afspraak/${id}?klaar=gepland`)
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
      nav: 'agenda',
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
