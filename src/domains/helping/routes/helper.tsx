import { seeOther, type App } from '../../../platform/http.ts'
import { SignInNeeded } from '../../../platform/errors.ts'
import { sendPdf } from '../../../platform/pdf.ts'
import { doneFlash } from '../../../web/flash.ts'
import { render } from '../../../web/render.tsx'
import { sessionOf, setActsFor } from '../../identity/index.ts'
import { requireViewer } from '../../residents/index.ts'
import { answerAsk, beginHelping, endHelping } from '../actions.ts'
import { words } from '../messages/index.ts'
import { HelperPage, NowPage } from '../pages/helper.tsx'
import { actsOf, helpingsOf } from '../queries.ts'
import { readBundle } from '../read-bundle.ts'
import { stopPath } from '../rules.ts'
import type { HelpParts } from './helped.tsx'

/** For who helps: whom, and the button with which an hour of helping begins. */
export function helperRoutes(app: App, { feeds }: Pick<HelpParts, 'feeds'>): void {
  app.get('/helpen', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language, viewer } = ctx
    const t = words[language]
    if (viewer.helper) {
      const { may } = viewer.helper
      return render(
        c,
        { title: t.now.title(viewer.displayName) },
        <NowPage language={language} name={viewer.displayName} may={may} />,
      )
    }
    return render(
      c,
      { title: t.helpen.title, nav: 'me', flash: doneFlash(c, t.done) },
      <HelperPage
        language={language}
        people={await helpingsOf(ctx, 'helper')}
        acts={await actsOf(ctx, 'helper')}
      />,
    )
  })

  app.post(stopPath, async (c) => {
    const session = await sessionOf(c)
    if (!session) throw new SignInNeeded()
    await setActsFor(c.get('ctx'), session, undefined)
    return seeOther(c, '/helpen?klaar=klaar')
  })

  app.post('/helpen/:id/bundel.pdf', async (c) =>
    sendPdf(c, 'bundel', await readBundle(c.get('ctx'), feeds, c.req.param('id')), 'inline'),
  )

  app.post('/helpen/:id/nu', async (c) => {
    const session = await sessionOf(c)
    if (!session) throw new SignInNeeded()
    await beginHelping(c.get('ctx'), session, c.req.param('id'))
    return seeOther(c, '/helpen')
  })

  app.post('/helpen/:id/ja', async (c) => {
    await answerAsk(c.get('ctx'), c.req.param('id'), true)
    return seeOther(c, '/helpen?klaar=ja')
  })
  app.post('/helpen/:id/nee', async (c) => {
    await answerAsk(c.get('ctx'), c.req.param('id'), false)
    return seeOther(c, '/helpen?klaar=nee')
  })
  app.post('/helpen/:id/einde', async (c) => {
    await endHelping(c.get('ctx'), c.req.param('id'))
    return seeOther(c, '/helpen?klaar=gestopt')
  })
}
