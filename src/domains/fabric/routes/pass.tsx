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
import {
  enteredByViewer,
  linksOf,
  requireLiving,
  requireManager,
  requireMember,
  tried,
} from '../../communities/index.ts'
import { answerPassed, passOn, takeBackPassed } from '../actions/pass.ts'
import { passForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { PassPage } from '../pages/pass.tsx'

export function passRoutes(app: App): void {
  app.get('/leefomgeving/:slug/doorgeven', (c) => showPass(c))
  app.post('/leefomgeving/:slug/doorgeven', async (c) => {
    const { ctx, community, path } = await enteredByViewer(c)
    const form = await readForm(c, passForm)
    if (!form.ok) return showPass(c, form)
    const { to, title, words } = form.data
    let laid = 0
    const errors = await tried(async () => {
      laid = await passOn(ctx, { fromId: community.id, toIds: to, title, words })
    })
    if (errors) return showPass(c, { values: form.values, errors })
    return seeOther(c, `${path}?klaar=${laid > 0 ? 'doorgegeven' : 'erlagal'}`)
  })

  app.post('/doorgegeven/:id', async (c) => {
    const shown = valueOf(await readValues(c), 'answer') === 'show'
    const slug = await answerPassed(c.get('ctx'), c.req.param('id'), shown)
    return seeOther(c, `/leefomgeving/${slug}?klaar=${shown ? 'getoond' : 'niet'}`)
  })
  app.post('/doorgegeven/:id/weg', async (c) => {
    const slug = await takeBackPassed(c.get('ctx'), c.req.param('id'))
    return seeOther(c, `/leefomgeving/${slug}?klaar=berichtweg`)
  })
}

async function showPass(
  c: Request,
  typed: { values?: FormValues; errors?: FormErrors } = {},
): Promise<Response> {
  const { ctx, community } = await enteredByViewer(c)
  requireMember(community)
  requireLiving(community)
  if (community.access === 'besloten') requireManager(community)
  const { title } = words[ctx.language].pass
  return render(
    c,
    { title, nav: 'communities', line: 'plum', status: typed.errors ? 422 : 200 },
    <PassPage
      language={ctx.language}
      community={community}
      links={await linksOf(ctx, community.id)}
      {...typed}
    />,
  )
}
