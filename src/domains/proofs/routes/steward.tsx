import { NotFound } from '../../../platform/errors.ts'
import {
  fieldErrors,
  readForm,
  readValues,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { sendPdf } from '../../../platform/pdf.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { requireSteward, requireViewer } from '../../residents/index.ts'
import { judge, openCases, ownCase, readCase, tellSide } from '../cases/judge.ts'
import {
  judgeObjection,
  object,
  objectionTo,
  objectOnPaper,
  ownObjection,
  waitingObjections,
} from '../cases/objections.ts'
import { outcomeForm, sideForm, verdictForm } from '../forms.ts'
import { heldLetters, refuseLetter, releaseLetter } from '../letters/held.ts'
import { letterDesk, markPosted, printAgain, printLetters } from '../letters/print.ts'
import { words } from '../messages/index.ts'
import { CasePage, CasesPage, SidePage } from '../pages/cases.tsx'
import { LettersPage } from '../pages/letters.tsx'
import { ObjectedPage, ObjectPage } from '../pages/objections.tsx'
import { accountsIn } from '../queries.ts'

interface Typed {
  values?: FormValues
  errors?: FormErrors
}

/** A side of a case, told by a resident; and the desk of an identity steward: letters and cases. */
export function caseRoutes(app: App): void {
  app.get('/ik/bewijs/zaak/:id', (c) => showSide(c))
  app.post('/ik/bewijs/zaak/:id', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const form = await readForm(c, sideForm)
    if (!form.ok) return showSide(c, form)
    await tellSide(ctx, c.req.param('id'), form.data.words)
    return seeOther(c, '/ik/bewijs?klaar=verteld')
  })

  app.get('/beheer/zaken', async (c) => {
    const ctx = requireSteward(c.get('ctx'), 'identity')
    const { language } = ctx
    return render(
      c,
      {
        title: words[language].steward.cases,
        size: 'office',
        flash: doneFlash(c, words[language].steward.done),
      },
      <CasesPage
        language={language}
        cases={await openCases(ctx)}
        objections={await waitingObjections(ctx)}
      />,
    )
  })
  app.get('/beheer/zaken/:id', (c) => showCase(c))
  app.post('/beheer/zaken/:id', async (c) => {
    const ctx = requireSteward(c.get('ctx'), 'identity')
    const form = await readForm(c, verdictForm)
    if (!form.ok) return showCase(c, form)
    const { verdict, reason, seen } = form.data
    try {
      await judge(ctx, c.req.param('id'), verdict, reason, seen === undefined ? undefined : new Date(seen))
    } catch (error) {
      return showCase(c, { values: form.values, errors: fieldErrors(error) })
    }
    return seeOther(c, '/beheer/zaken?klaar=beslist')
  })
  app.post('/beheer/zaken/:id/bezwaar', async (c) => {
    const ctx = requireSteward(c.get('ctx'), 'identity')
    const form = await readForm(c, outcomeForm)
    if (!form.ok) return showCase(c, form)
    await judgeObjection(ctx, c.req.param('id'), form.data.outcome, form.data.reason)
    return seeOther(c, '/beheer/zaken?klaar=bezwaar')
  })
  app.post('/beheer/zaken/:id/papier', async (c) => {
    const ctx = requireSteward(c.get('ctx'), 'identity')
    const form = await readForm(c, sideForm)
    if (!form.ok) return showCase(c, form)
    await objectOnPaper(ctx, c.req.param('id'), form.data.words)
    return seeOther(c, '/beheer/zaken?klaar=papier')
  })
}

/** Against a verdict, with the link from the mail. Nobody signs in here: the account was ended. */
export function objectionRoutes(app: App): void {
  app.get('/bezwaar', (c) => showObject(c, c.req.query('code') ?? ''))
  app.post('/bezwaar', async (c) => {
    const { language } = c.get('ctx')
    const code = valueOf(await readValues(c), 'code').slice(0, 100)
    const form = await readForm(c, sideForm)
    if (!form.ok) return showObject(c, code, form)
    await object(c.get('ctx'), code, form.data.words, c.get('visitor'))
    return render(c, { title: words[language].more.page.doneTitle }, <ObjectedPage language={language} />)
  })
}

async function showObject(c: Request, code: string, typed: Typed = {}): Promise<Response> {
  const ctx = c.get('ctx')
  const { language } = ctx
  const objection = await ownObjection(ctx, code.slice(0, 100))
  return render(
    c,
    { title: words[language].more.page.title, status: typed.errors ? 422 : 200 },
    <ObjectPage language={language} code={code} objection={objection} {...typed} />,
  )
}

export function letterRoutes(app: App): void {
  app.get('/beheer/brieven', async (c) => {
    const ctx = requireSteward(c.get('ctx'), 'identity')
    const { language } = ctx
    return render(
      c,
      {
        title: words[language].steward.letters,
        size: 'office',
        flash: doneFlash(c, words[language].steward.done),
      },
      <LettersPage language={language} desk={await letterDesk(ctx)} held={await heldLetters(ctx)} />,
    )
  })
  app.post('/beheer/brieven/druk', async (c) => {
    const pdf = await printLetters(c.get('ctx'))
    return pdf ? sendLetters(c, pdf) : seeOther(c, '/beheer/brieven?klaar=geen')
  })
  app.post('/beheer/brieven/:batch/druk', async (c) =>
    sendLetters(c, await printAgain(c.get('ctx'), c.req.param('batch'))),
  )
  app.post('/beheer/brieven/:batch/gepost', async (c) => {
    await markPosted(c.get('ctx'), c.req.param('batch'))
    return seeOther(c, '/beheer/brieven?klaar=gepost')
  })
  app.post('/beheer/brief/:id/stuur', async (c) => {
    await releaseLetter(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/beheer/brieven?klaar=brief')
  })
  app.post('/beheer/brief/:id/weiger', async (c) => {
    await refuseLetter(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/beheer/brieven?klaar=geen-brief')
  })
}

/** Saved as a file: letters are printed elsewhere. */
function sendLetters(c: Request, pdf: Buffer): Response {
  const { language, now } = c.get('ctx')
  return sendPdf(c, `${words[language].steward.file}-${now().toISOString().slice(0, 10)}`, pdf, 'attachment')
}

async function showSide(c: Request, typed: Typed = {}): Promise<Response> {
  const ctx = requireViewer(c.get('ctx'))
  const { language } = ctx
  const found = await ownCase(ctx, c.req.param('id') ?? '')
  return render(
    c,
    { title: words[language].side.title, nav: 'me', status: typed.errors ? 422 : 200 },
    <SidePage language={language} found={found} {...typed} />,
  )
}

async function showCase(c: Request, typed: Typed = {}): Promise<Response> {
  const ctx = requireSteward(c.get('ctx'), 'identity')
  const { language } = ctx
  const found = await readCase(ctx, c.req.param('id') ?? '')
  if (!found) throw new NotFound()
  return render(
    c,
    { title: words[language].steward.kinds[found.kind], size: 'office', status: typed.errors ? 422 : 200 },
    <CasePage
      language={language}
      found={found}
      accounts={await accountsIn(ctx, found)}
      objection={await objectionTo(ctx, found.id)}
      now={ctx.now()}
      {...typed}
    />,
  )
}
