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
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import {
  requireConfirmed,
  requireVerified,
  requireViewer,
  type ViewerContext,
} from '../../residents/index.ts'
import { confirmMet, whoReadsOut } from '../by-neighbours.ts'
import { metForm } from '../forms.ts'
import { words } from '../messages/index.ts'
import { ChooseTrustedPage, ConfirmMetPage, HearCodePage, MetPage, TrustedPage } from '../pages/trusted.tsx'
import { nameTrusted, refuseTrust, takeBackTrust, trustedBy, trustedOf, type Choosable } from '../trusted.ts'

/** What later domains know: whom somebody may name, by letters in the name, or one by id. */
export interface RecoveryParts {
  choosable: (ctx: ViewerContext, which: { named?: string; ids?: readonly string[] }) => Promise<Choosable[]>
  /** Whether somebody belongs to any community, out of which one chooses. */
  belongsAnywhere: (ctx: ViewerContext) => Promise<boolean>
}

export function trustedRoutes(app: App, { choosable, belongsAnywhere }: RecoveryParts): void {
  app.get('/ik/vertrouwden', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const t = words[ctx.language].trusted
    return render(
      c,
      { title: t.title, nav: 'me', flash: doneFlash(c, t.done) },
      <TrustedPage
        language={ctx.language}
        now={ctx.now()}
        mine={await trustedOf(ctx, ctx.viewer.id)}
        by={await trustedBy(ctx)}
      />,
    )
  })

  const showChoose = async (c: Request, missing = false): Promise<Response> => {
    const ctx = requireConfirmed(c.get('ctx'))
    const named = (c.req.query('naam') ?? '').slice(0, 60)
    const offered = await choosable(ctx, { named })
    return render(
      c,
      { title: words[ctx.language].trusted.chooseTitle, nav: 'me', status: missing ? 422 : 200 },
      <ChooseTrustedPage
        language={ctx.language}
        named={named}
        choosable={offered}
        alone={offered.length === 0 && !(await belongsAnywhere(ctx))}
        missing={missing}
      />,
    )
  }
  app.get('/ik/vertrouwden/kies', (c) => showChoose(c))

  app.post('/ik/vertrouwden', async (c) => {
    const ctx = requireConfirmed(c.get('ctx'))
    const id = valueOf(await readValues(c), 'neighbour')
    if (!id) return showChoose(c, true)
    await nameTrusted(ctx, id, await choosable(ctx, { ids: [id] }))
    return seeOther(c, '/ik/vertrouwden?klaar=named')
  })
  app.post('/ik/vertrouwden/:id/weg', async (c) => {
    await takeBackTrust(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/ik/vertrouwden?klaar=away')
  })
  app.post('/ik/vertrouwden/:id/nee', async (c) => {
    await refuseTrust(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/ik/vertrouwden?klaar=refused')
  })

  app.get('/ik/vertrouwden/code', (c) => {
    requireVerified(requireConfirmed(c.get('ctx')))
    return showHear(c)
  })
  app.post('/ik/vertrouwden/code', async (c) => {
    const values = await readValues(c)
    try {
      const code = valueOf(values, 'code')
      const { name } = await whoReadsOut(c.get('ctx'), code)
      return showConfirm(c, name, code)
    } catch (error) {
      return showHear(c, values, fieldErrors(error))
    }
  })
  app.post('/ik/vertrouwden/bevestig', async (c) => {
    const ctx = c.get('ctx')
    const form = await readForm(c, metForm)
    const code = valueOf(form.values, 'code')
    try {
      if (!form.ok) return showConfirm(c, (await whoReadsOut(ctx, code)).name, code, form.errors)
      const met = await confirmMet(ctx, code)
      const { language } = ctx
      return render(
        c,
        { title: words[language].met.doneTitle, nav: 'me' },
        <MetPage language={language} {...met} />,
      )
    } catch (error) {
      return showHear(c, form.values, fieldErrors(error))
    }
  })
}

function showHear(c: Request, values?: FormValues, errors?: FormErrors): Response {
  const { language } = c.get('ctx')
  return render(
    c,
    { title: words[language].met.title, nav: 'me', status: errors ? 422 : 200 },
    <HearCodePage language={language} values={values} errors={errors} />,
  )
}

function showConfirm(c: Request, name: string, code: string, errors?: FormErrors): Response {
  const { language } = c.get('ctx')
  return render(
    c,
    { title: words[language].met.confirmTitle(name), nav: 'me', status: errors ? 422 : 200 },
    <ConfirmMetPage language={language} name={name} code={code} errors={errors} />,
  )
}
