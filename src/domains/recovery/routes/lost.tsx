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
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { lookUp, lookUpStatus, typedAddress, writtenOf, type Located } from '../../areas/index.ts'
import { readLetterFields } from '../../proofs/index.ts'
import { requireViewer } from '../../residents/index.ts'
import { askRecovery } from '../ask.ts'
import { proveByLetter } from '../by-letter.ts'
import { askForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import {
  AskedPage,
  AskPage,
  BegunPage,
  LetterCodePage,
  LostPage,
  OwnRecoveryPage,
  StoppedPage,
  StopPage,
} from '../pages/lost.tsx'
import { RecoveryOver, underWay } from '../recoveries.ts'
import type { Way } from '../rules.ts'
import { stopByKey, stopOwn, stopWorks } from '../stop.ts'

/** For who has nothing left to sign in with. */
export function lostRoutes(app: App): void {
  app.get('/log-in/kwijt', (c) => {
    const { language } = c.get('ctx')
    return render(c, { title: words[language].lost.title, nav: 'me' }, <LostPage language={language} />)
  })
  for (const [path, way] of [
    ['/log-in/kwijt/brief', 'letter'],
    ['/log-in/kwijt/buren', 'neighbours'],
  ] as const) {
    app.get(path, (c) => showAsk(c, way))
    app.post(path, (c) => ask(c, way))
  }
  app.get('/log-in/kwijt/post', (c) => {
    const { language } = c.get('ctx')
    return render(
      c,
      { title: words[language].ask.sentTitle, nav: 'me' },
      <AskedPage language={language} demo={c.get('frame').demo} />,
    )
  })
  codeRoutes(app)
  stopRoutes(app)
}

interface Typed {
  values?: FormValues
  errors?: FormErrors
  located?: Located | undefined
}

function showAsk(c: Request, way: Way, { located, ...typed }: Typed = {}): Response {
  const { language } = c.get('ctx')
  const t = words[language].ask
  return render(
    c,
    {
      title: way === 'letter' ? t.letterTitle : t.neighboursTitle,
      nav: 'me',
      islands: ['suggest'],
      status: located ? lookUpStatus({ located }) : typed.errors ? 422 : 200,
    },
    <AskPage language={language} way={way} located={located} {...typed} />,
  )
}

/** Every answer to a whole form is this one: known or not, letter or not. */
async function ask(c: Request, way: Way): Promise<Response> {
  const ctx = c.get('ctx')
  const form = await readForm(c, askForm)
  const wrong = typedAddress(form.values).errors
  if (!form.ok || wrong)
    return showAsk(c, way, { values: form.values, errors: { ...(form.ok ? {} : form.errors), ...wrong } })
  const { chosen, located } = await lookUp(c, form.values)
  const found = chosen ?? located?.found
  if (!found) return showAsk(c, way, { values: form.values, located })
  const { name, mail } = form.data
  await askRecovery(
    ctx,
    { way, name, mail, address: writtenOf(found), language: ctx.language },
    c.get('visitor'),
  )
  return seeOther(c, '/log-in/kwijt/post')
}

function codeRoutes(app: App): void {
  app.get('/log-in/kwijt/code', (c) => showCode(c, c.req.query('k') ?? ''))
  app.post('/log-in/kwijt/code', async (c) => {
    const ctx = c.get('ctx')
    const values = await readValues(c)
    const key = valueOf(values, 'k').slice(0, 100)
    const { number, code, errors } = readLetterFields(values)
    if (errors) return showCode(c, key, values, errors)
    const outcome = await proveByLetter(ctx, { key, number, code }, c.get('visitor'))
    if (outcome !== 'begun') return showCode(c, key, values, { form: 'letterNot' })
    const { language } = ctx
    return render(c, { title: words[language].code.doneTitle, nav: 'me' }, <BegunPage language={language} />)
  })
}

function showCode(c: Request, key: string, values?: FormValues, errors?: FormErrors): Response {
  const { language } = c.get('ctx')
  return render(
    c,
    { title: words[language].code.title, nav: 'me', status: errors ? 422 : 200 },
    <LetterCodePage language={language} mailKey={key.slice(0, 100)} values={values} errors={errors} />,
  )
}

function stopRoutes(app: App): void {
  app.get('/log-in/kwijt/stop', async (c) => {
    const { language } = c.get('ctx')
    const code = c.req.query('code') ?? ''
    if (!(await stopWorks(c.get('ctx'), code))) throw new RecoveryOver()
    return render(
      c,
      { title: words[language].stop.title, nav: 'me' },
      <StopPage language={language} code={code} />,
    )
  })
  app.post('/log-in/kwijt/stop', async (c) => {
    const { language } = c.get('ctx')
    await stopByKey(c.get('ctx'), valueOf(await readValues(c), 'code'))
    return render(
      c,
      { title: words[language].stop.doneTitle, nav: 'me' },
      <StoppedPage language={language} />,
    )
  })

  app.get('/ik/terugkomen', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const t = words[ctx.language].own
    return render(
      c,
      { title: t.title, nav: 'me', flash: doneFlash(c, { stop: t.stopped }) },
      <OwnRecoveryPage language={ctx.language} underWay={await underWay(ctx)} />,
    )
  })
  app.post('/ik/terugkomen/stop', async (c) => {
    await stopOwn(c.get('ctx'))
    return seeOther(c, '/ik/terugkomen?klaar=stop')
  })
}
