import {
  readForm,
  seeOther,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../platform/http.ts'
import { hour } from '../../platform/clock.ts'
import { Refusal } from '../../platform/errors.ts'
import { limit, type Limit } from '../../platform/limits.ts'
import { sendPdf } from '../../platform/pdf.ts'
import { doneFlash } from '../../web/flash.ts'
import { render } from '../../web/render.tsx'
import { isVerified, requireSteward, requireViewer } from '../residents/index.ts'
import type { Feeds } from './bundles/compose.ts'
import { settingsForm } from './forms.ts'
import { words } from './messages/index.ts'
import { BundlePage } from './pages/bundle.tsx'
import { PaperDeskPage } from './pages/desk.tsx'
import { SettingsPage, StopPage, StoppedPage } from './pages/settings.tsx'
import { paperDesk, printAgain, printBundles } from './paper/print.ts'
import { bundleOfToday } from './reading.ts'
import { changeSettings, settingsOf, subscribedTo, unsubscribe } from './settings.ts'
import { hasTrouble, sayMailWorks } from './trouble.ts'
import { readUnsubscribeToken } from './unsubscribe.ts'

const perVisitor: Limit = { name: 'unsubscribe', max: 60, window: hour }

export function routes(app: App, feeds: Feeds): void {
  app.get('/ik/bundel', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language } = ctx
    return render(
      c,
      { title: words[language].page.title, nav: 'me', flash: doneFlash(c, words[language].done) },
      <BundlePage
        language={language}
        bundle={await bundleOfToday(ctx, feeds)}
        trouble={await hasTrouble(ctx)}
      />,
    )
  })

  app.post('/ik/bundel/post', async (c) => {
    await sayMailWorks(c.get('ctx'))
    return seeOther(c, '/ik/bundel?klaar=post')
  })

  app.get('/ik/bundel/instellen', (c) => showSettings(c))
  app.post('/ik/bundel/instellen', async (c) => {
    const form = await readForm(c, settingsForm)
    if (!form.ok) return showSettings(c, form)
    const { rhythm, weekday, post, quiet } = form.data
    await changeSettings(c.get('ctx'), { rhythm, weekday, byPost: post }, quiet)
    return seeOther(c, '/ik/bundel/instellen?klaar=bewaard')
  })

  // A mail program posts here by itself (RFC 8058), so it looks at no session; a person finds a page with the same button.
  app.get('/uit/:token', async (c) => {
    const { language } = c.get('ctx')
    await residentOf(c)
    return render(
      c,
      { title: words[language].stop.title },
      <StopPage language={language} path={c.req.path} />,
    )
  })
  app.post('/uit/:token', async (c) => {
    const ctx = c.get('ctx')
    await unsubscribe({ ...ctx, viewer: undefined }, await residentOf(c))
    return render(c, { title: words[ctx.language].stop.doneTitle }, <StoppedPage language={ctx.language} />)
  })

  app.get('/beheer/bundels', async (c) => {
    const ctx = requireSteward(c.get('ctx'), 'identity')
    const { language } = ctx
    const { title, nothing } = words[language].desk
    return render(
      c,
      { title, size: 'office', flash: c.req.query('klaar') === 'niets' ? nothing : undefined },
      <PaperDeskPage language={language} desk={await paperDesk(ctx)} />,
    )
  })
  app.post('/beheer/bundels/druk', async (c) => {
    const pdf = await printBundles(c.get('ctx'), feeds)
    return pdf ? sendPdf(c, 'bundels', pdf, 'inline') : seeOther(c, '/beheer/bundels?klaar=niets')
  })
  app.post('/beheer/bundels/:batch/druk', async (c) =>
    sendPdf(c, 'bundels', await printAgain(c.get('ctx'), feeds, c.req.param('batch')), 'inline'),
  )
}

/** Whose bundles the link ends. @throws Refusal (`unsubscribeOver`) for a link that we did not make. */
async function residentOf(c: Request): Promise<string> {
  const ctx = c.get('ctx')
  await limit(ctx, perVisitor, c.get('visitor'))
  const residentId = readUnsubscribeToken(ctx, c.req.param('token') ?? '')
  if (residentId === undefined) throw new Refusal(404, 'unsubscribeOver')
  return residentId
}

async function showSettings(
  c: Request,
  typed: { values?: FormValues; errors?: FormErrors } = {},
): Promise<Response> {
  const ctx = requireViewer(c.get('ctx'))
  const { language, viewer } = ctx
  return render(
    c,
    {
      title: words[language].settings.title,
      nav: 'me',
      flash: doneFlash(c, words[language].done),
      status: typed.errors ? 422 : 200,
    },
    <SettingsPage
      language={language}
      settings={await settingsOf(ctx, viewer.id)}
      communities={await subscribedTo(ctx)}
      paper={isVerified(ctx)}
      {...typed}
    />,
  )
}
