import type { ComponentChildren } from 'preact'
import {
  readForm,
  seeOther,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { belongsAnywhere } from '../../communities/index.ts'
import type { Feeds } from '../../notices/index.ts'
import { requireConfirmed, requireViewer, type ViewerContext } from '../../residents/index.ts'
import { askHelper, changeKinds, endHelping } from '../actions.ts'
import { askForm, kindsForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { AskPage, ChangePage, HelpPage } from '../pages/helped.tsx'
import { actsOf, findNeighbours, helpingById, helpingsOf } from '../queries.ts'

interface Typed {
  values?: FormValues
  errors?: FormErrors
}

/** What a later domain adds to the page about help. */
export interface HelpParts {
  /** The viewer's card to sign in with, when they have one. */
  card: (ctx: ViewerContext) => Promise<ComponentChildren>
  /** What a bundle is made of. */
  feeds: Feeds
}

/** For who is helped: by whom, with what, and what was done. */
export function helpedRoutes(app: App, parts: HelpParts): void {
  app.get('/ik/hulp', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language } = ctx
    return render(
      c,
      { title: words[language].hulp.title, nav: 'me', flash: doneFlash(c, words[language].done) },
      <HelpPage
        language={language}
        helpers={await helpingsOf(ctx, 'helped')}
        acts={await actsOf(ctx, 'helped')}
        card={await parts.card(ctx)}
      />,
    )
  })

  app.get('/ik/hulp/vraag', (c) => showAsk(c))
  app.post('/ik/hulp/vraag', async (c) => {
    const form = await readForm(c, askForm)
    if (!form.ok) return showAsk(c, form)
    const { helper, kinds } = form.data
    await askHelper(c.get('ctx'), { helperId: helper, kinds })
    return seeOther(c, '/ik/hulp?klaar=gevraagd')
  })

  app.get('/ik/hulp/:id', (c) => showChange(c))
  app.post('/ik/hulp/:id', async (c) => {
    const form = await readForm(c, kindsForm)
    if (!form.ok) return showChange(c, form)
    await changeKinds(c.get('ctx'), c.req.param('id'), form.data.kinds)
    return seeOther(c, '/ik/hulp?klaar=bewaard')
  })
  app.post('/ik/hulp/:id/stop', async (c) => {
    await endHelping(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/ik/hulp?klaar=gestopt')
  })
}

async function showAsk(c: Request, { values, errors }: Typed = {}): Promise<Response> {
  requireConfirmed(c.get('ctx'))
  const ctx = requireViewer(c.get('ctx'))
  const { language } = ctx
  const named = (values?.['q'] ?? c.req.query('q') ?? '').toString().trim().slice(0, 60)
  return render(
    c,
    { title: words[language].ask.title, nav: 'me', status: errors ? 422 : 200 },
    <AskPage
      language={language}
      named={named}
      found={named ? await findNeighbours(ctx, named) : undefined}
      alone={!named && !(await belongsAnywhere(ctx))}
      values={values}
      errors={errors}
    />,
  )
}

async function showChange(c: Request, { values, errors }: Typed = {}): Promise<Response> {
  const ctx = requireViewer(c.get('ctx'))
  const { language } = ctx
  const helping = await helpingById(ctx, c.req.param('id') ?? '')
  return render(
    c,
    { title: words[language].change.title(helping.name), nav: 'me', status: errors ? 422 : 200 },
    <ChangePage language={language} helping={helping} values={values} errors={errors} />,
  )
}
