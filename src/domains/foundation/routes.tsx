import { Invalid, NotFound } from '../../platform/errors.ts'
import {
  readForm,
  seeOther,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../platform/http.ts'
import { doneFlash } from '../../web/flash.ts'
import { render } from '../../web/render.tsx'
import { requireAnySteward, requireConfirmed, requireViewer, stewardTasks } from '../residents/index.ts'
import {
  acceptTask,
  confirmProposal,
  declineTask,
  proposeEnd,
  proposeSteward,
  stopTask,
  withdrawProposal,
} from './actions.ts'
import { endForm, proposeForm, stopForm } from './forms.ts'
import { words } from './messages/index.ts'
import type { ActWords } from './notice-words.ts'
import { FiguresPage, MinePage, OfficePage, PeoplePage, type Failed } from './pages.tsx'
import { ActsPage, FoundationPage, type ActLine } from './public-pages.tsx'
import { acts, askedOf, figures, stewards, waitingProposals } from './queries.ts'

/** `wordings` finds the words for the acts of every domain. */
export function routes(app: App, wordings: readonly ActWords[]): void {
  publicRoutes(app, wordings)
  officeRoutes(app)
  ownRoutes(app)
}

function publicRoutes(app: App, wordings: readonly ActWords[]): void {
  app.get('/stichting', async (c) => {
    const ctx = c.get('ctx')
    const { title } = words[ctx.language].about
    return render(
      c,
      { title },
      <FoundationPage
        language={ctx.language}
        stewards={await stewards(ctx)}
        contact={ctx.services.config.contact}
      />,
    )
  })

  app.get('/stichting/handelingen', async (c) => {
    const ctx = c.get('ctx')
    const { language } = ctx
    const { about: t, office } = words[language]
    const before = /^\d{1,9}$/.exec(c.req.query('voor') ?? '')?.[0]
    const page = await acts(ctx, before ? Number(before) : undefined)
    const lines = page.acts.map((act): ActLine => {
      const said = wordings.map((find) => find(language, act)).find(Boolean)
      const text = said?.text ?? t.some
      return {
        text: act.name ? t.named(text, act.name) : text,
        href: said?.href,
        by: act.task ? office.task(act.task) : t.server,
        why: act.why,
        done: act.done,
      }
    })
    return render(c, { title: t.acts }, <ActsPage language={language} acts={lines} next={page.next} />)
  })
}

function officeRoutes(app: App): void {
  app.get('/beheer', (c) => {
    const { language, viewer } = requireViewer(c.get('ctx'))
    const tasks = stewardTasks.filter((task) => viewer.stewardOf.includes(task))
    return render(
      c,
      { title: words[language].office.title, size: 'office' },
      <OfficePage language={language} tasks={tasks} />,
    )
  })

  app.get('/beheer/cijfers', async (c) => {
    const ctx = c.get('ctx')
    const found = await figures(ctx)
    return render(
      c,
      { title: words[ctx.language].figures.title, size: 'office' },
      <FiguresPage language={ctx.language} figures={found} />,
    )
  })

  app.get('/beheer/mensen', (c) => showPeople(c))
  app.post('/beheer/mensen/voorstel', async (c) => {
    const ctx = requireAnySteward(c.get('ctx'))
    const form = await readForm(c, proposeForm)
    const failed = (errors: Failed['errors']) =>
      showPeople(c, { form: c.req.path, values: form.values, errors })
    if (!form.ok) return failed(form.errors)
    try {
      await proposeSteward(ctx, form.data)
    } catch (error) {
      if (error instanceof Invalid) return failed(error.fields)
      throw error
    }
    return seeOther(c, '/beheer/mensen?klaar=proposed')
  })
  app.post('/beheer/mensen/stop', async (c) => {
    const ctx = requireAnySteward(c.get('ctx'))
    const form = await readForm(c, endForm)
    if (!form.ok) return showPeople(c, { form: c.req.path, ...form })
    const [given, id = ''] = form.data.steward.split(' ')
    const task = stewardTasks.find((each) => each === given)
    if (!task) throw new NotFound()
    await proposeEnd(ctx, id, task, form.data.why)
    return seeOther(c, '/beheer/mensen?klaar=proposed')
  })
  app.post('/beheer/mensen/:id/bevestig', async (c) => {
    await confirmProposal(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/beheer/mensen?klaar=confirmed')
  })
  app.post('/beheer/mensen/:id/trek-terug', async (c) => {
    await withdrawProposal(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/beheer/mensen?klaar=withdrawn')
  })
}

function ownRoutes(app: App): void {
  app.get('/ik/stichting', (c) => showMine(c))
  app.post('/ik/stichting/stop', async (c) => {
    const form = await readForm(c, stopForm)
    if (!form.ok) {
      if (form.errors['task']) throw new NotFound()
      return showMine(c, form)
    }
    await stopTask(c.get('ctx'), form.data.task)
    return seeOther(c, '/ik/stichting?klaar=stopped')
  })
  app.post('/ik/stichting/:id/ja', async (c) => {
    await acceptTask(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/ik/stichting?klaar=accepted')
  })
  app.post('/ik/stichting/:id/nee', async (c) => {
    await declineTask(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/ik/stichting?klaar=declined')
  })
}

async function showMine(c: Request, failed?: { values: FormValues; errors: FormErrors }): Promise<Response> {
  const ctx = requireConfirmed(c.get('ctx'))
  const { language, viewer } = ctx
  const t = words[language].mine
  return render(
    c,
    {
      title: t.title,
      nav: 'me',
      status: failed ? 422 : 200,
      flash: doneFlash(c, t.done),
    },
    <MinePage language={language} asked={await askedOf(ctx)} tasks={viewer.stewardOf} failed={failed} />,
  )
}

async function showPeople(c: Request, failed?: Failed): Promise<Response> {
  const ctx = requireAnySteward(c.get('ctx'))
  const { language, viewer } = ctx
  const t = words[language].people
  return render(
    c,
    {
      title: t.title,
      size: 'office',
      status: failed ? 422 : 200,
      flash: doneFlash(c, t.done),
    },
    <PeoplePage
      language={language}
      viewerId={viewer.id}
      stewards={await stewards(ctx)}
      proposals={await waitingProposals(ctx)}
      failed={failed}
    />,
  )
}
