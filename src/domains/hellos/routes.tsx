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
import { doneFlash } from '../../web/flash.ts'
import { render } from '../../web/render.tsx'
import { tried } from '../communities/index.ts'
import { requireVerifiedAdult } from '../residents/index.ts'
import { answerHello, blockFellow, leaveNote, pause, stop, takePart } from './actions.ts'
import { noteForm } from './forms.ts'
import { words } from './messages/index.ts'
import { HelloPage } from './pages.tsx'
import { currentHello, ownTerm } from './queries.ts'

export function routes(app: App): void {
  app.get('/hallo', (c) => show(c))
  app.post('/hallo', async (c) => {
    const values = await readValues(c)
    const errors = await tried(() => takePart(c.get('ctx'), valueOf(values, 'consent') === 'yes'))
    return errors ? show(c, values, errors) : seeOther(c, '/hallo?klaar=mee')
  })
  app.post('/hallo/pauze', async (c) => {
    await pause(c.get('ctx'))
    return seeOther(c, '/hallo?klaar=pauze')
  })
  app.post('/hallo/stop', async (c) => {
    await stop(c.get('ctx'))
    return seeOther(c, '/hallo?klaar=gestopt')
  })
  app.post('/hallo/buur/:id/blokkeer', async (c) => {
    await blockFellow(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/ik/veilig?klaar=blocked')
  })
  app.post('/hallo/:id/ja', async (c) => {
    const form = await readForm(c, noteForm)
    if (!form.ok) return show(c, form.values, form.errors)
    const met = await answerHello(c.get('ctx'), c.req.param('id'), 'yes', form.data.note)
    return seeOther(c, `/hallo?klaar=${met ? 'samen' : 'ja'}`)
  })
  app.post('/hallo/:id/nee', async (c) => {
    await answerHello(c.get('ctx'), c.req.param('id'), 'no')
    return seeOther(c, '/hallo?klaar=nee')
  })
  app.post('/hallo/:id/briefje', async (c) => {
    const form = await readForm(c, noteForm)
    if (!form.ok) return show(c, form.values, form.errors)
    await leaveNote(c.get('ctx'), c.req.param('id'), form.data.note)
    return seeOther(c, '/hallo?klaar=briefje')
  })
}

async function show(c: Request, values?: FormValues, errors?: FormErrors): Promise<Response> {
  const ctx = requireVerifiedAdult(c.get('ctx'))
  const { language, viewer } = ctx
  const { done, title } = words[language]
  return render(
    c,
    { title, nav: 'buurt', line: 'sun', status: errors ? 422 : 200, flash: doneFlash(c, done) },
    <HelloPage
      language={language}
      term={await ownTerm(ctx)}
      hello={await currentHello(ctx)}
      isProtected={viewer.isProtected}
      {...(values && { values })}
      {...(errors && { errors })}
    />,
  )
}
