import { Invalid } from '../../platform/errors.ts'
import {
  readForm,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../platform/http.ts'
import { isId, newId } from '../../platform/ids.ts'
import { doneFlash } from '../../web/flash.ts'
import { render } from '../../web/render.tsx'
import { communitiesOf, isAwake, tried } from '../communities/index.ts'
import { requireVerifiedAdult } from '../residents/index.ts'
import {
  answerVisit,
  askToVisit,
  blockOpener,
  blockVisitor,
  closeLatchstring,
  openLatchstring,
} from './actions.ts'
import { openForm } from './forms.ts'
import { words } from './messages/index.ts'
import { DoorPage, LatchstringsPage } from './pages.tsx'
import { doorOf, latchstringById, latchstringsFor, ownLatchstring } from './queries.ts'
import { reachesFor } from './rules.ts'

export function routes(app: App): void {
  app.get('/touwtje', (c) => showAll(c))

  app.post('/touwtje', async (c) => {
    const ctx = requireVerifiedAdult(c.get('ctx'))
    const form = await readForm(c, openForm)
    if (!form.ok) return showAll(c, form.values, form.errors)
    const { who, ...opening } = form.data
    const errors = await tried(async () => {
      if (who === 'closest' || who === 'street') return openLatchstring(ctx, { ...opening, reach: who })
      return openLatchstring(ctx, { ...opening, reach: 'community', communityId: who })
    })
    return errors ? showAll(c, form.values, errors) : seeOther(c, '/touwtje?klaar=open')
  })

  app.post('/touwtje/dicht', async (c) => {
    await closeLatchstring(c.get('ctx'))
    return seeOther(c, '/touwtje?klaar=dicht')
  })

  app.post('/touwtje/bezoek/:id/ja', async (c) => {
    await answerVisit(c.get('ctx'), c.req.param('id'), 'yes')
    return seeOther(c, '/touwtje?klaar=ja')
  })
  app.post('/touwtje/bezoek/:id/nee', async (c) => {
    await answerVisit(c.get('ctx'), c.req.param('id'), 'no')
    return seeOther(c, '/touwtje?klaar=nee')
  })
  app.post('/touwtje/bezoek/:id/blokkeer', async (c) => {
    await blockVisitor(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/ik/veilig?klaar=blocked')
  })

  app.get('/touwtje/:id', async (c) => {
    const ctx = requireVerifiedAdult(c.get('ctx'))
    const door = await latchstringById(ctx, c.req.param('id'))
    const address = await doorOf(ctx, door)
    return render(
      c,
      {
        title: words[ctx.language].door.title(door.name),
        nav: 'buurt',
        line: 'door',
        flash: doneFlash(c, words[ctx.language].done),
      },
      <DoorPage language={ctx.language} door={door} address={address} />,
    )
  })
  app.post('/touwtje/:id/kom', async (c) => {
    const id = c.req.param('id')
    await askToVisit(c.get('ctx'), id)
    return seeOther(c, `/touwtje/${id}?klaar=gevraagd`)
  })
  app.post('/touwtje/:id/blokkeer', async (c) => {
    await blockOpener(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/ik/veilig?klaar=blocked')
  })
}

async function showAll(c: Request, values?: FormValues, errors?: FormErrors): Promise<Response> {
  const ctx = requireVerifiedAdult(c.get('ctx'))
  const own = await ownLatchstring(ctx)
  // Whoever has a door open cannot open another: then there is no form to hold what was typed.
  if (own && errors) throw new Invalid(errors)
  const mine = own ? [] : (await communitiesOf(ctx)).filter(isAwake)
  const { language, viewer } = ctx
  const id = valueOf(values, 'id')
  return render(
    c,
    {
      title: words[language].title,
      nav: 'buurt',
      line: 'door',
      status: errors ? 422 : 200,
      flash: doneFlash(c, words[ctx.language].done),
    },
    <LatchstringsPage
      language={language}
      own={own}
      doors={await latchstringsFor(ctx)}
      reaches={reachesFor(viewer)}
      isProtected={viewer.isProtected}
      communities={mine.slice(0, 12).map(({ id, name }) => ({ id, name }))}
      formId={isId(id) ? id : newId()}
      {...(values && { values })}
      {...(errors && { errors })}
    />,
  )
}
